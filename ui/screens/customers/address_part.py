"""The part of the pane about where a customer lives and has things sent to."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos.domain.permission import Action
from pos.queries.customer_addresses import CustomerAddress
from pos.queries.customer_details import Customer
from ui.screens.customers import address_text, faces, text
from ui.screens.customers.part import ButtonsPart
from ui.widgets.button import Button, Look


class AddressPart(QWidget):
    """Shows the addresses of a customer; one that is pressed can be changed.

    Attributes:
        add: Asks for another one.

    Signals:
        wished: The `CustomerAddress` that was pressed.
    """

    wished = Signal(object)

    def __init__(self, *, locale: str) -> None:
        super().__init__()
        self._locale = locale
        self._addresses = ButtonsPart(text.addresses())
        self.add = Button(
            address_text.add(), look=Look.LINE, icon="map-pin-plus", name="add-address"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._addresses)
        column.addWidget(self.add)

    def show_customer(self, customer: Customer, *, may: frozenset[Action]) -> None:
        """Draw a customer's addresses."""
        may_edit = Action.EDIT_CUSTOMER in may
        buttons = (self._make_button(each, may_edit=may_edit) for each in customer.addresses)
        self._addresses.show_buttons(tuple(buttons))
        self._addresses.setVisible(may_edit or bool(customer.addresses))
        self.add.setVisible(may_edit)

    def _make_button(self, known: CustomerAddress, *, may_edit: bool) -> Button:
        words = faces.address_words(known.address)
        line = faces.address_line(known.address, locale=self._locale)
        button = Button(
            words, look=Look.CARD, says=address_text.says(line), name="customer-address"
        )
        button.setEnabled(may_edit)
        button.clicked.connect(partial(self.wished.emit, known))
        return button
