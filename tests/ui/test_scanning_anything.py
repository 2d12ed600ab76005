"""Whatever is scanned, the till says what it is, and goods in hand can be sold."""

import pytest
import sqlalchemy as sa
from PySide6.QtWidgets import QAbstractButton

from models.catalogue import BarcodeRow, VariantRow
from models.orders import OrderLineRow
from pos.domain.check_digit import check_digit
from tests.shop import SHIRT

NOBODY_KNOWS = "4006381333931"
SHIRT_WITH_SERIAL = f"]C1010{SHIRT}21SN-77"


def sold(shop) -> list[tuple]:
    columns = (
        OrderLineRow.product_name,
        OrderLineRow.barcode,
        OrderLineRow.total_cents,
        OrderLineRow.customization,
    )
    with shop.store.read() as tx:
        return [tuple(row) for row in tx.connection.execute(sa.select(*columns))]


def remedy(hands, words: str) -> None:
    """Press the button of the strip that says so."""
    buttons = hands.window.findChildren(QAbstractButton)
    (button,) = [each for each in buttons if each.isVisible() and each.text().strip() == words]
    button.click()


def type_in(hands, name: str, price: str) -> None:
    hands.see_strip("4006381333931")
    remedy(hands, "Type it in")
    hands.type("article-name", name)
    hands.type("article-price", price)


def test_goods_that_nobody_knows_are_sold_under_a_typed_name(hands, shop):
    hands.scan(NOBODY_KNOWS)
    type_in(hands, "Umbrella", "12.50")
    hands.press("confirm")
    hands.see("cart-total", "\u20ac12.50")

    hands.press("exact-cash")

    hands.see("change-due", "No change")
    ((name, code, total, kept),) = sold(shop)
    assert (name, code, total) == ("Umbrella", NOBODY_KNOWS, 1_250)
    assert kept["open_article"]["name"] == "Umbrella"


def test_goods_that_are_written_down_are_known_from_then_on(hands, shop):
    hands.scan(NOBODY_KNOWS)
    type_in(hands, "Umbrella", "12.50")
    hands.press("keep-article")
    hands.see("cart-total", "\u20ac12.50")

    hands.scan(NOBODY_KNOWS)

    hands.see("cart-total", "\u20ac25.00")
    with shop.store.read() as tx:
        sku = tx.connection.execute(
            sa.select(VariantRow.sku)
            .join(BarcodeRow, BarcodeRow.variant_id == VariantRow.id)
            .where(BarcodeRow.code == NOBODY_KNOWS)
        ).scalar_one()
    assert sku.endswith("N00001")


def test_a_serial_number_stays_on_the_line_and_is_sold_once(hands, shop):
    hands.scan(SHIRT_WITH_SERIAL)
    hands.see("cart-total", "\u20ac19.90")
    hands.scan(SHIRT_WITH_SERIAL)
    hands.see_strip("SN-77 is in the sale already")

    hands.press("exact-cash")

    hands.see("change-due", "No change")
    ((_name, _code, total, kept),) = sold(shop)
    assert (total, kept) == (1_990, {"mark": {"serial": "SN-77"}})


def test_goods_past_their_day_are_named_and_can_be_sold(hands):
    hands.scan(f"]d2010{SHIRT}17250101")

    hands.see_strip("should not be sold after 1 Jan 2025")
    hands.see("cart-total", "\u20ac19.90")


@pytest.fixture
def scale(shop) -> None:
    """The shop's scale prints labels with a price behind 23 and five digits of the article."""
    shop.decide(scan_patterns="price 23iiiiivvvvvc; customer 29*")


def test_a_label_of_the_shops_scale_costs_what_it_says(scale, hands, shop):
    with shop.store.write() as tx:
        tx.connection.execute(
            sa.update(BarcodeRow).where(BarcodeRow.code == SHIRT).values(code="12345")
        )
    body = "23" + "12345" + "01049"

    hands.scan(body + check_digit(body))

    hands.see("cart-total", "\u20ac10.49")
