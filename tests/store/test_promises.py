"""Money that comes later: on account within a limit, and to whoever brings the goods."""

from dataclasses import replace
from uuid import UUID

import pytest
import sqlalchemy as sa

from models.identity import UserRow
from models.orders import OrderRow
from models.payments import PaymentRow
from pos.domain.credit import CreditLimitError, NoAccountError
from pos.domain.customer import CartCustomer
from pos.domain.payment import CustomerMissingError, TenderEntry, TenderKind
from pos.queries.promises import list_promises, read_credit
from pos.queries.shift_reports import read_day_report_of_shift
from pos.services.checkout import complete_sale
from pos.services.permissions import Actor
from pos.services.promises import CollectPromise, NothingPromisedError, collect_promise
from tests.fakes.set_clock import MONDAY_MORNING
from tests.gift_cards import know_customer, offer_gift_cards
from tests.shop import CAKE, SHIRT, Shop, cash
from tests.store.test_gift_cards import bring_back

ON_ACCOUNT = TenderEntry(method_code="on_account", kind=TenderKind.OTHER)
ON_DELIVERY = TenderEntry(method_code="cod", kind=TenderKind.COD)


@pytest.fixture
def trusting(shop: Shop) -> Shop:
    """The shop, open, that takes promises."""
    offer_gift_cards(shop)
    shop.open_shift()
    return shop


def mina(shop: Shop, *, limit_cents: int | None) -> UUID:
    customer = know_customer(shop)
    with shop.store.write() as tx:
        tx.connection.execute(
            sa.update(UserRow).where(UserRow.id == customer).values(credit_limit_cents=limit_cents)
        )
    return customer


def sell(shop: Shop, *tenders: TenderEntry, code: str = SHIRT, customer: UUID | None = None):
    cart = shop.cart_of(code)
    if customer is not None:
        cart = replace(cart, customer=CartCustomer(customer_id=customer, name="Mina Okafor"))
    wish = shop.sale_of(cart, *tenders)
    with shop.store.write() as tx:
        return complete_sale(tx, wish)


def order(shop: Shop) -> tuple[str, int]:
    with shop.store.read() as tx:
        row = tx.connection.execute(sa.select(OrderRow.payment_status, OrderRow.paid_cents)).one()
    return row.payment_status, row.paid_cents


def collect(shop: Shop, order_id: UUID, *, in_cash: bool = True) -> None:
    with shop.store.write() as tx:
        (promise,) = list_promises(tx, order_id)
        actor = Actor(staff_id=shop.ada)
        collect_promise(
            tx, CollectPromise(actor=actor, payment_id=promise.payment_id, in_cash=in_cash)
        )


def test_a_sale_on_account_is_not_paid_and_the_customer_owes_it(trusting: Shop) -> None:
    customer = mina(trusting, limit_cents=5_000)

    sell(trusting, ON_ACCOUNT, customer=customer)

    assert order(trusting) == ("pending", 0)
    with trusting.store.read() as tx:
        line = read_credit(tx, customer)
    assert (line.owed_cents, line.left_cents) == (1_990, 3_010)


def test_a_part_in_cash_and_the_rest_on_account(trusting: Shop) -> None:
    customer = mina(trusting, limit_cents=5_000)

    sell(trusting, replace(ON_ACCOUNT, amount_cents=990), cash(1_000), customer=customer)

    assert order(trusting) == ("partially_paid", 1_000)


def test_nobody_owes_more_than_their_limit(trusting: Shop) -> None:
    customer = mina(trusting, limit_cents=3_000)
    sell(trusting, ON_ACCOUNT, customer=customer)

    with pytest.raises(CreditLimitError) as refused:
        sell(trusting, ON_ACCOUNT, customer=customer)

    assert (refused.value.left_cents, refused.value.limit_cents) == (1_010, 3_000)


def test_who_was_given_no_limit_owes_nothing(trusting: Shop) -> None:
    with pytest.raises(NoAccountError):
        sell(trusting, ON_ACCOUNT, customer=mina(trusting, limit_cents=None))


def test_a_walk_in_customer_has_no_account(trusting: Shop) -> None:
    with pytest.raises(CustomerMissingError):
        sell(trusting, ON_ACCOUNT)


def test_goods_that_come_back_are_not_owed_any_more(trusting: Shop) -> None:
    customer = mina(trusting, limit_cents=5_000)
    sale = sell(trusting, ON_ACCOUNT, customer=customer)

    bring_back(trusting, sale.number)

    with trusting.store.read() as tx:
        assert read_credit(tx, customer).owed_cents == 0
        assert list_promises(tx, sale.order_id) == ()


def test_cash_on_delivery_is_a_promise_until_the_courier_brings_it(trusting: Shop) -> None:
    sale = sell(trusting, ON_DELIVERY, code=CAKE)
    before = order(trusting)

    collect(trusting, sale.order_id)

    assert (before, order(trusting)) == (("pending", 0), ("paid", 3_000))
    with trusting.store.read() as tx:
        report = read_day_report_of_shift(tx, None, printed_at=MONDAY_MORNING)
    assert [(each.name, each.amount_cents) for each in report.tenders] == [
        ("Cash on delivery", 3_000)
    ]
    assert report.cash.expected_cents == 13_000


def test_what_came_through_the_bank_is_not_in_the_drawer(trusting: Shop) -> None:
    customer = mina(trusting, limit_cents=5_000)
    sale = sell(trusting, ON_ACCOUNT, customer=customer)

    collect(trusting, sale.order_id, in_cash=False)

    with trusting.store.read() as tx:
        report = read_day_report_of_shift(tx, None, printed_at=MONDAY_MORNING)
        assert read_credit(tx, customer).owed_cents == 0
    assert report.cash.expected_cents == 10_000


def test_a_promise_is_collected_once(trusting: Shop) -> None:
    sale = sell(trusting, ON_DELIVERY)
    collect(trusting, sale.order_id)
    with trusting.store.read() as tx:
        paid = tx.connection.execute(sa.select(PaymentRow.id)).scalar_one()
    wish = CollectPromise(actor=Actor(staff_id=trusting.ada), payment_id=paid, in_cash=True)

    with pytest.raises(NothingPromisedError), trusting.store.write() as tx:
        collect_promise(tx, wish)
