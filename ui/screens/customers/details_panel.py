"""The panel that asks what is known of a customer: one detail is enough."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit

from pos.domain.contact import CARD_CHARS_MAX, EMAIL_CHARS_MAX, CustomerDetails
from pos.domain.text import NAME_CHARS_MAX
from ui.screens.customers import text
from ui.widgets.button import Button, Look
from ui.widgets.inline_strip import InlineStrip
from ui.widgets.label import PlainLabel
from ui.widgets.panel_card import PanelCard

WIDTH_PX = 640
NOTE_PX = 84
FIELD_PX = 48
PHONE_CHARS_MAX = 40


class DetailsPanel(PanelCard):
    """Asks for the details.

    Signals:
        answered: The `CustomerDetails` as they were typed.
    """

    answered = Signal(object)

    def __init__(self, title: str, details: CustomerDetails) -> None:
        super().__init__(title, width_px=WIDTH_PX, name="details-panel")
        self._name = _field(details.name, "customer-name", text.name(), NAME_CHARS_MAX)
        self._phone = _field(details.phone, "customer-phone", text.phone(), PHONE_CHARS_MAX)
        self._email = _field(details.email, "customer-email", text.email(), EMAIL_CHARS_MAX)
        self._card = _field(details.card_no, "customer-card", text.card(), CARD_CHARS_MAX)
        self._exempt = _field(
            details.tax_exempt_no, "customer-exempt", text.exempt_no(), NAME_CHARS_MAX
        )
        self._exempt.setPlaceholderText(text.tax_hint())
        self._note = QPlainTextEdit(details.note)
        self._mail = Button(text.mail_wanted(), look=Look.CHIP, icon="mail", name="customer-mail")
        self._trouble = InlineStrip(name="details-trouble", keeps_room=False)
        self._lay_out(details)
        save = self.add_button(Button(text.save(), look=Look.PRIMARY, name="save-customer"))
        save.clicked.connect(self._answer)
        for field in (self._name, self._phone, self._email, self._card, self._exempt):
            field.returnPressed.connect(self._answer)
        self.setFocusProxy(self._name)

    def show_trouble(self, sentence: str) -> None:
        """Say what cannot be kept."""
        self._trouble.say(sentence)

    def _lay_out(self, details: CustomerDetails) -> None:
        self._note.setObjectName("customer-note")
        self._note.setAccessibleName(text.note())
        self._note.setPlaceholderText(text.note_hint())
        self._note.setFixedHeight(NOTE_PX)
        self._note.setTabChangesFocus(True)
        self._mail.setCheckable(True)
        self._mail.setChecked(details.marketing_opt_in)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        rows = (
            ((text.name(), self._name), (text.phone(), self._phone)),
            ((text.email(), self._email), (text.card(), self._card)),
        )
        for place, row in enumerate(rows):
            for column, (label, field) in enumerate(row):
                grid.addWidget(PlainLabel(label, voice="label"), 2 * place, column)
                grid.addWidget(field, 2 * place + 1, column)
        self.body.addWidget(PlainLabel(text.one_is_enough(), voice="secondary"))
        self.body.addLayout(grid)
        self.body.addWidget(PlainLabel(text.note(), voice="label"))
        self.body.addWidget(self._note)
        self.body.addWidget(PlainLabel(text.exempt_no(), voice="label"))
        self.body.addWidget(self._exempt)
        self.body.addWidget(self._mail)
        self.body.addWidget(self._trouble)

    @Slot()
    def _answer(self) -> None:
        self.answered.emit(
            CustomerDetails(
                name=self._name.text(),
                phone=self._phone.text(),
                email=self._email.text(),
                card_no=self._card.text(),
                note=self._note.toPlainText(),
                tax_exempt_no=self._exempt.text(),
                marketing_opt_in=self._mail.isChecked(),
            )
        )


def _field(value: str, name: str, says: str, chars_max: int) -> QLineEdit:
    field = QLineEdit(value)
    field.setObjectName(name)
    field.setAccessibleName(says)
    field.setMaxLength(chars_max)
    field.setFixedHeight(FIELD_PX)
    return field
