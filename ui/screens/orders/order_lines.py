"""The lines of an order, as a list that is only looked at."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.shell.theme.tokens import Tone
from ui.widgets.label import PlainLabel, figure, plane

QUANTITY_WIDTH_PX = 44


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFace:
    """What is shown of a line.

    Attributes:
        off: What was taken off, with a minus; "" means nothing.
        returned: What came back; "" means nothing.
        is_marked: Its article was scanned.
    """

    quantity: str
    name: str
    detail: str
    amount: str
    off: str = ""
    returned: str = ""
    is_marked: bool = False


class OrderLines(QWidget):
    """Shows lines; their widgets are kept and reused."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[_LineRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_lines(self, faces: tuple[LineFace, ...]) -> None:
        """Show these lines."""
        while len(self._rows) < len(faces):
            row = _LineRow()
            self._rows.append(row)
            self._column.addWidget(row)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(faces))
            if place < len(faces):
                row.show_face(faces[place])


class _LineRow(QWidget):
    """Quantity, name over price, amount over discount."""

    def __init__(self) -> None:
        super().__init__()
        self._quantity = PlainLabel(voice="strong")
        plane(self._quantity, "box")
        self._name = PlainLabel(voice="name")
        self._name.setWordWrap(True)
        self._detail = PlainLabel(voice="secondary")
        self._detail.setWordWrap(True)
        self._returned = PlainLabel(voice="label", tone=Tone.WARN)
        self._amount = figure(voice="amount")
        self._off = figure(voice="secondary")
        self._off.set_tone(Tone.OK)
        self._lay_out()

    def show_face(self, face: LineFace) -> None:
        """Show a line."""
        for label, words in (
            (self._quantity, face.quantity),
            (self._name, face.name),
            (self._detail, face.detail),
            (self._returned, face.returned),
            (self._amount, face.amount),
            (self._off, face.off),
        ):
            label.setText(words)
        self._returned.setVisible(bool(face.returned))
        self._off.setVisible(bool(face.off))
        self._name.set_tone(Tone.ACCENT if face.is_marked else Tone.TEXT)
        self._quantity.set_tone(Tone.ACCENT if face.is_marked else Tone.TEXT)

    def _lay_out(self) -> None:
        self._quantity.setMinimumWidth(QUANTITY_WIDTH_PX)
        self._quantity.setFixedHeight(34)
        self._quantity.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self._name, self._detail, self._returned):
            words.addWidget(label)
        words.addStretch()
        amounts = QVBoxLayout()
        amounts.setSpacing(2)
        amounts.addWidget(self._amount)
        amounts.addWidget(self._off)
        amounts.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(12)
        row.addWidget(self._quantity, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addLayout(amounts)
