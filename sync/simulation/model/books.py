"""What the model holds, for those who check it."""

from collections.abc import Iterable, Mapping, Sequence

from sync.simulation.host import DeadLetter, InboxLine, Place
from sync.simulation.model.feed import EPOCHS, FEED, Feed
from sync.simulation.model.rows import CHANGES
from sync.simulation.model.tables import Row, Tables
from sync.simulation.model.tape import DEAD, DEVICES, HEADS, INBOX


class ModelBooks:
    """What the model holds; see `CentralBooks`."""

    def __init__(self, tables: Tables, feed: Feed, *, timeline: int) -> None:
        self._tables = tables
        self._feed = feed
        self._timeline = timeline

    def inbox(self) -> Sequence[InboxLine]:
        """Return all facts."""
        return [InboxLine(**row) for row in self._tables.all(INBOX).values()]

    def marks(self) -> Mapping[tuple[str, int], tuple[int, bytes | None]]:
        """Return, by register and incarnation, the last fact and the chain value there."""
        heads = self._tables.all(HEADS)
        return {key: (head["last_seq"], head["chain"]) for key, head in heads.items()}

    def dead(self) -> Sequence[DeadLetter]:
        """Return what was set aside."""
        return [
            DeadLetter(
                device=row["device"],
                event_id=row["event_id"],
                sqlstate=row["sqlstate"],
                state=row["state"],
            )
            for row in self._tables.all(DEAD).values()
        ]

    def rows(self, table: str) -> Mapping[str, Row]:
        """Return a table's rows by key."""
        return self._tables.all(table)

    def places(self) -> Mapping[Place, int]:
        """Return the feed: the position of each key."""
        return self._tables.all(FEED)

    def unplaced(self) -> frozenset[Place]:
        """Return keys that changed and have no position for it yet."""
        return frozenset(
            (store, table, key) for _number, store, table, key in self._tables.all(CHANGES).values()
        )

    def stored(self, register: str) -> int:
        """Return how many facts of a register there are."""
        return sum(1 for _line in self._tables.find(INBOX, "device", register))

    def history(self) -> str | None:
        """Return which history this is; None while central has not noticed that it is another."""
        epochs = self._tables.all(EPOCHS)
        newest = epochs[max(epochs)]
        return str(newest["uuid"]) if newest["timeline"] == self._timeline else None

    def shown(self, register: str, table: str, keys: Iterable[str]) -> Mapping[str, Row | None]:
        """Return rows as a register sees them; None where there is nothing for it to see."""
        device = self._tables.get(DEVICES, register)
        found = self._feed.fetch(device, [(table, key) for key in keys])
        return {key: row for _table, rows in found for key, _position, row in rows}
