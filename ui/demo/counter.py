"""What people do at the counter besides scanning: weigh, hold, ask, and pay in two ways."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QPushButton, QWidget

from ui.demo.hand import Hand
from ui.screens.sell.text import held

UNKNOWN_CODE = "4006381333931"
DISCOUNT_TYPED = "20"


class AtTheCounter:
    """Somebody who serves a customer under Sell."""

    def __init__(
        self,
        hand: Hand,
        *,
        scan: Callable[[str], None],
        look_around: Callable[[str], None],
    ) -> None:
        self._hand = hand
        self._scan = scan
        self._look_around = look_around

    def weigh_first(self, kilograms: str) -> None:
        """Touch the first tile, which is sold by weight, and type what it weighs."""
        tiles = self._hand.see("tiles", QListView)
        place = tiles.visualRect(tiles.model().index(0, 0)).center()
        self._hand.touch_at(tiles.viewport(), place)
        self._ask("quantity-panel", typed=kilograms, picture="sell-weight")

    def reduce_line(self) -> None:
        """Take a discount off the line that is chosen."""
        self._hand.press("F8")
        self._ask("discount-panel", typed=DISCOUNT_TYPED, picture="sell-discount")
        self._hand.wait_until(lambda: not self._hand.sees("discount-panel"), waited_for="the line")

    def hold(self, *codes: str) -> None:
        """Put a sale of each article aside, and look at the list of them."""
        recall = self._hand.see("recall", QPushButton)
        for count, code in enumerate(codes, start=1):
            self._scan(code)
            self._hand.press("F4")
            self._wait_for_held(recall, count)
        self._hand.press("F5")
        self._hand.see("held", QWidget)
        self._look_around("sell-held")
        self._hand.press("Escape")

    def look_at_keys(self) -> None:
        """Ask which key does what."""
        self._hand.press("F1")
        self._hand.see("keys", QWidget)
        self._look_around("keys")
        self._hand.press("Escape")

    def scan_unknown(self) -> None:
        """Scan what nobody knows."""
        self._hand.scan(UNKNOWN_CODE)
        self._hand.see("strip-close", QWidget)
        self._look_around("sell-unknown")
        self._hand.touch("strip-close")

    def name_customer(self) -> None:
        """Say whose sale it is: one of those who came last."""
        self._hand.press("F3")
        self._hand.see("customer-choice", QWidget)
        self._look_around("sell-customer-panel")
        self._hand.touch("customer-choice")
        self._look_around("sell-customer")

    def pay_in_two_ways(self, cash: str) -> None:
        """Look at what the pay screen asks for a gift card, take cash, and the rest by card."""
        self._hand.press("F12")
        self._hand.see("amount-due", QLabel)
        self._hand.touch("tender-gift_card")
        self._hand.see("gift-card", QWidget)
        self._look_around("pay-gift-card")
        self._hand.press("Escape")
        self._hand.type(cash)
        self._look_around("pay")
        self._hand.press("F10")
        self._look_around("pay-split")
        self._hand.press("F11")
        self._hand.see("terminal-amount", QLabel)
        self._look_around("pay-card")
        self._hand.press("Return")
        self._hand.see("change-due", QLabel)
        self._look_around("done")
        self._hand.touch("new-sale")

    def give_up_held(self, count: int) -> None:
        """Take so many held sales up again, all of them, and give them up."""
        recall = self._hand.see("recall", QPushButton)
        for left in reversed(range(count)):
            self._hand.press("F5")
            self._hand.see("held", QWidget)
            self._hand.press("Return")
            self._hand.touch("clear")
            self._wait_for_held(recall, left)

    def ask_for_approval(self, code: str) -> None:
        """Give a larger discount than one may alone, and leave it when somebody is asked for."""
        self._scan(code)
        self._hand.press("F8")
        self._hand.see("number", QLineEdit)
        self._hand.type(DISCOUNT_TYPED)
        self._hand.press("Return")
        self._hand.see("approval", QWidget)
        self._look_around("sell-approval")
        self._hand.press("Escape")
        self._hand.touch("clear")

    def _wait_for_held(self, recall: QPushButton, count: int) -> None:
        shown = str(count) if count else held(0)
        self._hand.wait_until(
            lambda: recall.text().endswith(shown), waited_for=f"{count} sales to be held"
        )

    def _ask(self, panel: str, *, typed: str, picture: str) -> None:
        self._hand.see(panel, QWidget)
        self._hand.type(typed)
        self._look_around(picture)
        self._hand.press("Return")
