"""What is not finished when a drawer is counted: said before the close, no reason against it."""

from dataclasses import dataclass

import sqlalchemy as sa

from models.carts import CartRow
from models.sync import OutboxRow
from pos.identity import has_central
from pos.queries.attempts import list_unspent_attempts
from pos.uow import ReadTx

_CARTS = CartRow.__table__
_OUTBOX = OutboxRow.__table__
_HELD = sa.select(
    sa.func.count().label("held"),
    sa.func.coalesce(sa.func.sum(_CARTS.c.total_cents), 0).label("held_cents"),
).where(_CARTS.c.status == "parked", _CARTS.c.register_id == sa.bindparam("register_id"))
_UNSENT = sa.select(sa.func.count()).where(_OUTBOX.c.acked_at.is_(None))


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingAtClose:
    """What goes on after the close.

    Attributes:
        held: Sales of this register that are put aside.
        held_cents: What they come to.
        cards: Card payments of sales that are here and not posted, charged or of unknown outcome.
        cards_cents: What was or may have been charged by them.
        unsent: Entries that central has not got yet; 0 where the register has no central.
    """

    held: int = 0
    held_cents: int = 0
    unsent: int = 0
    cards: int = 0
    cards_cents: int = 0


def read_waiting(tx: ReadTx) -> WaitingAtClose:
    """Return what is not finished at this register."""
    run = tx.connection.execute
    held = run(_HELD, {"register_id": tx.register.register_id}).one()
    belongs = has_central(tx.connection)
    cards = list_unspent_attempts(tx)
    return WaitingAtClose(
        cards=len(cards),
        cards_cents=sum(attempt.charge_cents for attempt in cards),
        held=held.held,
        held_cents=held.held_cents,
        unsent=run(_UNSENT).scalar_one() if belongs else 0,
    )
