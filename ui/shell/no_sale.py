"""Opens the drawer without a sale, from wherever somebody stands; names nothing of Qt."""

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from pos.domain.permission import Action
from pos.services.drawer_opening import OpenDrawerWish, open_drawer
from pos.services.permissions import Actor, PermissionDeniedError
from pos.uow import WriteTx
from ui.shell.approval import Approvals
from ui.shell.desk import Notices
from ui.shell.session import Session
from ui.text import no_sale as words


class NoSaleView(Protocol):
    """Asks what the drawer shall open for."""

    def ask(self, *, then: Callable[[str], None]) -> None:
        """Ask for a reason; nothing happens when nobody gives one."""
        ...


class NoSale:
    """The wish to open the drawer."""

    def __init__(
        self, view: NoSaleView, *, session: Session, approvals: Approvals, notices: Notices
    ) -> None:
        self._view = view
        self._session = session
        self._approvals = approvals
        self._notices = notices

    def wish(self) -> None:
        """Ask what for, then open it; who may not hears so at once."""
        if self._session.cashier is None:
            return
        if self._session.may(Action.OPEN_DRAWER):
            self._view.ask(then=self._open)
        else:
            self._notices.refused(PermissionDeniedError(action=Action.OPEN_DRAWER))

    def _open(self, reason: str) -> None:
        def job(tx: WriteTx, actor: Actor) -> UUID:
            return open_drawer(tx, OpenDrawerWish(actor=actor, reason=reason))

        self._approvals.do(job, then=self._opened)

    def _opened(self, _entry_id: UUID) -> None:
        self._notices.toast(words.drawer_opened())
