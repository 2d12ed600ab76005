"""The panel that asks to which day something promised is moved, and why."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from pos.domain.text import NAME_CHARS_MAX
from ui.screens.orders import made_text
from ui.screens.orders.day_question import DayQuestion
from ui.text.formats import Formats
from ui.widgets.button import Button, Look
from ui.widgets.choice_list import ChoiceList
from ui.widgets.label import PlainLabel
from ui.widgets.panel_card import PanelCard


class DayPanel(PanelCard):
    """Takes one of the days that can be kept; the first is proposed.

    Signals:
        answered: The day it was promised for and the new one, as `date`, and the reason.
    """

    answered = Signal(object, object, str)

    def __init__(self, question: DayQuestion, formats: Formats) -> None:
        super().__init__(made_text.move_title(question.number), name="day-panel")
        self._groups = {group.day.isoformat(): group for group in question.groups}
        self._formats = formats
        first, *_ = self._groups
        self._from = ChoiceList(self._words(tuple(self._groups)), chosen=first)
        self._to = ChoiceList((), chosen="")
        self._reason = QLineEdit()
        self._reason.setPlaceholderText(made_text.move_reason_hint())
        self._reason.setMaxLength(NAME_CHARS_MAX)
        self._add(made_text.promised_for(), self._from, name="day-from")
        self._add(made_text.move_to(), self._to, name="day-to")
        self._add(made_text.reason(), self._reason, name="day-reason")
        self._move = self.add_button(
            Button(made_text.move_day(), look=Look.PRIMARY, name="day-confirm")
        )
        self._from.currentIndexChanged.connect(self._offer)
        self._reason.textChanged.connect(self._changed)
        self._reason.returnPressed.connect(self._move.click)
        self._move.clicked.connect(self._answer)
        self.setFocusProxy(self._to)
        self._offer()
        self._changed()

    def _add(self, label: str, field: QWidget, *, name: str) -> None:
        field.setObjectName(name)
        field.setAccessibleName(label)
        self.body.addWidget(PlainLabel(label, voice="secondary"))
        self.body.addWidget(field)

    def _words(self, days: tuple[str, ...]) -> list[tuple[str, str]]:
        return [(day, self._formats.day_of_week(date.fromisoformat(day))) for day in days]

    @Slot()
    def _offer(self) -> None:
        days = tuple(day.isoformat() for day in self._groups[self._from.key].days)
        self._to.offer(self._words(days))

    @Slot()
    def _changed(self) -> None:
        self._move.setEnabled(bool(self._reason.text().strip()))

    @Slot()
    def _answer(self) -> None:
        before, after = date.fromisoformat(self._from.key), date.fromisoformat(self._to.key)
        self.answered.emit(before, after, self._reason.text())
