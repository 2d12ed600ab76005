"""What stands in the place of the cart once a sale is complete: the change, above all."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.sell import pay_text
from ui.screens.sell.pay_state import DoneState
from ui.shell import icons
from ui.shell.theme.tokens import Tone
from ui.widgets.button import Button, Look
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import PlainLabel, plane


class DonePane(QWidget):
    """Shows a completed sale."""

    def __init__(self) -> None:
        super().__init__()
        plane(self, "pane")
        self.print = Button(pay_text.print_receipt(), icon="printer", name="print-receipt")
        self.new_sale = Button(pay_text.new_sale(), look=Look.PRIMARY, name="new-sale")
        self._number = _centred("secondary")
        self._change_word = _centred("label")
        self._change = _centred("due", name="change-due")
        self._paid = _centred("secondary")
        self._hint = _centred("caption")
        self._hint.setText(pay_text.next_scan())
        self._lay_out()

    def show_done(self, state: DoneState) -> None:
        """Draw a completed sale."""
        self._number.setText(pay_text.number(state.number))
        self._change_word.setText(pay_text.change() if state.change else "")
        self._change.setText(state.change or pay_text.no_change())
        self._change.setProperty("voice", "due" if state.change else "total")
        self._change.style().polish(self._change)
        self._paid.setText(pay_text.paid_with(state.total, state.paid_with))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(17, 32, 16, 16)
        column.setSpacing(8)
        column.addStretch(2)
        tick = IconLabel("circle-check", size_px=icons.EMPTY_PX, tone=Tone.OK)
        column.addWidget(tick, alignment=Qt.AlignmentFlag.AlignHCenter)
        title = _centred("dialog")
        title.setText(pay_text.done())
        column.addWidget(title)
        column.addWidget(self._number)
        column.addSpacing(24)
        column.addWidget(self._change_word)
        column.addWidget(self._change)
        column.addWidget(self._paid)
        column.addStretch(3)
        column.addWidget(self.print)
        column.addWidget(self._hint)
        column.addWidget(self.new_sale)


def _centred(voice: str, *, name: str = "") -> PlainLabel:
    label = PlainLabel(voice=voice, name=name)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(voice != "due")
    return label
