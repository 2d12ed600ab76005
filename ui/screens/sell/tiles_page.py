"""The left side: search field, categories, tiles."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.screens.sell import text
from ui.screens.sell.state import BrowseState, Found
from ui.shell.shortcuts import Action, key_of
from ui.widgets.button import Button
from ui.widgets.chips_row import Chip, ChipsRow
from ui.widgets.empty_state import EmptyState
from ui.widgets.search_box import SearchBox
from ui.widgets.tile_grid import TileGrid


class TilesPage(QWidget):
    """Shows what can be sold.

    Signals:
        searched: The words, after they changed.
        entered: The words at Enter; True when they shall stay.
        category_chosen: Id of a category, or None for all.
        tapped: Id of the product of a tile.
        recall_wished: The held sales shall be shown.
        orders_wished: The orders shall be shown.
    """

    searched = Signal(str)
    entered = Signal(str, bool)
    category_chosen = Signal(object)
    tapped = Signal(object)
    recall_wished = Signal()
    orders_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = SearchBox(
            name="search",
            hint=text.search_hint(),
            says=text.search(),
            key=key_of(Action.SEARCH),
        )
        self._recall = Button(text.held(0), icon="pause", name="recall")
        self._orders = Button(text.orders(), icon="receipt-text", name="orders")
        self._chips = ChipsRow(name="categories", says=text.categories())
        self._grid = TileGrid(name="tiles", says=text.articles())
        self._empty = EmptyState("search-x", "", name="no-tiles")
        self._clear = self._empty.add_button(Button(text.clear_search(), name="clear-search"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._grid)
        self._stack.addWidget(self._empty)
        self._shown: BrowseState | None = None
        self._lay_out()
        self._connect()

    def show_browse(self, state: BrowseState) -> None:
        """Draw what is offered."""
        before, self._shown = self._shown, state
        if state is before:
            return
        if not state.search and self.search.said:
            self.search.forget()
        chips = [
            Chip(key=chip.category_id, text=chip.name, icon=chip.glyph) for chip in state.categories
        ]
        self._chips.show_chips(chips, chosen=state.category_id)
        self._show_found(state)

    def show_cart(self, badges: Mapping[UUID, str], *, held: int) -> None:
        """Draw what the cart changes here."""
        self._grid.show_badges(badges)
        if self._recall.words() != text.held(held):
            self._recall.say(text.held(held))

    def _show_found(self, state: BrowseState) -> None:
        is_empty = state.found in {Found.NO_MATCH, Found.NOTHING}
        self._stack.setCurrentWidget(self._empty if is_empty else self._grid)
        if state.found is Found.NO_MATCH:
            self._empty.say(text.no_match(state.search), hint=text.no_match_hint())
        elif state.found is Found.NOTHING and state.category_id is None:
            self._empty.say(text.empty_shop(), hint=text.empty_shop_hint())
        elif state.found is Found.NOTHING:
            self._empty.say(text.no_articles(), hint=text.no_articles_hint())
        elif state.found is Found.LOADING:
            self._grid.show_skeletons()
        else:
            self._grid.show_tiles(state.tiles)
        self._clear.setVisible(state.found is Found.NO_MATCH)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self.search, 1)
        top.addWidget(self._recall)
        top.addWidget(self._orders)
        tiles = QHBoxLayout()
        tiles.setContentsMargins(0, 0, 0, 0)
        tiles.addWidget(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 12, 0)
        column.setSpacing(13)
        top.setContentsMargins(0, 0, 4, 0)
        column.addLayout(top)
        column.addWidget(self._chips)
        column.addLayout(tiles, 1)

    def _connect(self) -> None:
        self.search.searched.connect(self.searched)
        self.search.entered.connect(self.entered)
        self._chips.chosen.connect(self.category_chosen)
        self._grid.chosen.connect(self.tapped)
        self._recall.clicked.connect(self.recall_wished)
        self._orders.clicked.connect(self.orders_wished)
        self._clear.clicked.connect(self._clear_search)

    @Slot()
    def _clear_search(self) -> None:
        self.search.clear()
        self.search.setFocus()
