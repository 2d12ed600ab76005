"""Names with pictures, markup, other directions and control bytes, on every screen of a sale."""

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from models.catalogue import ProductRow
from models.identity import UserRow
from models.orders import OrderRow
from pos import search_index
from tests.fakes.paper_corpus import HOSTILE_NAMES
from tests.offers import put_offer
from tests.shop import SHIRT

MARKUP = "<b>Tom & Jerry</b><img src='/etc/passwd'/> \U0001f382 \u05e9\u05dc\u05d5\u05dd"
WRITTEN = [name for name in HOSTILE_NAMES if not {"\ud83d", "\0"} & set(name)]
"""What a database can hold: half of a pair and NUL are no text to it."""


@pytest.fixture
def name_shirt(shop):
    def name(words: str) -> None:
        with shop.store.write() as tx:
            shirt = sa.select(ProductRow.id).where(ProductRow.style_code == "SHIRT-92")
            product = tx.connection.execute(shirt).scalar_one()
            tx.connection.execute(
                sa.update(ProductRow).where(ProductRow.id == product).values(name=words)
            )
            search_index.refresh(tx.connection, [product])

    return name


def read_as_markup(window: QWidget) -> list[str]:
    """Name the labels and tool tips that would take a name for markup."""
    labels = [each for each in window.findChildren(QLabel) if each.text()]
    wrong = [each.text() for each in labels if each.textFormat() is not Qt.TextFormat.PlainText]
    tips = [each.toolTip() for each in window.findChildren(QWidget)]
    return wrong + [tip for tip in tips if "<b>" in tip or "<img" in tip]


@pytest.mark.parametrize("screen", ["sell", "orders", "returns", "stock", "customers", "cash"])
def test_a_name_is_never_markup(name_shirt, shop, request, screen):
    name_shirt(MARKUP)
    hands, till = request.getfixturevalue("hands"), request.getfixturevalue("till")
    hands.scan(SHIRT)
    hands.see("cart-total", "\u20ac19.90")
    hands.press("exact-cash")
    hands.see("change-due", "No change")
    till.go(screen)
    if screen == "orders":
        hands.scan(f"R.{_last_number(shop)}")
        hands.wait_until(lambda: any(MARKUP in each.text() for each in _labels(hands)))
    if screen == "stock":
        hands.scan(SHIRT)
        hands.wait_until(lambda: any(MARKUP in each.text() for each in _labels(hands)))

    assert read_as_markup(hands.window) == []


def test_the_tip_of_an_offer_is_its_name(shop, request):
    put_offer(shop, "<b>Half</b> & half", percent=50)
    hands = request.getfixturevalue("hands")

    hands.scan(SHIRT)

    hands.see("cart-total", "\u20ac9.95")
    (offer,) = [each for each in _labels(hands) if each.text() == "<b>Half</b> & half"]
    assert offer.toolTip() == "<qt>&lt;b&gt;Half&lt;/b&gt; &amp; half</qt>"
    assert read_as_markup(hands.window) == []


@pytest.mark.parametrize("name", WRITTEN, ids=range(len(WRITTEN)))
def test_a_shirt_of_any_name_is_sold(name_shirt, request, name):
    name_shirt(name)
    hands = request.getfixturevalue("hands")

    hands.scan(SHIRT)
    hands.see("cart-total", "\u20ac19.90")
    hands.press("exact-cash")

    hands.see("change-due", "No change")


def test_an_ampersand_in_the_name_of_a_customer_is_shown(shop, request):
    with shop.store.write() as tx:
        row = {"id": tx.new_id(), "name": "A&<b>", "customer_no": "4711"}
        tx.connection.execute(sa.insert(UserRow), row)
    hands = request.getfixturevalue("hands")
    hands.scan(SHIRT)

    hands.scan("C.4711")

    hands.wait_until(lambda: "A" in hands.find("customer").text())
    button = hands.find("customer")
    assert isinstance(button, QPushButton)
    assert button.text() == " A&&<b>"


def _labels(hands) -> list[QLabel]:
    return [each for each in hands.window.findChildren(QLabel) if each.isVisible()]


def _last_number(shop) -> str:
    with shop.store.read() as tx:
        return tx.connection.execute(sa.select(OrderRow.number)).scalar_one()
