"""The register's counters while a transaction writes: read once, written once, at its end.

A sale takes half a dozen numbers and moves two chains on. One writer at a time holds the database,
so nobody can take a number in between (trust.md D-04).
"""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from models.sync import CounterRow
from pos.prepared import PreparedChange, PreparedQuery

_COUNTERS = CounterRow.__table__
_READ = PreparedQuery(sa.select(_COUNTERS.c.name, _COUNTERS.c.value, _COUNTERS.c.last_hash))
_NEW = sqlite.insert(_COUNTERS)
_KEEP = PreparedChange(
    _NEW.on_conflict_do_update(
        index_elements=["name"],
        set_={
            "value": _NEW.excluded.value,
            "last_hash": _NEW.excluded.last_hash,
            "updated_at": _NEW.excluded.updated_at,
        },
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """How far a series is.

    Attributes:
        value: The last number used, or what a sum has come to; 0 before the first.
        last_hash: The end of the chain that the series numbers, in hexadecimal digits.
    """

    value: int = 0
    last_hash: str | None = None


class Counters:
    """The counters as one transaction sees and moves them."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._known: dict[str, Counter] | None = None
        self._moved: dict[str, datetime] = {}

    def get(self, name: str) -> Counter:
        """Return a counter; one that was never used stands at 0."""
        if self._known is None:
            self._known = {
                row.name: Counter(value=row.value, last_hash=row.last_hash)
                for row in _READ.all(self._connection, {})
            }
        return self._known.get(name, Counter())

    def add(self, name: str, amount: int, *, at: datetime) -> int:
        """Move a counter on and return where it stands now."""
        before = self.get(name)
        after = Counter(value=before.value + amount, last_hash=before.last_hash)
        self._put(name, after, at=at)
        return after.value

    def link(self, name: str, last_hash: str, *, at: datetime) -> None:
        """Note the new end of the chain that a counter numbers."""
        self._put(name, Counter(value=self.get(name).value, last_hash=last_hash), at=at)

    def keep(self) -> None:
        """Write what was moved; it is committed or rolled back with everything else."""
        if not self._moved:
            return
        rows = [self._row(name, at) for name, at in self._moved.items()]
        _KEEP.run_all(self._connection, rows)
        self._moved.clear()

    def _put(self, name: str, counter: Counter, *, at: datetime) -> None:
        assert self._known is not None, "looked up before it is moved"
        self._known[name] = counter
        self._moved[name] = at

    def _row(self, name: str, at: datetime) -> dict[str, object]:
        counter = self.get(name)
        return {
            "name": name,
            "value": counter.value,
            "last_hash": counter.last_hash,
            "updated_at": at,
        }
