"""Somebody who looks after one customer at a real window."""

from uuid import UUID

from pos.domain.barcode import customer_code
from pos.domain.contact import CustomerDetails
from pos.queries.customer_details import Customer, find_customer
from pos.queries.people import find_staff_member, read_grants
from pos.services.customers import AddCustomer, add_customer
from pos.services.permissions import Actor
from tests.shop import GRACE_PIN
from tests.ui import windows
from ui.shell.session import Cashier
from ui.widgets.button import Button


class CustomerPage:
    """The page of Ida Holm, with hands at it."""

    def __init__(self, hands, till, shop, qtbot) -> None:
        self.hands, self.till, self.shop, self._qtbot = hands, till, shop, qtbot
        self.customer_id = self.know("Ida Holm", card_no="C7000")
        self.show()

    def know(self, name: str, **details: str) -> UUID:
        """Write another customer down."""
        wish = AddCustomer(
            actor=Actor(staff_id=self.shop.grace), details=CustomerDetails(name=name, **details)
        )
        with self.shop.store.write() as tx:
            return add_customer(tx, wish)

    def show(self) -> None:
        self.hands.press("nav-customers")
        self.hands.scan(customer_code("C7000"))
        self.hands.see("customer-title", "Ida Holm")

    def hand_over_to_ada(self) -> None:
        """Let the cashier stand at the till, who must ask for much."""
        with self.shop.store.read() as tx:
            ada, grants = find_staff_member(tx, "2"), read_grants(tx, self.shop.ada)
        self.till.session.sign_in(
            Cashier(staff_id=self.shop.ada, employee_no="2", name=ada.name, grants=grants)
        )
        self.show()

    def grace_agrees(self) -> None:
        """Type the manager's PIN into the panel that asks for it."""
        self.hands.agree("1", GRACE_PIN)

    def press_words(self, words: str) -> None:
        """Press a button that has no name, by what stands on it."""
        (button,) = (
            each
            for each in self.hands.window.findChildren(Button)
            if each.isVisible() and each.words() == words
        )
        button.click()

    def answer(self, panel: str, button: str) -> None:
        """Press a button of a panel, and see it taken."""
        self.hands.press(button)
        self._qtbot.waitUntil(lambda: self.hands.find(panel) is None)

    def check_window(self) -> None:
        self._qtbot.waitUntil(lambda: windows.check_all(self.till.window))

    def known(self) -> Customer:
        with self.shop.store.read() as tx:
            found = find_customer(tx, self.customer_id)
        assert found is not None
        return found
