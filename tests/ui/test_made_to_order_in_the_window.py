"""A cake for a child, ordered at a real window."""

import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.catalogue import ProductRow
from models.orders import OrderLineRow
from pos.domain.made_to_order import find_made_to_order
from pos.domain.product_options import options_document, parse_options, type_options
from pos.queries.made_articles import list_made_articles
from tests.shop import CAKE
from tests.ui.windows import check_all


def test_a_scanned_cake_asks_what_shall_stand_on_it_and_keeps_it(hands, shop):
    with shop.store.write() as tx:
        tx.connection.execute(
            sa.update(ProductRow).where(ProductRow.name == "Cake").values(is_customizable=True)
        )

    hands.scan(CAKE)
    hands.type("made-message", "Happy birthday, Mia")
    hands.press("confirm")
    hands.press("exact-cash")

    hands.see("change-due", "No change")
    with shop.store.read() as tx:
        kept = tx.connection.execute(sa.select(OrderLineRow.customization)).scalar_one()
    assert find_made_to_order(kept).message == "Happy birthday, Mia"


BASES = "Base: Sponge, Almond, Hazelnut, Rye, Spelt"


def offer_options(shop, typed: str) -> None:
    with shop.store.write() as tx:
        cake = sa.update(ProductRow).where(ProductRow.name == "Cake")
        options = options_document(parse_options(typed))
        tx.connection.execute(cake.values(is_customizable=True, options=options))


def kept_wish(shop):
    with shop.store.read() as tx:
        kept = tx.connection.execute(sa.select(OrderLineRow.customization)).scalar_one()
    return find_made_to_order(kept)


def test_every_option_is_chosen_before_a_cake_goes_on(hands, shop):
    offer_options(shop, f"Filling: Vanilla, Lemon; {BASES}")

    hands.scan(CAKE)
    hands.press("confirm")
    hands.see("made-left-open", "Choose first: Filling")
    hands.press_words("Lemon")
    hands.press("confirm")
    hands.see("made-left-open", "Choose first: Base")
    hands.choose("made-option-1", "Rye")
    check_all(hands.find("made-panel"))
    hands.press("confirm")
    hands.press("exact-cash")

    hands.see("change-due", "No change")
    assert list(map(str, kept_wish(shop).chosen)) == ["Filling: Lemon", "Base: Rye"]


def test_a_cake_is_ordered_without_a_mouse(hands, shop):
    offer_options(shop, f"Filling: Vanilla, Lemon; {BASES}")

    hands.scan(CAKE)
    hands.wait_for("made-option-0")
    hands.window.activateWindow()
    hands.wait_until(hands.window.isActiveWindow)
    hands.key(Qt.Key.Key_Right)
    QTest.keyClick(hands.window.focusWidget(), Qt.Key.Key_Space)
    hands.key(Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    hands.press("exact-cash")

    hands.see("change-due", "No change")
    assert list(map(str, kept_wish(shop).chosen)) == ["Filling: Lemon", "Base: Sponge"]


def test_the_longest_list_of_options_fits_into_the_window(hands, shop):
    offer_options(shop, "; ".join(f"Tier {place}: Vanilla, Lemon" for place in range(8)))

    hands.scan(CAKE)
    hands.wait_for("made-panel")

    check_all(hands.find("made-panel"))
    assert hands.find("confirm") is not None


def test_options_that_are_decided_in_setup_are_asked_at_once(hands, shop):
    offer_options(shop, "")

    hands.press("nav-setup")
    hands.press("section-made_to_order")
    hands.wait_for("made_to_order-rows")
    hands.find("made_to_order-rows").selectRow(0)
    hands.type("field-options", "Filling: Vanilla, vanilla")
    hands.wait_until(lambda: "twice" in found(hands))
    hands.type("field-options", "Filling: Vanilla, Lemon")
    hands.wait_until(lambda: found(hands) == "Vanilla, Lemon")
    check_all(hands.window)
    hands.press("form-save")
    hands.wait_until(lambda: asked_of_cake(shop) == "Filling: Vanilla, Lemon")

    hands.press("nav-sell")
    hands.scan(CAKE)
    hands.wait_for("made-panel")
    hands.press_words("Lemon")
    hands.press("confirm")
    hands.see("cart-total", "€30.00")


def asked_of_cake(shop) -> str:
    with shop.store.read() as tx:
        (cake,) = list_made_articles(tx)
    return type_options(cake.options)


def found(hands) -> str:
    """What the form says of what is typed."""
    words = hands.find("finding-words")
    return "" if words is None else words.text()
