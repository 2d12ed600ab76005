"""A party is off: the order is cancelled at a real window, and the printed part is kept."""

from datetime import date

import pytest

from pos.domain.made_to_order import MadeToOrder
from pos.queries.order_detail import get_order
from pos.queries.people import read_grants
from pos.services.checkout import complete_sale
from pos.services.handing_over import HandOver, hand_over
from pos.services.permissions import Actor
from tests.gift_cards import offer_gift_cards
from tests.shop import GRACE_PIN, card, cash
from tests.store.test_made_to_order import cake_for
from tests.store.test_promises import ON_DELIVERY
from tests.ui.windows import check_all
from ui.shell.session import Cashier

TOMORROW = date(2026, 11, 17)


@pytest.fixture
def take(hands, shop):
    """Takes an order for a cake for tomorrow, of which half is kept when it is cancelled today."""
    offer_gift_cards(shop)
    shop.decide(cancel_days=2, forfeit_percent=50)

    def take(*tenders):
        wish = shop.sale_of(cake_for(shop, MadeToOrder(ready_on=TOMORROW)), *tenders)
        with shop.store.write() as tx:
            return complete_sale(tx, wish)

    return take


def cancel(hands, number: str) -> None:
    hands.press("nav-orders")
    hands.scan(f"R.{number}")
    hands.press("order-cancel")
    hands.type("cancel-reason", "The party is off")
    check_all(hands.find("cancel-panel"))
    hands.press("cancel-confirm")
    hands.see("order-status", "Cancelled")


def test_an_order_is_cancelled_after_its_cut_off(hands, shop, take) -> None:
    order = take(cash(900), ON_DELIVERY)

    cancel(hands, order.number)

    with shop.store.read() as tx:
        detail = get_order(tx, order.order_id)
    assert detail.row.refunded_cents == 2_550
    assert [each.amount_cents for each in detail.tenders if each.amount_cents < 0] == [
        -450,
        -2_100,
    ]


def test_what_was_paid_at_a_terminal_that_stands_alone_is_given_back_there(hands, take) -> None:
    order = take(card())

    cancel(hands, order.number)

    hands.see("card-refund", "Give \u20ac15.00 back to the card on the card terminal.")


def test_an_order_that_was_fetched_meanwhile_is_said(hands, shop, take) -> None:
    order = take(cash(3_000))
    hands.press("nav-orders")
    hands.scan(f"R.{order.number}")
    hands.wait_for("order-cancel")
    button = hands.find("order-cancel")
    wish = HandOver(actor=Actor(staff_id=shop.grace), order_id=order.order_id)
    with shop.store.write() as tx:
        hand_over(tx, wish)

    button.click()

    hands.see_strip("does not wait to be fetched")


def test_a_cashier_cancels_with_a_managers_pin(hands, till, shop, take) -> None:
    order = take(cash(900), ON_DELIVERY)
    with shop.store.read() as tx:
        grants = read_grants(tx, shop.ada)
    ada = Cashier(staff_id=shop.ada, employee_no="2", name="Ada", grants=grants)
    till.session.sign_in(ada)
    hands.press("nav-orders")
    hands.scan(f"R.{order.number}")
    hands.press("order-cancel")
    hands.type("cancel-reason", "The party is off")
    hands.press("cancel-confirm")

    hands.wait_for("approval-hint")
    hands.agree("1", GRACE_PIN)

    hands.see("order-status", "Cancelled")
