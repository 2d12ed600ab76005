"""A runner that does every job at once, on the spot: presenters are tested without threads."""

from typing import TYPE_CHECKING, Any

from pos.domain.errors import PosError

if TYPE_CHECKING:
    from collections.abc import Callable


class InlineRunner:
    """Runs jobs with one given transaction.

    Attributes:
        held: Jobs that wait, while `is_holding`; `let_go` runs them in order.
    """

    def __init__(self, tx: Any = None) -> None:
        self._tx = tx
        self.is_holding = False
        self.held: list[Callable[[], None]] = []
        self.complaints: list[PosError] = []

    def do(self, job, *, then=None, refused=None) -> None:
        self._take(lambda: job(self._tx), then, refused)

    def ask(self, job, *, then, refused=None) -> None:
        self._take(lambda: job(self._tx), then, refused)

    def device(self, job, *, then=None, refused=None) -> None:
        self._take(job, then, refused)

    def terminal(self, job, *, then=None, refused=None) -> None:
        self._take(job, then, refused)

    def away(self, job, *, then=None, refused=None) -> None:
        self._take(job, then, refused)

    def let_go(self) -> None:
        self.is_holding = False
        held, self.held = self.held, []
        for run in held:
            run()

    def _take(self, job, then, refused) -> None:
        def run() -> None:
            try:
                result = job()
            except PosError as error:
                (refused or self.complaints.append)(error)
            else:
                if then is not None:
                    then(result)

        if self.is_holding:
            self.held.append(run)
        else:
            run()
