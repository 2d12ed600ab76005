"""The panel that asks for an address of a customer."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from pos.domain.postal_address import AddressUse, PostalAddress
from pos.domain.text import NAME_CHARS_MAX
from ui.screens.customers import address_text as text
from ui.screens.customers.view_protocol import AddressQuestion
from ui.text.countries import countries
from ui.text.formats import Formats
from ui.widgets.button import Button, Look
from ui.widgets.choice_list import ChoiceList
from ui.widgets.inline_strip import InlineStrip
from ui.widgets.label import PlainLabel
from ui.widgets.panel_card import PanelCard
from ui.widgets.segmented import Segmented

WIDTH_PX = 640
FIELD_PX = 48


class AddressPanel(PanelCard):
    """Asks for an address.

    Signals:
        answered: The `PostalAddress` as it was typed.
        removed: It is used no longer.
    """

    answered = Signal(object)
    removed = Signal()

    def __init__(self, question: AddressQuestion, formats: Formats) -> None:
        super().__init__(question.title, width_px=WIDTH_PX, name="address-panel")
        address = question.address
        self._recipient = _field(address.recipient_name, "address-recipient", text.recipient())
        self._company = _field(address.company, "address-company", text.company())
        self._line1 = _field(address.line1, "address-line1", text.line1())
        self._line2 = _field(address.line2, "address-line2", text.line2())
        self._postal_code = _field(address.postal_code, "address-postal-code", text.postal_code())
        self._city = _field(address.city, "address-city", text.city())
        self._state = _field(address.state, "address-state", text.state())
        self._country = ChoiceList(countries(formats.locale), chosen=address.country)
        self._use = Segmented([(each, text.use(each)) for each in _USES], chosen=address.use)
        self._default = Button(text.is_default(), look=Look.CHIP, name="address-default")
        self._trouble = InlineStrip(name="address-trouble", keeps_room=False)
        self._lay_out(address)
        remove = self.add_button(
            Button(text.remove(), look=Look.LINE_DANGER, icon="trash", name="remove-address")
        )
        remove.setVisible(question.is_kept)
        save = self.add_button(Button(text.save(), look=Look.PRIMARY, name="save-address"))
        remove.clicked.connect(self.removed)
        save.clicked.connect(self._answer)
        for field in self._fields:
            field.returnPressed.connect(self._answer)
        self.setFocusProxy(self._line1)

    def show_trouble(self, sentence: str) -> None:
        """Say what cannot be kept."""
        self._trouble.say(sentence)

    @property
    def _fields(self) -> tuple[QLineEdit, ...]:
        name = (self._recipient, self._company)
        return (*name, self._line1, self._line2, self._postal_code, self._city, self._state)

    def _lay_out(self, address: PostalAddress) -> None:
        self._country.setObjectName("address-country")
        self._country.setAccessibleName(text.country())
        self._country.setFixedHeight(FIELD_PX)
        self._default.setCheckable(True)
        self._default.setChecked(address.is_default)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        rows: tuple[tuple[tuple[str, QWidget], ...], ...] = (
            ((text.line1(), self._line1), (text.line2(), self._line2)),
            ((text.postal_code(), self._postal_code), (text.city(), self._city)),
            ((text.state(), self._state), (text.country(), self._country)),
            ((text.recipient(), self._recipient), (text.company(), self._company)),
        )
        for place, row in enumerate(rows):
            for column, (label, field) in enumerate(row):
                grid.addWidget(PlainLabel(label, voice="label"), 2 * place, column)
                grid.addWidget(field, 2 * place + 1, column)
        self.body.addLayout(grid)
        self.body.addWidget(self._use)
        self.body.addWidget(self._default)
        self.body.addWidget(self._trouble)

    @Slot()
    def _answer(self) -> None:
        self.answered.emit(
            PostalAddress(
                use=AddressUse(str(self._use.key)),
                recipient_name=self._recipient.text(),
                company=self._company.text(),
                line1=self._line1.text(),
                line2=self._line2.text(),
                postal_code=self._postal_code.text(),
                city=self._city.text(),
                state=self._state.text(),
                country=self._country.key,
                is_default=self._default.isChecked(),
            )
        )


_USES = (AddressUse.BOTH, AddressUse.DELIVERY, AddressUse.BILL)


def _field(value: str, name: str, says: str) -> QLineEdit:
    field = QLineEdit(value)
    field.setObjectName(name)
    field.setAccessibleName(says)
    field.setMaxLength(NAME_CHARS_MAX)
    field.setFixedHeight(FIELD_PX)
    return field
