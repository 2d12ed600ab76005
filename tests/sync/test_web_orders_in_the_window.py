"""A web order that came down with the sync, on the orders screen of the till."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QTableView
from pytestqt.qtbot import QtBot

from pos.domain.permission import Grants
from tests.sync.branch import IDS, Branch, Till
from tests.sync.test_web_orders import PAYMENT, place
from tests.sync.web_shop import open_web_shop
from tests.ui.closing import put_away
from ui.app import Till as Window
from ui.app import TillSetup
from ui.shell.session import Cashier
from ui.shell.theme.wear import prepare


@pytest.fixture
def window(till: Till, branch: Branch, qapp: QApplication) -> Iterator[Window]:
    """The till's window, after a paid order of the web shop came down."""
    with open_web_shop(branch) as web:
        web.one(PAYMENT, place(web), 4_480, "completed")
    till.sync()
    prepare(qapp)
    made = Window(TillSetup(store=till.store, clock=till.clock, ids=IDS, locale="en_GB"))
    made.session.sign_in(
        Cashier(
            staff_id=till.shop.grace, employee_no="1", name="Grace", grants=Grants(everything=True)
        )
    )
    yield made
    put_away(made)


def test_it_is_listed_with_its_customer_and_opens_with_what_was_ordered(
    window: Window, qtbot: QtBot
) -> None:
    window.window.resize(1366, 768)
    with qtbot.waitExposed(window.window):
        window.window.show()

    window.go("orders")

    table = window.window.findChild(QTableView, "orders")
    number = window.window.findChild(QLabel, "order-number")
    qtbot.waitUntil(lambda: table.model() is not None and table.model().rowCount() == 1)
    shown = " ".join(str(table.model().index(0, column).data()) for column in range(9))
    table.selectRow(0)
    qtbot.waitUntil(lambda: number.text() == "WEB-1")
    assert "WEB-1" in shown
    assert "Byron" in shown
    assert "44.80" in shown
