"""A cancelled order sends back what a card paid, by the terminal that took it."""

import time
from dataclasses import replace
from datetime import date

import pytest

from pos.domain.attempt import TerminalReceipt
from pos.domain.made_to_order import MadeToOrder
from pos.services.checkout import complete_sale
from pos.services.settings import choose_setting
from tests.card_sales import PAID, attempts, charge_card
from tests.fakes.zvt_simulator import TERMINAL_ID
from tests.gift_cards import offer_gift_cards
from tests.store.test_made_to_order import cake_for
from tests.store.test_promises import ON_DELIVERY
from tests.ui import windows

NEXT_WEEK, TOMORROW = date(2026, 11, 24), date(2026, 11, 17)
CARD = "Mastercard \u2022\u2022\u2022\u2022 4771"


@pytest.fixture
def hands(device, hands):
    """Grace at the till; the terminal is there before her."""
    return hands


@pytest.fixture
def take(hands, shop, device):
    """Takes an order for a cake with a deposit by card; half is kept if it is cancelled late."""
    offer_gift_cards(shop)
    shop.decide(cancel_days=2, forfeit_percent=50)

    def take(day: date = NEXT_WEEK):
        cart = cake_for(shop, MadeToOrder(ready_on=day))
        receipt = TerminalReceipt(terminal_id=TERMINAL_ID, number=device.charge(900).number)
        deposit = charge_card(shop, cart, answer=replace(PAID, receipt=receipt), cents=900)
        wish = shop.sale_of(cart, deposit, ON_DELIVERY)
        with shop.store.write() as tx:
            return complete_sale(tx, wish)

    return take


def begin(hands, number: str) -> None:
    hands.press("nav-orders")
    hands.scan(f"R.{number}")
    hands.press("order-cancel")
    hands.type("cancel-reason", "The party is off")


def cancel(hands, number: str) -> None:
    begin(hands, number)
    hands.press("cancel-confirm")
    hands.see("order-status", "Cancelled")


def test_the_terminal_gives_the_deposit_back(hands, shop, device, take) -> None:
    order = take()

    cancel(hands, order.number)

    hands.see("card-refund", f"\u20ac9.00 went back to {CARD}.")
    hands.wait_until(lambda: attempts(shop) == ["reversed"])
    assert device.charges[0].is_reversed
    windows.check_all(hands.window)


def test_what_became_of_the_card_is_shown_with_its_own_order(hands, shop, take) -> None:
    first, second = take(), take()
    cancel(hands, first.number)
    hands.see("card-refund", f"\u20ac9.00 went back to {CARD}.")

    hands.scan(f"R.{second.number}")
    hands.see("order-number", second.number)
    of_the_second = hands.find("card-refund")
    hands.scan(f"R.{first.number}")

    hands.see("card-refund", f"\u20ac9.00 went back to {CARD}.")
    assert of_the_second is None


def test_a_touch_that_comes_twice_asks_the_terminal_once(hands, shop, device, take) -> None:
    order = take()
    begin(hands, order.number)
    hands.wait_for("cancel-confirm")
    confirm = hands.find("cancel-confirm")

    confirm.click()
    confirm.click()

    hands.see("card-refund", f"\u20ac9.00 went back to {CARD}.")
    hands.wait_until(lambda: attempts(shop) == ["reversed"])
    assert device.reversals == 1


def test_a_terminal_that_refuses_leaves_it_to_the_cashier(hands, shop, device, take) -> None:
    device.reverses = False
    order = take()

    cancel(hands, order.number)

    words = f"The terminal did not give \u20ac9.00 back to {CARD}. Give it back there by hand."
    hands.see("card-refund", words)
    hands.see_strip(words)
    assert attempts(shop) == ["approved"]


def test_a_terminal_that_is_away_leaves_it_to_the_cashier(hands, shop, device, take) -> None:
    order = take()
    with shop.store.write() as tx:
        choose_setting(tx, "card_terminal_address", "zvt://127.0.0.1:1")

    cancel(hands, order.number)

    hands.see_strip(f"The terminal did not give \u20ac9.00 back to {CARD}.")
    assert not device.charges[0].is_reversed


def test_a_line_that_was_cut_leaves_a_doubt_that_is_said(hands, shop, device, take) -> None:
    device.drops_reversals = True
    order = take()

    cancel(hands, order.number)

    hands.see_strip(f"Nobody knows whether \u20ac9.00 went back to {CARD}.")
    assert (attempts(shop), device.reversals) == (["approved"], 1)


def test_a_part_of_a_deposit_is_given_back_by_hand(hands, device, take) -> None:
    order = take(TOMORROW)

    cancel(hands, order.number)

    hands.see("card-refund", f"Give \u20ac4.50 back to {CARD} on the card terminal.")
    assert device.reversals == 0


def test_what_was_under_way_when_the_till_closed_is_there_when_it_opens(
    hands, shop, device, take, reopen
) -> None:
    device.holds_reversals = True
    order = take()
    cancel(hands, order.number)
    hands.see("card-refund", "The card terminal is giving \u20ac9.00 back\u2026")
    hands.wait_until(lambda: device.reversals == 1)

    began = time.monotonic()
    later = reopen()
    took_s = time.monotonic() - began

    later.see_strip(f"Nobody knows whether \u20ac9.00 went back to {CARD}.")
    later.press_words("It was given back")
    later.wait_until(lambda: attempts(shop) == ["reversed"])
    later.wait_until(lambda: later.said() == "")
    assert device.reversals == 1
    assert took_s < 8
