"""The state of the exchange, worked out from the database each time it is asked for.

Nothing here is a flag that somebody has to remember to clear.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa

from models.sync import OutboxRow, QuarantineRow
from pos import sqlite
from pos.queries.attention import Attention, read_attention
from pos.uow import ReadTx
from sync.state import Contact, find_enrolment, read_contact, read_held, read_pulled

T = TypeVar("T")

_OUTBOX = OutboxRow.__table__
_COUNT_WAITING = sa.select(
    sa.func.count().label("facts"), sa.func.min(_OUTBOX.c.created_at).label("oldest_at")
).where(_OUTBOX.c.acked_at.is_(None))
_COUNT_SENT = sa.select(sa.func.count()).where(_OUTBOX.c.acked_at.is_not(None))
_MEASURE = sa.select(
    sa.func.count().label("facts"),
    sa.func.coalesce(
        sa.func.sum(sa.func.length(sa.cast(_OUTBOX.c.payload, sa.LargeBinary))), 0
    ).label("size_bytes"),
    sa.func.min(_OUTBOX.c.created_at).label("oldest_at"),
)
_COUNT_SET_ASIDE = sa.select(sa.func.count()).select_from(QuarantineRow.__table__)


class Link(StrEnum):
    """How things stand between this register and central."""

    ALONE = "alone"
    ONLINE = "online"
    OFFLINE = "offline"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncStatus:
    """What the status chip and `countertop sync --status` show.

    Attributes:
        link: ALONE: belongs to no central. NEVER: no round was tried yet.
        since: Since when the link is as it is, UTC; None when that is not known.
        problem: Class name of what went wrong last; "" when nothing did.
        waiting: Facts that central does not hold yet.
        oldest_waiting: How long the oldest of them has waited; None when none waits.
        sent: Facts on the tape that central holds.
        answered_at: The last round that went through, UTC; None: none ever did.
        cursor: The feed position that is applied.
        behind: How many positions central was ahead when last asked.
        in_review: Facts that wait for a person at headquarters.
        deferred: Facts that wait for a newer central.
        clashes: What two sides of the store did differently and nobody has looked at.
        set_aside: Rows from central that could not be stored here.
        clock_offset_ms: This machine's clock minus central's.
    """

    link: Link
    since: datetime | None
    problem: str
    waiting: int
    oldest_waiting: timedelta | None
    sent: int
    answered_at: datetime | None
    cursor: int
    behind: int
    in_review: int
    deferred: int
    clashes: int
    set_aside: int
    clock_offset_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TapeSize:
    """How much lies on the tape, sent or not.

    Attributes:
        oldest_at: When its oldest fact was made, UTC; None while it is empty.
    """

    facts: int
    size_bytes: int
    oldest_at: datetime | None


def read_status(tx: ReadTx, *, now: datetime) -> SyncStatus:
    """Return the state of the exchange.

    Args:
        now: UTC; what waits is as old as that.
    """
    connection = tx.connection
    waiting = connection.execute(_COUNT_WAITING).one()
    contact, held, pulled = read_contact(connection), read_held(connection), read_pulled(connection)
    return SyncStatus(
        link=_link(contact, is_enrolled=find_enrolment(connection) is not None),
        since=contact.failing_since or contact.answered_since,
        problem=contact.problem,
        waiting=waiting.facts,
        oldest_waiting=now - waiting.oldest_at if waiting.oldest_at else None,
        sent=connection.execute(_COUNT_SENT).scalar_one(),
        answered_at=contact.answered_at,
        cursor=pulled.cursor,
        behind=max(pulled.head - pulled.cursor, 0),
        in_review=held.dead,
        deferred=held.deferred,
        clashes=held.clashes,
        set_aside=connection.execute(_COUNT_SET_ASIDE).scalar_one(),
        clock_offset_ms=held.clock_offset_ms,
    )


def read_status_of_file(path: Path, *, now: datetime) -> SyncStatus:
    """Return the state of the exchange of a database that another process may have open.

    Raises:
        DatabaseMissingError: There is no such file.
        UnavailableError: It cannot be read.
    """
    return _ask_file(path, lambda tx: read_status(tx, now=now))


def read_tape_of_file(path: Path) -> TapeSize:
    """Return how large the tape is, of a database that another process may have open.

    Raises:
        DatabaseMissingError: There is no such file.
        UnavailableError: It cannot be read.
    """
    return _ask_file(path, lambda tx: TapeSize(**tx.connection.execute(_MEASURE).mappings().one()))


def read_attention_of_file(path: Path) -> Attention:
    """Return what wants a person, of a database that another process may have open.

    Raises:
        DatabaseMissingError: There is no such file.
        UnavailableError: It cannot be read.
    """
    return _ask_file(path, read_attention)


def _ask_file(path: Path, job: Callable[[ReadTx], T]) -> T:
    readers = sqlite.open_readers(path)
    try:
        with readers.connect() as connection, connection.begin():
            return job(ReadTx(connection))
    except sa.exc.DBAPIError as error:
        raise sqlite.meaning_of(error, path) from error
    finally:
        readers.dispose()


def _link(contact: Contact, *, is_enrolled: bool) -> Link:
    if not is_enrolled:
        return Link.ALONE
    if contact.failing_since is not None:
        return Link.OFFLINE
    return Link.ONLINE if contact.answered_at is not None else Link.NEVER
