"""The wishes when somebody comes for their order, or pays what they promised."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from pos.domain.permission import Action
from ui.screens.orders import made_text, text
from ui.screens.orders.archive import noting
from ui.screens.orders.wishes import Post, Shown
from ui.shell.brought import bring_balance
from ui.shell.desk import Desk

if TYPE_CHECKING:
    from pos.services.permissions import Actor
    from pos.uow import WriteTx

SELL = "sell"


class Fetching:
    """Hands orders over; what is left to pay is paid on the screen that sells.

    Args:
        post: Does a job as the person at the till.
        shown: The order in the pane, when the person may do this with it.
        changed: Shows an order anew.
    """

    def __init__(
        self,
        *,
        desk: Desk,
        post: Post,
        shown: Shown,
        changed: Callable[[UUID], None],
    ) -> None:
        self._desk = desk
        self._post = post
        self._shown = shown
        self._changed = changed

    def hand_over(self) -> None:
        """Complete the shown order: the customer has it; what is due is paid first."""
        shown = self._shown(Action.RING_SALE)
        if shown is None or not shown.promised:
            return
        if shown.due:
            first, *others = shown.due
            bring = bring_balance(first.payment_id, hands_over=not others)
            self._desk.navigator.go(SELL, bring=bring)
            return
        row = shown.detail.row

        def job(tx: "WriteTx", actor: "Actor") -> None:
            # Loaded with the first order that is fetched.
            from pos.services.handing_over import HandOver, hand_over

            hand_over(tx, HandOver(actor=actor, order_id=row.order_id))

        self._do(job, row.order_id, made_text.handed_over(row.number))

    def take_balance(self) -> None:
        """Go on to the payment of what is owed."""
        shown = self._shown(Action.RING_SALE)
        if shown is not None and shown.next_promise is not None:
            bring = bring_balance(shown.next_promise.payment_id, hands_over=False)
            self._desk.navigator.go(SELL, bring=bring)

    def note_came(self) -> None:
        """Note that what is owed came past the drawer: through a bank, by a courier."""
        shown = self._shown(Action.RING_SALE)
        promise = shown.next_promise if shown is not None else None
        if promise is None:
            return
        amount = self._desk.formats.money(promise.owed_cents)
        job = noting(promise, collection_id=self._desk.ids.new_id())
        self._do(job, promise.order_id, text.collected(amount))

    def _do(self, job: Callable[["WriteTx", "Actor"], None], order_id: UUID, said: str) -> None:
        self._post(job, then=partial(self._done, order_id, said))

    def _done(self, order_id: UUID, said: str, _nothing: None) -> None:
        self._desk.notices.toast(said)
        self._changed(order_id)
