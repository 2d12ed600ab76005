"""Children of customers: central knows them, a till asks and hears how old about they are."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from pos.domain.family import ChildPurpose, FamilyAnswer, KnownChild, NotedChild
from sync.errors import CentralUnreachableError
from sync.family import FamilyLine
from sync.way import Way
from tests.sync.branch import IDS, Branch, Till
from tests.sync.test_customers_of_two_tills import add, merge

pytestmark = pytest.mark.postgres

FAR = date(2199, 1, 1)


@pytest.fixture
def ida(till: Till) -> UUID:
    ida = add(till, name="Ida Holm")
    till.sync()
    return ida


def line(till: Till) -> FamilyLine:
    way = Way(secrets_file=till.secrets, clock=till.clock, address=till.address)
    return FamilyLine(till.lanes, way)


def born(branch: Branch, months_ago: int) -> date:
    """Return the first day of the month so long ago, by central's clock."""
    ago = "SELECT date_trunc('month', current_date - make_interval(months => %s))::date"
    month: date = branch.ask(ago, months_ago)
    return month


def child_of(month: date) -> NotedChild:
    return NotedChild(
        child_id=IDS.new_id(),
        birth_month=month,
        purpose=ChildPurpose.SIZE_ADVICE,
        keep_until=FAR,
        has_consent=True,
    )


def note(till: Till, customer: UUID, child: NotedChild) -> FamilyAnswer:
    return line(till).note_child(customer, child, staff_id=till.shop.ada)


def bands(till: Till, customer: UUID) -> list[tuple[int, int | None]]:
    return [(each.months_from, each.months_to) for each in line(till).list_children(customer)]


@pytest.mark.parametrize(
    ("months", "band"),
    [(-3, (-12, 0)), (0, (0, 3)), (3, (3, 6)), (7, (6, 12)), (23, (18, 24)), (40, (36, 48))],
)
def test_a_till_hears_the_age_about(
    till: Till, branch: Branch, ida: UUID, months: int, band: tuple[int, int]
) -> None:
    assert note(till, ida, child_of(born(branch, months))) is FamilyAnswer.DONE

    assert bands(till, ida) == [band]


def test_the_oldest_have_no_upper_end(till: Till, branch: Branch, ida: UUID) -> None:
    note(till, ida, child_of(born(branch, 150)))

    assert bands(till, ida) == [(144, None)]


def test_noting_twice_is_once_and_a_change_takes_the_place_of_what_was(
    till: Till, branch: Branch, ida: UUID
) -> None:
    child = child_of(born(branch, 7))
    for _ in range(2):
        note(till, ida, child)
    note(till, ida, replace(child, birth_month=born(branch, 1), purpose=ChildPurpose.BIRTHDAY))

    (known,) = line(till).list_children(ida)
    assert known == KnownChild(
        child_id=child.child_id,
        months_from=0,
        months_to=3,
        purpose=ChildPurpose.BIRTHDAY,
        keep_until=FAR,
    )
    assert branch.count("audit_log", action="child.noted", actor_id=till.shop.ada) == 3


def test_a_child_without_consent_or_past_its_day_is_not_told_of(
    till: Till, branch: Branch, ida: UUID
) -> None:
    branch.do(
        "INSERT INTO children (id, user_id, name, birth_date, purpose, keep_until)"
        " VALUES (sync.new_id(), %(ida)s, 'Otto', '2025-01-01', 'birthday', '2199-01-01')",
        ida=ida,
    )
    note(till, ida, replace(child_of(born(branch, 7)), keep_until=date(2020, 1, 1)))

    assert bands(till, ida) == []


def test_what_was_kept_long_enough_is_deleted_by_central(
    till: Till, branch: Branch, ida: UUID
) -> None:
    note(till, ida, replace(child_of(born(branch, 7)), keep_until=date(2020, 1, 1)))
    note(till, ida, child_of(born(branch, 7)))

    assert branch.ask("SELECT sync.forget_children()") == 1

    assert branch.count("children") == 1


def test_a_child_is_forgotten_when_the_parent_wants_it(
    till: Till, branch: Branch, ida: UUID
) -> None:
    child = child_of(born(branch, 7))
    note(till, ida, child)

    for _ in range(2):
        answer = line(till).forget_child(ida, child.child_id, staff_id=till.shop.ada)
        assert answer is FamilyAnswer.DONE

    assert branch.count("children") == 0
    assert branch.count("audit_log", action="child.forgotten") == 1


def test_nobody_touches_the_child_of_another(till: Till, branch: Branch, ida: UUID) -> None:
    ola = add(till, name="Ola")
    till.sync()
    child = child_of(born(branch, 7))
    note(till, ida, child)

    note(till, ola, replace(child, birth_month=born(branch, 1)))
    line(till).forget_child(ola, child.child_id, staff_id=till.shop.ada)

    assert bands(till, ida) == [(6, 12)]
    assert bands(till, ola) == []


def test_who_may_not_change_customers_notes_nothing(till: Till, branch: Branch, ida: UUID) -> None:
    branch.do("UPDATE roles SET permissions = permissions - 'customer.edit'")

    assert note(till, ida, child_of(born(branch, 7))) is FamilyAnswer.NOT_ALLOWED

    assert branch.count("children") == 0


def test_of_a_customer_whom_central_does_not_know_yet_nothing_is_noted(
    till: Till, branch: Branch
) -> None:
    unsent = add(till, name="Ola")

    assert note(till, unsent, child_of(born(branch, 7))) is FamilyAnswer.NO_CUSTOMER


def test_children_go_along_when_two_records_are_made_one(
    till: Till, branch: Branch, ida: UUID
) -> None:
    again = add(till, name="Ida H.")
    till.sync()
    note(till, again, child_of(born(branch, 7)))

    merge(till, kept=ida, folded=again)
    till.sync()

    assert bands(till, ida) == [(6, 12)]
    assert branch.count("children", user_id=ida) == 1


def test_without_a_line_nothing_is_told(till: Till, ida: UUID) -> None:
    till.pull_the_plug()

    with pytest.raises(CentralUnreachableError):
        line(till).list_children(ida)
