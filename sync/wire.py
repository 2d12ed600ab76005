"""What travels between a register and central, and how it is read: by version, and never trusted.

The tape's envelopes are written in `pos.tape`; what is here are central's answers.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.metadata import version
from typing import Any, TypeAlias
from uuid import UUID

import sqlalchemy as sa

from models.types import Day, UtcDateTime, Uuid

PROTOCOL_MIN = 1
PROTOCOL_MAX = 4
"""Versions of the exchange that this program speaks."""

SNAPSHOT_FROM = 2
"""The first version with a snapshot; before, a first load is the feed from its beginning."""

LIVES_FROM = 3
"""The first version in which a database that was set back goes on by itself."""

OPAQUE_FROM = 2
"""The first version that takes a line which is no text."""

FIRST_LOAD_FROM = 4
"""The first version that sends rows as a register keeps them, to one that joins."""

APP_VERSION = version("countertop")

Values: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Epoch:
    """One history of the central database; a failover or a restore begins another.

    Attributes:
        number: Orders the histories.
        uuid: Tells them apart.
        start_pos: The feed's head when it began.
    """

    number: int
    uuid: UUID
    start_pos: int

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> "Epoch":
        """Read central's JSON."""
        return cls(
            number=document["number"],
            uuid=UUID(document["uuid"]),
            start_pos=document["start_pos"],
        )

    def document(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {"number": self.number, "uuid": str(self.uuid), "start_pos": self.start_pos}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hello:
    """Where central stands with this register.

    Attributes:
        protocol: The version of the exchange to be used.
        epochs: Its histories, oldest first.
        last_seq: The last fact of the tape that it holds.
        chain: The chain value there; None when it holds none.
        server_time: Its clock, UTC.
        dead: Facts that wait for a person at headquarters.
        deferred: Facts that wait for a newer central.
        clashes: What two sides of the store did differently and nobody has looked at; None: central
            is too old to tell.
        is_snapshot_due: Rows have gone of which the feed no longer tells.
        backup_horizon: The oldest state that it may be set back to, UTC; None: it does not say.
        retry_after_ms: How long what can wait should wait; 0 while central is at ease.
        facts_max: At most so many in one push.
        bytes_max: At most so many in one push, unless one fact alone is larger.
        keys_max: At most so many in one page.
    """

    protocol: int
    epochs: tuple[Epoch, ...]
    last_seq: int
    chain: bytes | None
    server_time: datetime
    dead: int
    deferred: int
    clashes: int | None
    is_snapshot_due: bool
    backup_horizon: datetime | None
    retry_after_ms: int
    facts_max: int
    bytes_max: int
    keys_max: int

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> "Hello":
        """Read central's JSON."""
        limits = document["limits"]
        return cls(
            protocol=document["protocol"],
            epochs=tuple(Epoch.read(epoch) for epoch in document["epochs"]),
            last_seq=document["last_seq"],
            chain=_find_bytes(document["chain"]),
            server_time=datetime.fromisoformat(document["server_time"]),
            dead=document["dead"],
            deferred=document["deferred"],
            clashes=document.get("attention"),
            is_snapshot_due=document.get("resnapshot", False),
            backup_horizon=_find_moment(document.get("backup_horizon")),
            retry_after_ms=document.get("retry_after_ms", 0),
            facts_max=limits["facts"],
            bytes_max=limits["bytes"],
            keys_max=limits["keys"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PushAnswer:
    """Where the tape stands after a batch.

    Attributes:
        last_seq: The last fact that central holds. Below the batch's end nothing was taken.
        dead: Facts of the batch that were set aside.
        deferred: Facts of the batch that wait for a newer central.
    """

    last_seq: int
    dead: int
    deferred: int

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> "PushAnswer":
        """Read central's JSON."""
        return cls(
            last_seq=document["last_seq"], dead=document["dead"], deferred=document["deferred"]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRow:
    """One key of the feed with what is there now.

    Attributes:
        position: Its newest position in the feed.
        values: The row as central sent it, by column; None when it is gone or not ours to see.
    """

    table: str
    key: UUID
    position: int
    values: Mapping[str, Any] | None


RowsByTable: TypeAlias = tuple[FeedRow, ...]
"""Rows of several tables, parents before children."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A piece of the feed, all from one state of central.

    Attributes:
        cursor: The position after it.
        head: The newest position there was.
        last_seq: The last own fact that the stock levels in it contain.
        chain: The chain value there; None when there is none, or central is too old to tell.
    """

    cursor: int
    head: int
    last_seq: int
    rows: RowsByTable
    chain: bytes | None = None

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> "Page":
        """Read central's JSON."""
        return cls(
            cursor=document["cursor"],
            head=document["head"],
            last_seq=document["last_seq"],
            rows=cls.read_tables(document["tables"]),
            chain=_find_bytes(document.get("chain")),
        )

    @staticmethod
    def read_tables(tables: Sequence[Sequence[Any]]) -> RowsByTable:
        """Read the rows of central's JSON."""
        return tuple(
            FeedRow(table=table, key=UUID(key), position=position, values=values)
            for table, rows in tables
            for key, position, values in rows
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotPage:
    """A piece of the whole board, in the order of tables and keys.

    Attributes:
        head: The newest position there was.
        last_seq: The last own fact that the stock levels in it contain.
        table: The table in which it ends; None: that was the last piece.
        after: The key after which the next piece begins.
        chain: See `Page`.
    """

    head: int
    last_seq: int
    table: str | None
    after: UUID | None
    rows: RowsByTable
    chain: bytes | None = None

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> "SnapshotPage":
        """Read central's JSON."""
        return cls(
            head=document["head"],
            last_seq=document["last_seq"],
            table=document["table"],
            after=UUID(document["after"]) if document["after"] else None,
            rows=Page.read_tables(document["tables"]),
            chain=_find_bytes(document.get("chain")),
        )


def _find_bytes(text: str | None) -> bytes | None:
    return bytes.fromhex(text) if text else None


def _find_moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def row_values(table: sa.Table, values: Mapping[str, Any]) -> Values:
    """Turn a row of the wire into values for a table here.

    Columns that this version does not have are left out; columns that central does not have yet get
    their default; what a database computes itself is left to it.

    Raises:
        ValueError: A value is not of its column's kind.
        TypeError: The same.
    """
    return {
        name: value if turn is None or value is None else turn(value)
        for name, turn in _turns(table)
        if (value := values.get(name, _ABSENT)) is not _ABSENT
    }


_ABSENT = object()


@cache
def _turns(table: sa.Table) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    """Return the columns that travel, each with what turns its JSON into its value."""
    return tuple(
        (column.name, _turn(column)) for column in table.columns if column.computed is None
    )


def _turn(column: sa.Column[Any]) -> Callable[[Any], Any] | None:
    match column.type:
        case Uuid():
            return UUID
        case UtcDateTime():
            return datetime.fromisoformat
        case Day():
            return date.fromisoformat
        case _:
            return None
