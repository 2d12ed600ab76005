"""The main area: search field, chips, and the variants that fit."""

from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.screens.stock import text
from ui.screens.stock.article_cell import ARTICLE, CODES, TwoLineCell
from ui.screens.stock.state import ArticleRow, Found, ListState
from ui.shell.shortcuts import Action, key_of
from ui.shell.theme.tokens import Tone
from ui.widgets.button import Button
from ui.widgets.chips_row import Chip, ChipsRow
from ui.widgets.column import Column
from ui.widgets.empty_state import EmptyState
from ui.widgets.frozen_table import FrozenTable
from ui.widgets.label import PlainLabel, plane
from ui.widgets.search_box import SearchBox

MARGIN_PX = 16
WIDE_FROM_PX = 700
"""Below this width codes and reserved give way; the pane shows them."""

_ARTICLE, _CODES, _RESERVED = 0, 1, 4


class ListPage(QWidget):
    """Shows what was found.

    Signals:
        chosen: Id of the variant whose row was chosen, or None.
        cleared: Everything shall be shown again.
    """

    chosen = Signal(object)
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = SearchBox(
            name="stock-search",
            hint=text.search_hint(),
            says=text.search(),
            key=key_of(Action.SEARCH),
        )
        self.chips = ChipsRow(name="stock-chips", says=text.chips())
        self._table = FrozenTable(_columns(), name="stock-rows", says=text.articles())
        self._table.setItemDelegateForColumn(_ARTICLE, TwoLineCell(self._table, ARTICLE))
        self._table.setItemDelegateForColumn(_CODES, TwoLineCell(self._table, CODES))
        self._empty = EmptyState("package-search", "", name="stock-nothing")
        self._clear = self._empty.add_button(Button(text.show_all(), name="stock-clear"))
        self._note = PlainLabel(voice="caption", name="stock-note")
        self._stack = QStackedWidget()
        self._shown: ListState | None = None
        self._lay_out()
        self._table.chosen.connect(self._choose)
        self._clear.clicked.connect(self.cleared)

    def show_list(self, state: ListState, *, selected: UUID | None) -> None:
        """Draw the list, with the row of a variant chosen."""
        before, self._shown = self._shown, state
        if state is not before:
            self._show_search(before, state)
            chips = [Chip(key=each.key, text=each.name, icon=each.glyph) for each in state.chips]
            self.chips.show_chips(chips, chosen=state.chosen)
            self._show_found(state)
            self._note.setText(state.note)
            self._note.setVisible(bool(state.note))
        self._mark(selected)

    def resizeEvent(self, event: QResizeEvent) -> None:
        for column in (_CODES, _RESERVED):
            self._table.setColumnHidden(column, self.width() < WIDE_FROM_PX)
        super().resizeEvent(event)

    def _show_search(self, before: ListState | None, state: ListState) -> None:
        if before is None or before.search == state.search:
            return  # What is being typed now is not taken away.
        if self.search.text() != state.search:
            self.search.set_text_quietly(state.search)

    def _show_found(self, state: ListState) -> None:
        self._stack.setCurrentIndex(1 if state.found is Found.NOTHING else 0)
        if state.nothing is not None:
            self._empty.say(state.nothing.title, hint=state.nothing.hint)
        self._table.show_rows(state.rows)

    def _mark(self, selected: UUID | None) -> None:
        row = self._row_of(selected)
        if row is None:
            self._table.clearSelection()
        elif self._table.current_row() != row:
            self._table.select(row)

    def _row_of(self, variant_id: UUID | None) -> ArticleRow | None:
        rows = self._shown.rows if self._shown else ()
        return next((row for row in rows if row.variant_id == variant_id), None)

    def _lay_out(self) -> None:
        self._stack.addWidget(self._table)
        self._stack.addWidget(plane(self._empty, "card"))
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_PX, 14, MARGIN_PX, MARGIN_PX)
        column.setSpacing(13)
        column.addWidget(self.search)
        column.addWidget(self.chips)
        column.addWidget(self._stack, 1)
        column.addWidget(self._note)

    @Slot(object)
    def _choose(self, row: ArticleRow | None) -> None:
        if row is not None:
            self.chosen.emit(row.variant_id)


def _columns() -> tuple[Column[ArticleRow], ...]:
    def level(row: ArticleRow) -> Tone:
        return row.tone

    return (
        Column(title=text.article(), value=lambda row: row.says),
        Column(title=text.codes(), value=lambda row: f"{row.sku}\n{row.barcode}", width_px=158),
        Column(title=text.price(), value=lambda row: row.price, width_px=108, is_figure=True),
        Column(title=text.on_hand(), value=lambda row: row.on_hand, width_px=104, is_figure=True),
        Column(title=text.reserved(), value=lambda row: row.reserved, width_px=88, is_figure=True),
        Column(
            title=text.available(),
            value=lambda row: row.available,
            width_px=104,
            is_figure=True,
            is_strong=True,
            tone=level,
        ),
    )
