"""Writes rows into the model: what the tables demand, and the keys that a change leaves behind."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sync.simulation.model import constraints
from sync.simulation.model.board import BOARD, EVERY_STORE
from sync.simulation.model.constraints import FOREIGN_KEY, RowRefusedError
from sync.simulation.model.defaults import complete
from sync.simulation.model.tables import Row, Tables

CHANGES = "sync.change_inbox"
CONFLICTS = "sync_conflicts"


class Rows:
    """The business tables of the model.

    Attributes:
        tables: Where they lie.
        now: Central's clock.
        new_id: Makes central's own ids.
        transaction_number: Whose changes are noted; it rises with each transaction.
    """

    def __init__(
        self, tables: Tables, *, now: Callable[[], datetime], new_id: Callable[[], str]
    ) -> None:
        self.tables = tables
        self.now = now
        self.new_id = new_id
        self.transaction_number = 1
        self._changes = 0

    def insert(self, name: str, row: Row) -> None:
        """Insert a row.

        Raises:
            RowRefusedError: It does not fit.
        """
        constraints.check_row(self.tables, name, row)
        written = complete(name, row, now=self.now())
        self.tables.put(name, row[constraints.key_of(name)], written)
        self._note(name, before=None, after=written)

    def update(self, name: str, key: str, values: Row) -> None:
        """Change columns of a row that is there.

        Raises:
            RowRefusedError: It does not fit.
        """
        before = self.tables.get(name, key)
        after = {**before, **values}
        constraints.check_row(self.tables, name, after)
        self.tables.put(name, key, after)
        self._note(name, before=before, after=after)

    def delete(self, name: str, key: str) -> None:
        """Delete a row and do to its children what their references say.

        Raises:
            RowRefusedError: A child forbids it.
        """
        for reference in constraints.references_to(name):
            for child in self.tables.find(reference.child, reference.column, key):
                self._leave_orphan(reference, child[constraints.key_of(reference.child)])
        before = self.tables.get(name, key)
        # Noted while it is there: a row that is gone names no store.
        self._note(name, before=before, after=None)
        self.tables.drop(name, key)

    def note_all(self) -> None:
        """Note every row of the board anew, in the board's order, as `central init` does."""
        for change in list(self.tables.all(CHANGES)):
            self.tables.drop(CHANGES, change)
        for name in BOARD:
            for row in list(self.tables.all(name).values()):
                self._note(name, before=None, after=row)

    def note_conflict(self, kind: str, about: Row) -> None:
        """Write down what a person at headquarters should see."""
        number = len(self.tables.all(CONFLICTS)) + 1
        self.tables.put(CONFLICTS, number, {"kind": kind, **about})

    def _leave_orphan(self, reference: constraints.Reference, child: str) -> None:
        match reference.on_delete:
            case "CASCADE":
                self.delete(reference.child, child)
            case "SET NULL":
                self.update(reference.child, child, {reference.column: None})
            case _:
                message = f"{reference.child}.{reference.column} still points there"
                raise RowRefusedError(FOREIGN_KEY, message)

    def _note(self, name: str, *, before: Row | None, after: Row | None) -> None:
        if name not in BOARD:
            return
        table = BOARD[name]
        feeds = dict.fromkeys(
            table.feed(self.tables, row) for row in (after, before) if row is not None
        )
        key = (after or before or {})[table.key]
        if name == "staff":
            self._note_companions(key, before=before or {}, after=after or {})
        for feed in feeds:
            if feed is not None:
                self._leave(feed, name, key)

    def _note_companions(self, user: str, *, before: Row, after: Row) -> None:
        """Somebody who begins, ends or changes the store is shown elsewhere than before."""
        if before and after and before.get("home_store_id") == after.get("home_store_id"):
            return
        self._leave(EVERY_STORE, "users", user)
        for companions in ("user_roles", "addresses"):
            for row in self.tables.find(companions, "user_id", user):
                self._leave(EVERY_STORE, companions, row["id"])

    def _leave(self, feed: str, name: str, key: Any) -> None:  # noqa: ANN401
        self._changes += 1
        self.tables.put(CHANGES, self._changes, (self.transaction_number, feed, name, key))
