"""What stands at the right once a return is posted: how much to give back, above all."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.returns import text
from ui.screens.returns.state import DoneFace
from ui.shell import icons
from ui.shell.theme.tokens import Tone
from ui.widgets.button import Button, Look
from ui.widgets.icon_label import IconLabel
from ui.widgets.key_values import KeyValue, KeyValues
from ui.widgets.label import PlainLabel, plane


class DonePane(QWidget):
    """Shows a posted return."""

    def __init__(self) -> None:
        super().__init__()
        plane(self, "pane")
        self.new_return = Button(text.new_return(), look=Look.PRIMARY, name="new-return")
        self._title = _centred("dialog")
        self._number = _centred("secondary", name="return-number")
        self._amount = _centred("due", name="refunded")
        self._hint = _centred("secondary")
        self._parts = KeyValues()
        self._cards = _centred("body", name="card-refund")
        self._lay_out()

    def show_done(self, done: DoneFace) -> None:
        """Draw a posted return."""
        self._title.setText(text.done() if done.amount else text.done_without_money())
        self._number.setText(done.number)
        self._amount.setText(done.amount)
        self._hint.setText(done.hint)
        self._cards.setText("\n".join(done.cards))
        self._cards.setVisible(bool(done.cards))
        self._parts.show_rows([KeyValue(name=name, value=amount) for name, amount in done.parts])

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(17, 32, 16, 16)
        column.setSpacing(8)
        column.addStretch(2)
        tick = IconLabel("circle-check", size_px=icons.EMPTY_PX, tone=Tone.OK)
        column.addWidget(tick, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._title)
        column.addWidget(self._number)
        column.addSpacing(24)
        column.addWidget(self._amount)
        column.addWidget(self._hint)
        column.addSpacing(24)
        column.addWidget(self._parts)
        column.addSpacing(8)
        column.addWidget(self._cards)
        column.addStretch(3)
        scan = _centred("caption")
        scan.setText(text.next_scan())
        column.addWidget(scan)
        column.addWidget(self.new_return)


def _centred(voice: str, *, name: str = "") -> PlainLabel:
    label = PlainLabel(voice=voice, name=name)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(voice != "due")
    return label
