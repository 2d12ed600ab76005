"""The panel that shows what goes back when an order is cancelled, and asks why."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit

from pos.domain.text import NAME_CHARS_MAX
from ui.screens.orders import made_text
from ui.screens.orders.cancel_question import CancelQuestion
from ui.widgets.button import Button, Look
from ui.widgets.key_values import KeyValues
from ui.widgets.label import PlainLabel
from ui.widgets.panel_card import PanelCard


class CancelPanel(PanelCard):
    """Shows the money, takes the reason.

    Signals:
        answered: The reason.
    """

    answered = Signal(str)

    def __init__(self, question: CancelQuestion) -> None:
        super().__init__(made_text.cancel_title(question.number), name="cancel-panel")
        hint = PlainLabel(question.hint, voice="secondary", name="cancel-hint")
        hint.setWordWrap(True)
        rows = KeyValues()
        rows.show_rows(list(question.rows))
        self._reason = QLineEdit()
        self._reason.setObjectName("cancel-reason")
        self._reason.setAccessibleName(made_text.reason())
        self._reason.setPlaceholderText(made_text.move_reason_hint())
        self._reason.setMaxLength(NAME_CHARS_MAX)
        self.body.addWidget(hint)
        self.body.addWidget(rows)
        self.body.addWidget(PlainLabel(made_text.reason(), voice="secondary"))
        self.body.addWidget(self._reason)
        self._confirm = self.add_button(
            Button(made_text.cancel_order(), look=Look.PRIMARY, name="cancel-confirm")
        )
        self._reason.textChanged.connect(self._changed)
        self._reason.returnPressed.connect(self._confirm.click)
        self._confirm.clicked.connect(self._answer)
        self.setFocusProxy(self._reason)
        self._changed()

    @Slot()
    def _changed(self) -> None:
        self._confirm.setEnabled(bool(self._reason.text().strip()))

    @Slot()
    def _answer(self) -> None:
        self.answered.emit(self._reason.text())
