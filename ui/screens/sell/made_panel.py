"""The panel that asks what goods made for a customer shall be, and for which day."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit

from pos.domain.made_to_order import MESSAGE_CHARS_MAX
from ui.screens.sell import made_text
from ui.screens.sell.made_to_order import MadeQuestion
from ui.screens.sell.option_rows import OptionRows
from ui.shell.theme.tokens import Tone
from ui.widgets.button import Button, Look
from ui.widgets.choice_list import ChoiceList
from ui.widgets.label import PlainLabel
from ui.widgets.panel_card import PanelCard


class MadePanel(PanelCard):
    """Takes options, words, and a day that may be promised; the first day is proposed.

    Signals:
        answered: The day as `date`, the words, and what was chosen of the options.
    """

    answered = Signal(object, str, object)

    def __init__(self, question: MadeQuestion) -> None:
        super().__init__(made_text.make_for(question.name), name="made-panel")
        self._message = QLineEdit(question.message)
        self._message.setObjectName("made-message")
        self._message.setAccessibleName(made_text.message())
        self._message.setPlaceholderText(made_text.message_hint())
        self._message.setMaxLength(MESSAGE_CHARS_MAX)
        choices = [(day.isoformat(), words) for day, words in question.days]
        self._days = ChoiceList(choices, chosen=choices[0][0])
        self._days.setObjectName("made-day")
        self._days.setAccessibleName(made_text.day())
        self._options = OptionRows(question.options)
        self._left_open = PlainLabel("", voice="label", tone=Tone.DANGER, name="made-left-open")
        self._left_open.hide()
        self._options.setVisible(bool(question.options))
        self.body.addWidget(self._options)
        for label, field in (
            (made_text.message(), self._message),
            (made_text.day(), self._days),
        ):
            self.body.addWidget(PlainLabel(label, voice="secondary"))
            self.body.addWidget(field)
        self.body.addWidget(self._left_open)
        promise = self.add_button(Button(made_text.promise(), look=Look.PRIMARY, name="confirm"))
        promise.clicked.connect(self._answer)
        self._message.returnPressed.connect(promise.click)
        self.setFocusProxy(self._options if question.options else self._message)

    @Slot()
    def _answer(self) -> None:
        left = self._options.point_at_open()
        if left is not None:
            self._left_open.setText(made_text.left_open(left.name))
            self._left_open.show()
            return
        day = date.fromisoformat(self._days.key)
        self.answered.emit(day, self._message.text(), self._options.chosen)
