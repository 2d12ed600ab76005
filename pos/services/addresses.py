"""Writes down where a customer lives and has things sent to, with or without a network.

A person has one address of each use that is taken first: the newest wish wins, here and in central.
What two tills changed apart is settled by central field by field, as for the customer themselves.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.identity import AddressRow
from pos.domain.errors import RefusedError
from pos.domain.fact import Fact, Operation, RowChanged, RowsWritten
from pos.domain.permission import Action
from pos.domain.postal_address import PostalAddress, clean_address
from pos.queries.customer_addresses import list_addresses
from pos.queries.customer_records import RECORDS_OF
from pos.runtime.changes import Topic
from pos.services.customers import get_record
from pos.services.permissions import Actor, require
from pos.uow import WriteTx

_ADDRESSES = AddressRow.__table__
_THEIRS = sa.select(_ADDRESSES).where(
    _ADDRESSES.c.id == sa.bindparam("address_id"), _ADDRESSES.c.user_id.in_(RECORDS_OF)
)
_ALSO_FIRST = sa.select(_ADDRESSES).where(
    _ADDRESSES.c.id != sa.bindparam("address_id"),
    _ADDRESSES.c.user_id.in_(RECORDS_OF),
    _ADDRESSES.c.type == sa.bindparam("use"),
    _ADDRESSES.c.is_default,
    _ADDRESSES.c.deleted_at.is_(None),
)


class AddressGoneError(RefusedError):
    """The customer has no such address any more. No facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAddress:
    """The wish to know another address of a customer."""

    actor: Actor
    customer_id: UUID
    address: PostalAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAddress:
    """The wish to know something else about an address.

    Attributes:
        address: Everything as it shall be, also what stays.
    """

    actor: Actor
    customer_id: UUID
    address_id: UUID
    address: PostalAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveAddress:
    """The wish to use an address no longer, or to have it back.

    Attributes:
        is_removed: False brings it back.
    """

    actor: Actor
    customer_id: UUID
    address_id: UUID
    is_removed: bool = True


def add_address(tx: WriteTx, wish: AddAddress) -> UUID:
    """Write down an address and return its id; the first one of a customer is taken first.

    Raises:
        PermissionDeniedError: The actor may not, and nobody who may approved it.
        CustomerGoneError: There is no such customer.
        RefusedError: What was typed cannot be kept; see `pos.domain.postal_address.clean_address`.
    """
    require(tx, wish.actor, Action.EDIT_CUSTOMER)
    get_record(tx, wish.customer_id)
    address = clean_address(wish.address)
    is_first = address.is_default or not list_addresses(tx, wish.customer_id)
    row = {
        "id": tx.new_id(),
        "created_at": tx.now,
        "updated_at": tx.now,
        "user_id": wish.customer_id,
        **_columns_of(address),
        "is_default": is_first,
    }
    tx.connection.execute(sa.insert(_ADDRESSES), row)
    address_id: UUID = row["id"]
    tx.record(
        Fact(
            kind="address.added",
            version=1,
            table="addresses",
            row_id=address_id,
            rows=(RowsWritten(table="addresses", rows=(row,)),),
            changes=_step_back(tx, wish.customer_id, row),
        )
    )
    tx.touched(Topic.PEOPLE, wish.customer_id)
    return address_id


def change_address(tx: WriteTx, wish: ChangeAddress) -> None:
    """Write down what is different about an address; nothing is written when nothing is.

    Raises:
        PermissionDeniedError: The actor may not, and nobody who may approved it.
        AddressGoneError: The customer has no such address any more.
        RefusedError: What was typed cannot be kept; see `pos.domain.postal_address.clean_address`.
    """
    require(tx, wish.actor, Action.EDIT_CUSTOMER)
    present = _get(tx, wish.customer_id, wish.address_id)
    if present["deleted_at"] is not None:
        raise AddressGoneError
    columns = _columns_of(clean_address(wish.address))
    _change(tx, wish.customer_id, present, columns, kind="address.changed")


def remove_address(tx: WriteTx, wish: RemoveAddress) -> None:
    """Use an address no longer, or again; orders that name it keep it.

    Raises:
        PermissionDeniedError: The actor may not, and nobody who may approved it.
        AddressGoneError: The customer has no such address.
    """
    require(tx, wish.actor, Action.EDIT_CUSTOMER)
    present = _get(tx, wish.customer_id, wish.address_id)
    removed_at = tx.now if wish.is_removed else None
    if (present["deleted_at"] is None) == (removed_at is None):
        return
    kind = "address.removed" if wish.is_removed else "address.brought_back"
    _change(tx, wish.customer_id, present, {"deleted_at": removed_at}, kind=kind)


def _get(tx: WriteTx, customer_id: UUID, address_id: UUID) -> dict[str, Any]:
    which = {"customer_id": customer_id, "address_id": address_id}
    row = tx.connection.execute(_THEIRS, which).mappings().first()
    if row is None:
        raise AddressGoneError
    return dict(row)


def _change(
    tx: WriteTx, customer_id: UUID, present: dict[str, Any], columns: dict[str, Any], *, kind: str
) -> None:
    after = {name: value for name, value in columns.items() if present[name] != value}
    if not after:
        return
    changes = (_write(tx, present, after), *_step_back(tx, customer_id, {**present, **after}))
    tx.record(
        Fact(
            kind=kind,
            version=1,
            table="addresses",
            row_id=present["id"],
            operation=Operation.UPDATE,
            changes=changes,
        )
    )
    tx.touched(Topic.PEOPLE, customer_id)


def _step_back(tx: WriteTx, customer_id: UUID, row: dict[str, Any]) -> tuple[RowChanged, ...]:
    """Let an address that is taken first be the only one of its use."""
    if not row["is_default"] or row.get("deleted_at") is not None:
        return ()
    which = {"customer_id": customer_id, "address_id": row["id"], "use": row["type"]}
    others = tx.connection.execute(_ALSO_FIRST, which).mappings().all()
    return tuple(_write(tx, dict(other), {"is_default": False}) for other in others)


def _write(tx: WriteTx, present: dict[str, Any], after: dict[str, Any]) -> RowChanged:
    tx.connection.execute(
        sa.update(_ADDRESSES)
        .where(_ADDRESSES.c.id == present["id"])
        .values(**after, updated_at=tx.now)
    )
    return RowChanged(
        table="addresses",
        row_id=present["id"],
        before={name: present[name] for name in after},
        after=after,
    )


def _columns_of(address: PostalAddress) -> dict[str, Any]:
    return {
        "type": str(address.use),
        "recipient_name": address.recipient_name,
        "company": address.company or None,
        "line1": address.line1,
        "line2": address.line2 or None,
        "postal_code": address.postal_code,
        "city": address.city,
        "state": address.state,
        "country": address.country,
        "is_default": address.is_default,
    }
