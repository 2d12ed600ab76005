"""What a feed declares: one family of tables that comes down from central together.

A feed is a file in `sync/feeds` with a constant FEED; there is no list to edit.
"""

import pkgutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from uuid import UUID

import sqlalchemy as sa

from models.base import Row
from models.metadata import register_metadata
from pos.runtime.changes import Topic
from sync import feeds
from sync.wire import FeedRow, Values

Adapt = Callable[[sa.Connection, Sequence[Values], int], Sequence[Values]]
"""Corrects rows by what only this register knows, and returns those to be written.

It gets the rows and the number of the last own fact that central had put into them.
"""

Before = Callable[[sa.Connection, Sequence[FeedRow]], object]
"""Sees rows of a feed before they are written or deleted, while the old ones still stand."""

Keys = Mapping[str, Sequence[UUID]]
"""Keys of rows, by table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Something derived from rows that has to follow them.

    Attributes:
        reads: The columns from which it is derived, by table.
        find: Which of its entries depend on given rows, as far as they are there.
        refresh: Makes those entries anew.
        list_all: All entries that there may be.
        rebuild: Makes all of it anew at once: quicker, and nobody may sell meanwhile.
    """

    reads: Mapping[str, frozenset[str]]
    find: Callable[[sa.Connection, Keys], set[UUID]]
    refresh: Callable[[sa.Connection, Iterable[UUID]], None]
    list_all: Callable[[sa.Connection], Sequence[UUID]]
    rebuild: Callable[[sa.Connection], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One family of tables.

    Attributes:
        rows: Its tables, parents before children.
        order: Families with a lower one hold the parents of those with a higher one.
        topics: What a screen that shows them listens to.
        adapt: See `Adapt`; None: rows are written as they come.
        before: See `Before`; None: nobody wants to.
        is_kept: Rows that are gone in central stay here.
        index: What follows these tables; None: nothing does.
    """

    rows: tuple[type[Row], ...]
    order: int
    topics: frozenset[Topic]
    adapt: Adapt | None = None
    before: Before | None = None
    is_kept: bool = False
    index: Index | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FeedTable:
    """One table of a feed, as the register has it; there is one of each.

    Attributes:
        place: Its place in the order of writing, parents first.
    """

    table: sa.Table
    place: int
    feed: Feed

    @property
    def key(self) -> sa.Column[UUID]:
        """The column that names a row."""
        (column,) = self.table.primary_key.columns
        return column


@cache
def discover() -> tuple[Feed, ...]:
    """Return all feeds, parents first."""
    modules = (import_module(f"{feeds.__name__}.{found.name}") for found in _found())
    return tuple(sorted((module.FEED for module in modules), key=lambda feed: feed.order))


@cache
def feed_tables() -> dict[str, FeedTable]:
    """Return the tables of all feeds by name."""
    metadata = register_metadata()
    rows = [(row, feed) for feed in discover() for row in feed.rows]
    return {
        row.__tablename__: FeedTable(
            table=metadata.tables[row.__tablename__], place=place, feed=feed
        )
        for place, (row, feed) in enumerate(rows)
    }


def _found() -> list[pkgutil.ModuleInfo]:
    return list(pkgutil.iter_modules(feeds.__path__))
