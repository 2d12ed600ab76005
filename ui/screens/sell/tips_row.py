"""The tips that are offered, in a row; nothing where the shop takes none."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.screens.sell import pay_text
from ui.screens.sell.pay_state import TipButton
from ui.widgets.button import Button, Look


class TipsRow(QWidget):
    """Shows tips.

    Signals:
        chosen: Percent of a tip; the one that is chosen already is taken off again.
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._tips: tuple[TipButton, ...] | None = None
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)

    def show_tips(self, tips: tuple[TipButton, ...]) -> None:
        """Draw what is offered."""
        self.setVisible(bool(tips))
        if tips == self._tips:
            return
        self._tips = tips
        while (item := self._line.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for tip in tips:
            self._line.addWidget(self._make_button(tip), 1)

    def _make_button(self, tip: TipButton) -> Button:
        button = Button(
            pay_text.tip(tip.percent),
            look=Look.SEGMENT,
            name=f"tip-{tip.percent}",
            says=pay_text.tip_says(tip.percent, tip.amount),
        )
        button.setToolTip(tip.amount)
        button.setCheckable(True)
        button.setChecked(tip.is_chosen)
        button.clicked.connect(partial(self.chosen.emit, tip.percent))
        return button
