"""An order is cancelled: before its cut-off for nothing, after it less what was agreed on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.orders import OrderRow, OrderStatusHistoryRow
from models.payments import PaymentRow, RefundRow
from models.returns import ReturnLineRow
from pos.domain.forfeit import CancelledLine, forfeit_of
from pos.domain.made_to_order import CancelTerms, MadeToOrder
from pos.domain.payment import TenderEntry
from pos.queries.cancelling import Cancelling, find_cancelling
from pos.queries.orders import OrderCriteria, OrderFilter, list_orders
from pos.queries.promises import list_promises
from pos.queries.receipts import get_return_receipt, get_sale_receipt
from pos.queries.shift_reports import read_day_report_of_shift
from pos.queries.store_rules import day_in_store
from pos.services.cancelling import (
    BackChangedError,
    CancelledElsewhereError,
    CancelNeedsReasonError,
    CancelOrder,
    NothingToCancelError,
    cancel_order,
)
from pos.services.checkout import complete_sale
from pos.services.permissions import Actor, ApprovalNeededError
from pos.services.returns import AcceptedReturn, NotFetchedError
from tests.books import check_lines, check_orders, check_tenders, check_turnover
from tests.fakes.set_clock import MONDAY_MORNING
from tests.gift_cards import offer_gift_cards
from tests.shop import SHIRT, Shop, card, cash
from tests.store.test_gift_cards import bring_back
from tests.store.test_handing_over import fetch
from tests.store.test_made_to_order import cake_for, promised
from tests.store.test_promises import ON_DELIVERY, collect

TODAY, TOMORROW, FRIDAY = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 20)


@pytest.fixture
def bakery(shop: Shop) -> Shop:
    """The shop, open: two days before the cut-off is over, then half of a deposit is kept."""
    offer_gift_cards(shop)
    shop.decide(cancel_days=2, forfeit_percent=50)
    shop.open_shift()
    return shop


def order(
    shop: Shop, ready_on: date, *tenders: TenderEntry, quantity: int = 1, extra: str = ""
) -> UUID:
    cart = cake_for(shop, MadeToOrder(ready_on=ready_on), quantity=quantity)
    if extra:
        cart = replace(cart, lines=(*cart.lines, *shop.cart_of(extra).lines))
    wish = shop.sale_of(cart, *tenders)
    with shop.store.write() as tx:
        return complete_sale(tx, wish).order_id


def look(shop: Shop, order_id: UUID) -> Cancelling:
    with shop.store.write() as tx:
        found = find_cancelling(tx, order_id, today=day_in_store(tx, tx.now))
    assert found is not None
    return found


def wish_to_cancel(shop: Shop, order_id: UUID, *, why: str = "Party is off") -> CancelOrder:
    found = look(shop, order_id)
    with shop.store.write() as tx:
        return CancelOrder(
            return_id=tx.new_id(),
            actor=Actor(staff_id=shop.grace),
            order_id=order_id,
            back_cents=found.forfeit.back_cents,
            reason=why,
        )


def cancel(shop: Shop, order_id: UUID) -> AcceptedReturn:
    wish = wish_to_cancel(shop, order_id)
    with shop.store.write() as tx:
        return cancel_order(tx, wish)


def given_back(shop: Shop) -> list[tuple[str, int]]:
    with shop.store.read() as tx:
        method = sa.text(
            "SELECT m.code, f.amount_cents FROM refunds f"
            " JOIN payment_methods m ON m.id = f.method_id ORDER BY f.number"
        )
        return [tuple(row) for row in tx.connection.execute(method)]


def status(shop: Shop) -> str:
    with shop.store.read() as tx:
        return tx.connection.execute(sa.select(OrderRow.status)).scalar_one()


@contextmanager
def balanced_books(shop: Shop) -> Iterator[None]:
    yield
    with shop.store.read() as tx:
        for check in (check_orders, check_lines, check_tenders, check_turnover):
            check(tx)


def test_before_the_cut_off_all_of_the_deposit_goes_back(bakery: Shop) -> None:
    with balanced_books(bakery):
        cancel(bakery, order(bakery, FRIDAY, cash(900), ON_DELIVERY))

    assert given_back(bakery) == [("cash", 900), ("cod", 2_100)]
    assert status(bakery) == "cancelled"


def test_after_the_cut_off_the_printed_share_is_kept(bakery: Shop) -> None:
    with balanced_books(bakery):
        cancel(bakery, order(bakery, TOMORROW, cash(900), ON_DELIVERY))

    assert given_back(bakery) == [("cash", 450), ("cod", 2_100)]
    with bakery.store.read() as tx:
        report = read_day_report_of_shift(tx, None, printed_at=MONDAY_MORNING)
        line = tx.connection.execute(
            sa.select(ReturnLineRow.refund_cents, ReturnLineRow.kept_cents)
        ).one()
    assert tuple(line) == (2_550, 450)
    assert report.total_cents == 450
    assert [(each.base_cents, each.tax_cents) for each in report.taxes] == [(409, 41)]
    assert report.cash.expected_cents == 10_450


def test_the_last_free_day_is_still_free(bakery: Shop) -> None:
    wednesday = date(2026, 11, 18)

    assert look(bakery, order(bakery, wednesday, cash(900), ON_DELIVERY)).forfeit.kept_cents == 0


def test_what_was_paid_in_full_is_a_deposit_in_full(bakery: Shop) -> None:
    with balanced_books(bakery):
        cancel(bakery, order(bakery, TOMORROW, card()))

    assert given_back(bakery) == [("card", 1_500)]


def test_the_terms_hold_that_were_printed_when_it_was_ordered(bakery: Shop) -> None:
    order_id = order(bakery, TOMORROW, cash(900), ON_DELIVERY)
    with bakery.store.write() as tx:
        tx.connection.execute(sa.text("UPDATE settings SET value = '100'"))

    forfeit = look(bakery, order_id).forfeit

    with bakery.store.read() as tx:
        (line,) = get_sale_receipt(tx, order_id).lines
    assert (line.free_until, line.forfeit_percent) == (date(2026, 11, 15), 50)
    assert (forfeit.kept_cents, forfeit.back_cents) == (450, 450)


def test_what_was_taken_along_stays_sold(bakery: Shop) -> None:
    with balanced_books(bakery):
        cancel(bakery, order(bakery, FRIDAY, cash(2_890), ON_DELIVERY, extra=SHIRT))

    assert given_back(bakery) == [("cash", 900), ("cod", 2_100)]
    assert status(bakery) == "completed"


def test_a_cancelled_order_leaves_its_day_and_the_lists(bakery: Shop) -> None:
    cancel(bakery, order(bakery, FRIDAY, cash(900), ON_DELIVERY))

    criteria = OrderCriteria(chosen=OrderFilter.TO_COLLECT, business_date=TODAY)
    with bakery.store.read() as tx:
        assert list_orders(tx, criteria) == ()
    assert promised(bakery) == {}


def test_the_reason_is_kept_and_the_receipt_says_what_was_kept(bakery: Shop) -> None:
    back = cancel(bakery, order(bakery, TOMORROW, cash(900), ON_DELIVERY))

    with bakery.store.read() as tx:
        steps = sa.select(OrderStatusHistoryRow.to_status, OrderStatusHistoryRow.notes)
        assert tuple(tx.connection.execute(steps).all()[-1]) == ("cancelled", "Party is off")
        assert tx.connection.execute(sa.select(OrderRow.cancellation_reason)).scalar_one()
        receipt = get_return_receipt(tx, back.return_id)
    assert (receipt.total_cents, receipt.lines[0].kept_cents) == (-2_550, 450)


def test_a_cashier_needs_somebody_who_may(bakery: Shop) -> None:
    wish = wish_to_cancel(bakery, order(bakery, FRIDAY, cash(900), ON_DELIVERY))

    with pytest.raises(ApprovalNeededError), bakery.store.write() as tx:
        cancel_order(tx, replace(wish, actor=Actor(staff_id=bakery.ada)))


def test_it_is_not_cancelled_without_a_reason(bakery: Shop) -> None:
    wish = wish_to_cancel(bakery, order(bakery, FRIDAY), why=" ")

    with pytest.raises(CancelNeedsReasonError), bakery.store.write() as tx:
        cancel_order(tx, wish)


def test_a_second_press_cancels_nothing_more(bakery: Shop) -> None:
    wish = wish_to_cancel(bakery, order(bakery, FRIDAY, cash(900), ON_DELIVERY))
    for _ in range(2):
        with bakery.store.write() as tx:
            posted = cancel_order(tx, wish)

    assert posted.was_posted_before
    assert given_back(bakery) == [("cash", 900), ("cod", 2_100)]


def test_nobody_gets_back_something_else_than_was_shown(bakery: Shop) -> None:
    wish = wish_to_cancel(bakery, order(bakery, FRIDAY, cash(900), ON_DELIVERY))

    with pytest.raises(BackChangedError), bakery.store.write() as tx:
        cancel_order(tx, replace(wish, back_cents=901))


def test_what_was_fetched_is_not_cancelled(bakery: Shop) -> None:
    order_id = order(bakery, FRIDAY)
    wish = wish_to_cancel(bakery, order_id)
    fetch(bakery, order_id)

    with pytest.raises(NothingToCancelError), bakery.store.write() as tx:
        cancel_order(tx, wish)


def test_only_the_register_that_sold_it_cancels_it(bakery: Shop) -> None:
    order_id = order(bakery, FRIDAY)
    wish = wish_to_cancel(bakery, order_id)
    with bakery.store.write() as tx:
        tx.connection.execute(sa.update(OrderRow).values(register_id=None))

    with pytest.raises(CancelledElsewhereError), bakery.store.write() as tx:
        cancel_order(tx, wish)


def test_what_was_never_fetched_does_not_come_back_as_a_return(bakery: Shop) -> None:
    order(bakery, TOMORROW, cash(900), ON_DELIVERY)
    with bakery.store.read() as tx:
        number = tx.connection.execute(sa.select(OrderRow.number)).scalar_one()

    with pytest.raises(NotFetchedError):
        bring_back(bakery, number)


@given(
    worths=st.lists(st.integers(0, 100_000), min_size=1, max_size=5),
    percents=st.lists(st.integers(1, 100), min_size=5, max_size=5),
    owed=st.integers(0, 600_000),
    day=st.integers(10, 22),
)
def test_deposit_promise_and_forfeit_always_add_up(
    worths: list[int], percents: list[int], owed: int, day: int
) -> None:
    terms = [CancelTerms(free_until=TODAY, forfeit_percent=percent) for percent in percents]
    lines = [
        CancelledLine(worth_cents=worth, terms=each)
        for worth, each in zip(worths, terms, strict=False)
    ]

    forfeit = forfeit_of(lines, owed_cents=owed, today=date(2026, 11, day))

    assert forfeit.deposit_cents + forfeit.dropped_cents == sum(worths)
    assert min(forfeit.back_cents, forfeit.dropped_cents, *forfeit.kept) >= 0
    assert day > TODAY.day or forfeit.kept_cents == 0


@dataclass(frozen=True)
class Case:
    """An order, and how it ends."""

    deposit: int
    quantity: int
    day: date
    end: str
    extra: str


CASES = st.builds(
    Case,
    deposit=st.integers(0, 5_999),
    quantity=st.integers(1, 2),
    day=st.sampled_from((TOMORROW, FRIDAY)),
    end=st.sampled_from(("cancelled", "collected", "open")),
    extra=st.sampled_from(("", SHIRT)),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=CASES)
def test_deposit_balance_forfeit_and_what_went_back_are_what_was_paid(
    bakery: Shop, case: Case
) -> None:
    taken = (card(case.deposit),) if 0 < case.deposit < 3_000 * case.quantity else ()
    order_id = order(
        bakery, case.day, *taken, ON_DELIVERY, quantity=case.quantity, extra=case.extra
    )
    kept = look(bakery, order_id).forfeit.kept_cents

    with balanced_books(bakery):
        if case.end == "cancelled":
            cancel(bakery, order_id)
        elif case.end == "collected":
            collect(bakery, order_id, card())
            fetch(bakery, order_id)

    paid, back = _sum_of(bakery, order_id)
    worth = 3_000 * case.quantity + (1_990 if case.extra else 0)
    with bakery.store.read() as tx:
        owed = sum(each.owed_cents for each in list_promises(tx, order_id))
    given_up = 3_000 * case.quantity - kept if case.end == "cancelled" else 0
    assert paid - back + owed == worth - given_up


def _sum_of(shop: Shop, order_id: UUID) -> tuple[int, int]:
    """What came in for an order, and what of it went back."""
    came = sa.select(sa.func.coalesce(sa.func.sum(PaymentRow.amount_cents), 0)).where(
        PaymentRow.order_id == order_id, PaymentRow.captured_at.is_not(None)
    )
    back = (
        sa.select(sa.func.coalesce(sa.func.sum(RefundRow.amount_cents), 0))
        .join(PaymentRow, PaymentRow.id == RefundRow.payment_id)
        .where(RefundRow.order_id == order_id, PaymentRow.captured_at.is_not(None))
    )
    with shop.store.read() as tx:
        return tx.connection.execute(came).scalar_one(), tx.connection.execute(back).scalar_one()
