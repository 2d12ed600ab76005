"""Any number of some: those that are chosen, and the place where one more is chosen or typed."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from pos.domain.text import NAME_CHARS_MAX
from ui.screens.setup import text
from ui.screens.setup.section import Field
from ui.widgets.button import Button, Look
from ui.widgets.choice_list import ChoiceList
from ui.widgets.label import ElidedLabel


class SeveralEntry(QWidget):
    """Asks for any number of some.

    Signals:
        changed: Another answer.
        wished: Typed words of one more, which somebody else has to find.
    """

    changed = Signal()
    wished = Signal(str)

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._field = field
        self._chosen: dict[str, QWidget] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._rows)
        column.addLayout(self._build_more())
        for key, words in field.chosen:
            self._add_row(key, words)

    def answer(self) -> str:
        """Return the keys of those that are chosen, a line for each."""
        return "\n".join(self._chosen)

    def put_in(self, key: str, words: str) -> None:
        """Choose one more; one that is chosen already stays so."""
        if key not in self._chosen:
            self._add_row(key, words)
            self.changed.emit()

    def _build_more(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        if self._field.find is None:
            row.addWidget(self._build_choices(), 1)
            return row
        line = QLineEdit()
        line.setMaxLength(NAME_CHARS_MAX)
        line.setObjectName(f"field-{self._field.key}")
        line.setAccessibleName(self._field.label)
        add = Button(look=Look.LINE, icon="plus", name=f"more-{self._field.key}", says=text.add())
        pass_on = partial(self._wish, line)
        line.returnPressed.connect(pass_on)
        add.clicked.connect(pass_on)
        row.addWidget(line, 1)
        row.addWidget(add)
        self.setFocusProxy(line)
        return row

    def _build_choices(self) -> ChoiceList:
        choices = ChoiceList((("", text.one_more()), *self._field.choices), chosen="")
        choices.setObjectName(f"field-{self._field.key}")
        choices.setAccessibleName(self._field.label)
        # Long words are cut rather than making the form wider than its pane.
        choices.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        choices.activated.connect(partial(self._choose, choices))
        self.setFocusProxy(choices)
        return choices

    def _add_row(self, key: str, words: str) -> None:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(ElidedLabel(words, voice="body"), 1)
        remove = Button(
            look=Look.TOOL_DANGER, icon="x", name=f"without-{key}", says=text.take_out(words)
        )
        remove.clicked.connect(partial(self._remove, key))
        across.addWidget(remove)
        self._chosen[key] = row
        self._rows.addWidget(row)

    def _remove(self, key: str) -> None:
        row = self._chosen.pop(key)
        row.hide()
        row.deleteLater()
        self.changed.emit()

    def _wish(self, line: QLineEdit) -> None:
        typed = line.text().strip()
        line.clear()
        if typed:
            self.wished.emit(typed)

    def _choose(self, choices: ChoiceList, _place: int) -> None:
        key, words = choices.key, choices.currentText()
        choices.setCurrentIndex(0)
        if key:
            self.put_in(key, words)
