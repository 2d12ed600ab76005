"""What may be done with the lines of the sale: which, how much, why, and where to."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from pos.domain.barcode import ItemScan, LabelScan
from pos.domain.returns import Disposition, Reason
from ui.screens.returns import draft as drafts
from ui.screens.returns import text
from ui.screens.returns.draft import Draft
from ui.screens.returns.view_protocol import QuantityQuestion, ReturnsView
from ui.shell.desk import Notices
from ui.text.article_name import full_name
from ui.text.formats import Formats


class LineWishes:
    """Changes the return in hand.

    Attributes:
        draft: The return in hand; None until a sale was found.
        is_frozen: It is being posted and stays as it was agreed on.
    """

    def __init__(
        self,
        view: ReturnsView,
        *,
        notices: Notices,
        formats: Formats,
        changed: Callable[[], None],
    ) -> None:
        self._view = view
        self._notices = notices
        self._formats = formats
        self._changed = changed
        self.draft: Draft | None = None
        self.is_frozen = False

    def select(self, line_id: UUID) -> None:
        """Select a line."""
        self._change(partial(drafts.select, line_id=line_id))

    def move(self, places: int) -> None:
        """Select the line that many places further."""
        self._change(partial(drafts.move, places=places))

    def step(self, times: int) -> None:
        """Let one more or less of the selected line come back."""
        self._change(partial(drafts.step, times=times))

    def set_quantity(self, quantity: int) -> None:
        """Let so much of the selected line come back."""
        self._change(partial(drafts.set_quantity, quantity=quantity))

    def take_line(self) -> None:
        """Let all that is left of the selected line come back."""
        pick = self.draft.current if self.draft else None
        if pick is not None:
            self.set_quantity(pick.line.returnable_qty)

    def drop_line(self) -> None:
        """Let nothing of the selected line come back."""
        self.set_quantity(0)

    def take_everything(self) -> None:
        """Let all that is left of the sale come back."""
        self._change(drafts.take_everything)

    def ask_quantity(self) -> None:
        """Ask how much of the selected line comes back."""
        pick = self.draft.current if self.draft else None
        if pick is None or not pick.line.returnable_qty:
            return
        sold = pick.line.sold
        question = QuantityQuestion(
            name=full_name(pick.line),
            unit=sold.unit,
            most=self._formats.quantity(pick.line.returnable_qty, sold.unit),
        )
        self._view.ask_quantity(question, then=self.set_quantity)

    def give_reason(self, reason: Reason) -> None:
        """Say why the selected line comes back."""
        self._change(partial(drafts.give_reason, reason=reason))

    def put_away(self, *, restock: bool) -> None:
        """Say whether the selected line goes back to stock or is set aside."""
        disposition = Disposition.RESTOCK if restock else Disposition.QUARANTINE
        self._change(partial(drafts.put_away, disposition=disposition))

    def take_scanned(self, line_id: UUID, scan: ItemScan | LabelScan) -> None:
        """Let one more of a scanned line come back; of weighed goods what the label says or all."""
        self.select(line_id)
        pick = self.draft.current if self.draft else None
        if pick is None:
            return
        if pick.is_full:
            self._notices.strip(text.no_more_of(full_name(pick.line)))
            return
        if not pick.is_measured:
            self.step(1)
        elif isinstance(scan, LabelScan) and scan.weight_g:
            self.set_quantity(pick.quantity + scan.weight_g)
        else:
            self.take_line()
        self._view.flash(line_id)

    def _change(self, how: Callable[[Draft], Draft]) -> None:
        if self.draft is not None and not self.is_frozen:
            self.draft = how(self.draft)
            self._changed()
