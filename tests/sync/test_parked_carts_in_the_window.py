"""A sale that one till put aside is taken up at another one's window, which asks central for it."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from pos.domain.permission import Grants
from pos.services.parked_carts import park_cart
from sync.way import Way
from tests.sync.branch import CAKE, IDS, SHIRT, Branch, Till
from tests.ui.closing import put_away
from ui.app import Till as Window
from ui.app import TillSetup
from ui.shell.session import Cashier
from ui.shell.theme.wear import prepare


@pytest.fixture
def window(new_till: Callable[..., Till], qapp: QApplication) -> Iterator[Window]:
    """The window of R2, where what R1 put aside has come down."""
    first, second = new_till("R1"), new_till("R2")
    cart = first.shop.cart_of(SHIRT, CAKE)
    with first.store.write() as tx:
        park_cart(tx, cart, staff_id=first.shop.ada)
    for till in (first, second):
        till.sync()
    prepare(qapp)
    way = Way(secrets_file=second.secrets, clock=second.clock, address=second.address)
    made = Window(
        TillSetup(store=second.store, clock=second.clock, ids=IDS, locale="en_GB", way=way)
    )
    grace = second.shop.grace
    made.session.sign_in(
        Cashier(staff_id=grace, employee_no="1", name="Grace", grants=Grants(everything=True))
    )
    yield made
    put_away(made)


def test_f5_and_enter_bring_it_here_and_the_other_tills_hear_of_it(
    window: Window, branch: Branch, qtbot: QtBot
) -> None:
    window.window.resize(1366, 768)
    with qtbot.waitExposed(window.window):
        window.window.show()
    window.go("sell")
    total = window.window.findChild(QLabel, "cart-total")
    held = window.window.findChild(QAbstractButton, "recall")
    qtbot.waitUntil(lambda: held.text() == " Held  1")

    QTest.keyClick(window.window.windowHandle(), Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: window.window.panels.is_open)
    QTest.keyClick(window.window.windowHandle(), Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: total.text() == "\u20ac49.90")
    holder = "SELECT r.code FROM carts c JOIN registers r ON r.id = c.locked_by_register_id"
    assert branch.ask(holder) == "R2"
