"""Money that comes later: on account within a limit, and to whoever brings the goods."""

from dataclasses import replace
from uuid import UUID

import pytest
import sqlalchemy as sa

from models.drawer import ShiftRow
from models.identity import UserRow
from models.orders import OrderRow
from models.payments import PaymentRow
from pos.domain.completion import CollectPromise
from pos.domain.credit import CreditLimitError, NoAccountError
from pos.domain.customer import CartCustomer
from pos.domain.day_report import DayReportKind
from pos.domain.payment import CustomerMissingError, TenderEntry, TenderKind
from pos.domain.receipt import ReceiptKind
from pos.queries.attempts import list_unspent_attempts
from pos.queries.balance_receipts import get_balance_receipt
from pos.queries.day_report import read_day_report
from pos.queries.promises import list_promises, read_credit
from pos.queries.shift_reports import read_day_report_of_shift
from pos.services.attempts import BeginAttempt, begin_attempt
from pos.services.checkout import NotFullyPaidError, complete_sale
from pos.services.permissions import Actor
from pos.services.promises import (
    BalanceChangedError,
    NothingPromisedError,
    PromiseForPromiseError,
    collect_promise,
)
from pos.services.shifts import CloseShiftWish, close_shift
from tests.books import check_orders
from tests.fakes.set_clock import MONDAY_MORNING
from tests.gift_cards import know_customer, offer_gift_cards
from tests.shop import CAKE, SHIRT, Shop, card, cash
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


def wish_to_collect(shop: Shop, order_id: UUID, *tenders: TenderEntry) -> CollectPromise:
    with shop.store.write() as tx:
        (promise,) = list_promises(tx, order_id)
        return CollectPromise(
            collection_id=tx.new_id(),
            staff_id=shop.ada,
            payment_id=promise.payment_id,
            total_cents=promise.owed_cents,
            tenders=tenders,
        )


def collect(shop: Shop, order_id: UUID, *tenders: TenderEntry) -> None:
    wish = wish_to_collect(shop, order_id, *(tenders or (cash(),)))
    with shop.store.write() as tx:
        collect_promise(tx, wish)


def came_by_bank(shop: Shop, order_id: UUID) -> None:
    wish = wish_to_collect(shop, order_id)
    with shop.store.write() as tx:
        collect_promise(tx, wish)


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
        ("Cash", 3_000),
        ("Cash on delivery", 0),
    ]
    assert report.cash.expected_cents == 13_000


def test_what_came_through_the_bank_is_not_in_the_drawer(trusting: Shop) -> None:
    customer = mina(trusting, limit_cents=5_000)
    sale = sell(trusting, ON_ACCOUNT, customer=customer)

    came_by_bank(trusting, sale.order_id)

    with trusting.store.read() as tx:
        report = read_day_report_of_shift(tx, None, printed_at=MONDAY_MORNING)
        assert read_credit(tx, customer).owed_cents == 0
    assert report.cash.expected_cents == 10_000


def test_a_promise_is_collected_once(trusting: Shop) -> None:
    sale = sell(trusting, ON_DELIVERY)
    wish = wish_to_collect(trusting, sale.order_id, cash())
    collect(trusting, sale.order_id)

    with pytest.raises(NothingPromisedError), trusting.store.write() as tx:
        collect_promise(tx, wish)


def test_a_second_press_collects_nothing_more(trusting: Shop) -> None:
    sale = sell(trusting, ON_DELIVERY)
    wish = wish_to_collect(trusting, sale.order_id, cash(2_000))
    with trusting.store.write() as tx:
        first = collect_promise(tx, wish)

    with trusting.store.write() as tx:
        second = collect_promise(tx, wish)

    assert second == replace(first, was_posted_before=True)
    assert (first.total_cents, first.change_cents) == (1_990, 10)
    assert order(trusting) == ("paid", 1_990)


def test_what_is_left_is_paid_in_several_ways(trusting: Shop) -> None:
    sale = sell(trusting, ON_DELIVERY)

    collect(trusting, sale.order_id, card(1_000), cash())

    with trusting.store.read() as tx:
        report = read_day_report_of_shift(tx, None, printed_at=MONDAY_MORNING)
        check_orders(tx)
    assert [(each.name, each.amount_cents) for each in report.tenders] == [
        ("Cash", 990),
        ("Card", 1_000),
        ("Cash on delivery", 0),
    ]
    assert order(trusting) == ("paid", 1_990)


def test_the_day_of_the_sale_says_the_same_after_the_money_came(trusting: Shop) -> None:
    sale = sell(trusting, ON_DELIVERY)
    first_day = close_day(trusting)
    trusting.open_shift()

    collect(trusting, sale.order_id, card())

    with trusting.store.read() as tx:
        again = read_day_report(tx, first_day, kind=DayReportKind.Z, printed_at=MONDAY_MORNING)
        today = read_day_report_of_shift(tx, None, printed_at=MONDAY_MORNING)
    assert [(each.name, each.amount_cents) for each in again.tenders] == [
        ("Cash on delivery", 1_990)
    ]
    assert (today.total_cents, [(each.name, each.amount_cents) for each in today.tenders]) == (
        0,
        [("Card", 1_990), ("Cash on delivery", -1_990)],
    )


def test_a_promise_is_not_kept_by_another_one(trusting: Shop) -> None:
    customer = mina(trusting, limit_cents=5_000)
    sale = sell(trusting, ON_DELIVERY, customer=customer)

    with pytest.raises(PromiseForPromiseError):
        collect(trusting, sale.order_id, ON_ACCOUNT)


def test_less_than_is_owed_is_not_enough(trusting: Shop) -> None:
    sale = sell(trusting, ON_DELIVERY)

    with pytest.raises(NotFullyPaidError):
        collect(trusting, sale.order_id, card(1_000))

    assert order(trusting) == ("pending", 0)


def test_what_is_owed_may_have_changed_since_it_was_shown(trusting: Shop) -> None:
    sale = sell(trusting, ON_DELIVERY)
    wish = replace(wish_to_collect(trusting, sale.order_id, cash()), total_cents=1_000)

    with pytest.raises(BalanceChangedError), trusting.store.write() as tx:
        collect_promise(tx, wish)


def test_money_that_came_later_goes_back_to_where_it_came_from(trusting: Shop) -> None:
    sale = sell(trusting, ON_DELIVERY)
    collect(trusting, sale.order_id, card())

    back = bring_back(trusting, sale.number)

    assert [(part.method_code, part.amount_cents) for part in back.parts] == [("card", 1_990)]


def test_the_customer_gets_a_receipt_for_what_was_left(trusting: Shop) -> None:
    sale = sell(trusting, ON_DELIVERY)
    collect(trusting, sale.order_id, cash(2_000))

    with trusting.store.read() as tx:
        paid = sa.select(PaymentRow.id).where(PaymentRow.settles_payment_id.is_not(None))
        receipt = get_balance_receipt(tx, tx.connection.execute(paid).scalar_one())
    assert (receipt.kind, receipt.number) == (ReceiptKind.BALANCE, sale.number)
    assert (receipt.total_cents, receipt.change_cents) == (1_990, 10)


def test_a_card_that_was_asked_for_the_rest_is_not_forgotten(trusting: Shop) -> None:
    sale = sell(trusting, ON_DELIVERY)
    wish = wish_to_collect(trusting, sale.order_id, card())
    with trusting.store.write() as tx:
        asked = BeginAttempt(
            attempt_id=tx.new_id(),
            cart_id=wish.payment_id,
            sale_id=wish.collection_id,
            method_code="card",
            driver="told",
            amount_cents=1_990,
            staff_id=trusting.ada,
        )
        begin_attempt(tx, asked)

    with trusting.store.read() as tx:
        waiting = [each.attempt_id for each in list_unspent_attempts(tx)]

    assert waiting == [asked.attempt_id]


def close_day(shop: Shop) -> UUID:
    wish = CloseShiftWish(
        actor=Actor(staff_id=shop.ada), counted_cash_cents=10_000, count_detail={}
    )
    with shop.store.write() as tx:
        shift_id: UUID = tx.connection.execute(sa.select(ShiftRow.id)).scalar_one()
        close_shift(tx, wish)
    return shift_id
