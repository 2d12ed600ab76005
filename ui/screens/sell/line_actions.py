"""The row of actions under the selected line of the cart."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.screens.sell import text
from ui.widgets.button import Button, Look

GAP_PX = 8
ROOMY_FROM_PX = 350
"""Below this width there is no room for words beside the icons."""


class LineActions(QWidget):
    """One widget for all lines; the cart moves it.

    Signals:
        stepped: One more (1) or one less (-1).
        quantity_wished, price_wished, discount_wished, remove_wished: Ask, or do it.
    """

    stepped = Signal(int)
    quantity_wished = Signal()
    price_wished = Signal()
    discount_wished = Signal()
    remove_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        less = Button(look=Look.LINE, icon="minus", name="line-less", says=text.less())
        more = Button(look=Look.LINE, icon="plus", name="line-more", says=text.one_more())
        self._quantity = Button(look=Look.LINE, icon="hash", name="line-quantity")
        self._price = Button(look=Look.LINE, icon="tag", name="line-price")
        discount = Button(
            look=Look.LINE, icon="percent", name="line-discount", says=text.line_discount()
        )
        remove = Button(look=Look.LINE_DANGER, icon="trash", name="line-remove", says=text.remove())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_PX)
        for button, share in (
            (less, 2),
            (more, 2),
            (self._quantity, 3),
            (self._price, 3),
            (discount, 2),
            (remove, 2),
        ):
            row.addWidget(button, share)
        less.clicked.connect(partial(self.stepped.emit, -1))
        more.clicked.connect(partial(self.stepped.emit, 1))
        self._quantity.clicked.connect(self.quantity_wished)
        self._price.clicked.connect(self.price_wished)
        discount.clicked.connect(self.discount_wished)
        remove.clicked.connect(self.remove_wished)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = event.size().width() >= ROOMY_FROM_PX
        self._quantity.say(text.quantity() if roomy else "", says=text.quantity())
        self._price.say(text.price() if roomy else "", says=text.price())
