"""The ways to pay: a column of buttons, or a row of them where there is no room for a column."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QScroller, QWidget

from ui.screens.sell import pay_text
from ui.screens.sell.pay_state import MethodButton
from ui.widgets.button import Button, Look

WIDTH_PX = 216
ROW_HEIGHT_PX = 72
SCROLL_BAR_ROOM_PX = 8
WIDGET_MAX_PX = 16_777_215
"""What Qt takes for "no limit"."""


class MethodList(QScrollArea):
    """Shows ways to pay; more than fit are reached by panning.

    Signals:
        chosen: Code of a way to pay.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._methods: tuple[MethodButton, ...] = ()
        inside = QWidget()
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom, inside)
        self._line.setSpacing(8)
        self._line.setContentsMargins(0, 0, SCROLL_BAR_ROOM_PX, SCROLL_BAR_ROOM_PX)
        self.setAccessibleName(pay_text.methods())
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.lie_down(flat=False)

    def show_methods(self, methods: tuple[MethodButton, ...]) -> None:
        """Show these ways to pay."""
        if methods == self._methods:
            return
        self._methods = methods
        while (item := self._line.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for method in methods:
            self._line.addWidget(self._make_button(method))
        self._line.addStretch()

    def lie_down(self, *, flat: bool) -> None:
        """Lie as a row above the rest, or stand as a column beside it."""
        column, row = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self._line.setDirection(row if flat else column)
        self.setHorizontalScrollBarPolicy(needed if flat else off)
        self.setVerticalScrollBarPolicy(off if flat else needed)
        least = QSize(0, ROW_HEIGHT_PX) if flat else QSize(WIDTH_PX, 0)
        most = QSize(WIDGET_MAX_PX, ROW_HEIGHT_PX) if flat else QSize(WIDTH_PX, WIDGET_MAX_PX)
        self.setMinimumSize(least)
        self.setMaximumSize(most)

    def _make_button(self, method: MethodButton) -> Button:
        button = Button(
            method.name,
            look=Look.TENDER,
            icon=method.icon,
            key=method.key,
            name=f"tender-{method.code}",
        )
        button.clicked.connect(partial(self.chosen.emit, method.code))
        return button
