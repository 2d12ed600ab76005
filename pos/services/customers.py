"""Writes down who a customer is, with or without a network.

A record is made here under an id of its own; what belongs to one person only (telephone, e-mail,
card) is asked for on this till, and central settles what two tills took down apart.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.identity import StaffRow, UserRow
from pos import customer_index
from pos.domain.contact import CustomerDetails, clean_details
from pos.domain.errors import RefusedError
from pos.domain.fact import Fact, Operation, RowChanged, RowsWritten
from pos.domain.permission import Action
from pos.queries.store_rules import read_country
from pos.runtime.changes import Topic
from pos.services.audit import AuditEntry, write_audit
from pos.services.permissions import Actor, require
from pos.uow import ReadTx, WriteTx

_USERS = UserRow.__table__
_STAFF = StaffRow.__table__
_ONE_PERSONS = ("phone", "email", "customer_no")
_FIND = sa.select(_USERS).where(
    _USERS.c.id == sa.bindparam("customer_id"),
    _USERS.c.deleted_at.is_(None),
    _USERS.c.merged_into_id.is_(None),
    ~_USERS.c.is_system,
    ~sa.exists().where(_STAFF.c.user_id == _USERS.c.id),
)


class CustomerGoneError(RefusedError):
    """This till knows no such customer any more: deleted, or folded into another one."""


class TakenByAnotherError(RefusedError):
    """A telephone, an e-mail or a card is another customer's. Facts: value, name, customer_id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddCustomer:
    """The wish to know somebody from now on; one of their details suffices."""

    actor: Actor
    details: CustomerDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCustomer:
    """The wish to know something else about a customer.

    Attributes:
        details: Everything as it shall be, also what stays.
    """

    actor: Actor
    customer_id: UUID
    details: CustomerDetails


def add_customer(tx: WriteTx, wish: AddCustomer) -> UUID:
    """Write down a new customer and return their id.

    Raises:
        PermissionDeniedError: The actor may not, and nobody who may approved it.
        TakenByAnotherError: It is somebody who is known already.
        RefusedError: Something typed cannot be kept; see `pos.domain.contact.clean_details`.
    """
    require(tx, wish.actor, Action.EDIT_CUSTOMER)
    details = clean_details(wish.details, country=read_country(tx))
    customer_id = tx.new_id()
    values = columns_of(details)
    refuse_taken(tx, customer_id, values)
    row = {"id": customer_id, "created_at": tx.now, "updated_at": tx.now, **values}
    tx.connection.execute(sa.insert(_USERS), row)
    tx.record(
        Fact(
            kind="customer.added",
            version=1,
            table="users",
            row_id=customer_id,
            rows=(RowsWritten(table="users", rows=(row,)),),
        )
    )
    _note_exemption(tx, wish.actor, customer_id, before=None, after=values["tax_exempt_no"])
    follow(tx, customer_id)
    return customer_id


def change_customer(tx: WriteTx, wish: ChangeCustomer) -> None:
    """Write down what is different about a customer; nothing is written when nothing is.

    Raises:
        PermissionDeniedError: The actor may not, and nobody who may approved it.
        CustomerGoneError: There is no such customer.
        TakenByAnotherError: It is somebody else's.
        RefusedError: Something typed cannot be kept; see `pos.domain.contact.clean_details`.
    """
    require(tx, wish.actor, Action.EDIT_CUSTOMER)
    present = get_record(tx, wish.customer_id)
    values = columns_of(clean_details(wish.details, country=read_country(tx)))
    changed = {name: value for name, value in values.items() if present[name] != value}
    if not changed:
        return
    refuse_taken(tx, wish.customer_id, changed)
    change = write_change(tx, present, changed)
    tx.record(
        Fact(
            kind="customer.changed",
            version=1,
            table="users",
            row_id=wish.customer_id,
            operation=Operation.UPDATE,
            changes=(change,),
        )
    )
    _note_exemption(
        tx,
        wish.actor,
        wish.customer_id,
        before=present["tax_exempt_no"],
        after=values["tax_exempt_no"],
    )
    follow(tx, wish.customer_id)


def get_record(tx: ReadTx, customer_id: UUID) -> dict[str, Any]:
    """Return the row of a customer.

    Raises:
        CustomerGoneError: There is none: it is a member of staff, deleted, or folded into another.
    """
    row = tx.connection.execute(_FIND, {"customer_id": customer_id}).mappings().first()
    if row is None:
        raise CustomerGoneError(customer_id=customer_id)
    return dict(row)


def write_change(tx: WriteTx, present: dict[str, Any], changed: dict[str, Any]) -> RowChanged:
    """Change a record, and return what the fact about it says."""
    tx.connection.execute(
        sa.update(_USERS)
        .where(_USERS.c.id == present["id"])
        .values({**changed, "updated_at": tx.now})
    )
    return RowChanged(
        table="users",
        row_id=present["id"],
        before={name: present[name] for name in changed},
        after=changed,
    )


def follow(tx: WriteTx, *customer_ids: UUID) -> None:
    """Bring the search up to date, and tell the screens."""
    customer_index.refresh(tx.connection, customer_ids)
    tx.touched(Topic.PEOPLE, *customer_ids)


def columns_of(details: CustomerDetails) -> dict[str, Any]:
    """Return clean details as the columns of a customer's row."""
    return {
        "name": details.name,
        "phone": details.phone or None,
        "email": details.email or None,
        "customer_no": details.card_no or None,
        "note": details.note or None,
        "tax_exempt_no": details.tax_exempt_no or None,
        "marketing_opt_in": details.marketing_opt_in,
    }


def refuse_taken(tx: ReadTx, customer_id: UUID, values: dict[str, Any]) -> None:
    """Refuse what belongs to one person only and is another's already.

    Raises:
        TakenByAnotherError: It is somebody else's.
    """
    for name in _ONE_PERSONS:
        value = values.get(name)
        if value is None:
            continue
        owner = tx.connection.execute(
            sa.select(_USERS.c.name, sa.func.coalesce(_USERS.c.merged_into_id, _USERS.c.id)).where(
                _USERS.c[name] == value, _USERS.c.id != customer_id
            )
        ).first()
        if owner is not None:
            raise TakenByAnotherError(value=value, name=owner[0], customer_id=owner[1])


def _note_exemption(
    tx: WriteTx, actor: Actor, customer_id: UUID, *, before: str | None, after: str | None
) -> None:
    """Note who let a customer off the taxes, or asked for them again; not the number itself."""
    if bool(before) != bool(after):
        write_audit(
            tx,
            AuditEntry(
                action="customer.exempted" if after else "customer.taxed",
                actor_id=actor.staff_id,
                target_type="user",
                target_id=str(customer_id),
            ),
        )
