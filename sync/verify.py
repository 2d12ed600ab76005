"""Compares both sides, on request and when due: the facts of a day with central's books, the board.

What differs on the board is read again and counted: it should never happen, so somebody should
know.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from models.sync import OutboxRow
from pos.tape_check import count_damages
from pos.uow import ReadTx
from sync.apply import Reading, write_rows
from sync.connection import Central
from sync.desk import Desk
from sync.feed import FeedTable, feed_tables
from sync.state import read_held, read_pulled

FACTS_PER_QUESTION = 1_000
HASH_DIGITS = 15

_OUTBOX = OutboxRow.__table__
_FIND_FACTS = sa.select(_OUTBOX.c.op_id).where(_OUTBOX.c.created_at >= sa.bindparam("since"))

Rows = Mapping[UUID, int]
"""Positions of rows, by key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a comparison found.

    Attributes:
        facts: Facts of the time that was asked for.
        missing: Of these, not at central.
        set_aside: Of these, waiting for a person or for a newer central.
        tables: Tables of the board that were compared; those that just change are left out.
        mended: Rows that differed and were read again.
        damaged: Places of the tape, sent or not, that the disk has altered.
    """

    facts: int
    missing: int
    set_aside: int
    tables: int = 0
    mended: int = 0
    damaged: int = 0

    @property
    def is_well(self) -> bool:
        """Tell whether both sides agreed."""
        return self.missing == 0 and self.mended == 0 and self.damaged == 0


def verify(desk: Desk, central: Central, *, since: datetime) -> Verified:
    """Compare both sides, after a round.

    Args:
        since: Facts made from then on, UTC.

    Raises:
        UnavailableError: Central or the disk is in trouble.
        RefusedError: Central does not know this register, or is too old to be asked.
    """
    found = verify_facts(desk, central, since=since)
    mended = compare_board(desk, central)
    return replace(found, tables=len(mended), mended=sum(mended))


def verify_facts(desk: Desk, central: Central, *, since: datetime) -> Verified:
    """Compare the tape alone: does central hold its facts, and is it as it was written.

    Raises:
        UnavailableError: Central or the disk is in trouble.
        RefusedError: Central does not know this register, or is too old to be asked.
    """
    events = desk.ask(
        lambda tx: list(tx.connection.execute(_FIND_FACTS, {"since": since}).scalars())
    )
    missing = set_aside = 0
    for start in range(0, len(events), FACTS_PER_QUESTION):
        answer = central.look_up_facts(events[start : start + FACTS_PER_QUESTION])
        missing += len(answer["missing"])
        set_aside += answer["dead"] + answer["deferred"]
    return Verified(
        facts=len(events),
        missing=missing,
        set_aside=set_aside,
        damaged=desk.ask(count_damages),
    )


def compare_board(desk: Desk, central: Central) -> list[int]:
    """Compare each table of the board, and return how many rows of it were read again.

    Tables that central has changed meanwhile are left out.

    Raises:
        UnavailableError: Central or the disk is in trouble.
    """
    compared = [_compare(desk, central, table) for table in _tables()]
    return [mended for mended in compared if mended is not None]


def digest(rows: Rows) -> dict[int, tuple[int, int]]:
    """Return how many rows each bucket has and the sum of their hashes, as central works it out."""
    buckets: dict[int, tuple[int, int]] = {}
    for key, position in rows.items():
        text = hashlib.md5(f"{key}:{position}".encode(), usedforsecurity=False).hexdigest()
        count, total = buckets.get(key.bytes[-1], (0, 0))
        buckets[key.bytes[-1]] = (count + 1, total + int(text[:HASH_DIGITS], 16))
    return buckets


def _tables() -> Iterable[FeedTable]:
    """Return the tables whose rows carry positions and go when central's go."""
    return [
        table
        for table in feed_tables().values()
        if "row_version" in table.table.columns and not table.feed.is_kept
    ]


def _compare(desk: Desk, central: Central, table: FeedTable) -> int | None:
    """Return how many rows differed and were read again; None: central has moved on meanwhile."""
    name = table.table.name
    there = central.digest(name)
    if there["head"] != desk.ask(lambda tx: read_pulled(tx.connection)).cursor:
        return None
    here = desk.ask(lambda tx: _rows(tx, table))
    buckets = {bucket: (count, int(total)) for bucket, count, total in there["buckets"]}
    own = digest(here)
    keys: list[tuple[str, UUID]] = []
    for bucket in sorted(buckets.keys() | own.keys()):
        if buckets.get(bucket) != own.get(bucket):
            keys += [(name, key) for key in _different(central, name, bucket, here)]
    if keys:
        _read_again(desk, central, keys)
    return len(keys)


def _different(central: Central, table: str, bucket: int, here: Rows) -> list[UUID]:
    there = {UUID(key): position for key, position in central.bucket(table, bucket)}
    own = {key: position for key, position in here.items() if key.bytes[-1] == bucket}
    return sorted(key for key in there.keys() | own.keys() if there.get(key) != own.get(key))


def _read_again(desk: Desk, central: Central, keys: list[tuple[str, UUID]]) -> None:
    last_seq = desk.ask(lambda tx: read_held(tx.connection)).last_seq
    reading = Reading(last_seq=last_seq, is_rewound=True)
    for start in range(0, len(keys), FACTS_PER_QUESTION):
        rows = central.fetch(keys[start : start + FACTS_PER_QUESTION])
        desk.write(lambda tx, rows=rows: write_rows(tx, rows, reading))  # type: ignore[misc]


def _rows(tx: ReadTx, table: FeedTable) -> Rows:
    """Return the rows that central has seen; those that it has not are this register's own."""
    version = table.table.c.row_version
    found = tx.connection.execute(sa.select(table.key, version).where(version > 0))
    return {key: position for key, position in found}  # noqa: C416 - rows are no pairs to mypy
