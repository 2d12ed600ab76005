"""What somebody wishes who erases a customer."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from pos.domain.erasure import ErasurePreview, ErasureReason
from pos.domain.errors import PosError
from ui.screens.customers import erase_text, text
from ui.screens.customers.erase_book import erasing, previewing
from ui.screens.customers.view_protocol import CustomersView
from ui.screens.customers.wishes import Shown
from ui.shell.approval import Approvals
from ui.shell.desk import Desk


class EraseWishes:
    """The wishes that the shown customer is known no longer.

    Args:
        shown: Who is shown.
        closed: Shows nobody any more, and the list anew.
        refused: Says what was refused.
    """

    def __init__(
        self,
        view: CustomersView,
        *,
        desk: Desk,
        approvals: Approvals,
        shown: Shown,
        closed: Callable[[], None],
        refused: Callable[[PosError], None],
    ) -> None:
        self._view = view
        self._desk = desk
        self._approvals = approvals
        self._shown = shown
        self._closed = closed
        self._refused = refused

    def erase(self) -> None:
        """Say what erasing the shown customer takes away, and ask why."""
        shown = self._shown()
        if shown is None:
            return
        customer_id = shown.customer.customer_id

        def previewed(preview: ErasurePreview | None) -> None:
            if preview is None:
                self._desk.notices.strip(text.gone())
                return
            self._view.ask_erasure(preview, then=partial(self._erase, customer_id))

        self._desk.runner.ask(previewing(customer_id), then=previewed)

    def _erase(self, customer_id: UUID, reason: ErasureReason) -> None:
        def done(_nothing: None) -> None:
            self._view.close_question()
            self._closed()
            self._desk.notices.toast(erase_text.erased())

        self._approvals.do(erasing(customer_id, reason), then=done, refused=self._refused)
