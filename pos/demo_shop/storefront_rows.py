"""Hangs the demo shop's name over the door of a database's first store."""

from typing import Any

import sqlalchemy as sa

from models.fixed_ids import FIRST_ADDRESS_ID, FIRST_STORE_ID
from models.identity import AddressRow
from models.operations import StoreRow
from models.required_rows import insert_first_shop, insert_required_rows
from pos.demo_shop.storefront import Storefront

_STORES = StoreRow.__table__
_ADDRESSES = AddressRow.__table__


def write_storefront(connection: sa.Connection, storefront: Storefront) -> None:
    """Insert the required rows and the first store where they are missing, and name the store.

    The store keeps its code: numbers begin with it. The caller commits.
    """
    insert_required_rows(connection)
    insert_first_shop(connection)
    connection.execute(
        sa.update(_STORES).where(_STORES.c.id == FIRST_STORE_ID).values(_store(storefront))
    )
    connection.execute(
        sa.update(_ADDRESSES)
        .where(_ADDRESSES.c.id == FIRST_ADDRESS_ID)
        .values(_address(storefront))
    )


def _store(storefront: Storefront) -> dict[str, Any]:
    return {
        "name": storefront.name,
        "legal_name": storefront.legal_name,
        "tax_id": storefront.tax_id,
        "phone": storefront.phone,
        "email": storefront.email,
        "timezone": storefront.timezone,
        "currency": storefront.currency,
        "prices_include_tax": True,
        "tax_rounding": "line",
        "rounding": "half_up",
        "cash_step_cents": storefront.cash_step_cents,
        "receipt_header": storefront.receipt_header,
        "receipt_footer": storefront.receipt_footer,
    }


def _address(storefront: Storefront) -> dict[str, Any]:
    return {
        "recipient_name": storefront.name,
        "line1": storefront.line1,
        "postal_code": storefront.postal_code,
        "city": storefront.city,
        "country": storefront.country,
        "phone": storefront.phone,
    }
