"""Keeps what card terminals are asked and answer, so that nothing charged is ever forgotten.

The caller commits `begin_attempt` before it sends anything, and `settle_attempt` when it has an
answer. Between the two the program may die: what was sent is unknown when it starts again.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.payment_attempts import PaymentAttemptRow
from pos.domain.attempt import (
    Answer,
    Attempt,
    AttemptMovedOnError,
    AttemptNotUsableError,
    AttemptState,
    agree,
    check_step,
)
from pos.domain.money import check_document_total
from pos.domain.payment import SettledTender
from pos.domain.permission import Action
from pos.domain.text import clean_text, printable
from pos.queries.attempts import (
    find_attempt,
    find_receipt_before,
    find_spent_attempt,
    is_receipt_taken,
    list_unspent_attempts,
)
from pos.runtime.changes import Topic
from pos.services.audit import AuditEntry, write_audit
from pos.services.permissions import Actor, require
from pos.uow import WriteTx

MESSAGE_CHARS_MAX = 200
NUMBERS_REPEAT_AFTER = timedelta(days=1)
"""A terminal that counts to 9,999 does not come round in a day."""

_ATTEMPTS = PaymentAttemptRow.__table__


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginAttempt:
    """The wish to ask a terminal for money.

    Attributes:
        attempt_id: Made before; also the reference that the terminal is given.
        amount_cents: Above 0, without the tip.
    """

    attempt_id: UUID
    cart_id: UUID
    sale_id: UUID
    method_code: str
    driver: str
    amount_cents: int
    staff_id: UUID
    tip_cents: int = 0


def begin_attempt(tx: WriteTx, wish: BeginAttempt) -> Attempt:
    """Write that a terminal is about to be asked."""
    assert wish.amount_cents > 0, "nothing is asked for"
    check_document_total(wish.amount_cents + wish.tip_cents)
    values: dict[str, Any] = {
        "id": wish.attempt_id,
        "created_at": tx.now,
        "updated_at": tx.now,
        "cart_id": wish.cart_id,
        "sale_id": wish.sale_id,
        "method_code": wish.method_code,
        "driver": wish.driver,
        "amount_cents": wish.amount_cents,
        "tip_cents": wish.tip_cents,
        "currency": tx.register.currency,
        "state": str(AttemptState.SENT),
        "staff_id": wish.staff_id,
    }
    before = find_receipt_before(tx, wish.driver)
    if before is not None:
        values["before_terminal_id"] = before.terminal_id
        values["before_receipt_no"] = before.number
    tx.connection.execute(sa.insert(_ATTEMPTS), values)
    return _get(tx, wish.attempt_id)


def settle_attempt(tx: WriteTx, attempt_id: UUID, answer: Answer) -> Attempt:
    """Keep what a terminal answered; an answer that comes twice changes nothing.

    Raises:
        AttemptMovedOnError: It contradicts what is settled, or pays for a sale already.
    """
    attempt = _get(tx, attempt_id)
    answer = agree(attempt, answer)
    answer = _believe(tx, attempt, answer)
    if answer.state is attempt.state:
        return attempt
    is_late = check_step(attempt.state, answer.state)
    if is_late:
        _audit(tx, "payment.late", attempt, actor_id=None, state=answer.state)
    return _put(tx, attempt, answer, is_late=is_late)


def resolve_attempt(tx: WriteTx, actor: Actor, attempt_id: UUID, *, was_charged: bool) -> Attempt:
    """Let a person say what an unknown attempt was, after reading the terminal's own slip.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Not without a second person.
        AttemptMovedOnError: The terminal has answered meanwhile.
    """
    attempt = _get(tx, attempt_id)
    approver_id = require(tx, actor, Action.RESOLVE_PAYMENT, size=attempt.charge_cents)
    if attempt.state is not AttemptState.UNKNOWN:
        raise AttemptMovedOnError(state=str(attempt.state), wanted=str(AttemptState.UNKNOWN))
    state = AttemptState.APPROVED if was_charged else AttemptState.NOT_CHARGED
    who = approver_id or actor.staff_id
    _audit(tx, "payment.resolved", attempt, actor_id=who, state=state)
    return _put(tx, attempt, Answer(state=state), resolved_by=who)


def note_reversal(tx: WriteTx, actor: Actor, attempt_id: UUID) -> Attempt:
    """Keep that what was charged was given back, by the terminal or as a person saw there.

    Raises:
        AttemptMovedOnError: It was not approved, or pays for a sale already.
    """
    attempt = _get(tx, attempt_id)
    check_step(attempt.state, AttemptState.REVERSED)
    _audit(tx, "payment.reversed", attempt, actor_id=actor.staff_id, state=AttemptState.REVERSED)
    return _put(tx, attempt, Answer(state=AttemptState.REVERSED), resolved_by=actor.staff_id)


def note_refund(tx: WriteTx, attempt: Attempt, *, staff_id: UUID | None) -> None:
    """Keep that the terminal gave back what paid for a sale, since its goods came back.

    Args:
        attempt: As it was read; it pays for a sale.
        staff_id: Who took the goods back, who need not stand at the till any more.

    Raises:
        AttemptMovedOnError: It was given back before.
    """
    found = find_spent_attempt(tx, str(attempt.attempt_id))
    state = found.state if found is not None else AttemptState.REVERSED
    check_step(state, AttemptState.REVERSED)
    _audit(tx, "payment.reversed", attempt, actor_id=staff_id, state=AttemptState.REVERSED)
    _write(tx, attempt, Answer(state=AttemptState.REVERSED), resolved_by=staff_id)


def lose_unanswered(tx: WriteTx) -> tuple[Attempt, ...]:
    """Say of everything that was sent before this program started that its outcome is unknown.

    Returns:
        What wants somebody, of carts that are here.
    """
    tx.connection.execute(
        sa.update(_ATTEMPTS)
        .where(_ATTEMPTS.c.state == str(AttemptState.SENT))
        .values(state=str(AttemptState.UNKNOWN), updated_at=tx.now)
    )
    return list_unspent_attempts(tx)


def spend_attempt(tx: WriteTx, tender: SettledTender, *, order_id: UUID) -> Attempt:
    """Let a tender of a sale rest on an approved attempt, once.

    Raises:
        AttemptNotUsableError: It is not approved, of another amount, or pays for a sale already.
    """
    assert tender.attempt_id is not None, "asked for by the caller"
    attempt = find_attempt(tx, tender.attempt_id)
    if attempt is None or attempt.state is not AttemptState.APPROVED:
        raise AttemptNotUsableError
    asked = (attempt.amount_cents, attempt.tip_cents, attempt.method_code)
    if asked != (tender.amount_cents, tender.tip_cents, tender.method_code):
        raise AttemptNotUsableError
    tx.connection.execute(
        sa.update(_ATTEMPTS)
        .where(_ATTEMPTS.c.id == tender.attempt_id)
        .values(order_id=order_id, updated_at=tx.now)
    )
    return attempt


def _believe(tx: WriteTx, attempt: Attempt, answer: Answer) -> Answer:
    """Return the answer; what was found out later may not be another attempt's receipt."""
    if answer.receipt is None or attempt.state is AttemptState.SENT:
        return answer
    since = tx.now - NUMBERS_REPEAT_AFTER
    if is_receipt_taken(tx, attempt, answer.receipt, since=since):
        return Answer(state=AttemptState.UNKNOWN, message=answer.message)
    return answer


def _get(tx: WriteTx, attempt_id: UUID) -> Attempt:
    attempt = find_attempt(tx, attempt_id)
    if attempt is None:
        raise AttemptMovedOnError(state="spent", wanted="")
    return attempt


def _put(
    tx: WriteTx,
    attempt: Attempt,
    answer: Answer,
    *,
    is_late: bool = False,
    resolved_by: UUID | None = None,
) -> Attempt:
    _write(tx, attempt, answer, is_late=is_late, resolved_by=resolved_by)
    return _get(tx, attempt.attempt_id)


def _write(
    tx: WriteTx,
    attempt: Attempt,
    answer: Answer,
    *,
    is_late: bool = False,
    resolved_by: UUID | None = None,
) -> None:
    values: dict[str, Any] = {
        "state": str(answer.state),
        "is_late": is_late or attempt.is_late,
        "answered_at": tx.now,
        "giving_back_since": None,
        "updated_at": tx.now,
    }
    said: dict[str, Any] = {
        "message": printable(answer.message)[:MESSAGE_CHARS_MAX],
        "authorisation": clean_text(answer.authorisation),
        "card_last4": answer.card_last4,
        "card_brand": answer.card_brand,
        "customer_text": list(answer.customer_text),
    }
    if answer.receipt is not None:
        said["terminal_id"] = answer.receipt.terminal_id
        said["receipt_no"] = answer.receipt.number
    values |= {name: value for name, value in said.items() if value}
    if resolved_by is not None:
        values |= {"resolved_by": resolved_by, "resolved_at": tx.now}
    tx.connection.execute(
        sa.update(_ATTEMPTS).where(_ATTEMPTS.c.id == attempt.attempt_id).values(values)
    )
    tx.touched(Topic.SHIFTS, attempt.attempt_id)


def _audit(
    tx: WriteTx, action: str, attempt: Attempt, *, actor_id: UUID | None, state: AttemptState
) -> None:
    write_audit(
        tx,
        AuditEntry(
            action=action,
            actor_id=actor_id,
            target_type="payment_attempts",
            target_id=str(attempt.attempt_id),
            metadata={
                "before": str(attempt.state),
                "after": str(state),
                "amount_cents": attempt.charge_cents,
                "currency": attempt.currency,
                "driver": attempt.driver,
            },
        ),
    )
