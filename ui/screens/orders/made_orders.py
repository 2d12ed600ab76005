"""The wishes about an order with goods that are made for the customer."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from pos.domain.permission import Action
from pos.services import print_jobs
from ui.screens.orders import made_text
from ui.screens.orders.state import ShownOrder
from ui.screens.orders.wishes import Post, Shown
from ui.shell.desk import Desk

if TYPE_CHECKING:
    from pos.queries.cancelling import Cancelling
    from pos.services.permissions import Actor
    from pos.services.returns import AcceptedReturn
    from pos.uow import WriteTx
    from ui.screens.orders.cancel_question import CancelQuestion
    from ui.screens.orders.day_question import DayGroup, DayQuestion
    from ui.shell.card_back import CardBack

MoveDay = Callable[[date, date, str], None]


class MadeView(Protocol):
    """Asks what has to be known first."""

    def ask_day(self, question: "DayQuestion", *, then: MoveDay) -> None:
        """Ask which promised day is moved to which, and why."""
        ...

    def ask_cancel(self, question: "CancelQuestion", *, then: Callable[[str], None]) -> None:
        """Show what goes back, and ask why the order is cancelled."""
        ...


class MadeOrders:
    """Moves promised days, labels what is made, and cancels.

    Args:
        post: Does a job as the person at the till.
        shown: The order in the pane, when the person may do this with it.
        changed: Shows an order anew.
        redraw: Draws what is shown once more.
    """

    def __init__(
        self,
        *,
        desk: Desk,
        post: Post,
        view: MadeView,
        shown: Shown,
        changed: Callable[[UUID], None],
        redraw: Callable[[], None],
    ) -> None:
        self._desk = desk
        self._post = post
        self._view = view
        self._shown = shown
        self._changed = changed
        self._redraw = redraw
        self._cards: dict[UUID, CardBack] = {}

    def card_words(self, order_id: UUID) -> tuple[str, ...]:
        """Return what happens to the money of an order that was cancelled here, a line a card."""
        cards = self._cards.get(order_id)
        return cards.words if cards is not None else ()

    def move_day(self) -> None:
        """Ask to which day the shown order is moved."""
        # Loaded with the first day that is moved.
        from ui.screens.orders.day_question import days_to_move

        shown = self._shown(Action.MOVE_PROMISED_DAY)
        if shown is not None and shown.promised:
            job = days_to_move(shown.detail.row.order_id, now=self._desk.clock.now())
            self._desk.runner.ask(job, then=partial(self._ask_day, shown))

    def print_label(self) -> None:
        """Print what sticks on the goods of the shown order until they are fetched."""
        shown = self._shown(Action.RING_SALE)
        if shown is None or not shown.promised:
            return
        row = shown.detail.row

        def job(tx: "WriteTx", actor: "Actor") -> None:
            print_jobs.enqueue_pickup_label(tx, row.order_id, staff_id=actor.staff_id)

        def asked(_nothing: None) -> None:
            self._desk.notices.toast(made_text.label_is_printed(row.number))

        self._post(job, then=asked)

    def cancel(self) -> None:
        """Show what goes back when the shown order is cancelled, and ask why."""
        # Loaded with the first order that is cancelled.
        from ui.screens.orders.cancel_question import to_cancel

        shown = self._shown(Action.CANCEL_ORDER)
        if shown is not None and shown.promised:
            job = to_cancel(shown.detail.row.order_id, now=self._desk.clock.now())
            self._desk.runner.ask(job, then=self._ask_cancel)

    def _ask_cancel(self, found: "Cancelling | None") -> None:
        from pos.services.cancelling import CancelledElsewhereError, NothingToCancelError
        from ui.screens.orders.cancel_question import question_of

        if found is None:
            self._desk.notices.refused(NothingToCancelError())
        elif found.takes_all and found.register_id != self._desk.identity.register_id:
            self._desk.notices.refused(CancelledElsewhereError())
        else:
            question = question_of(found, self._desk.formats)
            self._view.ask_cancel(question, then=partial(self._cancel, found))

    def _cancel(self, found: "Cancelling", reason: str) -> None:
        order, back_cents = found.order, found.forfeit.back_cents
        return_id = self._desk.ids.new_id()

        def job(tx: "WriteTx", actor: "Actor") -> "AcceptedReturn":
            from pos.services.cancelling import CancelOrder, cancel_order

            wish = CancelOrder(
                return_id=return_id,
                actor=actor,
                order_id=order.order_id,
                back_cents=back_cents,
                reason=reason,
            )
            return cancel_order(tx, wish)

        self._post(job, size=back_cents, then=partial(self._cancelled, found))

    def _cancelled(self, found: "Cancelling", accepted: "AcceptedReturn") -> None:
        order, back_cents = found.order, found.forfeit.back_cents
        back = self._desk.formats.money(back_cents) if back_cents else ""
        self._desk.notices.toast(made_text.cancelled(order.number, back))
        if not accepted.was_posted_before:
            self._give_back(order.order_id, accepted.return_id)
        self._changed(order.order_id)

    def _give_back(self, order_id: UUID, return_id: UUID) -> None:
        """Give back what was paid by card, by the terminal where it can."""
        from ui.shell.card_back import CardBack

        desk = self._desk
        cards = CardBack(
            runner=desk.runner, notices=desk.notices, formats=desk.formats, changed=self._redraw
        )
        self._cards[order_id] = cards
        cards.begin(return_id)

    def _ask_day(self, shown: ShownOrder, groups: "tuple[DayGroup, ...]") -> None:
        from ui.screens.orders.day_question import DayQuestion

        row = shown.detail.row
        if not groups:
            self._desk.notices.strip(made_text.nothing_to_move(row.number))
            return
        question = DayQuestion(number=row.number, groups=groups)
        self._view.ask_day(question, then=partial(self._move, row.order_id))

    def _move(self, order_id: UUID, before: date, after: date, reason: str) -> None:
        def job(tx: "WriteTx", actor: "Actor") -> None:
            from pos.services.promised_days import MovePromisedDay, move_promised_day

            wish = MovePromisedDay(
                actor=actor, order_id=order_id, from_day=before, to_day=after, reason=reason
            )
            move_promised_day(tx, wish)

        def moved(_nothing: None) -> None:
            self._desk.notices.toast(made_text.moved(self._desk.formats.day_of_week(after)))
            self._changed(order_id)

        self._post(job, then=moved)
