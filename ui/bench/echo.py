"""Writes what a sale wrote once more: other ids, numbers and moments, all else the same."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from pos.queries.shifts import OpenShift, find_open_shift
from pos.uow import WriteTx
from ui.bench.raw_rows import insert_into
from ui.bench.rehearsal import Change, Written, driver_of

Values = tuple[Any, ...]

ID_BYTES = 16
STAMP_BYTES = 6
"""The first bytes of a UUIDv7: the milliseconds at which it was made."""

DIGITS = 6
"""The last ones of a document's number count."""

COUNTERS = {
    ("orders", "number"): "order",
    ("journal_entries", "receipt_number"): "order",
    ("payments", "number"): "payment",
    ("journal_entries", "seq"): "journal",
    ("outbox", "seq"): "outbox:1",
}
"""Which counter a number was drawn from."""

SETTLED = {("print_jobs", "state"): "done", ("outbox", "acked_at"): "2026-01-06T00:00:00.000000Z"}
"""What has long become of it: the receipt is printed, central has the fact."""

_ON_TAPE = "INSERT INTO outbox "
_COUNT = (
    "INSERT INTO counters (name, value) VALUES (?, ?)"
    " ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """One repetition: what stands in the place of what.

    Attributes:
        ahead: By how much each counter has moved on since the pattern was made.
    """

    moment: datetime
    shift: OpenShift
    ahead: dict[str, int]


Renewal = Callable[[Any, _Turn], Any]


class Pattern:
    """A sale that was posted once, ready to be repeated.

    Attributes:
        counted: Each counter before and after it.
        added: What it added to whole numbers in other rows: the statement and its values.
    """

    def __init__(self, written: Iterable[Written], *, made_at: datetime) -> None:
        self._stamp = _stamp(made_at)
        self._moment = _text(made_at)
        self._rows: list[tuple[str, Values, tuple[tuple[int, Renewal], ...]]] = []
        self.counted: dict[str, tuple[int, int]] = {}
        self.added: list[tuple[str, Values]] = []
        for one in written:
            self._take(one)

    def rows(self, turn: _Turn) -> Iterator[tuple[str, Values]]:
        """Go through the rows of one repetition, each with its statement."""
        for statement, values, renewals in self._rows:
            renewed = list(values)
            for place, renew in renewals:
                renewed[place] = renew(values[place], turn)
            yield statement, tuple(renewed)

    def _take(self, one: Written) -> None:
        if one.table.name == "counters":
            after = dict(zip(one.table.columns, one.after, strict=True))
            before = dict(zip(one.table.columns, one.before, strict=False))
            self.counted[after["name"]] = (before.get("value", 0), after["value"])
        elif one.change is Change.INSERT:
            self._take_insert(one)
        elif one.change is Change.UPDATE:
            self.added.append(_addition(one))

    def _take_insert(self, one: Written) -> None:
        table = one.table.name
        renewals = (
            (place, self._renewal(table, column, value))
            for place, (column, value) in enumerate(zip(one.table.columns, one.after, strict=True))
        )
        renewed = tuple((place, renew) for place, renew in renewals if renew is not None)
        self._rows.append((insert_into(table, one.table.columns), one.after, renewed))

    def _renewal(self, table: str, column: str, value: object) -> Renewal | None:
        if (table, column) in SETTLED:
            return lambda _value, _turn: SETTLED[table, column]
        if (table, column) in COUNTERS and value is not None:
            return _numbered(COUNTERS[table, column])
        if column in _BY_COLUMN:
            return _BY_COLUMN[column]
        if value == self._moment:
            return lambda _value, turn: _text(turn.moment)
        if isinstance(value, bytes) and len(value) == ID_BYTES and value >= self._stamp:
            return lambda old, turn: _stamp(turn.moment) + old[STAMP_BYTES:]
        return None


def repeat(tx: WriteTx, patterns: Iterable[Pattern], *, span: timedelta, on_tape: bool) -> None:
    """Write repetitions into the open shift, each a span of time after the last.

    Args:
        on_tape: The tape still has them.
    """
    shift = find_open_shift(tx)
    if shift is None:
        raise LookupError("a past needs an open shift")
    driver = driver_of(tx)
    counters: defaultdict[str, int] = defaultdict(int)
    counters.update(driver.execute("SELECT name, value FROM counters").fetchall())
    rows: dict[str, list[Values]] = {}
    for number, pattern in enumerate(patterns):
        ahead = {name: counters[name] - before for name, (before, _) in pattern.counted.items()}
        turn = _Turn(moment=tx.now + number * span, shift=shift, ahead=ahead)
        for statement, values in (*pattern.rows(turn), *pattern.added):
            rows.setdefault(statement, []).append(values)
        for name, (before, after) in pattern.counted.items():
            counters[name] += after - before
    if not on_tape:
        rows = {key: several for key, several in rows.items() if not key.startswith(_ON_TAPE)}
    for statement, several in rows.items():
        driver.executemany(statement, several)
    driver.executemany(_COUNT, counters.items())


def _addition(one: Written) -> tuple[str, Values]:
    """Return what adds to a row what an update added: stock only ever moves by differences."""
    pairs = zip(one.table.columns, one.before, one.after, strict=True)
    deltas = {
        column: after - before
        for column, before, after in pairs
        if before != after and isinstance(after, int)
    }
    sets = ", ".join(f'"{column}" = "{column}" + ?' for column in deltas)
    key = dict(zip(one.table.columns, one.before, strict=True))[one.table.key[0]]
    statement = f"UPDATE {one.table.name} SET {sets} WHERE {one.table.key[0]} = ?"  # noqa: S608
    return statement, (*deltas.values(), key)


def _numbered(counter: str) -> Renewal:
    def renew(value: int | str, turn: _Turn) -> int | str:
        if isinstance(value, int):
            return value + turn.ahead[counter]
        return f"{value[:-DIGITS]}{int(value[-DIGITS:]) + turn.ahead[counter]:0{DIGITS}d}"

    return renew


def _hashed(value: str, turn: _Turn) -> str:
    return hashlib.sha256(f"{value}{turn.moment}".encode()).hexdigest()


_BY_COLUMN: dict[str, Renewal] = {
    "shift_id": lambda _value, turn: turn.shift.shift_id.bytes,
    "business_date": lambda _value, turn: turn.shift.business_date.isoformat(),
    "hash": _hashed,
}


def _stamp(moment: datetime) -> bytes:
    return int(moment.timestamp() * 1000).to_bytes(STAMP_BYTES, "big")


def _text(moment: datetime) -> str:
    """Write a moment as the columns of the register have it."""
    naive = moment.astimezone(UTC).replace(tzinfo=None)
    return f"{naive.isoformat(timespec='microseconds')}Z"
