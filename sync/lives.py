"""The lives of a register's database, told to central; and what central lost of the former ones.

A till whose numbers somebody else has goes on under another life (`pos.life`). Of the life that it
leads, central's mark tells what is held. Of the former ones nobody keeps a mark, so when central
goes on from an older state, their facts are looked up by their ids.
"""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

import sqlalchemy as sa

from models.sync import OutboxRow
from pos.life import Reason, find_former_lives, find_renewal, note_told
from pos.runtime.changes import Topic
from pos.tape import wrap_again
from pos.uow import ReadTx, WriteTx
from sync.connection import Central
from sync.desk import Desk
from sync.errors import DatabaseMovedError, IncarnationOverError
from sync.state import keep_looked_up, read_looked_up

FACTS_PER_QUESTION = 250
"""Of these, those that central lost are put on the tape again in one write."""

_OUTBOX = OutboxRow.__table__
_FIND_HELD = (
    sa.select(_OUTBOX.c.op_id)
    .where(
        # Two ranges of the key; one inequality would read the whole tape.
        sa.or_(
            _OUTBOX.c.incarnation < sa.bindparam("life"),
            _OUTBOX.c.incarnation > sa.bindparam("life"),
        ),
        _OUTBOX.c.acked_at.is_not(None),
    )
    .order_by(_OUTBOX.c.incarnation, _OUTBOX.c.seq)
)


def tell_of_life(desk: Desk, central: Central) -> None:
    """Tell central when another life began here that it has not heard of.

    Raises:
        DatabaseMovedError: It began because the database came to another machine.
        IncarnationOverError: Another installation took the register over.
        UnavailableError: Central or the disk is in trouble; it is told in the next round.
    """
    renewal = desk.ask(find_renewal)
    if renewal is None:
        return
    if renewal.reason is Reason.MOVED:
        raise DatabaseMovedError
    try:
        central.begin_life(renewal.former, reason=str(renewal.reason))
    except IncarnationOverError:
        if not tell_again(desk, central):
            raise
    desk.write(note_told)


def tell_again(desk: Desk, central: Central) -> bool:
    """Tell central of this life once more, as the next of the newest former one that it knows.

    A central that went on from an older state may have lost the word that this life began. Where
    another installation took over, all former lives are over, and nothing is begun.

    Returns:
        Whether it took it.

    Raises:
        UnavailableError: Central is in trouble.
    """
    return any(_took(central, former) for former in desk.ask(find_former_lives))


def send_lost_again(desk: Desk, central: Central, *, history: UUID) -> int:
    """Put facts of former lives on the tape again that central had and has no more.

    Asked once per life and history of central: within one history nothing is lost.

    Args:
        history: Central's present one.

    Returns:
        How many were lost.

    Raises:
        UnavailableError: Central or the disk is in trouble; it is asked again.
    """
    life = central.incarnation
    occasion = f"{history} {life}"
    events = desk.ask(lambda tx: _find_unsure(tx, life, occasion=occasion))
    lost = 0
    for start in range(0, len(events), FACTS_PER_QUESTION):
        answer = central.look_up_facts(events[start : start + FACTS_PER_QUESTION])
        missing = [UUID(event) for event in answer["missing"]]
        if missing:
            lost += desk.write(partial(_wrap_lost, lost=missing))
    if events:
        desk.write(lambda tx: keep_looked_up(tx.connection, occasion, now=tx.now))
    return lost


def _took(central: Central, former: int) -> bool:
    try:
        central.begin_life(former, reason=str(Reason.FORGOTTEN))
    except IncarnationOverError:
        return False
    return True


def _find_unsure(tx: ReadTx, life: int, *, occasion: str) -> list[UUID]:
    if read_looked_up(tx.connection) == occasion:
        return []
    return list(tx.connection.execute(_FIND_HELD, {"life": life}).scalars())


def _wrap_lost(tx: WriteTx, lost: Sequence[UUID]) -> int:
    tx.touched(Topic.OUTBOX)
    return wrap_again(
        tx.connection, counters=tx.counters, register=tx.register, lost=lost, at=tx.now
    )
