"""Where the drawer is counted, in notes and coins or as one sum."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos.domain.denominations import CashKinds
from ui.screens.cash import text
from ui.screens.cash.count_grid import CountGrid
from ui.screens.cash.page_head import PageHead
from ui.screens.cash.state import CashState, CountBy, Phase
from ui.text.formats import Formats
from ui.widgets.label import PlainLabel, plane
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.number_pad import NumberPad
from ui.widgets.segmented import Segmented

MARGIN_PX = 16
WAYS_PX = 80
"""The row above the grid, with its margins."""

CARD_WIDTH_MAX_PX = 980
"""A worth, its field and its sum belong together: on a wide screen they would drift apart."""


class CountPage(QWidget):
    """Counts a drawer.

    Signals:
        total_typed: The sum in minor units, or None.
        ended: The last field was left by Enter.
    """

    total_typed = Signal(object)
    ended = Signal()

    def __init__(self, kinds: CashKinds, formats: Formats) -> None:
        super().__init__()
        self._head = PageHead()
        self.by = Segmented(
            ((CountBy.PIECES, text.by_pieces()), (CountBy.TOTAL, text.by_total())),
            chosen=CountBy.PIECES,
        )
        self.grid = CountGrid(kinds, formats)
        self._total = MoneyEdit(
            name="count-total",
            says=text.sum_in_drawer(),
            exponent=formats.exponent,
            write=formats.amount,
            look="due",
        )
        self._ways = QStackedWidget()
        self._ways.addWidget(self.grid)
        self._ways.addWidget(self._build_total())
        self._lay_out()
        self._total.changed.connect(self.total_typed)
        self._total.accepted.connect(self.ended)
        self.grid.ended.connect(self.ended)

    def show_state(self, state: CashState) -> None:
        """Draw a count."""
        if state.phase is Phase.CLOSED:
            self._head.say(text.register_closed(), text.count_float_hint())
        elif state.shift is not None:
            self._head.say(text.counting(state.shift.number), text.counting_hint())
        self.by.choose(state.count.by)
        self.grid.show_count(state.count)
        is_total = state.count.by is CountBy.TOTAL
        self._ways.setCurrentIndex(1 if is_total else 0)
        if self._total.cents != state.count.typed_cents:
            self._total.show_cents(state.count.typed_cents)

    def begin(self) -> None:
        """Put the focus where counting begins."""
        if self._ways.currentIndex() == 0:
            self.grid.focus_first()
        else:
            self._total.setFocus()

    def _build_total(self) -> QWidget:
        page = QWidget()
        pad = NumberPad(corner=".", back=text.erase())
        self._total.follow(pad)
        self._total.setFixedWidth(pad.width())
        column = QVBoxLayout(page)
        column.setSpacing(12)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addStretch()
        column.addWidget(PlainLabel(text.sum_in_drawer(), voice="label"), alignment=middle)
        column.addWidget(self._total, alignment=middle)
        column.addWidget(pad, alignment=middle)
        column.addStretch()
        return page

    def _lay_out(self) -> None:
        card = plane(QWidget(), "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(MARGIN_PX, MARGIN_PX, 8, 8)
        inside.setSpacing(12)
        ways = QHBoxLayout()
        ways.addWidget(self.by)
        ways.addStretch()
        inside.addLayout(ways)
        inside.addWidget(self._ways, 1)
        card.setMaximumHeight(self.grid.height_px_max + WAYS_PX)
        middle = QWidget()
        middle.setMaximumWidth(CARD_WIDTH_MAX_PX)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._head)
        column.addWidget(card, 1)
        column.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN_PX, 12, MARGIN_PX, MARGIN_PX)
        row.addWidget(middle)
