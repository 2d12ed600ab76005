"""The row of actions under the selected line of the sale."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.screens.returns import text
from ui.screens.returns.state import LineFace
from ui.widgets.button import Button, Look

GAP_PX = 8
STEP_PX = 64


class LineActions(QWidget):
    """One widget for all lines; the list moves it.

    Signals:
        stepped: One more (1) or one less (-1) comes back.
        quantity_wished: Ask how much.
        all_wished: All that is left comes back.
    """

    stepped = Signal(int)
    quantity_wished = Signal()
    all_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._less = Button(look=Look.LINE, icon="minus", name="line-less", says=text.less())
        self._more = Button(look=Look.LINE, icon="plus", name="line-more", says=text.more())
        self._quantity = Button(text.quantity(), look=Look.LINE, icon="hash", name="line-quantity")
        self._all = Button(look=Look.LINE, icon="list-checks", name="line-all")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_PX)
        for button in (self._less, self._more):
            button.setFixedWidth(STEP_PX)
        for button in (self._less, self._more, self._quantity, self._all):
            row.addWidget(button)
        row.addStretch()
        self._less.clicked.connect(partial(self.stepped.emit, -1))
        self._more.clicked.connect(partial(self.stepped.emit, 1))
        self._quantity.clicked.connect(self.quantity_wished)
        self._all.clicked.connect(self.all_wished)

    def show_line(self, line: LineFace) -> None:
        """Offer what may be done with a line."""
        self._less.setEnabled(line.can_less)
        self._more.setEnabled(line.can_more)
        self._quantity.setEnabled(line.can_more or line.can_less)
        self._all.setEnabled(line.can_more)
        self._all.say(text.all_of_line(line.all))
