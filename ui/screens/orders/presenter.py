"""Finds orders, shows one, and gives out copies of its receipt."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol, TypeVar
from uuid import UUID

from pos.domain.barcode import ItemScan, ReceiptScan
from pos.domain.errors import PosError
from pos.domain.permission import Action
from pos.domain.receipt import Receipt
from pos.queries.orders import ORDERS_MAX, OrderFilter, OrderListRow
from pos.runtime.changes import Changes
from pos.services.permissions import Actor, ApprovalNeededError
from pos.uow import ReadTx, WriteTx
from ui.screens.orders import text
from ui.screens.orders.archive import (
    Listing,
    looking,
    opening,
    opening_number,
)
from ui.screens.orders.copies import Copies
from ui.screens.orders.fetching import Fetching
from ui.screens.orders.made_orders import MadeOrders, MadeView
from ui.screens.orders.state import Calendar, Found, OrdersState, ShownOrder
from ui.shell.approval import Approvals
from ui.shell.desk import Desk

T = TypeVar("T")

RETURNS = "returns"
SHOWN = frozenset(
    {
        Action.REPRINT_RECEIPT,
        Action.ACCEPT_RETURN,
        Action.RING_SALE,
        Action.MOVE_PROMISED_DAY,
        Action.CANCEL_ORDER,
    }
)
"""Permissions that this screen's buttons depend on."""


class OrdersView(MadeView, Protocol):
    """Draws the list and the order beside it."""

    def show(self, state: OrdersState) -> None:
        """Show a state."""
        ...

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        ...


class OrdersPresenter:
    """The wishes of somebody who looks for an order.

    Args:
        save_pdf: Writes a receipt and returns its file; called on the device lane.

    Attributes:
        copies: The wishes for copies of the receipt.
        fetching: The wishes of who comes for an order, or pays what was promised.
        made: The wishes about goods that are made for the customer.
    """

    def __init__(
        self,
        view: OrdersView,
        *,
        desk: Desk,
        approvals: Approvals,
        save_pdf: Callable[[Receipt], Path],
    ) -> None:
        self._view = view
        self._desk = desk
        self._approvals = approvals
        self._question = 0
        self._opening = 0
        self._state = OrdersState()
        self.copies = Copies(
            desk=desk,
            approvals=approvals,
            save=save_pdf,
            shown=self._ready_to,
            begun=self._begin,
            ended=self._end,
            refused=self._refused,
        )
        self.fetching = Fetching(
            desk=desk, post=self._post, shown=self._ready_to, changed=self._show_anew
        )
        self.made = MadeOrders(
            desk=desk,
            post=self._post,
            view=view,
            shown=self._ready_to,
            changed=self._show_anew,
            redraw=lambda: self._show(self._state),
        )

    def entered(self, bring: str) -> None:
        """Show the newest orders; `bring` is the number of one to open, or its receipt's code."""
        may = frozenset(each for each in SHOWN if self._desk.session.may(each))
        self._show(replace(self._state, may=may, rows_max=ORDERS_MAX))
        self._view.focus_search()
        self.reload()
        if bring:
            scan = self._desk.read_scan(bring)
            self.open_number(scan.number if isinstance(scan, ReceiptScan) else bring)

    def refresh(self, _changes: Changes) -> None:
        """An order came, was sent, or changed."""
        self.reload()
        if self._state.shown is not None:
            self._open(self._state.shown.detail.row.order_id)

    def scanned(self, code: str) -> None:
        """Open the order of a receipt, or mark the line of an article."""
        match self._desk.read_scan(code):
            case ReceiptScan(number=number):
                self.open_number(number)
            case ItemScan(lookups=codes) if self._state.shown is not None:
                self._mark(self._state.shown, codes)
            case _:
                self._desk.notices.beep()

    def search(self, words: str) -> None:
        """Look for part of a number or of a name."""
        self._show(replace(self._state, search=words, rows_max=ORDERS_MAX))
        self.reload()

    def clear_search(self) -> None:
        """Show all orders of the chosen kind again."""
        self.search("")
        self._view.focus_search()

    def choose(self, chosen: OrderFilter) -> None:
        """Show another kind of orders."""
        self._show(replace(self._state, chosen=chosen, rows_max=ORDERS_MAX))
        self.reload()

    def select(self, row: OrderListRow | None) -> None:
        """Show an order of the list beside it."""
        shown = self._state.shown
        if row is not None and (shown is None or shown.detail.row.order_id != row.order_id):
            self._open(row.order_id)

    def open_first(self, words: str) -> None:
        """Look for words and show the first order that was found."""
        self._show(replace(self._state, search=words, rows_max=ORDERS_MAX))
        self._look(then=self._select_first)

    def select_next(self) -> None:
        """Show the order below."""
        self._step(1)

    def select_previous(self) -> None:
        """Show the order above."""
        self._step(-1)

    def open_number(self, number: str) -> None:
        """Show the order with a number."""

        def found(shown: ShownOrder | None) -> None:
            if shown is None:
                self._desk.notices.strip(text.unknown_number(number))
            else:
                self._put(shown)

        self._ask_order(opening_number(number), then=found)

    def reload(self) -> None:
        """Read the list once more."""
        self._look(then=lambda: None)

    def show_older(self) -> None:
        """Show older orders below those that are shown, when there are any."""
        if self._state.may_have_older:
            self._show(replace(self._state, rows_max=len(self._state.rows) + ORDERS_MAX))
            self.reload()

    def go_back(self) -> None:
        """Clear the search, or close the order."""
        if self._state.search:
            self.clear_search()
        elif self._state.shown is not None:
            self._show(replace(self._state, shown=None))

    def start_return(self) -> None:
        """Go on to the returns with this order."""
        shown = self._ready_to(Action.ACCEPT_RETURN)
        if shown is not None and shown.is_returnable:
            self._desk.navigator.go(RETURNS, bring=shown.detail.row.number)

    def _look(self, *, then: Callable[[], None]) -> None:
        """Read the list; the answer to the newest question wins."""
        self._question += 1
        question = self._question
        state = self._state
        job = looking(
            state.chosen, state.search, rows_max=state.rows_max, now=self._desk.clock.now()
        )

        def found(listing: Listing) -> None:
            if question == self._question:
                how = Found.SOME if listing.rows else Found.NONE
                calendar = Calendar(today=listing.today, wait_days=listing.wait_days)
                self._show(replace(self._state, rows=listing.rows, found=how, calendar=calendar))
                then()

        self._desk.runner.ask(job, then=found, refused=self._not_read)

    def _step(self, step: int) -> None:
        rows, shown = self._state.rows, self._state.shown
        ids = [row.order_id for row in rows]
        if shown is None or shown.detail.row.order_id not in ids:
            self._select_first()
            return
        place = ids.index(shown.detail.row.order_id) + step
        self.select(rows[min(max(place, 0), len(rows) - 1)])

    def _select_first(self) -> None:
        if self._state.rows:
            self.select(self._state.rows[0])

    def _ready_to(self, action: Action) -> ShownOrder | None:
        ready = action in self._state.may and not self._state.is_busy
        return self._state.shown if ready else None

    def _open(self, order_id: UUID) -> None:
        self._ask_order(opening(order_id), then=self._put)

    def _post(
        self,
        job: Callable[[WriteTx, Actor], T],
        *,
        then: Callable[[T], None],
        size: int | None = None,
    ) -> None:
        def done(answer: T) -> None:
            self._end()
            then(answer)

        self._begin()
        self._approvals.do(job, size=size, then=done, refused=self._refused)

    def _begin(self) -> None:
        self._show(replace(self._state, is_busy=True))

    def _end(self) -> None:
        self._show(replace(self._state, is_busy=False))

    def _show_anew(self, order_id: UUID) -> None:
        self._open(order_id)
        self.reload()

    def _ask_order(self, job: Callable[[ReadTx], T], *, then: Callable[[T], None]) -> None:
        """Read an order; the answer to the newest wish wins."""
        self._opening += 1
        wish = self._opening

        def answered(answer: T) -> None:
            if wish == self._opening:
                then(answer)

        self._desk.runner.ask(job, then=answered)

    def _put(self, shown: ShownOrder) -> None:
        before = self._state.shown
        if before is not None and before.detail.row.order_id == shown.detail.row.order_id:
            shown = replace(shown, marked_line_id=before.marked_line_id)
        self._show(replace(self._state, shown=shown))

    def _mark(self, shown: ShownOrder, codes: tuple[str, ...]) -> None:
        line = next((each for each in shown.detail.lines if each.barcode in codes), None)
        if line is None:
            self._desk.notices.strip(text.not_in_order(shown.detail.row.number))
            return
        marked = replace(shown, marked_line_id=line.order_line_id)
        self._show(replace(self._state, shown=marked))

    def _not_read(self, _error: PosError) -> None:
        self._show(replace(self._state, found=Found.TROUBLE, rows=()))

    def _refused(self, error: PosError) -> None:
        self._end()
        if not isinstance(error, ApprovalNeededError):  # They were asked, and said no.
            self._desk.notices.refused(error)

    def _show(self, state: OrdersState) -> None:
        shown = state.shown
        cards = self.made.card_words(shown.detail.row.order_id) if shown is not None else ()
        self._state = replace(state, cards=cards)
        self._view.show(self._state)
