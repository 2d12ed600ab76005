"""What the shell gives to a screen, and what it wants back; it names nothing of Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar
from uuid import UUID

from pos.domain.barcode import ScanReading, read_scan
from pos.domain.errors import PosError
from pos.domain.family import FamilyAnswer, KnownChild, NotedChild
from pos.domain.hand_off import CartAnswer
from pos.runtime.changes import Changes
from pos.runtime.clock import Clock
from pos.runtime.identity import RegisterIdentity
from pos.runtime.ids import IdSource
from ui.shell.runner import Runner
from ui.shell.session import Session
from ui.text.formats import Formats

if TYPE_CHECKING:
    from pos.uow import ReadTx
    from ui.shell.panel import PanelHost

T = TypeVar("T")

AskForCart = Callable[[UUID], CartAnswer]
"""Runs where a job may wait (`Runner.away`); raises when central does not answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """A button on a notice: what it says and what it does."""

    text: str
    act: Callable[[], None]


class Notices(Protocol):
    """Short messages of the shell. None of them stops the person's work."""

    def toast(self, text: str, *, undo: Callable[[], None] | None = None) -> None:
        """Say what was done, for six seconds, with a button to undo it."""
        ...

    def drop_toast(self) -> None:
        """Take the toast away: what it offers to undo is past."""
        ...

    def strip(self, text: str, *remedies: Remedy) -> None:
        """Say what went wrong above the screen, with a beep, until the next action."""
        ...

    def refused(self, error: PosError) -> None:
        """Show the sentence of an error as a strip."""
        ...

    def clear(self) -> None:
        """Take the strip away: the person went on."""
        ...

    def beep(self) -> None:
        """Sound the error beep."""
        ...


class Navigator(Protocol):
    """Shows another screen."""

    def knows(self, screen_id: str) -> bool:
        """Say whether there is such a screen and the person at the till may see it."""
        ...

    def go(self, screen_id: str, *, bring: str = "") -> bool:
        """Show a screen and hand it a code; False when there is none, or it is not permitted."""
        ...


class Lookup(Protocol):
    """Reads at once on a kept read-only connection: for one barcode, nothing slower."""

    def __call__(self, query: "Callable[[ReadTx], T]") -> T:
        """Run a query of at most a millisecond."""
        ...


class ScreenPresenter(Protocol):
    """What every presenter answers to."""

    def entered(self, bring: str) -> None:
        """The screen is shown; `bring` is a code that another screen hands over, or ""."""
        ...

    def refresh(self, changes: Changes) -> None:
        """Data of the screen's topics was changed by somebody else."""
        ...

    def scanned(self, code: str) -> None:
        """A code was scanned while the screen is shown."""
        ...


class Family(Protocol):
    """Central's knowledge of customers' children; runs where a job may wait (`Runner.away`)."""

    def list_children(self, customer_id: UUID) -> tuple[KnownChild, ...]:
        """Return how old about they are."""
        ...

    def note_child(self, customer_id: UUID, child: NotedChild, *, staff_id: UUID) -> FamilyAnswer:
        """Tell what a parent said of a child."""
        ...

    def forget_child(self, customer_id: UUID, child_id: UUID, *, staff_id: UUID) -> FamilyAnswer:
        """Have a child forgotten."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a screen may use.

    Attributes:
        panels: Where the screen's view opens its panels.
        print_receipt: Queues the receipt of an order for the printer.
        open_drawer: Asks why the drawer shall open without a sale, and opens it.
        ask_for_cart: Asks central for a parked cart; None: the till works alone.
        family: Asks central about the children of customers; None: the till works alone.
        read_scan: Says what a scanned code means in this shop.
    """

    runner: Runner
    notices: Notices
    panels: "PanelHost"
    navigator: Navigator
    session: Session
    formats: Formats
    clock: Clock
    ids: IdSource
    lookup: Lookup
    identity: RegisterIdentity
    print_receipt: Callable[[UUID], None]
    open_drawer: Callable[[], None]
    ask_for_cart: AskForCart | None = None
    family: Family | None = None
    read_scan: Callable[[str], ScanReading] = read_scan
