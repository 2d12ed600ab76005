"""Keeps which card payments the terminal is to give back, until it is known what became of each.

It is written with the return itself, so that a till that ends before the terminal has answered
knows at its next start that nobody knows. Nothing is asked a second time by itself.
"""

from uuid import UUID

import sqlalchemy as sa

from models.payment_attempts import PaymentAttemptRow
from pos.domain.attempt import Attempt
from pos.queries.card_refunds import list_card_refunds
from pos.uow import WriteTx

_ATTEMPTS = PaymentAttemptRow.__table__


def begin_refunds(tx: WriteTx, return_id: UUID) -> None:
    """Write down what of a return the terminal is to give back."""
    refunds = list_card_refunds(tx, return_id)
    attempt_ids = [each.attempt.attempt_id for each in refunds if each.attempt is not None]
    if attempt_ids:
        tx.connection.execute(
            sa.update(_ATTEMPTS)
            .where(_ATTEMPTS.c.id.in_(attempt_ids))
            .values(giving_back_since=tx.now, updated_at=tx.now)
        )


def leave_refund(tx: WriteTx, attempt: Attempt) -> None:
    """Keep that the terminal did not give it back: a person does that there, and was told so."""
    tx.connection.execute(
        sa.update(_ATTEMPTS)
        .where(_ATTEMPTS.c.id == attempt.attempt_id)
        .values(giving_back_since=None, updated_at=tx.now)
    )
