"""What a new business gets: a tax, two articles on the shelf, a manager and a cashier."""

from datetime import date
from uuid import UUID

import psycopg
import sqlalchemy as sa

from models.catalogue import BarcodeRow, CategoryRow, ProductRow, VariantRow
from models.fixed_ids import FIRST_LOCATION_ID, FIRST_STORE_ID, STANDARD_TAX_ID
from models.identity import RoleRow, StaffRow, UserRoleRow, UserRow
from models.inventory import StockMovementRow
from models.operations import StoreRow
from models.pricing import TaxRateRow
from tests.shop import ADA_PIN, GRACE_PIN, quick_verifier
from tests.sync.branch import CAKE, IDS, SHIRT


def open_branch(url: str) -> None:
    """Put goods and people into a central that is otherwise new."""
    engine = sa.create_engine(
        "postgresql+psycopg://", creator=lambda: psycopg.connect(url), poolclass=sa.NullPool
    )
    with engine.begin() as connection:
        _tax(connection)
        _stock_shelves(connection)
        _hire(connection)


def _tax(connection: sa.Connection) -> None:
    connection.execute(
        sa.update(StoreRow)
        .where(StoreRow.id == FIRST_STORE_ID)
        .values(prices_include_tax=True, currency="EUR", timezone="Europe/Vienna")
    )
    connection.execute(
        sa.insert(TaxRateRow),
        {
            "id": IDS.new_id(),
            "tax_category_id": STANDARD_TAX_ID,
            "name": "VAT 20 %",
            "rate_ppm": 200_000,
            "is_inclusive": True,
            "valid_from": date(2020, 1, 1),
        },
    )


def _stock_shelves(connection: sa.Connection) -> None:
    category = IDS.new_id()
    connection.execute(
        sa.insert(CategoryRow), {"id": category, "name": "Everything", "slug": "everything"}
    )
    for name, sku, code, cents, on_hand in (
        ("Shirt", "SHIRT-92", SHIRT, 1_990, 8),
        ("Cake", "CAKE", CAKE, 3_000, 2),
    ):
        product, variant = IDS.new_id(), IDS.new_id()
        connection.execute(
            sa.insert(ProductRow),
            {
                "id": product,
                "category_id": category,
                "tax_category_id": STANDARD_TAX_ID,
                "name": name,
                "slug": sku.lower(),
                "style_code": sku,
                "base_price_cents": cents,
            },
        )
        connection.execute(
            sa.insert(VariantRow),
            {
                "id": variant,
                "product_id": product,
                "sku": sku,
                "is_default": True,
                "price_cents": cents,
            },
        )
        connection.execute(
            sa.insert(BarcodeRow), {"id": IDS.new_id(), "variant_id": variant, "code": code}
        )
        connection.execute(sa.insert(StockMovementRow), _opening(variant, on_hand))


def _opening(variant: UUID, on_hand: int) -> dict[str, object]:
    return {
        "id": IDS.new_id(),
        "variant_id": variant,
        "location_id": FIRST_LOCATION_ID,
        "kind": "opening",
        "quantity_delta": on_hand,
    }


def _hire(connection: sa.Connection) -> None:
    roles = dict(connection.execute(sa.select(RoleRow.code, RoleRow.id)).all())
    for name, number, pin, role in (
        ("Grace", "1", GRACE_PIN, "manager"),
        ("Ada", "2", ADA_PIN, "staff"),
    ):
        user = IDS.new_id()
        connection.execute(sa.insert(UserRow), {"id": user, "name": name})
        connection.execute(
            sa.insert(StaffRow),
            {"user_id": user, "employee_no": number, "pin_hash": quick_verifier(pin)},
        )
        connection.execute(
            sa.insert(UserRoleRow),
            {"id": IDS.new_id(), "user_id": user, "role_id": roles[role]},
        )
