"""Sales that are put aside, and what becomes of them when the till goes out in between."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from models.identity import UserRow
from models.orders import OrderRow
from pos.runtime.ids import TimeOrderedIds
from tests.shop import CAKE, SHIRT
from tests.ui.closing import put_away
from tests.ui.hands import Hands
from ui.app import Till, TillSetup

BOTH = "\u20ac49.90"


@pytest.fixture
def shop(shop):
    """The shop knows Ida, who has a card."""
    with shop.store.write() as tx:
        row = {"id": tx.new_id(), "name": "Ida Holm", "customer_no": "IDA-1"}
        tx.connection.execute(sa.insert(UserRow), row)
    return shop


@pytest.fixture
def after_a_restart(shop, clock, owner, qtbot) -> Iterator:
    """Starts the till anew, with Grace at it."""
    started = []

    def start() -> Hands:
        ids = TimeOrderedIds(clock)
        till = Till(TillSetup(store=shop.store, clock=clock, ids=ids, locale="en_GB"))
        started.append(till)
        with qtbot.waitExposed(till.window):
            till.window.show()
        till.session.sign_in(owner)
        till.go("sell")
        return Hands(till, qtbot)

    yield start
    for till in started:
        put_away(till)


def hold_a_sale_of_ida(hands) -> None:
    hands.scan(SHIRT)
    hands.scan(CAKE)
    hands.scan("C.IDA-1")
    hands.wait_until(lambda: "Ida" in hands.find("customer").text())
    hands.press("note")
    hands.wait_for("note-panel")
    hands.find("note-panel").findChild(QPlainTextEdit).setPlainText("Wrap it")
    hands.press("confirm")
    hands.key(Qt.Key.Key_F4)
    hands.see("cart-total", "\u20ac0.00")
    hands.see("recall", " Held  1")


def recall(hands) -> None:
    hands.key(Qt.Key.Key_F5)
    hands.wait_for("held")
    hands.key(Qt.Key.Key_Return)


def test_a_held_sale_comes_back_with_its_customer_and_its_note(hands, shop):
    hold_a_sale_of_ida(hands)
    hands.scan(SHIRT)
    hands.see("cart-total", "\u20ac19.90")
    hands.press("exact-cash")
    hands.see("change-due", "No change")

    recall(hands)
    hands.see("cart-total", BOTH)
    assert "Ida" in hands.find("customer").text()
    hands.press("exact-cash")
    hands.see("change-due", "No change")

    with shop.store.read() as tx:
        sold = sa.select(OrderRow.customer_notes, OrderRow.total_cents).order_by(OrderRow.number)
        assert [tuple(row) for row in tx.connection.execute(sold)] == [
            (None, 1_990),
            ("Wrap it", 4_990),
        ]


def test_a_held_sale_is_there_after_the_till_went_out(hands, till, after_a_restart):
    hold_a_sale_of_ida(hands)
    till.window.close()
    till.close()

    again = after_a_restart()
    again.see("recall", " Held  1")
    recall(again)

    again.see("cart-total", BOTH)
    assert "Ida" in again.find("customer").text()


def test_the_open_sale_is_there_after_the_till_went_out(hands, till, after_a_restart):
    hands.scan(SHIRT)
    hands.scan(CAKE)
    hands.see("cart-total", BOTH)
    till.window.close()
    till.close()

    again = after_a_restart()

    again.see("cart-total", BOTH)


def test_a_sale_that_nobody_took_up_in_three_days_is_over(hands, till, clock, after_a_restart):
    hold_a_sale_of_ida(hands)
    till.window.close()
    till.close()
    clock.advance(timedelta(hours=73))

    again = after_a_restart()

    again.see("recall", " Held")
