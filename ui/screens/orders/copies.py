"""The wishes for a copy of an order's receipt: on paper, or as a file."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from pos.domain.permission import Action
from pos.domain.receipt import Receipt
from ui.screens.orders import text
from ui.screens.orders.archive import copying, reprinting
from ui.screens.orders.state import ShownOrder
from ui.shell.approval import Approvals
from ui.shell.desk import Desk
from ui.shell.runner import Refused


class Copies:
    """Gives out copies of the receipt of the shown order.

    Args:
        save: Writes a receipt and returns its file; called on the device lane.
        shown: The order in the pane, when the person may do this with it.
        begun: Notes that a copy is being made; `ended` that it is done.
        refused: Tells the person what was refused.
    """

    def __init__(
        self,
        *,
        desk: Desk,
        approvals: Approvals,
        save: Callable[[Receipt], Path],
        shown: Callable[[Action], ShownOrder | None],
        begun: Callable[[], None],
        ended: Callable[[], None],
        refused: Refused,
    ) -> None:
        self._desk = desk
        self._approvals = approvals
        self._save = save
        self._shown = shown
        self._begun = begun
        self._ended = ended
        self._refused = refused

    def reprint(self) -> None:
        """Print the receipt again, marked as a copy."""
        shown = self._shown(Action.REPRINT_RECEIPT)
        if shown is None:
            return
        row = shown.detail.row

        def queued(_job_id: UUID) -> None:
            self._done(text.reprinted(row.number))

        self._begun()
        self._approvals.do(reprinting(row.order_id), then=queued, refused=self._refused)

    def save_pdf(self) -> None:
        """Save a copy of the receipt as a PDF."""
        shown = self._shown(Action.REPRINT_RECEIPT)
        if shown is None:
            return

        def composed(receipt: Receipt) -> None:
            self._desk.runner.device(
                lambda: self._save(receipt), then=self._saved, refused=self._refused
            )

        self._begun()
        self._approvals.do(copying(shown.detail.row), then=composed, refused=self._refused)

    def _saved(self, path: Path) -> None:
        self._done(text.saved(str(path)))

    def _done(self, words: str) -> None:
        self._ended()
        self._desk.notices.toast(words)
