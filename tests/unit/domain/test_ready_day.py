"""When a cake can be ready: lead days, closed days, and what is promised already."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.ready_day import (
    ClosedDays,
    ClosedDaysUnreadableError,
    ClosedThatDayError,
    DayFullError,
    Making,
    NoDayFreeError,
    ReadyTooEarlyError,
    ReadyTooLateError,
    check_day,
    earliest_day,
    parse_closed_days,
)

FRIDAY = date(2026, 7, 3)
SUNDAYS = parse_closed_days("sun")


def test_without_lead_days_it_is_ready_today() -> None:
    assert earliest_day(Making(today=FRIDAY)) == FRIDAY


def test_three_lead_days_from_friday_are_monday_where_the_shop_never_closes() -> None:
    assert earliest_day(Making(today=FRIDAY, lead_days=3)) == date(2026, 7, 6)


def test_nobody_bakes_on_a_closed_day() -> None:
    assert earliest_day(Making(today=FRIDAY, lead_days=3, closed=SUNDAYS)) == date(2026, 7, 7)


def test_on_a_closed_day_nothing_is_ready_the_same_day() -> None:
    assert earliest_day(Making(today=date(2026, 7, 5), closed=SUNDAYS)) == date(2026, 7, 6)


def test_a_holiday_is_a_closed_day() -> None:
    closed = parse_closed_days("sun; 2026-07-06")

    assert earliest_day(Making(today=FRIDAY, lead_days=2, closed=closed)) == date(2026, 7, 7)


def test_a_full_day_moves_the_promise_to_the_next_one_with_room() -> None:
    taken = {date(2026, 7, 6): 8, date(2026, 7, 7): 7}
    cake = Making(today=FRIDAY, lead_days=2, closed=SUNDAYS, per_day=8, taken=taken)

    assert earliest_day(cake) == date(2026, 7, 7)


def test_all_pieces_of_an_order_are_ready_on_one_day() -> None:
    taken = {date(2026, 7, 6): 7}
    two_cakes = Making(today=FRIDAY, lead_days=3, pieces=2, per_day=8, taken=taken)

    assert earliest_day(two_cakes) == date(2026, 7, 7)


def test_more_pieces_than_any_day_can_take_are_refused() -> None:
    with pytest.raises(NoDayFreeError) as refused:
        earliest_day(Making(today=FRIDAY, pieces=9, per_day=8))

    assert refused.value.facts == {"pieces": 9, "per_day": 8}


def test_a_shop_that_is_always_closed_promises_nothing() -> None:
    with pytest.raises(NoDayFreeError):
        earliest_day(Making(today=FRIDAY, closed=ClosedDays(weekdays=frozenset(range(7)))))


def test_a_day_before_it_can_be_made_is_refused_with_the_first_that_has_room() -> None:
    taken = {date(2026, 7, 6): 8}
    cake = Making(today=FRIDAY, lead_days=3, per_day=8, taken=taken)

    with pytest.raises(ReadyTooEarlyError) as refused:
        check_day(cake, date(2026, 7, 5))

    assert refused.value.facts == {"earliest": date(2026, 7, 7)}


def test_a_closed_day_is_refused() -> None:
    with pytest.raises(ClosedThatDayError):
        check_day(Making(today=FRIDAY, closed=SUNDAYS), date(2026, 7, 12))


def test_a_full_day_is_refused_with_what_is_left_of_it() -> None:
    cakes = Making(today=FRIDAY, pieces=3, per_day=8, taken={date(2026, 7, 10): 6})

    with pytest.raises(DayFullError) as refused:
        check_day(cakes, date(2026, 7, 10))

    assert refused.value.facts == {"day": date(2026, 7, 10), "left": 2}


def test_a_year_ahead_may_be_promised_and_no_later_day() -> None:
    cake = Making(today=FRIDAY, lead_days=3)

    check_day(cake, date(2027, 7, 4))
    with pytest.raises(ReadyTooLateError) as refused:
        check_day(cake, date(2027, 7, 5))

    assert refused.value.facts == {"latest": date(2027, 7, 4)}


@pytest.mark.parametrize("typed", ["sunday", "25.12.2026", "2026-02-30"])
def test_closed_days_that_cannot_be_read_are_refused(typed: str) -> None:
    with pytest.raises(ClosedDaysUnreadableError):
        parse_closed_days(f"mon; {typed}")


DAYS = st.integers(min_value=-10, max_value=60).map(lambda ahead: FRIDAY + timedelta(days=ahead))
MAKINGS = st.builds(
    Making,
    today=st.just(FRIDAY),
    lead_days=st.integers(min_value=0, max_value=14),
    pieces=st.integers(min_value=1, max_value=6),
    closed=st.builds(
        ClosedDays,
        weekdays=st.frozensets(st.integers(min_value=0, max_value=6), max_size=6),
        days=st.frozensets(DAYS, max_size=10),
    ),
    per_day=st.integers(min_value=0, max_value=0) | st.integers(min_value=6, max_value=10),
    taken=st.dictionaries(DAYS, st.integers(min_value=0, max_value=12)),
)


@given(MAKINGS)
def test_the_earliest_day_may_be_promised_and_none_before_it(making: Making) -> None:
    day = earliest_day(making)

    check_day(making, day)
    assert day >= FRIDAY + timedelta(days=making.lead_days)
    assert not any(_may_be(making, day - timedelta(days=ahead)) for ahead in range(1, 20))


@given(MAKINGS, DAYS)
def test_a_day_that_may_be_promised_is_open_and_never_overbooked(making: Making, day: date) -> None:
    if _may_be(making, day):
        assert day not in making.closed
        assert not making.per_day or making.taken.get(day, 0) + making.pieces <= making.per_day


def _may_be(making: Making, day: date) -> bool:
    try:
        check_day(making, day)
    except (ReadyTooEarlyError, ClosedThatDayError, DayFullError):
        return False
    return True
