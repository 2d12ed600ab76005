"""What a shop that worked alone brings to central, read from its register's database.

Its past is on the tape, from the first fact on, and goes up as a tape does. What no fact tells of
goes before it: goods, people, prices, settings, the stock of the first day. Where a fact changed
such a row it goes up as it was before the first of them, so that the tape meets what it expects.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.metadata import central_metadata, register_metadata
from models.sync import OutboxRow
from pos.domain.fact import written_in
from pos.uow import ReadTx

Rows = list[dict[str, Any]]
_Row = tuple[str, UUID]
"""A table and the key of a row."""

STAYS_HERE = frozenset(
    {
        # Baskets that wait, what is held for them, and lists that central makes itself.
        *("carts", "cart_lines", "cart_promotions", "stock_reservations", "notifications", "jobs"),
        # Parcels are the web shop's, which a shop that works alone has not.
        *("shipments", "shipment_lines"),
    }
)
ROWS_PER_STATEMENT = 2_000

_OUTBOX = OutboxRow.__table__
_LIVES = (
    sa.select(_OUTBOX.c.incarnation)
    .group_by(_OUTBOX.c.incarnation)
    .order_by(sa.func.min(_OUTBOX.c.created_at))
)
_BODIES = sa.select(_OUTBOX.c.payload).order_by(_OUTBOX.c.created_at, _OUTBOX.c.seq)


@dataclass(slots=True)
class _Told:
    """What the tape tells of.

    Attributes:
        written: The rows that its facts bring along, by table and key.
        before: Of rows that it changes, each field before the first change.
        removed: Of rows that it takes away, what they were.
    """

    written: set[_Row] = field(default_factory=set)
    before: dict[_Row, dict[str, Any]] = field(default_factory=dict)
    removed: dict[_Row, dict[str, Any]] = field(default_factory=dict)


def find_lives(tx: ReadTx) -> tuple[int, ...]:
    """Return the lives that have a tape here, the oldest first; the last one goes on."""
    lives = tx.connection.execute(_LIVES).scalars()
    own = tx.register.incarnation
    return (*(life for life in lives if life != own), own)


def read_shop(
    tx: ReadTx, *, renamed: Mapping[UUID, str] | None = None
) -> Iterator[tuple[str, Rows]]:
    """Yield the rows that no fact tells of, parents before children, some at a time.

    Args:
        renamed: Codes that the store and the register get at central, by their keys.
    """
    told = _read_told(tx)
    for table in _shared_tables():
        key = _key(table)
        for rows in _pages(tx, table):
            untold = [
                _as_it_goes_up(table, {**row, **told.before.get((table.name, row[key]), {})})
                for row in rows
                if (table.name, row[key]) not in told.written
            ]
            for row in untold:
                if row[key] in (renamed or {}):
                    row["code"] = (renamed or {})[row[key]]
            if untold:
                yield table.name, untold
        yield from _once_there(told, table)


def _once_there(told: _Told, table: sa.Table) -> Iterator[tuple[str, Rows]]:
    """Yield rows that are gone here, so that the tape has something to take away."""
    for (name, key), before in told.removed.items():
        if name == table.name and (name, key) not in told.written:
            yield name, [{_key(table): key, **before, **told.before.get((name, key), {})}]


def _shared_tables() -> list[sa.Table]:
    """Return the register's tables that go up, in central's order: it enforces more references."""
    here = register_metadata().tables
    names = (table.name for table in central_metadata().sorted_tables if table.name in here)
    return [here[name] for name in names if name not in STAYS_HERE]


def _read_told(tx: ReadTx) -> _Told:
    told = _Told()
    here = register_metadata().tables
    for payload in tx.connection.execute(_BODIES).scalars():
        body = json.loads(payload)["body"]
        for table, rows in written_in(body):
            key = _key(here[table])
            told.written.update((table, UUID(row[key])) for row in rows)
        for table, text, before, after, *_ in body["changes"]:
            row = table, UUID(text)
            if after is None:
                told.removed[row] = before
            else:
                told.before[row] = {**before, **told.before.get(row, {})}
    return told


def _pages(tx: ReadTx, table: sa.Table) -> Iterator[Sequence[sa.RowMapping]]:
    """Read a table in pieces; whole where its rows point at each other: one statement takes it."""
    found = tx.connection.execute(sa.select(table)).mappings()
    if any(key.column.table is table for key in table.foreign_keys):
        yield found.all()
    else:
        yield from found.partitions(ROWS_PER_STATEMENT)


def _as_it_goes_up(table: sa.Table, row: dict[str, Any]) -> dict[str, Any]:
    """Leave out what central works out itself."""
    kept = {
        name: value
        for name, value in row.items()
        if name != "row_version" and table.columns[name].computed is None
    }
    # The level follows from the movements.
    return {**kept, "on_hand": 0} if table.name == "inventory_levels" else kept


def _key(table: sa.Table) -> str:
    (column,) = table.primary_key.columns
    return column.name
