"""Decides who must agree to a difference between the count and what should be there.

A difference above the store's limit wants a sentence and somebody who may accept it. It never
stops a closing (features.md E): where nobody of that kind is there, the shift ends marked as not
approved, and is on the list of what wants a person until somebody who may has accepted it.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa

from models.drawer import ShiftRow
from pos.domain.errors import RefusedError
from pos.domain.fact import Fact, Operation, RowChanged
from pos.domain.permission import Action, Decision
from pos.domain.shift import needs_manager
from pos.queries.people import read_grants
from pos.queries.settings import read_settings
from pos.runtime.changes import Topic
from pos.services.audit import AuditEntry, write_audit
from pos.services.permissions import Actor, require
from pos.uow import WriteTx

_SHIFTS = ShiftRow.__table__


class DifferenceNeedsNoteError(RefusedError):
    """A difference this large needs a sentence about it. Facts: difference_cents, currency."""


class NothingToAcceptError(RefusedError):
    """No difference of this shift waits for anybody. Facts: shift_id."""


class VarianceApproval(StrEnum):
    """What became of a difference."""

    NOT_NEEDED = "not_needed"
    APPROVED = "approved"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a difference is accepted, and by whom; None unless it had to be."""

    approval: VarianceApproval
    approved_by: UUID | None = None


def judge_difference(
    tx: WriteTx, actor: Actor, *, difference_cents: int, closed_for: UUID | None, unapproved: bool
) -> Verdict:
    """Return whether a difference may pass, and who answers for it.

    Args:
        closed_for: Who approved the closing itself, where that had to be approved: one approval
            is good for one action, so who agreed to both is not asked twice.
        unapproved: Nobody who may accept it is there; it is marked instead of asked about.

    Raises:
        ApprovalNeededError: Somebody with the right must approve.
        ApprovalNotValidError: The approval does not fit.
    """
    size = abs(difference_cents)
    limit = read_settings(tx).variance_approval_cents
    if not needs_manager(difference_cents, limit_cents=limit):
        return Verdict(approval=VarianceApproval.NOT_NEEDED)
    for person in (actor.staff_id, closed_for):
        if person is not None and read_grants(tx, person).may_approve(
            Action.ACCEPT_VARIANCE, size=size
        ):
            return Verdict(approval=VarianceApproval.APPROVED, approved_by=person)
    decision = read_grants(tx, actor.staff_id).decide(Action.ACCEPT_VARIANCE, size=size)
    if unapproved or closed_for is not None or decision is Decision.DENIED:
        return Verdict(approval=VarianceApproval.MISSING)
    approver = require(tx, actor, Action.ACCEPT_VARIANCE, size=size)
    return Verdict(approval=VarianceApproval.APPROVED, approved_by=approver)


def check_note(tx: WriteTx, note: str, *, difference_cents: int) -> None:
    """Refuse a large difference about which nobody says a word.

    Raises:
        DifferenceNeedsNoteError: Say why the drawer is off; then it goes on.
    """
    limit = read_settings(tx).variance_approval_cents
    if needs_manager(difference_cents, limit_cents=limit) and not note.strip():
        raise DifferenceNeedsNoteError(
            difference_cents=difference_cents, currency=tx.register.currency
        )


def accept_difference(tx: WriteTx, shift_id: UUID, *, actor: Actor) -> None:
    """Accept the difference of a shift that was closed while nobody was there who might.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
        NothingToAcceptError: It was accepted meanwhile, or there is no such shift.
    """
    shift = tx.connection.execute(
        sa.select(_SHIFTS.c.number, _SHIFTS.c.variance_cents).where(
            _SHIFTS.c.id == shift_id, _SHIFTS.c.variance_approval == str(VarianceApproval.MISSING)
        )
    ).first()
    if shift is None:
        raise NothingToAcceptError(shift_id=shift_id)
    approver = require(tx, actor, Action.ACCEPT_VARIANCE, size=abs(shift.variance_cents))
    after = {
        "status": "reconciled",
        "variance_approval": str(VarianceApproval.APPROVED),
        "variance_approved_by": approver or actor.staff_id,
    }
    tx.connection.execute(
        sa.update(_SHIFTS).where(_SHIFTS.c.id == shift_id).values(**after, updated_at=tx.now)
    )
    write_audit(
        tx,
        AuditEntry(
            action="shift.difference_accepted",
            actor_id=actor.staff_id,
            target_type="shifts",
            target_id=str(shift_id),
            metadata={"number": shift.number, "difference_cents": shift.variance_cents},
        ),
    )
    _tell_central(tx, shift_id, after=after)
    tx.touched(Topic.SHIFTS, shift_id)
    tx.touched(Topic.ATTENTION)


def _tell_central(tx: WriteTx, shift_id: UUID, *, after: dict[str, object]) -> None:
    before = {
        "status": "closed",
        "variance_approval": str(VarianceApproval.MISSING),
        "variance_approved_by": None,
    }
    tx.record(
        Fact(
            kind="shift.reconciled",
            version=1,
            table="shifts",
            row_id=shift_id,
            operation=Operation.UPDATE,
            changes=(RowChanged(table="shifts", row_id=shift_id, before=before, after=after),),
        )
    )
