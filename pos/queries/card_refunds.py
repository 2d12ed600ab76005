"""What goes back to cards with a return, and which of it the card terminal can give back itself."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from models.payments import PaymentMethodRow, PaymentRow, RefundRow
from pos.domain.attempt import Attempt, AttemptState
from pos.domain.payment import TenderKind
from pos.queries.attempts import find_spent_attempt
from pos.uow import ReadTx

_P = PaymentRow.__table__
_R = RefundRow.__table__
_M = PaymentMethodRow.__table__


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRefund:
    """Money of a posted return that goes back to a card.

    Attributes:
        card_last4: None: nobody wrote it down.
        staff_id: Who took the goods back; None: not known here.
        attempt: What the terminal can undo; None: it has to be given back there by hand.
    """

    amount_cents: int
    card_brand: str | None
    card_last4: str | None
    staff_id: UUID | None
    attempt: Attempt | None


_REFUNDS = (
    sa.select(
        _R.c.amount_cents,
        _R.c.staff_id,
        _P.c.amount_cents.label("paid_cents"),
        _P.c.tip_cents,
        _P.c.provider_payment_id,
        _P.c.card_brand,
        _P.c.card_last4,
    )
    .select_from(_R.join(_P, _P.c.id == _R.c.payment_id).join(_M, _M.c.id == _P.c.method_id))
    .where(_R.c.return_id == sa.bindparam("return_id"), _M.c.kind == str(TenderKind.CARD))
    .order_by(_R.c.number)
)


def list_card_refunds(tx: ReadTx, return_id: UUID) -> tuple[CardRefund, ...]:
    """Return what of a return goes back to cards.

    A terminal undoes a payment in whole or not at all: what was paid with a tip on top, or of which
    only a part comes back, it cannot give back by itself.
    """
    rows = tx.connection.execute(_REFUNDS, {"return_id": return_id}).mappings()
    return tuple(
        CardRefund(
            amount_cents=row["amount_cents"],
            card_brand=row["card_brand"],
            card_last4=row["card_last4"],
            staff_id=row["staff_id"],
            attempt=_find_undoable(tx, row),
        )
        for row in rows.all()
    )


def _find_undoable(tx: ReadTx, row: sa.RowMapping) -> Attempt | None:
    is_whole = row["amount_cents"] == row["paid_cents"] and not row["tip_cents"]
    if not is_whole or row["provider_payment_id"] is None:
        return None
    attempt = find_spent_attempt(tx, row["provider_payment_id"])
    if attempt is None or attempt.receipt is None:
        return None
    return attempt if attempt.state is AttemptState.APPROVED else None
