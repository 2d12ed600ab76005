"""One question of a form: its label, what answers it, and what it means."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.screens.setup.section import Field, FieldKind
from ui.screens.setup.several_entry import SeveralEntry
from ui.shell.scanner import SECRET
from ui.widgets.choice_list import ChoiceList
from ui.widgets.label import PlainLabel
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from collections.abc import Callable

SIDE_BY_SIDE_MAX = 3
LETTERS_SIDE_BY_SIDE_MAX = 10


class FormField(QWidget):
    """Asks one question.

    Signals:
        changed: Another answer.
        accepted: Enter was pressed in a field that is typed into.
        wished: Typed words of one more of several.
    """

    changed = Signal()
    accepted = Signal()
    wished = Signal(str)

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self._several: SeveralEntry | None = None
        self._line: QLineEdit | None = None
        self._read: Callable[[], str] = partial(str, field.value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(PlainLabel(field.label, voice="label"))
        answer = self._build_answer(field)
        column.addWidget(answer)
        if field.kind is not FieldKind.FACT:
            self.setFocusProxy(answer)
        if field.help:
            hint = PlainLabel(field.help, voice="caption")
            hint.setWordWrap(True)
            column.addWidget(hint)

    @property
    def key(self) -> str:
        """Which question it is."""
        return self.field.key

    @property
    def answer(self) -> str:
        """What is answered now."""
        return self._read()

    @property
    def is_changed(self) -> bool:
        """Say whether the answer is another one than before, and is kept at all."""
        return self.field.kind is not FieldKind.TRIED and self.answer != self.field.value

    def take_scan(self, code: str) -> bool:
        """Take a scanned code as an answer, or a part of it; False: this asks for none."""
        if self.isHidden():
            return False
        if self._line is not None:
            self._line.setText(code)
        elif self.field.find is not None:
            self.wished.emit(code)
        return self._line is not None or self.field.find is not None

    def put_in(self, key: str, words: str) -> None:
        """Add what was found to several."""
        if self._several is not None:
            self._several.put_in(key, words)

    def _build_answer(self, field: Field) -> QWidget:
        match field.kind:
            case FieldKind.FACT:
                shown = PlainLabel(field.value, voice="body")
                shown.setWordWrap(True)
                return shown
            case FieldKind.CHOICE:
                are_short = all(
                    len(words) <= LETTERS_SIDE_BY_SIDE_MAX for _, words in field.choices
                )
                if are_short and len(field.choices) <= SIDE_BY_SIDE_MAX:
                    return self._build_segments(field)
                return self._build_list(field)
            case FieldKind.SEVERAL:
                return self._build_several(field)
            case FieldKind.TEXT | FieldKind.HIDDEN | FieldKind.TRIED:
                return self._build_line(field)

    def _build_line(self, field: Field) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(f"field-{field.key}")
        line.setAccessibleName(field.label)
        line.setMaxLength(field.chars_max)
        line.setText(field.value)
        if field.kind is FieldKind.HIDDEN:
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.setProperty(SECRET, True)  # noqa: FBT003 - Qt's signature
        line.textChanged.connect(self.changed)
        if field.kind is FieldKind.TRIED:
            self._line = line
        else:
            line.returnPressed.connect(self.accepted)
        self._read = partial(_text_of, line)
        return line

    def _build_segments(self, field: Field) -> Segmented:
        segments = Segmented(field.choices, chosen=field.value)
        segments.setObjectName(f"field-{field.key}")
        segments.setAccessibleName(field.label)
        segments.chosen.connect(self._answered)
        self._read = partial(_key_of, segments)
        return segments

    def _build_list(self, field: Field) -> ChoiceList:
        choices = ChoiceList(field.choices, chosen=field.value)
        choices.setObjectName(f"field-{field.key}")
        choices.setAccessibleName(field.label)
        choices.currentIndexChanged.connect(self._answered)
        self._read = partial(_choice_of, choices)
        return choices

    def _build_several(self, field: Field) -> SeveralEntry:
        entry = self._several = SeveralEntry(field)
        entry.changed.connect(self.changed)
        entry.wished.connect(self.wished)
        self._read = entry.answer
        return entry

    @Slot(object)
    def _answered(self, _answer: object) -> None:
        self.changed.emit()


def _text_of(line: QLineEdit) -> str:
    return line.text()


def _key_of(segments: Segmented) -> str:
    return str(segments.key)


def _choice_of(choices: ChoiceList) -> str:
    return choices.key
