"""A drawer that is off: counted twice, explained, accepted by somebody who may; always closed."""

import pytest
import sqlalchemy as sa

from models.drawer import ShiftRow
from models.identity import RoleRow
from models.operations import AuditLogRow
from models.sync import OutboxRow
from pos.domain.permission import Action
from pos.services.drawer_differences import (
    DifferenceNeedsNoteError,
    NothingToAcceptError,
    accept_difference,
)
from pos.services.permissions import Actor, ApprovalNeededError, approve
from pos.services.shifts import CloseShiftWish, FirstCount, close_shift
from pos.uow import WriteTx
from tests.shop import GRACE_PIN, Shop

THIRTY_SHORT = 7_000


def close(shop: Shop, counted_cents: int = THIRTY_SHORT, **more) -> None:
    wish = CloseShiftWish(
        actor=more.pop("actor", Actor(staff_id=shop.ada)),
        counted_cash_cents=counted_cents,
        count_detail={},
        **more,
    )
    with shop.store.write() as tx:
        close_shift(tx, wish)


def shift_row(shop: Shop) -> sa.Row:
    with shop.store.read() as tx:
        return tx.connection.execute(sa.select(ShiftRow)).one()


def grace_agrees(
    tx: WriteTx,
    shop: Shop,
    action: Action = Action.ACCEPT_VARIANCE,
    *,
    size: int | None = 3_000,
) -> Actor:
    outcome = approve(
        tx, employee_no="1", pin=GRACE_PIN, action=action, for_staff_id=shop.ada, size=size
    )
    return Actor(staff_id=shop.ada, approval_id=outcome.approval_id)


@pytest.fixture
def opened(shop: Shop) -> Shop:
    """With 100.00 in the drawer."""
    shop.open_shift(10_000)
    return shop


def test_a_large_difference_wants_a_word_first(opened: Shop) -> None:
    with pytest.raises(DifferenceNeedsNoteError) as refused:
        close(opened)

    assert refused.value.difference_cents == -3_000


def test_a_large_difference_wants_a_manager_too(opened: Shop) -> None:
    with pytest.raises(ApprovalNeededError) as asked:
        close(opened, note="Looked everywhere")

    assert asked.value.facts["action"] == Action.ACCEPT_VARIANCE
    assert shift_row(opened).status == "open"


def test_the_shift_remembers_which_manager_accepted(opened: Shop) -> None:
    with opened.store.write() as tx:
        with_approval = grace_agrees(tx, opened)

    close(opened, note="Looked everywhere", actor=with_approval)

    row = shift_row(opened)
    assert (row.status, row.variance_cents) == ("closed", -3_000)
    assert (row.variance_approval, row.variance_approved_by) == ("approved", opened.grace)


def test_a_manager_who_closes_answers_for_it_alone(opened: Shop) -> None:
    close(opened, note="Looked everywhere", actor=Actor(staff_id=opened.grace))

    assert shift_row(opened).variance_approved_by == opened.grace


def test_no_shop_is_locked_out_because_no_manager_is_there(opened: Shop) -> None:
    close(opened, note="Looked everywhere", is_unapproved=True)

    row = shift_row(opened)
    assert (row.status, row.variance_approval) == ("closed", "missing")
    assert row.variance_approved_by is None


def test_who_may_never_accept_a_difference_closes_unapproved_without_being_asked(
    opened: Shop,
) -> None:
    with opened.store.write() as tx:
        tx.connection.execute(
            sa.update(RoleRow)
            .where(RoleRow.code == "staff")
            .values(permissions=["shift.open", "shift.close"])
        )

    close(opened, note="Looked everywhere")

    assert shift_row(opened).variance_approval == "missing"


def test_who_approved_the_closing_is_not_asked_again_for_its_difference(opened: Shop) -> None:
    with opened.store.write() as tx:
        tx.connection.execute(
            sa.update(RoleRow)
            .where(RoleRow.code == "staff")
            .values(permissions=["shift.close?", "shift.variance?"])
        )
        with_approval = grace_agrees(tx, opened, Action.CLOSE_SHIFT, size=None)

    close(opened, note="Looked everywhere", actor=with_approval)

    assert shift_row(opened).variance_approved_by == opened.grace


def test_a_small_difference_needs_nobody(opened: Shop) -> None:
    close(opened, 9_500)

    assert shift_row(opened).variance_approval == "not_needed"


def test_the_first_count_is_kept_beside_the_second(opened: Shop) -> None:
    first = FirstCount(counted_cents=5_000, detail={"5000": 1})

    close(opened, 10_000, first=first)

    row = shift_row(opened)
    assert (row.first_counted_cents, row.first_count_detail) == (5_000, {"5000": 1})
    assert row.counted_cash_cents == 10_000


def test_a_manager_accepts_later_and_central_hears_of_it(opened: Shop) -> None:
    close(opened, note="Looked everywhere", is_unapproved=True)
    shift_id = shift_row(opened).id

    with opened.store.write() as tx:
        accept_difference(tx, shift_id, actor=Actor(staff_id=opened.grace))

    row = shift_row(opened)
    assert (row.status, row.variance_approval) == ("reconciled", "approved")
    assert row.variance_approved_by == opened.grace
    with opened.store.read() as tx:
        kinds = tx.connection.execute(sa.select(OutboxRow.kind).order_by(OutboxRow.seq)).scalars()
        assert list(kinds)[-1] == "shift.reconciled"
        audited = tx.connection.execute(
            sa.select(AuditLogRow.details).where(AuditLogRow.action == "shift.difference_accepted")
        ).scalar_one()
    assert audited == {"number": 1, "difference_cents": -3_000}


def test_a_cashier_cannot_accept_it_later_alone(opened: Shop) -> None:
    close(opened, note="Looked everywhere", is_unapproved=True)
    shift_id = shift_row(opened).id

    with pytest.raises(ApprovalNeededError), opened.store.write() as tx:
        accept_difference(tx, shift_id, actor=Actor(staff_id=opened.ada))


def test_a_difference_is_accepted_once(opened: Shop) -> None:
    close(opened, note="Looked everywhere", actor=Actor(staff_id=opened.grace))
    shift_id = shift_row(opened).id

    with pytest.raises(NothingToAcceptError), opened.store.write() as tx:
        accept_difference(tx, shift_id, actor=Actor(staff_id=opened.grace))
