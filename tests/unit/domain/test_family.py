"""What a parent tells of a child: a month, a purpose and their consent, nothing else."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from pos.domain.family import (
    BirthMonthError,
    ChildPurpose,
    ConsentMissingError,
    NotedChild,
    check_child,
    read_birth_month,
)

TODAY = date(2026, 11, 20)
CHILD = NotedChild(
    child_id=UUID(int=1),
    birth_month=date(2025, 3, 1),
    purpose=ChildPurpose.SIZE_ADVICE,
    keep_until=date(2028, 11, 20),
    has_consent=True,
)


@pytest.mark.parametrize("typed", ["3/2025", "03/2025", "3.2025", " 03-2025 ", "2025-03", "2025/3"])
def test_a_month_may_be_typed_in_any_way(typed: str) -> None:
    assert read_birth_month(typed) == date(2025, 3, 1)


@pytest.mark.parametrize("typed", ["", "2025", "13/2025", "0/2025", "3/25", "12.3.2025", "٣/2025"])
def test_what_is_no_month_is_refused(typed: str) -> None:
    with pytest.raises(BirthMonthError):
        read_birth_month(typed)


@pytest.mark.parametrize("month", [date(2008, 1, 1), date(2026, 11, 1), date(2027, 11, 1)])
def test_children_are_under_eighteen_or_due(month: date) -> None:
    check_child(replace(CHILD, birth_month=month), today=TODAY)


@pytest.mark.parametrize("month", [date(2007, 12, 1), date(2027, 12, 1), date(2025, 3, 2)])
def test_other_months_are_refused(month: date) -> None:
    with pytest.raises(BirthMonthError):
        check_child(replace(CHILD, birth_month=month), today=TODAY)


def test_nothing_is_kept_without_consent() -> None:
    with pytest.raises(ConsentMissingError):
        check_child(replace(CHILD, has_consent=False), today=TODAY)
