"""The grid on which notes and coins are counted: a field per kind, with plus and minus."""

import re
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIntValidator, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QScrollArea, QWidget

from pos.domain.denominations import CashKinds
from pos.domain.shift import PIECES_MAX
from ui.screens.cash import text
from ui.screens.cash.state import Count
from ui.shell.theme.tokens import Tone
from ui.text.formats import Formats
from ui.widgets.button import Button, Look
from ui.widgets.label import PlainLabel, figure

FIELD_WIDTH_PX = 64
FIELD_HEIGHT_PX = 48
TITLE_PX = 28
GAP_PX = 8
GAP_MAX_PX = 24
"""Between rows; they move apart where the window is high."""

BETWEEN_PX = 32
SUMS_FROM_PX = 640
"""Below this width of the grid the sums of the rows give way to the fields."""

_NO_DECIMALS = re.compile(r"[.,]0+(?=\D*$)")


def face_of(worth: int, formats: Formats) -> str:
    """Return what stands on a note or coin: "€50" rather than "€50.00"."""
    return _NO_DECIMALS.sub("", formats.money(worth))


class PiecesEdit(QLineEdit):
    """Takes a number of pieces.

    Signals:
        counted: The number, or None while there is none.
        stepped: One more or one less was wished for by key.
        moved: Another field shall have the focus: the one below (1) or above (-1).
    """

    counted = Signal(object)
    stepped = Signal(int)
    moved = Signal(int)

    def __init__(self, *, says: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedWidth(FIELD_WIDTH_PX)
        self.setPlaceholderText("0")
        self.setValidator(QIntValidator(0, PIECES_MAX, self))
        self.textEdited.connect(self._edited)

    def show_pieces(self, pieces: int | None) -> None:
        """Show a number, or nothing."""
        shown = "" if pieces is None else str(pieces)
        if self.text() != shown:
            self.setText(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Plus:
                self.stepped.emit(1)
            case Qt.Key.Key_Minus:
                self.stepped.emit(-1)
            case Qt.Key.Key_Down | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.moved.emit(1)
            case Qt.Key.Key_Up:
                self.moved.emit(-1)
            case _:
                super().keyPressEvent(event)

    @Slot(str)
    def _edited(self, typed: str) -> None:
        self.counted.emit(int(typed) if typed else None)


class CountGrid(QScrollArea):
    """Notes at the left, coins at the right.

    Signals:
        counted: Worth and number of a kind; None when the field was emptied.
        stepped: Worth of a kind, and one more or one less.
        ended: Enter was pressed in the last field.
    """

    counted = Signal(int, object)
    stepped = Signal(int, int)
    ended = Signal()

    def __init__(self, kinds: CashKinds, formats: Formats) -> None:
        super().__init__()
        self.setObjectName("count-grid")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._formats = formats
        self._fields: dict[int, PiecesEdit] = {}
        self._sums: dict[int, PlainLabel] = {}
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setSpacing(GAP_PX)
        for place, (title, worths) in enumerate(
            ((text.notes(), kinds.notes), (text.coins(), kinds.coins))
        ):
            self._add_side(place, title, worths)
        self._grid.setColumnMinimumWidth(_SIDE_COLUMNS - 1, BETWEEN_PX - 2 * GAP_PX)
        self._rows = max(len(kinds.notes), len(kinds.coins))
        self._grid.setRowStretch(self._rows + 1, 1)
        self.setWidget(inside)

    @property
    def height_px_max(self) -> int:
        """How high it may become before it only holds air."""
        return TITLE_PX + self._rows * (FIELD_HEIGHT_PX + GAP_MAX_PX)

    def show_count(self, count: Count) -> None:
        """Show how many of each kind there are, and what they are worth."""
        for worth, field in self._fields.items():
            pieces = count.pieces_of(worth)
            field.show_pieces(pieces)
            self._sums[worth].setText(self._formats.amount(worth * pieces) if pieces else "")

    def focus_first(self) -> None:
        """Put the focus in the first field."""
        self._focus(next(iter(self._fields)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        has_sums = self.width() >= SUMS_FROM_PX
        for label in self._sums.values():
            label.setVisible(has_sums)
        for first in (0, _SIDE_COLUMNS):
            self._grid.setColumnStretch(first + _SUM_COLUMN, 1 if has_sums else 0)
        spare = (self.height() - TITLE_PX) // self._rows - FIELD_HEIGHT_PX
        self._grid.setVerticalSpacing(max(GAP_PX, min(spare, GAP_MAX_PX)))
        super().resizeEvent(event)  # Afterwards: it asks how narrow the grid may be.

    def _add_side(self, place: int, title: str, worths: tuple[int, ...]) -> None:
        first = place * _SIDE_COLUMNS
        self._grid.addWidget(PlainLabel(title, voice="label"), 0, first)
        for row, worth in enumerate(worths, 1):
            self._add_kind(worth, row=row, first=first)
        self._grid.setColumnStretch(first, 1)

    def _add_kind(self, worth: int, *, row: int, first: int) -> None:
        face = face_of(worth, self._formats)
        field = PiecesEdit(says=text.pieces_of(face), name=f"pieces-{worth}")
        field.counted.connect(partial(self.counted.emit, worth))
        field.stepped.connect(partial(self.stepped.emit, worth))
        field.moved.connect(partial(self._move, worth))
        less = _step_button("minus", says=text.one_less(face), name=f"less-{worth}")
        less.clicked.connect(partial(self.stepped.emit, worth, -1))
        more = _step_button("plus", says=text.one_more(face), name=f"more-{worth}")
        more.clicked.connect(partial(self.stepped.emit, worth, 1))
        total = figure(voice="secondary")
        total.setMinimumWidth(72)
        total.set_tone(Tone.SECONDARY)
        for column, widget in enumerate((PlainLabel(face, voice="name"), less, field, more, total)):
            self._grid.addWidget(widget, row, first + column)
        self._fields[worth] = field
        self._sums[worth] = total

    def _move(self, worth: int, step: int) -> None:
        order = list(self._fields)
        place = order.index(worth) + step
        if place == len(order):
            self.ended.emit()
        elif place >= 0:
            self._focus(order[place])

    def _focus(self, worth: int) -> None:
        field = self._fields[worth]
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()
        self.ensureWidgetVisible(field)


_SUM_COLUMN = 4
_SIDE_COLUMNS = 6


def _step_button(icon: str, *, says: str, name: str) -> Button:
    button = Button(look=Look.LINE, icon=icon, says=says, name=name)
    button.setFixedWidth(46)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setAutoRepeat(True)
    return button
