"""The list of customers: search, table, and what stands there when nobody fits."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos.domain.phone import spell_phone
from pos.queries.customers import CustomerListRow
from ui.screens.customers import text
from ui.screens.customers.state import CustomersState, Found
from ui.shell.shortcuts import Action, key_of
from ui.shell.theme.tokens import Tone
from ui.widgets.button import Button
from ui.widgets.column import Column
from ui.widgets.empty_state import EmptyState
from ui.widgets.frozen_table import FrozenTable
from ui.widgets.label import PlainLabel, plane
from ui.widgets.search_box import SearchBox

MARGIN_PX = 16
WIDE_FROM_PX = 720
"""Below this width the e-mail gives way; the pane shows it."""

_EMAIL = 3


class ListPage(QWidget):
    """Shows the customers that were found, or those who came last.

    Signals:
        chosen: The row that was chosen, or None.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.search = SearchBox(
            name="customers-search",
            hint=text.search_hint(),
            says=text.search_says(),
            key=key_of(Action.SEARCH),
        )
        self.new = Button(
            text.new(), icon="user-plus", key=key_of(Action.CUSTOMER), name="new-customer"
        )
        self._heading = PlainLabel(voice="status", name="customers-heading")
        self._table = FrozenTable(_columns(), name="customers", says=text.customers())
        self._loading = EmptyState("users", text.loading(), name="customers-loading")
        self._none = EmptyState("users", "", name="customers-none")
        self.clear = self._none.add_button(
            Button(text.clear_search(), icon="x", name="customers-clear")
        )
        self._search = ""
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        for page in (self._loading, self._none):
            self._stack.addWidget(plane(page, "card"))
        self._lay_out()
        self._table.chosen.connect(self.chosen)

    def show_state(self, state: CustomersState) -> None:
        """Draw the list."""
        if state.search != self._search:  # What is being typed now is not taken away.
            self._search = state.search
            if self.search.text() != state.search:
                self.search.set_text_quietly(state.search)
        self.new.setVisible(state.may_edit)
        self._heading.setText(text.found() if state.search.strip() else text.came_last())
        self._heading.setVisible(state.found is Found.SOME)
        self._show_found(state)
        self._table.show_rows(state.rows)
        self._mark_shown(state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._table.setColumnHidden(_EMAIL, self.width() < WIDE_FROM_PX)
        super().resizeEvent(event)

    def _show_found(self, state: CustomersState) -> None:
        pages = {Found.LOADING: self._loading, Found.SOME: self._table, Found.NONE: self._none}
        if state.search.strip():
            self._none.say(text.no_match(state.search), hint=text.no_match_hint())
        else:
            self._none.say(text.nobody_yet(), hint=text.nobody_yet_hint())
        self.clear.setVisible(bool(state.search))
        self._stack.setCurrentWidget(pages[state.found])

    def _mark_shown(self, state: CustomersState) -> None:
        shown = state.shown.customer.customer_id if state.shown else None
        row = next((each for each in state.rows if each.customer_id == shown), None)
        if row is None:
            self._table.clearSelection()
        elif self._table.current_row() != row:
            self._table.select(row)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_PX, 14, MARGIN_PX, MARGIN_PX)
        column.setSpacing(12)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self.search, 1)
        top.addWidget(self.new)
        column.addLayout(top)
        column.addWidget(self._heading)
        column.addWidget(self._stack, 1)


def _columns() -> tuple[Column[CustomerListRow], ...]:
    return (
        Column(
            title="",
            value=lambda row: text.has_note() if row.note else text.no_note(),
            icon=lambda row: "sticky-note" if row.note else "",
            tone=lambda _row: Tone.WARN,
            width_px=36,
            is_icon_only=True,
        ),
        Column(title=text.name(), value=lambda row: row.name, is_strong=True),
        Column(title=text.phone(), value=lambda row: spell_phone(row.phone), width_px=156),
        Column(title=text.email(), value=lambda row: row.email, width_px=268),
        Column(title=text.card(), value=lambda row: row.card_no, width_px=96),
    )
