"""Decides whether somebody may do something, here and not in a widget (trust.md Z-01).

An approval is a second person's PIN for exactly one action of one person in one size: it is written
when it is given, used up by the action it was given for, and worth nothing a minute later.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from models.operations import AuditLogRow
from pos.domain.errors import RefusedError
from pos.domain.permission import Action, Decision, is_approved
from pos.queries.people import read_grants
from pos.services.audit import AuditEntry, write_audit
from pos.services.people import PinOutcome, check_pin
from pos.uow import ReadTx, WriteTx

APPROVAL_LASTS = timedelta(seconds=60)

_LOG = AuditLogRow.__table__
_GIVEN = "approval.given"
_USED = "approval.used"


class PermissionDeniedError(RefusedError):
    """This person may not do `action`, whoever approves."""


class ApprovalNeededError(RefusedError):
    """Somebody with the right must approve `action` with their PIN. Facts: `size`, if known."""


class ApprovalNotValidError(RefusedError):
    """The approval is for something else, used up, too old, or by the asker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who asks for something.

    Attributes:
        approval_id: The approval that `approve` returned for this one action, if one was needed.
    """

    staff_id: UUID
    approval_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalOutcome:
    """What became of a manager's PIN.

    Attributes:
        approval_id: What the actor carries into the action; None when it was not approved.
        pin: How the PIN itself fared.
        may_approve: Whether the person is allowed to approve this action.
    """

    approval_id: UUID | None
    pin: PinOutcome
    may_approve: bool


def require(tx: WriteTx, actor: Actor, action: Action, *, size: int | None = None) -> UUID | None:
    """Let an action pass, or say why not.

    Args:
        size: What a ceiling on the action is compared with: cents, or parts per million.

    Returns:
        Who approved it; None when the actor may do it alone.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: The actor may with an approval, and has none.
        ApprovalNotValidError: The approval does not fit.
    """
    approval_id = find_approval(tx, actor, action, size=size)
    return None if approval_id is None else _use(tx, actor, action, size)


def find_approval(
    tx: ReadTx, actor: Actor, action: Action, *, size: int | None = None
) -> UUID | None:
    """Say what a later call of `require` will use up; whether it fits is seen only then.

    Returns:
        The actor's approval; None when the actor may do it alone.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: The actor may with an approval, and has none.
    """
    decision = read_grants(tx, actor.staff_id).decide(action, size=size)
    if decision is Decision.ALLOWED:
        return None
    if decision is Decision.DENIED:
        raise PermissionDeniedError(action=action)
    if actor.approval_id is None:
        raise ApprovalNeededError(action=action, size=size)
    return actor.approval_id


def approve(
    tx: WriteTx,
    *,
    employee_no: str,
    pin: str,
    action: Action,
    for_staff_id: UUID,
    size: int | None = None,
) -> ApprovalOutcome:
    """Check a second person's PIN and note their approval of one action of another person.

    Args:
        for_staff_id: Who asked.
        size: How large the action is, in the unit of its ceiling; the approval holds for this
            size alone. None: it is not known, so only who has no ceiling may approve it, and it
            holds for any.
    """
    outcome = check_pin(tx, employee_no=employee_no, pin=pin)
    if outcome.member is None:
        return ApprovalOutcome(approval_id=None, pin=outcome, may_approve=False)
    approver = outcome.member
    counts = is_approved(
        action,
        asker_id=for_staff_id,
        approver_id=approver.staff_id,
        approver=approver.grants,
        size=size,
    )
    if not counts:
        return ApprovalOutcome(approval_id=None, pin=outcome, may_approve=False)
    approval_id = write_audit(
        tx,
        AuditEntry(
            action=_GIVEN,
            actor_id=approver.staff_id,
            target_type=str(action),
            target_id=str(for_staff_id),
            metadata={"size": size},
        ),
    )
    return ApprovalOutcome(approval_id=approval_id, pin=outcome, may_approve=True)


def _use(tx: WriteTx, actor: Actor, action: Action, size: int | None) -> UUID:
    given = tx.connection.execute(
        sa.select(_LOG.c.actor_id, _LOG.c.created_at, _LOG.c.metadata).where(
            _LOG.c.id == actor.approval_id,
            _LOG.c.action == _GIVEN,
            _LOG.c.target_type == str(action),
            _LOG.c.target_id == str(actor.staff_id),
        )
    ).first()
    used = tx.connection.execute(
        sa.select(_LOG.c.id).where(
            _LOG.c.action == _USED, _LOG.c.target_id == str(actor.approval_id)
        )
    ).first()
    if given is None or used is not None:
        raise ApprovalNotValidError(action=action)
    age, for_size = tx.now - given.created_at, given.metadata["size"]
    # A clock that is set back makes no approval fresh.
    if not timedelta(0) <= age <= APPROVAL_LASTS or for_size not in {None, size}:
        raise ApprovalNotValidError(action=action)
    write_audit(
        tx,
        AuditEntry(
            action=_USED,
            actor_id=actor.staff_id,
            target_type=str(action),
            target_id=str(actor.approval_id),
        ),
    )
    approver_id: UUID = given.actor_id
    return approver_id
