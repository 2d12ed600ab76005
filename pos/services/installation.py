"""Makes an empty database a register of a shop, so that somebody can sign in and sell."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from models.fixed_ids import FIRST_ADDRESS_ID, FIRST_REGISTER_ID, FIRST_STORE_ID, STANDARD_TAX_ID
from models.identity import AddressRow, RoleRow, StaffRow, UserRoleRow, UserRow
from models.operations import StoreRow
from models.pricing import TaxRateRow
from models.required_rows import insert_first_shop, insert_required_rows
from models.sync import SyncStateRow
from pos import identity
from pos.domain.errors import RefusedError
from pos.services.people import hash_pin
from pos.uow import Store, WriteTx

_STATE = SyncStateRow.__table__


class AlreadySetUpError(RefusedError):
    """The database belongs to a register already. Facts: register, store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstManager:
    """Who may sign in first and let others in."""

    name: str
    employee_no: str
    pin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpShop:
    """The wish to begin.

    Attributes:
        currency: ISO 4217 code.
        country: ISO 3166-1 alpha-2 code; decides whether shelf prices contain the tax.
        timezone: IANA name.
    """

    store_name: str
    currency: str
    country: str
    timezone: str
    prices_include_tax: bool
    manager: FirstManager


def claim_register(tx: WriteTx, register_id: UUID, *, incarnation: int = 1) -> None:
    """Make this database the one of a register whose rows it holds.

    Raises:
        AlreadySetUpError: It is another one's.
    """
    present = identity.find_identity(tx.connection)
    if present is not None:
        raise AlreadySetUpError(register=present.code, store=present.store_name)
    tx.connection.execute(
        sa.insert(_STATE),
        {
            "key": identity.KEY,
            "value": {"register_id": str(register_id), "incarnation": incarnation},
            "updated_at": tx.now,
        },
    )


def refuse_second_shop(store: Store) -> None:
    """Say no before anything is made, when the database has a shop already.

    Raises:
        AlreadySetUpError: It has.
    """
    with store.read() as tx:
        present = identity.find_identity(tx.connection)
    if present is not None:
        raise AlreadySetUpError(register=present.code, store=present.store_name)


def set_up_shop(tx: WriteTx, wish: SetUpShop) -> None:
    """Write the rows that must exist, name the shop, and let the first manager in.

    Raises:
        AlreadySetUpError: There is a shop in this database.
        PinNotAllowedError: The manager's PIN is not 4 to 8 digits.
    """
    insert_required_rows(tx.connection)
    insert_first_shop(tx.connection)
    claim_register(tx, FIRST_REGISTER_ID)
    _name_shop(tx, wish)
    _let_in(tx, wish.manager)


def _name_shop(tx: WriteTx, wish: SetUpShop) -> None:
    tx.connection.execute(
        sa.update(StoreRow)
        .where(StoreRow.id == FIRST_STORE_ID)
        .values(
            name=wish.store_name,
            currency=wish.currency,
            timezone=wish.timezone,
            prices_include_tax=wish.prices_include_tax,
        )
    )
    tx.connection.execute(
        sa.update(AddressRow)
        .where(AddressRow.id == FIRST_ADDRESS_ID)
        .values(country=wish.country, recipient_name=wish.store_name)
    )
    tx.rows.add(
        TaxRateRow(
            id=tx.new_id(),
            tax_category_id=STANDARD_TAX_ID,
            name="No tax",
            rate_ppm=0,
            is_inclusive=wish.prices_include_tax,
            valid_from=tx.now.date(),
        )
    )


def _let_in(tx: WriteTx, manager: FirstManager) -> None:
    user_id = tx.new_id()
    admin_id = tx.connection.execute(
        sa.select(RoleRow.id).where(RoleRow.code == "admin")
    ).scalar_one()
    tx.rows.add(UserRow(id=user_id, name=manager.name))
    tx.rows.flush()
    tx.rows.add(
        StaffRow(
            user_id=user_id,
            employee_no=manager.employee_no,
            pin_hash=hash_pin(manager.pin),
            pin_changed_at=tx.now,
        )
    )
    tx.rows.add(UserRoleRow(id=tx.new_id(), user_id=user_id, role_id=admin_id))
