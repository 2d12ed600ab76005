"""Lets a tape go on that a bad disk has damaged: chained anew from central's mark, and audited.

A value that does not fit its line is put right, and nothing is lost. A line that was altered is
sent as it is, marked, so that central sets it aside and nobody books what it says by mistake; the
rows that it told of are still here.
"""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from models.sync import OutboxRow
from pos.domain.errors import RefusedError
from pos.domain.permission import Action
from pos.runtime.changes import Topic
from pos.services.audit import AuditEntry, write_audit
from pos.services.permissions import Actor, require
from pos.tape import DAMAGED, link_bytes
from pos.tape_check import Damage, Mark, find_damages, read_lines, read_mark
from pos.uow import WriteTx

_OUTBOX = OutboxRow.__table__
_CHAIN_ANEW = (
    sa.update(_OUTBOX)
    .where(
        _OUTBOX.c.incarnation == sa.bindparam("life"),
        _OUTBOX.c.seq == sa.bindparam("number"),
    )
    .values(chain=sa.bindparam("value"), last_error=sa.bindparam("mark"))
)


class TapeNotDamagedError(RefusedError):
    """Nothing on this register's tape has to be mended. No facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MendTape:
    """The wish that the tape goes on.

    Attributes:
        actor: Who is at the till; None: who administers the machine, from the command line.
    """

    actor: Actor | None


def mend_tape(tx: WriteTx, wish: MendTape) -> list[Damage]:
    """Chain the tape anew from central's mark on and return what was wrong.

    Raises:
        PermissionDeniedError: The actor may not, and nobody who may approved it.
        TapeNotDamagedError: Nothing is wrong.
    """
    if wish.actor is not None:
        require(tx, wish.actor, Action.CHANGE_SETTINGS)
    mark = read_mark(tx)
    damages = find_damages(tx, mark) if mark else []
    if mark is None or not damages:
        raise TapeNotDamagedError
    _chain_anew(tx, mark, altered={damage.seq for damage in damages if damage.is_line})
    _note(tx, damages, actor_id=wish.actor.staff_id if wish.actor else None)
    tx.touched(Topic.OUTBOX)
    return damages


def _chain_anew(tx: WriteTx, mark: Mark, *, altered: set[int]) -> None:
    life = tx.register.incarnation
    value = mark.chain
    for line in read_lines(tx, life=life, first=mark.seq):
        if line.seq > mark.seq:
            value = link_bytes(value, line.line)
        said = DAMAGED if line.seq in altered else line.last_error
        if (value, said) != (line.chain, line.last_error):
            tx.connection.execute(
                _CHAIN_ANEW, {"life": life, "number": line.seq, "value": value, "mark": said}
            )
    tx.counters.link(f"outbox:{life}", value.hex(), at=tx.now)


def _note(tx: WriteTx, damages: list[Damage], *, actor_id: UUID | None) -> None:
    write_audit(
        tx,
        AuditEntry(
            action="tape.mended",
            actor_id=actor_id,
            target_type="tape",
            target_id=str(damages[0].incarnation),
            metadata={
                "lines": [damage.seq for damage in damages if damage.is_line],
                "values": [damage.seq for damage in damages if not damage.is_line],
            },
        ),
    )
