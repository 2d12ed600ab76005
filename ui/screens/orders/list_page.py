"""The list of orders: search, chips, table, and what stands there when there is none."""

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStackedWidget, QVBoxLayout, QWidget

from pos.domain.fetching import Fetching
from pos.domain.sale import PaymentState, SaleState
from pos.queries.orders import OrderFilter, OrderListRow
from ui.screens.orders import made_text, text
from ui.screens.orders.state import Calendar, Found, OrdersState
from ui.shell.shortcuts import Action, key_of
from ui.shell.theme.tokens import Tone
from ui.text.formats import Formats
from ui.widgets.button import Button
from ui.widgets.chips_row import Chip, ChipsRow
from ui.widgets.column import Column
from ui.widgets.empty_state import EmptyState
from ui.widgets.frozen_table import FrozenTable
from ui.widgets.label import plane
from ui.widgets.search_box import SearchBox

Status: TypeAlias = Callable[[OrderListRow], tuple[str, Tone]]

MARGIN_PX = 16
WIDE_FROM_PX = 720
"""Below this width cashier, customer and pieces give way; the pane shows them."""

_ICONS = {
    OrderFilter.ALL: "list",
    OrderFilter.TODAY: "calendar-days",
    OrderFilter.TO_MAKE: "cake",
    OrderFilter.TO_COLLECT: "package-check",
    OrderFilter.UNSENT: "cloud-upload",
    OrderFilter.RETURNED: "undo-2",
    OrderFilter.ONLINE: "globe",
}
_TIME, _READY, _CASHIER, _CUSTOMER, _PIECES, _STATUS = 2, 3, 4, 5, 6, 8


class ListPage(QWidget):
    """Shows the orders that were found.

    Signals:
        chosen: The row that was chosen, or None.
        ended: Somebody scrolled to the last row.
    """

    chosen = Signal(object)
    ended = Signal()

    def __init__(self, formats: Formats) -> None:
        super().__init__()
        self.search = SearchBox(
            name="orders-search",
            hint=text.search_hint(),
            says=text.search_says(),
            key=key_of(Action.SEARCH),
        )
        self.chips = ChipsRow(name="order-chips", says=text.filters())
        self._chips = tuple(
            Chip(key=each, text=text.filter_name(each), icon=icon) for each, icon in _ICONS.items()
        )
        self._table = FrozenTable(
            _columns(formats, status=self._status), name="orders", says=text.orders()
        )
        self._loading = EmptyState("receipt-text", text.loading(), name="orders-loading")
        self._none = EmptyState("receipt-text", "", name="orders-none")
        self.clear = self._none.add_button(
            Button(text.clear_search(), icon="x", name="orders-clear")
        )
        self._trouble = EmptyState("database-zap", text.trouble(), name="orders-trouble")
        self.again = self._trouble.add_button(
            Button(text.try_again(), icon="rotate-cw", name="orders-again")
        )
        self._search = ""
        self._calendar: Calendar | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        for page in (self._loading, self._none, self._trouble):
            self._stack.addWidget(plane(page, "card"))
        self._lay_out()
        self._table.chosen.connect(self.chosen)
        self._table.ended.connect(self.ended)

    def show_state(self, state: OrdersState) -> None:
        """Draw the list."""
        if state.search != self._search:  # What is being typed now is not taken away.
            self._search = state.search
            if self.search.text() != state.search:
                self.search.set_text_quietly(state.search)
        self.chips.show_chips(self._chips, chosen=state.chosen)
        self._show_found(state)
        has_days = state.chosen in {OrderFilter.TO_MAKE, OrderFilter.TO_COLLECT}
        self._table.setColumnHidden(_READY, not has_days)
        self._table.setColumnHidden(_TIME, has_days)
        self._calendar = state.calendar
        self._table.show_rows(state.rows)
        self._mark_shown(state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_wide = self.width() >= WIDE_FROM_PX
        for column in (_CASHIER, _CUSTOMER, _PIECES):
            self._table.setColumnHidden(column, not is_wide)
        mode = QHeaderView.ResizeMode.Fixed if is_wide else QHeaderView.ResizeMode.Stretch
        self._table.horizontalHeader().setSectionResizeMode(_STATUS, mode)
        super().resizeEvent(event)

    def _status(self, row: OrderListRow) -> tuple[str, Tone]:
        return status_of(row, self._calendar)

    def _show_found(self, state: OrdersState) -> None:
        pages = {
            Found.LOADING: self._loading,
            Found.SOME: self._table,
            Found.NONE: self._none,
            Found.TROUBLE: self._trouble,
        }
        if state.search:
            self._none.say(text.no_match(state.search), hint=text.no_match_hint())
        else:
            self._none.say(text.nothing_title(state.chosen), hint=text.nothing_hint(state.chosen))
        self.clear.setVisible(bool(state.search))
        self._stack.setCurrentWidget(pages[state.found])

    def _mark_shown(self, state: OrdersState) -> None:
        if state.shown is None:
            self._table.clearSelection()
            return
        order_id = state.shown.detail.row.order_id
        row = next((each for each in state.rows if each.order_id == order_id), None)
        if row is not None and self._table.current_row() != row:
            self._table.select(row)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_PX, 14, MARGIN_PX, MARGIN_PX)
        column.setSpacing(12)
        column.addWidget(self.search)
        column.addWidget(self.chips)
        column.addWidget(self._stack, 1)


def status_of(row: OrderListRow, calendar: Calendar | None) -> tuple[str, Tone]:
    """Return what has become of an order, in words and colour."""
    fetching = calendar.fetching(row) if calendar is not None else None
    if fetching is not None:
        return made_text.fetching_name(fetching), _FETCHING_TONES[fetching]
    if row.status == SaleState.CANCELLED:
        return text.status_name(row.status), Tone.CAPTION
    if row.payment_status == PaymentState.REFUNDED:
        return text.returned(), Tone.DANGER
    if row.payment_status == PaymentState.PARTIALLY_REFUNDED:
        return text.status_name(row.payment_status), Tone.WARN
    if row.status == SaleState.COMPLETED:
        return text.status_name(row.status), Tone.OK
    is_over = row.status == SaleState.REFUNDED
    return text.status_name(row.status), Tone.CAPTION if is_over else Tone.WARN


_FETCHING_TONES = {
    Fetching.LATER: Tone.SECONDARY,
    Fetching.TODAY: Tone.ACCENT,
    Fetching.LATE: Tone.WARN,
    Fetching.NOT_COLLECTED: Tone.DANGER,
}


def short_name(name: str) -> str:
    """Return a name as it fits in a column: "Maya R." for Maya Roth."""
    first, _, last = name.partition(" ")
    return f"{first} {last.split()[-1][0]}." if last else first


def _columns(formats: Formats, *, status: Status) -> tuple[Column[OrderListRow], ...]:
    return (
        Column(
            title="",
            value=lambda row: text.sent() if row.is_sent else text.unsent(),
            icon=lambda row: "" if row.is_sent else "cloud-upload",
            tone=lambda _row: Tone.WARN,
            width_px=36,
            is_icon_only=True,
        ),
        Column(title=text.number(), value=lambda row: row.number, width_px=148, is_strong=True),
        Column(
            title=text.time(),
            value=lambda row: formats.short_moment(row.placed_at),
            width_px=134,
        ),
        Column(
            title=text.ready_column(),
            value=lambda row: formats.short_day_of_week(row.ready_on) if row.ready_on else "",
            width_px=134,
            is_strong=True,
        ),
        Column(title=text.cashier(), value=lambda row: short_name(row.cashier), width_px=92),
        Column(title=text.customer(), value=lambda row: row.customer_name),
        Column(title=text.pieces(), value=lambda row: str(row.pieces), width_px=66, is_figure=True),
        Column(
            title=text.total(),
            value=lambda row: formats.money(row.total_cents),
            width_px=100,
            is_figure=True,
            is_strong=True,
        ),
        Column(
            title=text.status(),
            value=lambda row: status(row)[0],
            tone=lambda row: status(row)[1],
            width_px=140,
        ),
    )
