"""Where a customer lives and has things sent to, over all records that are theirs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.identity import AddressRow
from pos.domain.postal_address import AddressUse, PostalAddress
from pos.queries.customer_records import RECORDS_OF
from pos.uow import ReadTx

_ADDRESSES = AddressRow.__table__
_OF_CUSTOMER = (
    sa.select(_ADDRESSES)
    .where(_ADDRESSES.c.user_id.in_(RECORDS_OF), _ADDRESSES.c.deleted_at.is_(None))
    .order_by(_ADDRESSES.c.is_default.desc(), _ADDRESSES.c.created_at, _ADDRESSES.c.id)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerAddress:
    """One address of a customer."""

    address_id: UUID
    address: PostalAddress


def list_addresses(tx: ReadTx, customer_id: UUID) -> tuple[CustomerAddress, ...]:
    """Return a customer's addresses: those to take first, then the oldest first."""
    rows = tx.connection.execute(_OF_CUSTOMER, {"customer_id": customer_id}).mappings()
    return tuple(CustomerAddress(address_id=row["id"], address=address_of_row(row)) for row in rows)


def address_of_row(row: Mapping[Any, Any]) -> PostalAddress:
    """Return what a row of `addresses` says."""
    return PostalAddress(
        use=AddressUse(row["type"]),
        recipient_name=row["recipient_name"],
        company=row["company"] or "",
        line1=row["line1"],
        line2=row["line2"] or "",
        postal_code=row["postal_code"],
        city=row["city"],
        state=row["state"],
        country=row["country"],
        is_default=row["is_default"],
    )
