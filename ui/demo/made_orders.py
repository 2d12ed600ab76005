"""What people do with something that is made to order, from the promise on, with pictures."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QTableView, QWidget

from pos.domain.payment import TenderKind
from pos.queries.payment_methods import read_method_ids
from pos.queries.people import find_staff_member
from pos.services.permissions import Actor
from pos.services.store_settings import SettingWish, change_setting
from pos.services.ways_to_pay import MethodWish, change_method
from pos.uow import Store
from ui.demo.hand import Hand
from ui.widgets.segmented import Segmented

TERMS: dict[str, int | str] = {
    "closed_days": "sun",
    "deposit_percent": 30,
    "cancel_days": 7,
    "forfeit_percent": 50,
}
DEPOSIT_TYPED, DEPOSIT_CENTS = "15", 1_500
LATER, LATER_NAME = str(TenderKind.COD), "On collection"
LAST_PLACE = 99


def take_orders(store: Store, employee_no: str) -> None:
    """Let a shop take orders with a deposit, by the terms of a bakery."""
    with store.write() as tx:
        manager = find_staff_member(tx, employee_no)
        assert manager is not None, "the shop's own people are here"
        actor = Actor(staff_id=manager.staff_id)
        for key, value in TERMS.items():
            change_setting(tx, SettingWish(actor=actor, key=key, value=value))
        change_method(
            tx,
            MethodWish(
                actor=actor,
                method_id=read_method_ids(tx)[LATER],
                name=LATER_NAME,
                is_active=True,
                position=LAST_PLACE,
            ),
        )


class MadeOrders:
    """Somebody who orders a cake, moves it, and comes for it."""

    def __init__(self, hand: Hand, *, look_around: Callable[[str], None]) -> None:
        self._hand = hand
        self._look_around = look_around

    def order(self, code: str, words: str) -> None:
        """Promise something with words on it, for a deposit in cash and the rest later.

        Of each option the first is chosen.
        """
        self._hand.touch("nav-sell")
        self._hand.scan(code)
        panel = self._hand.see("made-panel", QWidget)
        for _option in panel.findChildren(Segmented):
            self._hand.type(" ")
            self._hand.press("Tab")
        self._hand.type(words)
        self._look_around("sell-made")
        self._hand.touch("confirm")
        self._hand.press("F12")
        self._hand.see("amount-due", QLabel)
        self._look_around("pay-deposit")
        self._hand.type(DEPOSIT_TYPED)
        self._hand.touch("tender-cash")
        self._hand.touch(f"tender-{LATER}")
        self._hand.touch("complete-sale")
        self._hand.see("change-due", QLabel)
        self._hand.touch("new-sale")

    def look_at_what_waits(self) -> None:
        """Look at the order that waits, and at what may be done with it."""
        self._hand.touch("nav-orders")
        self._hand.touch("order-chips-to_collect")
        table = self._hand.see("orders", QTableView)
        self._hand.wait_until(lambda: table.model().rowCount() > 0, waited_for="what waits")
        place = table.visualRect(table.model().index(0, 0)).center()
        self._hand.touch_at(table.viewport(), place)
        self._hand.see("order-hand-over", QWidget)
        self._look_around("orders-to-collect")
        for button, picture in (
            ("order-move-day", "orders-move-day"),
            ("order-cancel", "orders-cancel"),
        ):
            self._hand.touch(button)
            self._look_around(picture)
            self._hand.press("Escape")

    def come_for_it(self) -> None:
        """Begin to pay the rest, and go back."""
        self._hand.touch("order-hand-over")
        self._hand.see("amount-due", QLabel)
        self._look_around("pay-balance")
        self._hand.touch("pay-back")
