"""A promised day is moved: with a reason, by the rules of the first promise, seen afterwards."""

from datetime import date
from uuid import UUID

import pytest
import sqlalchemy as sa

from models.identity import RoleRow
from models.operations import AuditLogRow
from models.orders import OrderRow
from pos.domain.made_to_order import MadeToOrder
from pos.domain.moved_day import MovedDay, MoveNeedsReasonError, SameDayError, find_moved_day
from pos.domain.ready_day import ClosedThatDayError, DayFullError
from pos.domain.work_ticket import WorkTicket
from pos.queries.order_detail import get_order
from pos.queries.promised_lines import list_days_to_move_to, list_promised
from pos.services.permissions import Actor, PermissionDeniedError
from pos.services.promised_days import (
    MovePromisedDay,
    NotPromisedThatDayError,
    move_promised_day,
)
from tests.fakes.set_clock import MONDAY_MORNING
from tests.shop import Shop
from tests.store.test_made_to_order import cake_for, papers, promised, sell, set_row

FRIDAY, SATURDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 23)
FOR_MIA = MadeToOrder(ready_on=FRIDAY, message="Happy birthday, Mia")


@pytest.fixture
def ordered(shop: Shop) -> UUID:
    """Two cakes for Friday."""
    shop.open_shift()
    return sell(shop, cake_for(shop, FOR_MIA, quantity=2)).order_id


def move(
    shop: Shop, order_id: UUID, to_day: date, *, why: str = "Party moved", who: UUID | None = None
) -> None:
    wish = MovePromisedDay(
        actor=Actor(staff_id=who or shop.ada),
        order_id=order_id,
        from_day=FRIDAY,
        to_day=to_day,
        reason=why,
    )
    with shop.store.write() as tx:
        move_promised_day(tx, wish)


def made_of(shop: Shop, order_id: UUID) -> list[MadeToOrder]:
    with shop.store.read() as tx:
        return [line.made for line in list_promised(tx, order_id)]


def test_a_moved_cake_is_promised_for_the_new_day_with_its_words(shop: Shop, ordered: UUID) -> None:
    move(shop, ordered, SATURDAY)

    assert made_of(shop, ordered) == [MadeToOrder(ready_on=SATURDAY, message="Happy birthday, Mia")]
    assert promised(shop) == {SATURDAY: 2}


def test_the_order_and_the_audit_log_know_both_days_and_why(shop: Shop, ordered: UUID) -> None:
    move(shop, ordered, SATURDAY)

    with shop.store.read() as tx:
        moved = get_order(tx, ordered).history[-1].moved
        logged = tx.connection.execute(
            sa.select(AuditLogRow.details).where(AuditLogRow.action == "promised_day.moved")
        ).scalar_one()
    assert moved == MovedDay(before=FRIDAY, after=SATURDAY, reason="Party moved")
    assert (logged["from"], logged["to"], logged["reason"]) == (
        "2026-11-20",
        "2026-11-21",
        "Party moved",
    )


def test_the_kitchen_gets_a_new_ticket_that_says_what_changed(shop: Shop, ordered: UUID) -> None:
    move(shop, ordered, SATURDAY)

    _receipt, _first, ticket = papers(shop)
    assert isinstance(ticket, WorkTicket)
    assert ticket.is_changed
    assert [(line.ready_on, line.moved_from) for line in ticket.lines] == [(SATURDAY, FRIDAY)]


def test_only_days_that_can_be_kept_are_offered(shop: Shop, ordered: UUID) -> None:
    shop.decide(closed_days="sun; 2026-11-21", made_per_day=2)
    sell(shop, cake_for(shop, MadeToOrder(ready_on=MONDAY)))

    with shop.store.read() as tx:
        lines = list_promised(tx, ordered)
        days = list_days_to_move_to(tx, lines, now=MONDAY_MORNING)

    assert {FRIDAY, SATURDAY, date(2026, 11, 22), MONDAY}.isdisjoint(days)
    assert date(2026, 11, 24) in days


def test_a_closed_or_full_day_is_refused_and_nothing_is_moved(shop: Shop, ordered: UUID) -> None:
    shop.decide(closed_days="sun", made_per_day=2)
    sell(shop, cake_for(shop, MadeToOrder(ready_on=MONDAY)))

    with pytest.raises(ClosedThatDayError):
        move(shop, ordered, date(2026, 11, 22))
    with pytest.raises(DayFullError):
        move(shop, ordered, MONDAY)

    assert promised(shop) == {FRIDAY: 2, MONDAY: 1}


def test_it_is_not_moved_without_a_reason_or_to_the_same_day(shop: Shop, ordered: UUID) -> None:
    with pytest.raises(MoveNeedsReasonError):
        move(shop, ordered, SATURDAY, why="  ")
    with pytest.raises(SameDayError):
        move(shop, ordered, FRIDAY)


def test_who_may_not_move_it_does_not(shop: Shop, ordered: UUID) -> None:
    with shop.store.write() as tx:
        tx.connection.execute(
            sa.update(RoleRow).where(RoleRow.code == "staff").values(permissions=["sale.ring"])
        )

    with pytest.raises(PermissionDeniedError):
        move(shop, ordered, SATURDAY)


def test_it_is_moved_once_from_a_day(shop: Shop, ordered: UUID) -> None:
    move(shop, ordered, SATURDAY)

    with pytest.raises(NotPromisedThatDayError):
        move(shop, ordered, MONDAY)


def test_a_cancelled_order_is_not_moved(shop: Shop, ordered: UUID) -> None:
    set_row(shop, OrderRow, status="cancelled")

    with pytest.raises(NotPromisedThatDayError):
        move(shop, ordered, SATURDAY)


def test_a_note_of_a_person_is_no_moved_day() -> None:
    assert find_moved_day("2026-02-31 > 2026-03-01 Oven broke") is None
    assert find_moved_day("Called the customer") is None
    assert find_moved_day(None) is None
