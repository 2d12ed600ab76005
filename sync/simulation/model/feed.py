"""The model's feed: positions for what changed, and pages of rows as they are now.

The same rules as `central/sql/sequence.sql`, `pull.sql`, `snapshot.sql` and `first_load.sql`.
"""

from collections.abc import Iterable, Iterator
from itertools import islice, takewhile
from typing import Any
from uuid import UUID

from sync.kept_rows import KeptRows
from sync.simulation.model.board import BOARD, EVERY_STORE
from sync.simulation.model.kept import keep
from sync.simulation.model.rows import CHANGES, Rows
from sync.simulation.model.tables import Row
from sync.simulation.model.tape import HEADS, Device

FEED = "sync.feed"
PLACES = "sync.feed_by_position"
HEAD = "sync.head"
EPOCHS = "sync.epoch"

Place = tuple[str, str, str]
"""Store, table and key of a place in the feed."""

KEYS_MAX = 5000


class Feed:
    """The board as registers read it."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._tables = rows.tables

    @property
    def head(self) -> int:
        """The newest position."""
        return int(self._tables.get(HEAD, 0) or 0)

    def sequence(self, *, settled_before: int) -> int:
        """Give positions to what transactions older than `settled_before` changed."""
        settled = [
            (number, place)
            for number, (transaction, *place) in self._tables.all(CHANGES).items()
            if transaction < settled_before
        ]
        head = self.head
        for place in dict.fromkeys(tuple(place) for _number, place in settled):
            head += 1
            self._place(place, head)
        for number, _place in settled:
            self._tables.drop(CHANGES, number)
        if head != self.head:
            self._tables.put(HEAD, 0, head)
        return head

    def pull(self, device: Device, cursor: int, limit: int) -> Row:
        """Return the keys after a cursor with their rows."""
        found: list[tuple[int, str, str]] = []
        for position in range(cursor + 1, self.head + 1):
            place = self._tables.get(PLACES, position)
            if place is not None and place[0] in (EVERY_STORE, device.store):
                found.append((position, place[1], place[2]))
            if len(found) == min(limit, KEYS_MAX):
                break
        return {
            "head": self.head,
            "cursor": found[-1][0] if found else self.head,
            "tables": self._read(device, found),
            **self._mark(device),
        }

    def snapshot(self, device: Device, table: str | None, after: UUID | None, limit: int) -> Row:
        """Return the next rows of the whole board after a key."""
        answer: Row = {"head": self.head, "table": None, "after": None, **self._mark(device)}
        found: list[tuple[int, str, str]] = []
        for position, name, key in self._after(device, table, after):
            found.append((position, name, key))
            if len(found) == min(limit, KEYS_MAX):
                answer |= {"table": name, "after": key}
                break
        shown = [
            [name, [row for row in rows if row[2] is not None]]
            for name, rows in self._read(device, found)
        ]
        return {**answer, "tables": shown}

    def board(self, device: Device) -> list[str]:
        """Return the tables that hold anything for a register."""
        return list(
            dict.fromkeys(name for _position, name, _key in self._after(device, None, None))
        )

    def load(self, table: str, device: Device, after: UUID | None, limit: int) -> KeptRows:
        """Return the next rows of one table after a key, as a register keeps them."""
        of_table = takewhile(lambda found: found[1] == table, self._after(device, table, after))
        return keep(
            table,
            [
                (key, position, self._visible_row(device, table, key))
                for position, _table, key in islice(of_table, min(limit, KEYS_MAX))
            ],
        )

    def fetch(self, device: Device, keys: Iterable[tuple[str, str]]) -> list[Any]:
        """Return the rows of given keys."""
        found = [(self._position(device, table, key), table, key) for table, key in keys]
        return self._read(device, sorted(found))

    def _mark(self, device: Device) -> Row:
        mark = self._tables.get(HEADS, (device.register, device.incarnation))
        return {
            "last_seq": mark["last_seq"],
            "chain": mark["chain"].hex() if mark["chain"] else None,
        }

    def _after(
        self, device: Device, table: str | None, after: UUID | None
    ) -> Iterator[tuple[int, str, str]]:
        names = list(BOARD)
        keys: dict[str, dict[str, int]] = {name: {} for name in names}
        for (store, name, key), position in self._tables.all(FEED).items():
            if store in (EVERY_STORE, device.store):
                keys[name][key] = max(position, keys[name].get(key, 0))
        for name in names[names.index(table) if table else 0 :]:
            for key in sorted(keys[name]):
                if name != table or after is None or key > str(after):
                    yield keys[name][key], name, key

    def _position(self, device: Device, table: str, key: str) -> int:
        feeds = (EVERY_STORE, device.store)
        return max(self._tables.get(FEED, (feed, table, key)) or 0 for feed in feeds)

    def _place(self, place: Any, position: int) -> None:  # noqa: ANN401
        before = self._tables.get(FEED, place)
        if before is not None:
            self._tables.drop(PLACES, before)
        self._tables.put(FEED, place, position)
        self._tables.put(PLACES, position, place)

    def _read(self, device: Device, found: Iterable[tuple[int, str, str]]) -> list[Any]:
        by_table: dict[str, list[Any]] = {}
        for position, table, key in found:
            row = self._visible_row(device, table, key)
            shown = None if row is None else {**row, "row_version": position}
            by_table.setdefault(table, []).append([key, position, shown])
        return [[table, by_table[table]] for table in BOARD if table in by_table]

    def _visible_row(self, device: Device, table: str, key: str) -> Row | None:
        row: Row | None = self._tables.get(table, key)
        if row is None:
            return None
        is_shown = BOARD[table].visible(self._tables, row, device.store, device.register)
        return row if is_shown else None
