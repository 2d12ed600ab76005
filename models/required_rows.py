"""The rows without which no database is complete: plain data with ids that never change.

Every machine makes them for itself, and they are the same rows everywhere.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from models.base import Row
from models.catalogue import CategoryRow, ProductRow, VariantRow
from models.fixed_ids import (
    FIRST_ADDRESS_ID,
    FIRST_LOCATION_ID,
    FIRST_REGISTER_CODE,
    FIRST_REGISTER_ID,
    FIRST_STORE_CODE,
    FIRST_STORE_ID,
    MISCELLANEOUS_PRODUCT_ID,
    MISCELLANEOUS_VARIANT_ID,
    STANDARD_TAX_ID,
    UNCATEGORISED_ID,
    WALK_IN_ID,
    fixed_id,
)
from models.identity import AddressRow, RoleRow, UserRow
from models.inventory import LocationRow
from models.operations import RegisterRow, StoreRow
from models.payments import PaymentMethodRow
from models.pricing import TaxCategoryRow

Rows = Sequence[tuple[type[Row], Sequence[Mapping[str, Any]]]]

_INSERTS: Mapping[str, Callable[[Table], postgresql.Insert | sqlite.Insert]] = {
    "postgresql": postgresql.insert,
    "sqlite": sqlite.insert,
}


STAFF_PERMISSIONS = (
    "sale.ring",
    "sale.void",
    "sale.beyond_stock",
    "sale.open_article<=10000",
    "sale.open_article?",
    "discount.line<=100000",
    "discount.line?",
    "discount.order<=50000",
    "discount.order?",
    "price.override?",
    "price.below_floor?",
    "order.move_day",
    "order.cancel?",
    "return.accept",
    "return.large?",
    "return.late?",
    "return.without_receipt?",
    "refund.other_tender?",
    "drawer.open?",
    "cash.move?",
    "shift.open",
    "shift.close",
    "shift.variance?",
    "receipt.reprint",
    "stock.count",
    "stock.receive",
    "stock.adjust?",
    "customer.edit",
    "customer.credit?",
    "customer.limit?",
    "stored_value.issue",
    "payment.resolve?",
)
MANAGER_PERMISSIONS = (
    "sale.ring",
    "sale.void",
    "sale.beyond_stock",
    "sale.open_article",
    "discount.line",
    "discount.order",
    "price.override",
    "price.below_floor",
    "order.move_day",
    "order.cancel",
    "return.accept",
    "return.large",
    "return.late",
    "return.without_receipt",
    "refund.other_tender",
    "drawer.open",
    "cash.move",
    "shift.open",
    "shift.close",
    "shift.variance",
    "receipt.reprint",
    "stock.count",
    "stock.adjust",
    "stock.receive",
    "stock.transfer",
    "catalogue.edit",
    "catalogue.import",
    "price.change",
    "customer.edit",
    "customer.erase",
    "customer.credit",
    "customer.limit",
    "stored_value.issue",
    "payment.resolve",
    "report.view",
    "staff.manage",
    "settings.change",
)

ROLES = (
    {"code": "customer", "name": "Customer", "rank": 0, "permissions": ()},
    {"code": "staff", "name": "Staff", "rank": 10, "permissions": STAFF_PERMISSIONS},
    {"code": "manager", "name": "Manager", "rank": 20, "permissions": MANAGER_PERMISSIONS},
    {"code": "admin", "name": "Administrator", "rank": 30, "permissions": ("*",)},
)

ACCEPTED_FROM_THE_START = frozenset({"cash", "card"})
"""A shop switches on the others when it has what they need: a terminal, a contract, an account."""

PAYMENT_METHODS = tuple(
    {
        "code": code,
        "name": name,
        "kind": kind,
        "position": position,
        "opens_drawer": kind == "cash",
        "is_active": code in ACCEPTED_FROM_THE_START,
    }
    for position, (code, name, kind) in enumerate(
        (
            ("cash", "Cash", "cash"),
            ("card", "Card", "card"),
            ("credit_card", "Credit card", "card"),
            ("debit_card", "Debit card", "card"),
            ("upi", "UPI", "wallet"),
            ("net_banking", "Net banking", "bank_transfer"),
            ("wallet", "Wallet", "wallet"),
            ("cod", "Cash on delivery", "cod"),
            ("gift_card", "Gift card", "gift_card"),
            ("store_credit", "Store credit", "store_credit"),
            ("on_account", "On account", "other"),
        )
    )
)

REQUIRED_ROWS: Rows = (
    (UserRow, ({"id": WALK_IN_ID, "name": "Walk-in customer", "is_system": True},)),
    (
        RoleRow,
        tuple(
            {"id": fixed_id(1, number), "is_system": True, **role}
            for number, role in enumerate(ROLES, start=1)
        ),
    ),
    (
        TaxCategoryRow,
        ({"id": STANDARD_TAX_ID, "code": "standard", "name": "Standard", "is_default": True},),
    ),
    (CategoryRow, ({"id": UNCATEGORISED_ID, "name": "Uncategorised", "slug": "uncategorised"},)),
    (
        ProductRow,
        (
            {
                "id": MISCELLANEOUS_PRODUCT_ID,
                "category_id": UNCATEGORISED_ID,
                "tax_category_id": STANDARD_TAX_ID,
                "name": "Miscellaneous",
                "slug": "miscellaneous",
                "style_code": "MISC",
                "base_price_cents": 0,
            },
        ),
    ),
    (
        VariantRow,
        (
            {
                "id": MISCELLANEOUS_VARIANT_ID,
                "product_id": MISCELLANEOUS_PRODUCT_ID,
                "sku": "MISC",
                "is_default": True,
                "price_cents": 0,
                "track_stock": False,
            },
        ),
    ),
    (
        PaymentMethodRow,
        tuple(
            {"id": fixed_id(6, number), **method}
            for number, method in enumerate(PAYMENT_METHODS, start=1)
        ),
    ),
)
"""Parents before children; without the shop itself."""

FIRST_SHOP: Rows = (
    (AddressRow, ({"id": FIRST_ADDRESS_ID, "line1": "", "city": "", "postal_code": ""},)),
    (
        StoreRow,
        (
            {
                "id": FIRST_STORE_ID,
                "code": FIRST_STORE_CODE,
                "name": "My shop",
                "address_id": FIRST_ADDRESS_ID,
            },
        ),
    ),
    (
        LocationRow,
        (
            {
                "id": FIRST_LOCATION_ID,
                "store_id": FIRST_STORE_ID,
                "code": "S1",
                "name": "Shop floor",
            },
        ),
    ),
    (
        RegisterRow,
        (
            {
                "id": FIRST_REGISTER_ID,
                "store_id": FIRST_STORE_ID,
                "location_id": FIRST_LOCATION_ID,
                "code": FIRST_REGISTER_CODE,
                "name": "Register 1",
                "number_prefix": "S1R1",
            },
        ),
    ),
)
"""One store with its address, one location, one register: what a shop starts with."""


def insert_required_rows(connection: Connection) -> None:
    """Insert what every database must have; rows that are there stay as they are."""
    _insert_missing(connection, REQUIRED_ROWS)


def insert_first_shop(connection: Connection) -> None:
    """Insert the shop that a business starts with; a register that joins a shop gets it from there.

    The required rows must be there.
    """
    _insert_missing(connection, FIRST_SHOP)


def _insert_missing(connection: Connection, rows: Rows) -> None:
    insert = _INSERTS[connection.dialect.name]
    for row_class, values in rows:
        # Only the same row is no news. The same code under another id is an error to be heard of.
        statement = insert(row_class.__table__).on_conflict_do_nothing(index_elements=["id"])
        connection.execute(statement, list(values))
