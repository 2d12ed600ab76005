"""Who plays central: what is asked of it, whether it is the model or a real PostgreSQL."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

LOAD = "load_"
"""How the functions begin that return rows (`KeptRows`); the table's name follows."""

Row = Mapping[str, Any]
Place = tuple[str, str, str]
"""Store, table and key of a place in the feed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What headquarters does to one row.

    Attributes:
        values: Columns as JSON; those of a row that is there already are changed. None: delete it.
    """

    table: str
    key: str
    values: Row | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxLine:
    """One fact that central keeps."""

    device: str
    incarnation: int
    seq: int
    event_id: str
    envelope: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """One fact that waits, or waited, for a person.

    Attributes:
        event_id: None when its line is kept nowhere else.
    """

    device: str
    event_id: str | None
    sqlstate: str
    state: str


class CentralBooks(Protocol):
    """What central holds, for those who check it."""

    def inbox(self) -> Sequence[InboxLine]:
        """Return all facts."""
        ...

    def marks(self) -> Mapping[tuple[str, int], tuple[int, bytes | None]]:
        """Return, by register and incarnation, the last fact and the chain value there."""
        ...

    def dead(self) -> Sequence[DeadLetter]:
        """Return what was set aside."""
        ...

    def rows(self, table: str) -> Mapping[str, Row]:
        """Return a table's rows by key."""
        ...

    def places(self) -> Mapping[Place, int]:
        """Return the feed: the position of each key."""
        ...

    def unplaced(self) -> frozenset[Place]:
        """Return keys that changed and have no position for it yet."""
        ...

    def stored(self, register: str) -> int:
        """Return how many facts of a register there are."""
        ...

    def history(self) -> str | None:
        """Return which history this is; None while central has not noticed that it is another."""
        ...

    def shown(self, register: str, table: str, keys: Iterable[str]) -> Mapping[str, Row | None]:
        """Return rows as a register sees them; None where there is nothing for it to see."""
        ...


class Host(Protocol):
    """A central that can be ill-treated."""

    def call(self, register: UUID, function: str, *arguments: Any) -> Any:  # noqa: ANN401 - JSON
        """Answer a call of `sync_api` in the name of a register."""
        ...

    def enrol(self, register: UUID, *, store_code: str, code: str) -> None:
        """Give a register of the business a tape."""
        ...

    def open_business(self) -> None:
        """Let nothing that is there by now ever be lost."""
        ...

    def change(self, changes: Sequence[Change]) -> bool:
        """Let headquarters change rows in one transaction; return False when it is refused."""
        ...

    def begin_long(self, changes: Sequence[Change]) -> None:
        """Begin a transaction of headquarters and leave it open."""
        ...

    def end_long(self) -> None:
        """Commit the transaction that was left open, if there is one."""
        ...

    def back_up(self) -> None:
        """Keep the state as it is now, unless a transaction is open."""
        ...

    def restore(self) -> bool:
        """Go back to the kept state, as another history; return False when there is none."""
        ...

    def learn(self, table: str, column: str) -> None:
        """Be updated: a column more, and everything that waited is tried again."""
        ...

    def books(self) -> CentralBooks:
        """Open the books as they are now."""
        ...

    def close(self) -> None:
        """Let go of everything."""
        ...
