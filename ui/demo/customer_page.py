"""What people do on the page of a customer, with a picture of each."""

from collections.abc import Callable

from ui.demo.hand import Hand


class CustomerPage:
    """The page of the customer who is shown."""

    def __init__(self, hand: Hand, *, look_around: Callable[[str], None]) -> None:
        self._hand = hand
        self._look_around = look_around

    def give_credit(self, amount: str) -> None:
        """Give the customer credit."""
        self._hand.touch("move-credit")
        self._hand.type(amount)
        self._hand.touch("credit-goodwill")
        self._look_around("customers-credit")
        self._hand.touch("confirm-credit")
        self._hand.wait_until(lambda: not self._hand.sees("credit-panel"), waited_for="the booking")

    def look_at_limit(self) -> None:
        """Ask how much the customer may owe."""
        self._ask("limit-credit", picture="customers-limit")

    def look_at_address(self) -> None:
        """Ask what is different about the customer's first address."""
        self._ask("customer-address", picture="customers-address")

    def look_at_erasure(self) -> None:
        """Ask what erasing the customer would take away, and keep them."""
        self._ask("erase-customer", picture="customers-erase")

    def _ask(self, button: str, *, picture: str) -> None:
        self._hand.touch(button)
        self._look_around(picture)
        self._hand.press("Escape")
