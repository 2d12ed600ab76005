"""Attempts to be paid by card that want somebody: approved, unanswered or unknown, and unspent."""

from uuid import UUID

import sqlalchemy as sa

from models.carts import CartRow
from models.payment_attempts import PaymentAttemptRow
from pos.domain.attempt import OPEN_STATES, Attempt, AttemptState
from pos.uow import ReadTx

_ATTEMPTS = PaymentAttemptRow.__table__
_CARTS = CartRow.__table__

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
)
_OPEN = (
    _COLUMNS.where(
        _ATTEMPTS.c.state.in_([str(state) for state in OPEN_STATES]),
        _ATTEMPTS.c.order_id.is_(None),
    )
    # Of one moment the key decides: it begins with the time at which it was made.
    .order_by(_ATTEMPTS.c.created_at, _ATTEMPTS.c.id)
)
_HAS_CART = sa.exists().where(_CARTS.c.id == _ATTEMPTS.c.cart_id)


def list_open_attempts(tx: ReadTx, cart_id: UUID) -> tuple[Attempt, ...]:
    """Return what card terminals were asked for a cart and still matters, in order."""
    return _read(tx, _OPEN.where(_ATTEMPTS.c.cart_id == cart_id))


def list_unspent_attempts(tx: ReadTx) -> tuple[Attempt, ...]:
    """Return what still matters of carts that are here, open or put aside."""
    return _read(tx, _OPEN.where(_HAS_CART))


def list_stray_attempts(tx: ReadTx) -> tuple[Attempt, ...]:
    """Return what was charged and belongs to no sale: it came too late, and the cart is gone."""
    return _read(tx, _OPEN.where(~_HAS_CART, _ATTEMPTS.c.state == str(AttemptState.APPROVED)))


def find_attempt(tx: ReadTx, attempt_id: UUID) -> Attempt | None:
    """Return an attempt that pays for no sale yet; None: there is none, or it is spent."""
    query = _COLUMNS.where(_ATTEMPTS.c.id == attempt_id, _ATTEMPTS.c.order_id.is_(None))
    return next(iter(_read(tx, query)), None)


def _read(tx: ReadTx, query: sa.Select[tuple[object, ...]]) -> tuple[Attempt, ...]:
    return tuple(
        Attempt(**{**row, "state": AttemptState(row["state"])})
        for row in tx.connection.execute(query).mappings()
    )
