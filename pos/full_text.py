"""A full-text index of a register: derived from its rows, never synchronised, easily made anew.

It has three tables. The first says which row an entry is about; the second finds beginnings of
words, the third what stands inside of them.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from uuid import UUID

import sqlalchemy as sa

from pos.prepared import PreparedLookup, driver_of

BATCH_ROWS = 400
REBUILT_TOGETHER = 5_000
"""Entries that are held in memory while an index is made anew."""

HITS_MAX = 400
"""Hits that are ranked: never all of a short prefix (performance.md 1)."""

TOP_UP_BELOW = 8
"""With fewer hits than this, words are also looked for inside of other words."""

INSIDE_LETTERS_MIN = 3
"""Shortest piece that can be found inside of a word."""

ReadWords = Callable[[sa.Connection, Sequence[bytes]], Mapping[bytes, str]]
"""Returns what the entries of some rows say, folded; a row that is not to be found has none.

Rows are named by their keys as the file keeps them.
"""


class FullTextIndex:
    """One index.

    Args:
        entries: The table that says which row (its second column) an entry is about.
        name: Of the table of words; that of what is inside of them ends in `_inside`.
        read: See `ReadWords`.
        hits_max: At most so many rows are found.
    """

    def __init__(
        self, entries: sa.Table, *, name: str, read: ReadWords, hits_max: int = HITS_MAX
    ) -> None:
        self._read = read
        self._hits_max = hits_max
        self._entries = entries
        self._key = list(entries.c)[1]
        self._words = sa.table(name, sa.column("rowid"), sa.column("words"))
        self._inside = sa.table(f"{name}_inside", sa.column("rowid"), sa.column("words"))
        self._present = PreparedLookup(
            sa.select(self._key, entries.c.id, self._words.c.words).join_from(
                entries, self._words, self._words.c.rowid == entries.c.id
            ),
            self._key,
        )
        self._find_hits = _hits_in(self._words, entries, self._key)
        self._find_inside = _hits_in(self._inside, entries, self._key)

    def refresh(self, connection: sa.Connection, ids: Iterable[UUID]) -> None:
        """Bring the entries of these rows up to date; one that is not to be found loses its."""
        for batch in batched_ids(ids):
            keys = [key.bytes for key in batch]
            words = self._read(connection, keys)
            present = {
                key: (entry, text) for key, entry, text in self._present.rows(connection, keys)
            }
            stale = [entry for key, (entry, text) in present.items() if words.get(key) != text]
            self._forget(connection, stale)
            changed = [
                (key, text)
                for key, text in words.items()
                if key not in present or present[key][1] != text
            ]
            self._enter(connection, changed, first=self._last(connection) + 1)

    def rebuild(self, connection: sa.Connection, words: Iterable[tuple[bytes, str]]) -> None:
        """Make the whole index anew.

        Args:
            words: What the entries say, each with the key of its row as the file keeps it. Of many
                hits the first ones are found first.
        """
        for table in (self._words, self._inside, self._entries):
            connection.execute(sa.delete(table))
        remaining = iter(words)
        entered = 0
        while some := list(islice(remaining, REBUILT_TOGETHER)):
            self._enter(connection, some, first=entered + 1)
            entered += len(some)

    def find(self, connection: sa.Connection, text: str) -> list[UUID]:
        """Return the rows whose entry has all words of a text, unranked and not all of very many.

        Anything may be typed: quotes, stars and words of a query language are only letters here.
        """
        words = words_of(text)
        if not words:
            return []
        found = self._hits(connection, self._find_hits, " ".join(f'"{word}"*' for word in words))
        if len(found) < TOP_UP_BELOW:
            more = self.find_inside(connection, words)
            found += [key for key in more if key not in set(found)]
        return found

    def find_inside(self, connection: sa.Connection, pieces: Sequence[str]) -> list[UUID]:
        """Return the rows whose entry has all pieces anywhere; none for a very short one."""
        if any(len(piece) < INSIDE_LETTERS_MIN for piece in pieces):
            return []
        return self._hits(connection, self._find_inside, " ".join(f'"{each}"' for each in pieces))

    def _hits(self, connection: sa.Connection, statement: sa.TextClause, query: str) -> list[UUID]:
        rows = connection.execute(statement, {"query": query, "hits_max": self._hits_max})
        return [UUID(bytes=key) for key in rows.scalars()]

    def _forget(self, connection: sa.Connection, entries: Sequence[int]) -> None:
        if not entries:
            return
        for table in (self._words, self._inside):
            connection.execute(sa.delete(table).where(table.c.rowid.in_(entries)))
        connection.execute(sa.delete(self._entries).where(self._entries.c.id.in_(entries)))

    def _enter(
        self, connection: sa.Connection, words: Sequence[tuple[bytes, str]], *, first: int
    ) -> None:
        driver = driver_of(connection)
        entries = [(entry, key) for entry, (key, _text) in enumerate(words, start=first)]
        texts = [(entry, text) for entry, (_key, text) in enumerate(words, start=first)]
        driver.executemany(_insert_of(self._entries, "id", self._key.name), entries)
        for table in (self._words, self._inside):
            driver.executemany(_insert_of(table, "rowid", "words"), texts)

    def _last(self, connection: sa.Connection) -> int:
        newest = sa.select(sa.func.coalesce(sa.func.max(self._entries.c.id), 0))
        return int(connection.execute(newest).scalar_one())


def words_of(text: str) -> list[str]:
    """Return the words of what was typed, folded."""
    return [word for word in folded(text).replace('"', " ").split() if word]


def folded(text: str) -> str:
    """Return the text in lower case and without accents (SQLite 3.40 cannot fold trigrams)."""
    if text.isascii():
        return text.casefold()
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def batched_ids(ids: Iterable[UUID]) -> Iterable[Sequence[UUID]]:
    """Cut a long list of ids into pieces that one statement can take."""
    found = list(dict.fromkeys(ids))
    return [found[start : start + BATCH_ROWS] for start in range(0, len(found), BATCH_ROWS)]


def _insert_of(table: sa.FromClause, *columns: str) -> str:
    return " ".join(("INSERT INTO", str(table), f"({', '.join(columns)}) VALUES (?, ?)"))


def _hits_in(
    table: sa.TableClause, entries: sa.Table, key: sa.ColumnElement[UUID]
) -> sa.TextClause:
    column = f"{entries.name}.{key.key}"
    return sa.text(
        f"SELECT {column} FROM {entries.name} JOIN ("  # noqa: S608 - names of our own tables
        f"SELECT rowid FROM {table.name} WHERE {table.name} MATCH :query LIMIT :hits_max"
        f") hit ON hit.rowid = {entries.name}.id"
    )
