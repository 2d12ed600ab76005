"""What a customer owes, order by order, over all records that are theirs."""

import pytest

from pos.domain.erasure import Unsettled
from pos.queries.customer_account import list_owed_orders
from pos.services.customer_merge import MergeCustomers, merge_customers
from pos.services.permissions import Actor
from tests.gift_cards import know_customer, offer_gift_cards
from tests.shop import Shop, cash
from tests.store.test_erasure import unsettled
from tests.store.test_promises import ON_ACCOUNT, collect, mina, sell


@pytest.fixture
def trusting(shop: Shop) -> Shop:
    """The shop, open, that takes promises."""
    offer_gift_cards(shop)
    shop.open_shift()
    return shop


def owed(shop: Shop, customer) -> list[tuple[str, int]]:
    with shop.store.read() as tx:
        return [(each.number, each.owed_cents) for each in list_owed_orders(tx, customer)]


def test_an_order_is_owed_until_it_is_collected(trusting: Shop) -> None:
    customer = mina(trusting, limit_cents=5_000)
    sale = sell(trusting, ON_ACCOUNT, customer=customer)
    assert owed(trusting, customer) == [(sale.number, 1_990)]

    collect(trusting, sale.order_id)

    assert owed(trusting, customer) == []


def test_what_was_paid_at_once_is_owed_by_nobody(trusting: Shop) -> None:
    customer = mina(trusting, limit_cents=5_000)
    sell(trusting, cash(), customer=customer)

    assert owed(trusting, customer) == []


def test_a_person_owes_what_any_of_their_records_owes(trusting: Shop) -> None:
    customer, kept = mina(trusting, limit_cents=5_000), know_customer(trusting, "Mina O.")
    sale = sell(trusting, ON_ACCOUNT, customer=customer)
    wish = MergeCustomers(actor=Actor(staff_id=trusting.grace), kept_id=kept, folded_id=customer)
    with trusting.store.write() as tx:
        merge_customers(tx, wish)

    assert owed(trusting, kept) == [(sale.number, 1_990)]


def test_who_owes_is_not_erased_before_it_is_collected(trusting: Shop) -> None:
    customer = mina(trusting, limit_cents=5_000)
    sale = sell(trusting, ON_ACCOUNT, customer=customer)
    assert unsettled(trusting, customer) == (Unsettled.OWES,)

    collect(trusting, sale.order_id)

    assert unsettled(trusting, customer) == ()
