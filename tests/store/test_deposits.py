"""A deposit is owed until the order is fetched: X and Z say what came, was used and went back."""

from uuid import UUID

import pytest
import sqlalchemy as sa

from models.drawer import ShiftRow
from pos.domain.day_report import DayReportKind, Deposits
from pos.queries.day_report import read_day_report
from pos.services.permissions import Actor
from pos.services.shifts import CloseShiftWish, close_shift
from tests.fakes.set_clock import MONDAY_MORNING
from tests.gift_cards import offer_gift_cards
from tests.shop import CAKE, SHIRT, Shop, card, cash
from tests.store.test_cancelling_orders import FRIDAY, TOMORROW, cancel, order
from tests.store.test_handing_over import fetch
from tests.store.test_promises import ON_DELIVERY, collect


@pytest.fixture
def bakery(shop: Shop) -> Shop:
    """The shop, open, that keeps half of a deposit after the cut-off."""
    offer_gift_cards(shop)
    shop.decide(cancel_days=2, forfeit_percent=50)
    shop.open_shift()
    return shop


def deposits(shop: Shop, shift_id: UUID | None = None) -> Deposits:
    with shop.store.read() as tx:
        newest = sa.select(ShiftRow.id).order_by(ShiftRow.number.desc()).limit(1)
        which = shift_id or tx.connection.execute(newest).scalar_one()
        report = read_day_report(tx, which, kind=DayReportKind.X, printed_at=MONDAY_MORNING)
    return report.deposits


def close_day(shop: Shop, counted_cents: int) -> UUID:
    wish = CloseShiftWish(
        actor=Actor(staff_id=shop.ada), counted_cash_cents=counted_cents, count_detail={}
    )
    with shop.store.write() as tx:
        shift_id: UUID = tx.connection.execute(sa.select(ShiftRow.id)).scalar_one()
        close_shift(tx, wish)
    return shift_id


def test_what_is_paid_for_a_cake_of_friday_is_a_deposit(bakery: Shop) -> None:
    order(bakery, FRIDAY, cash(900), ON_DELIVERY)
    order(bakery, FRIDAY, card())
    bakery.sell(CAKE)

    assert deposits(bakery) == Deposits(taken_cents=3_900, owed_cents=3_900)


def test_what_the_customer_took_along_is_no_deposit(bakery: Shop) -> None:
    order(bakery, FRIDAY, cash(2_890), ON_DELIVERY, extra=SHIRT)

    assert deposits(bakery) == Deposits(taken_cents=900, owed_cents=900)


def test_a_deposit_is_used_in_the_shift_in_which_the_cake_is_fetched(bakery: Shop) -> None:
    order_id = order(bakery, FRIDAY, cash(900), ON_DELIVERY)
    first = close_day(bakery, 10_900)
    bakery.open_shift()

    collect(bakery, order_id, card())
    before = deposits(bakery)
    fetch(bakery, order_id)

    assert deposits(bakery, first) == Deposits(taken_cents=900, owed_cents=900)
    assert (before, deposits(bakery)) == (Deposits(owed_cents=900), Deposits(used_cents=900))


def test_of_a_cancelled_order_a_part_is_used_and_the_rest_went_back(bakery: Shop) -> None:
    cancel(bakery, order(bakery, TOMORROW, cash(900), ON_DELIVERY))

    assert deposits(bakery) == Deposits(taken_cents=900, used_cents=450, given_back_cents=450)


def test_the_closed_shift_keeps_its_deposits(bakery: Shop) -> None:
    order(bakery, FRIDAY, cash(900), ON_DELIVERY)

    close_day(bakery, 10_900)

    with bakery.store.read() as tx:
        totals = tx.connection.execute(sa.select(ShiftRow.totals)).scalar_one()
    assert (totals["deposits_taken_cents"], totals["deposits_owed_cents"]) == (900, 900)
