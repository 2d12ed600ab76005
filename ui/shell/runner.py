"""How a presenter asks for work to be done elsewhere; it names nothing of Qt.

`ui.shell.tasks` is the one in the window; tests use one that runs jobs at once.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from pos.domain.errors import PosError

if TYPE_CHECKING:
    from pos.uow import ReadTx, WriteTx

T = TypeVar("T")

Refused = Callable[[PosError], None]
"""What to do when the business says no, or the world is in trouble."""


class Runner(Protocol):
    """Four lanes for work.

    The answers come back on the window's thread, or not at all when the screen that asked is gone.
    Without `refused` the shell shows the sentence of the error.
    """

    def do(
        self,
        job: Callable[["WriteTx"], T],
        *,
        then: Callable[[T], None] | None = None,
        refused: Refused | None = None,
    ) -> None:
        """Run a wish in one write transaction."""
        ...

    def ask(
        self,
        job: Callable[["ReadTx"], T],
        *,
        then: Callable[[T], None],
        refused: Refused | None = None,
    ) -> None:
        """Run a query."""
        ...

    def device(
        self,
        job: Callable[[], T],
        *,
        then: Callable[[T], None] | None = None,
        refused: Refused | None = None,
    ) -> None:
        """Compose paper or talk to a device."""
        ...

    def terminal(
        self,
        job: Callable[[], T],
        *,
        then: Callable[[T], None] | None = None,
        refused: Refused | None = None,
    ) -> None:
        """Ask the card terminal, where a customer may take minutes."""
        ...

    def away(
        self,
        job: Callable[[], T],
        *,
        then: Callable[[T], None] | None = None,
        refused: Refused | None = None,
    ) -> None:
        """Ask central something, which may take seconds."""
        ...
