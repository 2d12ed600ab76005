"""A till that nobody touches locks itself, and a badge hands it over; the cart stays."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

from pos.runtime.ids import TimeOrderedIds
from tests.shop import SHIRT
from ui.app import Till, TillSetup
from ui.shell.idle_lock import IdleLock


@pytest.fixture
def at_work(till, owner, shop, qtbot):
    """Grace stands at the till, with a shift open."""
    shop.open_shift()
    till.session.sign_in(owner)
    with qtbot.waitExposed(till.window):
        till.window.show()
    assert till.go("sell")
    return till


def touch(till) -> None:
    """Move the mouse over the window, as the system reports it."""
    place = QPointF(10, 10)
    moved = QMouseEvent(
        QEvent.Type.MouseMove,
        place,
        place,
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(till.window.windowHandle(), moved)


def cart_count(till) -> str:
    return till.window.findChild(QLabel, "cart-count").text()


def test_a_till_locks_itself_and_keeps_the_cart(at_work, clock, owner, qtbot):
    at_work.window.scanner.scanned.emit(SHIRT)
    qtbot.waitUntil(lambda: "1" in cart_count(at_work))
    clock.advance(timedelta(seconds=100))
    touch(at_work)
    clock.advance(timedelta(seconds=100))

    at_work.window.idle_lock.look()
    assert at_work.session.cashier is not None

    clock.advance(timedelta(seconds=20))
    at_work.window.idle_lock.look()
    assert at_work.session.cashier is None

    at_work.session.sign_in(owner)
    assert at_work.go("sell")
    qtbot.waitUntil(lambda: "1" in cart_count(at_work))


def test_what_a_panel_says_at_the_door_stays(till, clock):
    till.window.panels.open(QLabel("Call the support"))
    clock.advance(timedelta(days=1))

    till.window.idle_lock.look()

    assert till.window.panels.is_open


def test_zero_seconds_mean_that_it_never_locks(clock, prepared):
    lock, locked = IdleLock(clock, after_s=0), []
    lock.idle.connect(lambda: locked.append(True))
    clock.advance(timedelta(days=1))

    lock.look()

    assert locked == []


def test_the_badge_of_somebody_else_hands_the_till_over(at_work, shop, qtbot):
    door = at_work.window.areas

    at_work.window.scanner.scanned.emit("B.2")

    assert at_work.session.cashier is None
    who = at_work.window.findChild(QLabel, "sign-in-who")
    qtbot.waitUntil(lambda: door.currentWidget().objectName() == "sign-in" and who.text() == "Ada")


def test_the_own_badge_changes_nothing(at_work):
    at_work.window.scanner.scanned.emit("B.1")

    assert at_work.session.cashier is not None


def test_a_till_that_was_closed_looks_at_the_clock_no_more(shop, clock, prepared):
    ids = TimeOrderedIds(clock)
    till = Till(TillSetup(store=shop.store, clock=clock, ids=ids, locale="en_GB"))
    watched = till.window.idle_lock.is_watching

    till.window.close()
    till.close()

    assert (watched, till.window.idle_lock.is_watching) == (True, False)
