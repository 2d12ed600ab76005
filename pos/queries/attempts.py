"""Attempts to be paid by card that want somebody: approved, unanswered or unknown, and unspent."""

from datetime import datetime, tzinfo
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.carts import CartRow
from models.payment_attempts import PaymentAttemptRow
from models.payments import PaymentRow
from pos.domain.attempt import (
    FAILED_STATES,
    OPEN_STATES,
    Attempt,
    AttemptState,
    TerminalReceipt,
)
from pos.domain.sale import TenderState
from pos.uow import ReadTx

_ATTEMPTS = PaymentAttemptRow.__table__
_CARTS = CartRow.__table__
_PAYMENTS = PaymentRow.__table__

_LATER = _ATTEMPTS.alias("later")
_WAS_ASKED_LATER = sa.exists().where(
    # The key begins with the time at which it was made.
    _LATER.c.id > _ATTEMPTS.c.id,
    _LATER.c.state != str(AttemptState.NOT_STARTED),
)

_COLUMNS = sa.select(
    _ATTEMPTS.c.id.label("attempt_id"),
    _ATTEMPTS.c.cart_id,
    _ATTEMPTS.c.sale_id,
    _ATTEMPTS.c.method_code,
    _ATTEMPTS.c.driver,
    _ATTEMPTS.c.amount_cents,
    _ATTEMPTS.c.tip_cents,
    _ATTEMPTS.c.currency,
    _ATTEMPTS.c.state,
    _ATTEMPTS.c.is_late,
    sa.func.coalesce(_ATTEMPTS.c.message, "").label("message"),
    sa.func.coalesce(_ATTEMPTS.c.authorisation, "").label("authorisation"),
    _ATTEMPTS.c.card_last4,
    _ATTEMPTS.c.card_brand,
    _ATTEMPTS.c.created_at,
    _ATTEMPTS.c.before_terminal_id,
    _ATTEMPTS.c.before_receipt_no,
    _ATTEMPTS.c.terminal_id,
    _ATTEMPTS.c.receipt_no,
    _ATTEMPTS.c.customer_text,
    _WAS_ASKED_LATER.label("was_asked_later"),
)
_OPEN = (
    _COLUMNS.where(
        _ATTEMPTS.c.state.in_([str(state) for state in OPEN_STATES]),
        _ATTEMPTS.c.order_id.is_(None),
    )
    # Of one moment the key decides: it begins with the time at which it was made.
    .order_by(_ATTEMPTS.c.created_at, _ATTEMPTS.c.id)
)
_FAILED = _ATTEMPTS.c.state.in_([str(state) for state in FAILED_STATES])
_NEWEST = (
    sa.select(
        _ATTEMPTS.c.state,
        _ATTEMPTS.c.answered_at,
        _ATTEMPTS.c.terminal_id,
        _ATTEMPTS.c.receipt_no,
    )
    .where(
        _ATTEMPTS.c.driver == sa.bindparam("driver"),
        _ATTEMPTS.c.answered_at.is_not(None),
        # What the terminal itself did not charge changed nothing; a person may be mistaken.
        sa.not_(_FAILED) | _ATTEMPTS.c.resolved_by.is_not(None),
    )
    # When it was answered, not when it was asked: money may be given back much later.
    .order_by(_ATTEMPTS.c.answered_at.desc(), _ATTEMPTS.c.id.desc())
    .limit(1)
)
_LOST = (
    sa.select(_ATTEMPTS.c.id)
    .where(
        _ATTEMPTS.c.driver == sa.bindparam("driver"),
        _ATTEMPTS.c.state.in_([str(AttemptState.SENT), str(AttemptState.UNKNOWN)]),
        _ATTEMPTS.c.answered_at.is_(None),
        _ATTEMPTS.c.created_at >= sa.bindparam("since", type_=_ATTEMPTS.c.created_at.type),
    )
    .limit(1)
)
_TAKEN = sa.select(_ATTEMPTS.c.id).limit(1)
# What is left of an order is paid without a cart; the promise stands for it while it is owed.
_HAS_CART = sa.or_(
    sa.exists().where(_CARTS.c.id == _ATTEMPTS.c.cart_id),
    sa.exists().where(
        _PAYMENTS.c.id == _ATTEMPTS.c.cart_id, _PAYMENTS.c.status == str(TenderState.PENDING)
    ),
)


def list_open_attempts(tx: ReadTx, cart_id: UUID) -> tuple[Attempt, ...]:
    """Return what card terminals were asked for a cart and still matters, in order."""
    return _read(tx, _OPEN.where(_ATTEMPTS.c.cart_id == cart_id))


def list_unspent_attempts(tx: ReadTx) -> tuple[Attempt, ...]:
    """Return what still matters of carts that are here, open or put aside."""
    return _read(tx, _OPEN.where(_HAS_CART))


def list_stray_attempts(tx: ReadTx) -> tuple[Attempt, ...]:
    """Return what was charged and belongs to no sale: it came too late, and the cart is gone."""
    return _read(tx, _OPEN.where(~_HAS_CART, _ATTEMPTS.c.state == str(AttemptState.APPROVED)))


def list_doubtful_refunds(tx: ReadTx) -> tuple[Attempt, ...]:
    """Return what the terminal is to give back, and has not said what became of, oldest first."""
    since = _ATTEMPTS.c.giving_back_since
    return _read(tx, _COLUMNS.where(since.is_not(None)).order_by(since, _ATTEMPTS.c.id))


def find_attempt(tx: ReadTx, attempt_id: UUID) -> Attempt | None:
    """Return an attempt that pays for no sale yet; None: there is none, or it is spent."""
    query = _COLUMNS.where(_ATTEMPTS.c.id == attempt_id, _ATTEMPTS.c.order_id.is_(None))
    return next(iter(_read(tx, query)), None)


def find_spent_attempt(tx: ReadTx, reference: str) -> Attempt | None:
    """Return the attempt that pays for a sale, by its reference on the tender.

    Returns:
        None: The reference is none of this register's.
    """
    try:
        attempt_id = UUID(reference)
    except ValueError:
        return None
    query = _COLUMNS.where(_ATTEMPTS.c.id == attempt_id, _ATTEMPTS.c.order_id.is_not(None))
    return next(iter(_read(tx, query)), None)


def find_receipt_before(tx: ReadTx, driver: str) -> TerminalReceipt | None:
    """Return the last receipt of the terminal; None: something unseen may have come after it.

    A payment that nobody answered, or that a person spoke for, may have a number that the till
    never saw; so has money that was given back.
    """
    newest = tx.connection.execute(_NEWEST, {"driver": driver}).mappings().first()
    if newest is None or newest["state"] != str(AttemptState.APPROVED):
        return None
    since = {"driver": driver, "since": newest["answered_at"]}
    if tx.connection.execute(_LOST, since).first() is not None:
        return None
    return _receipt(newest["terminal_id"], newest["receipt_no"])


def is_receipt_taken(
    tx: ReadTx, attempt: Attempt, receipt: TerminalReceipt, *, since: datetime
) -> bool:
    """Say whether another attempt rests on this receipt of the terminal already.

    Args:
        since: When it was answered at the earliest: a terminal's numbers repeat.
    """
    query = _TAKEN.where(
        _ATTEMPTS.c.id != attempt.attempt_id,
        _ATTEMPTS.c.driver == attempt.driver,
        _ATTEMPTS.c.terminal_id == receipt.terminal_id,
        _ATTEMPTS.c.receipt_no == receipt.number,
        _ATTEMPTS.c.answered_at > since,
    )
    return tx.connection.execute(query).first() is not None


def _read(tx: ReadTx, query: sa.Select[Any]) -> tuple[Attempt, ...]:
    zone = tx.register.timezone
    return tuple(_attempt(dict(row), zone) for row in tx.connection.execute(query).mappings())


def _attempt(row: dict[str, Any], zone: tzinfo) -> Attempt:
    asked_at = row.pop("created_at").astimezone(zone)
    before = _receipt(row.pop("before_terminal_id"), row.pop("before_receipt_no"))
    receipt = _receipt(row.pop("terminal_id"), row.pop("receipt_no"))
    # A terminal knows its last payment only: after the next one it cannot be asked for this one.
    was_asked_later = row.pop("was_asked_later")
    customer_text = tuple(row.pop("customer_text") or ())
    return Attempt(
        **{**row, "state": AttemptState(row["state"])},
        asked_at=asked_at,
        before=None if was_asked_later else before,
        receipt=receipt,
        customer_text=customer_text,
    )


def _receipt(terminal_id: str | None, number: int | None) -> TerminalReceipt | None:
    if terminal_id is None or number is None:
        return None
    return TerminalReceipt(terminal_id=terminal_id, number=number)
