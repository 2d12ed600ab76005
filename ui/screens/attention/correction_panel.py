"""A panel that shows what is known of a customer, to be said right."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit

from pos.domain.contact import CustomerDetails
from ui.screens.attention import text
from ui.widgets.button import Button, Look
from ui.widgets.inline_strip import InlineStrip, StripKind
from ui.widgets.label import PlainLabel
from ui.widgets.panel_card import PanelCard

CHARS_MAX = 254

FIELDS = ("name", "phone", "email", "card_no", "note")
"""Attributes of `CustomerDetails`, from top to bottom."""


class CorrectionPanel(PanelCard):
    """Asks for the details of one customer.

    Signals:
        answered: The details as they were typed.
    """

    answered = Signal(object)

    def __init__(self, details: CustomerDetails, *, trouble: str) -> None:
        super().__init__(text.correct_title(), name="correction")
        self._details = details
        hint = PlainLabel(text.correct_hint(), voice="secondary")
        hint.setWordWrap(True)
        self.body.addWidget(hint)
        self._trouble = InlineStrip(name="correction-trouble", keeps_room=False)
        self._trouble.say(trouble, kind=StripKind.WARN)
        self.body.addWidget(self._trouble)
        self._edits = {name: self._add_field(name) for name in FIELDS}
        confirm = self.add_button(
            Button(text.send_corrected(), look=Look.PRIMARY, name="correction-send")
        )
        confirm.clicked.connect(self._answer)
        self.setFocusProxy(self._edits[FIELDS[0]])

    def _add_field(self, name: str) -> QLineEdit:
        edit = QLineEdit(getattr(self._details, name))
        edit.setObjectName(f"correction-{name}")
        edit.setAccessibleName(text.detail_name(name))
        edit.setMaxLength(CHARS_MAX)
        edit.returnPressed.connect(self._answer)
        self.body.addWidget(PlainLabel(text.detail_name(name), voice="status"))
        self.body.addWidget(edit)
        return edit

    @Slot()
    def _answer(self) -> None:
        typed: dict[str, Any] = {name: edit.text() for name, edit in self._edits.items()}
        self.answered.emit(replace(self._details, **typed))
