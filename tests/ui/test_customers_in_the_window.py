"""Customers at the till and on their own screen: a real window on a real database."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pos.domain.barcode import customer_code
from tests.shop import SHIRT
from tests.ui import windows
from tests.ui.hands import Hands


class Clerk:
    """Somebody who types into fields and reads what the window says."""

    def __init__(self, hands: Hands, till, qtbot) -> None:
        self.hands, self._till, self._qtbot = hands, till, qtbot

    def type(self, name: str, text: str) -> None:
        self._qtbot.waitUntil(lambda: self.hands.find(name) is not None)
        self.hands.find(name).setText(text)

    def see(self, name: str, text: str) -> None:
        self._qtbot.waitUntil(lambda: self._says(name) == text)

    def see_no(self, name: str) -> None:
        self._qtbot.waitUntil(lambda: self.hands.find(name) is None)

    def check_window(self) -> None:
        self._qtbot.waitUntil(lambda: windows.check_all(self._till.window))

    def _says(self, name: str) -> str:
        widget = self.hands.find(name)
        return "" if widget is None else widget.accessibleName() or _text(widget)


@pytest.fixture
def clerk(hands, till, qtbot) -> Clerk:
    return Clerk(hands, till, qtbot)


def _text(widget: QWidget) -> str:
    return widget.text()


def _buyers(shop) -> list[str]:
    query = (
        "SELECT users.name FROM orders LEFT JOIN users ON users.id = orders.user_id"
        " ORDER BY orders.number"
    )
    with shop.store.read() as tx:
        return [name for (name,) in tx.connection.exec_driver_sql(query)]


def test_a_customer_is_written_down_during_a_sale_and_known_at_the_next(clerk, hands, shop):
    hands.scan(SHIRT)
    hands.key(Qt.Key.Key_F3)
    clerk.type("customer-search", "0664 123 45 67")
    clerk.see("customer-heading", "Nobody fits “0664 123 45 67”")
    clerk.check_window()
    hands.press("customer-add")
    clerk.see("customer", "Customer: +436641234567")
    hands.press("exact-cash")
    hands.press("new-sale")

    hands.key(Qt.Key.Key_F3)
    clerk.see("customer-choice", "+436641234567, +43 664 123 4567")
    hands.press("customer-choice")
    clerk.see("customer", "Customer: +436641234567")
    hands.scan(SHIRT)
    hands.press("exact-cash")

    clerk.see_no("customer")
    assert _buyers(shop) == ["+436641234567", "+436641234567"]


def test_two_records_are_made_one_and_sold_to(clerk, hands, shop):
    hands.press("nav-customers")
    hands.press("new-customer")
    clerk.type("customer-name", "Ida Hollm")
    clerk.type("customer-email", "ida@")
    hands.press("save-customer")
    trouble = "“ida@” is no e-mail address. Type it again, such as name@example.com."
    clerk.see("details-trouble", trouble)
    clerk.check_window()
    clerk.type("customer-email", "ida@example.com")
    hands.press("save-customer")
    clerk.see("customer-title", "Ida Hollm")

    hands.press("new-customer")
    clerk.type("customer-name", "<b>Ida</b> Holm 🦊")
    clerk.type("customer-card", "C7")
    hands.press("save-customer")
    clerk.see("customer-title", "<b>Ida</b> Holm 🦊")
    hands.press("edit-customer")
    clerk.type("customer-name", "Ida Holm")
    hands.press("save-customer")
    clerk.see("customer-title", "Ida Holm")
    clerk.check_window()
    hands.press("customer-duplicate")
    hands.press("keep-shown")
    clerk.see_no("customer-duplicate")

    hands.press("sell-to-customer")
    clerk.see("customer", "Customer: Ida Holm")
    hands.scan(SHIRT)
    hands.scan(customer_code("C7"))
    hands.press("exact-cash")

    clerk.see_no("customer")
    assert _buyers(shop) == ["Ida Holm"]
