"""Rows of the model central, with transactions: each can be taken back, also long afterwards.

Taking back what was committed is how the model plays a standby that was promoted without the last
transactions, or a backup that was restored.
"""

from collections import defaultdict
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Row: TypeAlias = dict[str, Any]
"""A row as it travels: ids and moments are text. Never altered in place."""

Key: TypeAlias = Any
"""Text for business tables; a tuple where several columns name a row."""


@dataclass(slots=True)
class Tables:
    """Named mappings from key to row that remember how to go back.

    Attributes:
        commits: For each committed transaction how long the log was before it.
    """

    _rows: dict[str, dict[Key, Any]] = field(default_factory=lambda: defaultdict(dict))
    _log: list[tuple[str, Key, Any]] = field(default_factory=list)
    _indices: dict[tuple[str, str], dict[Any, dict[Key, None]]] = field(default_factory=dict)
    _depth: int = 0
    commits: list[int] = field(default_factory=list)

    def get(self, table: str, key: Key) -> Any:  # noqa: ANN401 - a row of any table
        """Return a row, or None when there is none."""
        return self._rows[table].get(key)

    def all(self, table: str) -> dict[Key, Any]:
        """Return the rows of a table by key; only to be looked at."""
        return self._rows[table]

    def find(self, table: str, column: str, value: object) -> Iterator[Row]:
        """Return the rows that have this value in a column, in the order of their insertion."""
        keys = self._index(table, column).get(value, {})
        return iter([self._rows[table][key] for key in keys])

    def put(self, table: str, key: Key, row: Any) -> None:  # noqa: ANN401
        """Write a row in place of the one that is there."""
        self._log.append((table, key, self._rows[table].get(key)))
        self._set(table, key, row)

    def drop(self, table: str, key: Key) -> None:
        """Remove a row."""
        self._log.append((table, key, self._rows[table].get(key)))
        self._set(table, key, None)

    @contextmanager
    def transaction(self) -> Generator[None]:
        """Keep what the block writes, or nothing when it raises; inside another, a savepoint."""
        begin = len(self._log)
        self._depth += 1
        try:
            yield
        except BaseException:
            self._go_back(begin)
            raise
        finally:
            self._depth -= 1
        if self._depth == 0 and len(self._log) > begin:
            self.commits.append(begin)

    def forget(self, commits: int) -> None:
        """Take the last committed transactions back."""
        assert self._depth == 0, "a transaction is at work"
        for _ in range(min(commits, len(self.commits))):
            self._go_back(self.commits.pop())

    def copy(self) -> "Tables":
        """Return the same state, to go on apart; it cannot go back before this moment."""
        twin = Tables()
        for table, rows in self._rows.items():
            twin._rows[table] = dict(rows)
        return twin

    def _go_back(self, length: int) -> None:
        while len(self._log) > length:
            self._set(*self._log.pop())

    def _set(self, table: str, key: Key, row: Any) -> None:  # noqa: ANN401
        before = self._rows[table].get(key)
        if row is None:
            self._rows[table].pop(key, None)
        else:
            self._rows[table][key] = row
        for (indexed, column), entries in self._indices.items():
            if indexed == table:
                _move(entries, column, key, before=before, after=row)

    def _index(self, table: str, column: str) -> dict[Any, dict[Key, None]]:
        wanted = (table, column)
        if wanted not in self._indices:
            entries: dict[Any, dict[Key, None]] = {}
            for key, row in self._rows[table].items():
                _move(entries, column, key, before=None, after=row)
            self._indices[wanted] = entries
        return self._indices[wanted]


def _move(
    entries: dict[Any, dict[Key, None]],
    column: str,
    key: Key,
    *,
    before: Row | None,
    after: Row | None,
) -> None:
    if before is not None:
        entries.get(before.get(column), {}).pop(key, None)
    if after is not None:
        entries.setdefault(after.get(column), {})[key] = None
