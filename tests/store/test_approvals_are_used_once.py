"""One PIN is one action of one person in one size, once."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.identity import RoleRow
from models.operations import AuditLogRow
from pos.domain.permission import Action
from pos.services.permissions import (
    Actor,
    ApprovalNeededError,
    ApprovalNotValidError,
    ApprovalOutcome,
    approve,
    require,
)
from tests.fakes.set_clock import SetClock
from tests.shop import GRACE_PIN, Shop

GIVEN_PPM = 300_000


def ask_grace(
    shop: Shop, *, size: int | None = GIVEN_PPM, action: Action = Action.DISCOUNT_LINE
) -> ApprovalOutcome:
    with shop.store.write() as tx:
        return approve(
            tx, employee_no="1", pin=GRACE_PIN, action=action, for_staff_id=shop.ada, size=size
        )


def use(
    shop: Shop,
    approval_id: UUID | None,
    *,
    size: int | None = GIVEN_PPM,
    action: Action = Action.DISCOUNT_LINE,
    staff_id: UUID | None = None,
) -> UUID | None:
    actor = Actor(staff_id=staff_id or shop.ada, approval_id=approval_id)
    with shop.store.write() as tx:
        return require(tx, actor, action, size=size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Somebody comes with an approval.

    Attributes:
        which: The first or the second that was given; 2: one that nobody gave.
        later_s: Seconds after the attempt before.
    """

    which: int
    action: Action
    size: int
    later_s: int


ATTEMPTS = st.lists(
    st.builds(
        Attempt,
        which=st.integers(0, 2),
        action=st.sampled_from([Action.DISCOUNT_LINE, Action.DISCOUNT_ORDER]),
        size=st.sampled_from([150_000, GIVEN_PPM, 450_000]),
        later_s=st.sampled_from([0, 5, 50]),
    ),
    min_size=1,
    max_size=8,
)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(attempts=ATTEMPTS)
def test_no_approval_lets_anything_pass_but_what_it_was_given_for_and_that_once(
    shop: Shop, clock: SetClock, attempts: list[Attempt]
) -> None:
    given_ids = [ask_grace(shop).approval_id, ask_grace(shop).approval_id]
    passed: list[int] = []
    waited_s = 0

    for attempt in attempts:
        clock.advance(timedelta(seconds=attempt.later_s))
        waited_s += attempt.later_s
        approval_id = given_ids[attempt.which] if attempt.which < 2 else shop.ada
        fits = (
            attempt.which < 2
            and attempt.which not in passed
            and (attempt.action, attempt.size) == (Action.DISCOUNT_LINE, GIVEN_PPM)
            and waited_s <= 60
        )
        if fits:
            assert use(shop, approval_id) == shop.grace
            passed.append(attempt.which)
        else:
            with pytest.raises(ApprovalNotValidError):
                use(shop, approval_id, action=attempt.action, size=attempt.size)


def test_both_names_stand_in_the_audit_log(shop: Shop) -> None:
    approval_id = ask_grace(shop).approval_id
    use(shop, approval_id)

    with shop.store.read() as tx:
        log = AuditLogRow.__table__
        rows = tx.connection.execute(
            sa.select(log.c.action, log.c.actor_id, log.c.target_id, log.c.metadata)
            .where(log.c.action.startswith("approval."))
            .order_by(log.c.id)
        ).all()
    given_row, used_row = rows
    assert (given_row.actor_id, given_row.target_id) == (shop.grace, str(shop.ada))
    assert given_row.metadata == {"size": GIVEN_PPM}
    assert (used_row.actor_id, used_row.target_id) == (shop.ada, str(approval_id))


def test_an_approval_is_good_for_nobody_else(shop: Shop) -> None:
    approval_id = ask_grace(shop).approval_id
    with shop.store.write() as tx:
        staff = sa.update(RoleRow).where(RoleRow.code == "admin")
        tx.connection.execute(staff.values(permissions=["discount.line?"]))

    with pytest.raises(ApprovalNotValidError):
        use(shop, approval_id, staff_id=shop.grace)


def test_an_approver_with_a_lower_ceiling_is_refused(shop: Shop) -> None:
    with shop.store.write() as tx:
        admin = sa.update(RoleRow).where(RoleRow.code == "admin")
        tx.connection.execute(admin.values(permissions=["discount.line<=200000"]))

    assert ask_grace(shop, size=200_000).may_approve
    assert not ask_grace(shop, size=200_001).may_approve
    assert not ask_grace(shop, size=None).may_approve


def test_a_clock_that_is_set_back_makes_no_approval_fresh(shop: Shop, clock: SetClock) -> None:
    approval_id = ask_grace(shop).approval_id
    clock.moment -= timedelta(seconds=30)

    with pytest.raises(ApprovalNotValidError):
        use(shop, approval_id)


def test_the_question_says_how_large_it_is(shop: Shop) -> None:
    with pytest.raises(ApprovalNeededError) as needed:
        use(shop, None, size=450_000)

    assert needed.value.facts == {"action": Action.DISCOUNT_LINE, "size": 450_000}
