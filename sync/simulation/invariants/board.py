"""The board: a till has what central shows it, never less than its cursor says, never older."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.carts import CartRow
from pos.uow import ReadTx
from sync.feed import FeedTable, feed_tables
from sync.simulation.host import Row
from sync.simulation.invariants.invariant import Invariant, Memory
from sync.simulation.invariants.unbooked import unbooked_rows, unbooked_variants
from sync.simulation.model.board import EVERY_STORE
from sync.simulation.till import Till
from sync.simulation.world import World
from sync.state import read_pulled
from sync.wire import row_values

VERSION = "row_version"
_PARKED = sa.select(CartRow.id).where(CartRow.status == "parked")


def cursor_is_covered(world: World, _memory: Memory) -> Iterator[str]:
    """Look up every place up to the cursor of a till: it must have that row, or know it gone."""
    books = world.host.books()
    history = books.history()
    for till in world.touched.values():
        pulled = till.ask(lambda tx: read_pulled(tx.connection))
        if till.is_fenced or pulled.epoch is None or str(pulled.epoch.uuid) != history:
            continue
        versions, aside = till.ask(_catalogue_versions), till.ask(set_aside)
        unplaced = books.unplaced()
        for place, position in books.places().items():
            store, table, key = place
            if position > pulled.cursor or store not in (EVERY_STORE, str(till.place.shop.store)):
                continue
            if place in unplaced or table not in versions or (table, UUID(key)) in aside:
                continue
            found = versions[table].get(UUID(key))
            if found is not None and found >= position:
                continue
            row = books.shown(str(till.place.register), table, [key]).get(key)
            if found is not None or row is not None:
                yield f"{till.name}: {table} {key} is at {found}, place {position} was passed"


def versions_never_fall(world: World, memory: Memory) -> Iterator[str]:
    """Compare each row's version with the one it had before, within one history of central."""
    current = world.host.books().history()
    for till in world.touched.values():
        pulled = till.ask(lambda tx: read_pulled(tx.connection))
        history = str(pulled.epoch.uuid) if pulled.epoch else ""
        if history != current:
            memory.versions.pop(id(till), None)
            continue  # it does not know yet that central has another history
        aside = till.ask(set_aside)
        now = {
            (table, key): version
            for table, versions in till.ask(_catalogue_versions).items()
            for key, version in versions.items()
        }
        before_history, before = memory.versions.get(id(till), ("", {}))
        if before_history == history:
            for row, version in before.items():
                if row in now and now[row] < version and row not in aside:
                    yield f"{till.name}: {row} went from {version} to {now[row]}"
        memory.versions[id(till)] = (history, now)


def boards_agree(world: World, _memory: Memory) -> Iterator[str]:
    """Compare every row that central shows a till with the till's own, column by column."""
    books = world.host.books()
    known = books.rows("variants").keys() - unbooked_variants(books)
    waits = unbooked_rows(books)
    by_table: dict[str, list[str]] = {}
    for _store, name, key in books.places():
        by_table.setdefault(name, []).append(key)
    for till in world.tills:
        if till.is_fenced:
            continue
        for name, table in feed_tables().items():
            if table.feed.is_kept and till.place.register in world.doubled:
                continue  # documents of two tills under one number wait for a person
            shown = books.shown(str(till.place.register), name, by_table.get(name, ()))
            yield from _compare(till, table, shown=shown, known=known, waits=waits)


def _compare(
    till: Till,
    table: FeedTable,
    *,
    shown: Mapping[str, Row | None],
    known: AbstractSet[str],
    waits: AbstractSet[tuple[str, str]],
) -> Iterator[str]:
    here, aside = till.ask(lambda tx: _rows(tx, table)), till.ask(set_aside)
    name = table.table.name
    for key, row in shown.items():
        mine = here.pop(UUID(key), None)
        if (name, UUID(key)) in aside:
            continue  # shown to people; what may stay aside is a rule of its own
        if name == "inventory_levels" and row is not None and row["variant_id"] not in known:
            continue
        if row is None:
            if mine is not None and not table.feed.is_kept:
                yield f"{till.name}: {name} {key} is gone in central"
        elif mine is None:
            yield f"{till.name}: {name} {key} never came"
        else:
            yield from _differences(till, table, mine=mine, row=row)
    for left, own in here.items():
        # What a till did with an article that was deleted meanwhile waits for a person.
        is_of_deleted = "variant_id" in own and str(own["variant_id"]) not in known
        waits_here = is_of_deleted or (name, left) in aside or (name, str(left)) in waits
        if not table.feed.is_kept and not waits_here:
            yield f"{till.name}: {name} {left} was never in central"


def _differences(
    till: Till, table: FeedTable, *, mine: Mapping[str, Any], row: Row
) -> Iterator[str]:
    name = table.table.name
    if VERSION not in table.table.columns:
        return  # a posted fact: central and the till each keep theirs as it was written
    for column, value in row_values(table.table, row).items():
        if mine[column] != value:
            yield f"{till.name}: {name} {row.get('id')}.{column} is {mine[column]!r}, not {value!r}"


def _rows(tx: ReadTx, table: FeedTable) -> dict[UUID, Mapping[str, Any]]:
    statement = sa.select(table.table)
    if table.table.name == "carts":
        # What is open here is nobody else's yet.
        statement = statement.where(table.table.c.status == "parked")
    elif table.table.name in ("cart_lines", "cart_promotions"):
        statement = statement.where(table.table.c.cart_id.in_(_PARKED))
    rows = tx.connection.execute(statement).mappings()
    return {row[table.key.name]: dict(row) for row in rows}


def _catalogue_versions(tx: ReadTx) -> dict[str, dict[UUID, int]]:
    """Return the versions of rows that nothing of the till's own holds back, by table and key."""
    return {
        name: {
            row[0]: row[1]
            for row in tx.connection.execute(sa.select(table.key, table.table.c[VERSION]))
        }
        for name, table in feed_tables().items()
        if VERSION in table.table.columns and table.feed.adapt is None
    }


def set_aside(tx: ReadTx) -> set[tuple[str, UUID]]:
    """Return the table and key of each row that the till could not store."""
    rows = tx.connection.execute(sa.text("SELECT table_name, row_id FROM quarantine"))
    return {(row.table_name, UUID(bytes=row.row_id)) for row in rows}


ALWAYS = (
    Invariant(
        code="I6", says="a cursor is never ahead of the rows it stands for", check=cursor_is_covered
    ),
    Invariant(code="I8", says="a row never becomes older", check=versions_never_fall),
)
AT_REST = (
    Invariant(
        code="I7", says="a till's board is what central shows it, deletions too", check=boards_agree
    ),
)
