"""One customer: how to reach them, what to know, what they bought, who may be the same person."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pos.domain.permission import Action
from pos.queries.customer_details import CustomerOrder
from pos.queries.customer_duplicates import Duplicate
from ui.screens.customers import erase_text, faces, text
from ui.screens.customers.account_part import AccountPart
from ui.screens.customers.address_part import AddressPart
from ui.screens.customers.family_part import FamilyPart
from ui.screens.customers.part import ButtonsPart, ValuesPart
from ui.screens.customers.state import CustomersState, ShownCustomer, ShownFamily
from ui.shell.theme.tokens import Tone
from ui.text.formats import Formats
from ui.widgets.button import Button, Look
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import ElidedLabel, PlainLabel, plane
from ui.widgets.pane import pane_head, pane_page, scrolling_body


class CustomerPane(QWidget):
    """Shows the customer that was chosen.

    Attributes:
        account: What is theirs with the shop, with its own wishes.
        addresses: Where they live, with its own wishes.
        family: Their children, with its own wishes.
        erase: Asks whether they shall be known no longer.

    Signals:
        order_wished: Number of the order that was pressed.
        merge_wished: The `Duplicate` that was pressed.
    """

    order_wished = Signal(str)
    merge_wished = Signal(object)

    def __init__(self, formats: Formats) -> None:
        super().__init__()
        self._formats = formats
        self._shown: ShownCustomer | None = None
        self._family: ShownFamily | None = None
        self._may: frozenset[Action] = frozenset()
        self._name = ElidedLabel(voice="title", name="customer-title")
        self._since = ElidedLabel(voice="caption", name="customer-since")
        self._exempt = PlainLabel(text.tax_exempt(), voice="strong", tone=Tone.WARN)
        self._note = PlainLabel(voice="label", tone=Tone.WARN, name="customer-note-shown")
        self._note.setWordWrap(True)
        self._duplicates = ButtonsPart(text.maybe_same())
        self._contact = ValuesPart(text.contact())
        self.account = AccountPart(formats)
        self._registry = ValuesPart(text.registry())
        self.addresses = AddressPart(locale=formats.locale)
        self._orders = ButtonsPart(text.bought())
        self.family = FamilyPart(formats)
        self.erase = Button(
            erase_text.button(), look=Look.LINE_DANGER, icon="user-x", name="erase-customer"
        )
        self.edit = Button(text.edit(), icon="pencil", name="edit-customer")
        self.sell = Button(
            text.sell(), look=Look.PRIMARY, icon="shopping-cart", name="sell-to-customer"
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_empty())
        head = pane_head(self._name, self._since, beside=(self._exempt,))
        self._stack.addWidget(pane_page(head, self._build_body(), self._build_foot()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def show_state(self, state: CustomersState) -> None:
        """Draw the customer, or that none is chosen."""
        self.edit.setVisible(state.may_edit)
        self.erase.setVisible(Action.ERASE_CUSTOMER in state.may)
        self._stack.setCurrentIndex(0 if state.shown is None else 1)
        is_somebody_else = state.may != self._may
        if state.shown is not None and (is_somebody_else or state.shown != self._shown):
            self._show_head(state.shown)
            self._show_body(state.shown, may=state.may)
        if state.shown is not None and (is_somebody_else or state.family != self._family):
            self.family.show_family(state.family, may=state.may)
            self._family = state.family
        self._shown, self._may = state.shown, state.may

    def _show_head(self, shown: ShownCustomer) -> None:
        customer = shown.customer
        self._name.setText(customer.details.name)
        self._since.setText(text.since(self._formats.day(customer.since), customer.groups))
        self._exempt.setVisible(bool(customer.details.tax_exempt_no))
        self._note.setText(customer.details.note)
        self._note.setVisible(bool(customer.details.note))

    def _show_body(self, shown: ShownCustomer, *, may: frozenset[Action]) -> None:
        customer, formats = shown.customer, self._formats
        self._contact.show_rows(faces.contact_of(customer))
        self.account.show_customer(customer, may=may)
        self._registry.show_rows(faces.registry_of(customer, formats))
        self.addresses.show_customer(customer, may=may)
        self._orders.show_buttons(tuple(map(self._make_order, customer.orders)))
        duplicates = shown.duplicates if Action.EDIT_CUSTOMER in may else ()
        self._duplicates.show_buttons(tuple(map(self._make_duplicate, duplicates)))

    def _make_order(self, order: CustomerOrder) -> Button:
        face = faces.order_face(order, self._formats)
        words = f"{face.first}\n{face.second}"
        button = Button(words, look=Look.CARD, says=face.says, name="customer-order")
        button.clicked.connect(partial(self.order_wished.emit, face.number))
        return button

    def _make_duplicate(self, duplicate: Duplicate) -> Button:
        button = Button(
            faces.duplicate_words(duplicate),
            look=Look.CARD,
            says=text.make_one(duplicate.customer.name),
            name="customer-duplicate",
        )
        button.clicked.connect(partial(self.merge_wished.emit, duplicate))
        return button

    def _build_empty(self) -> QWidget:
        empty = EmptyState(
            "user-round",
            text.none_chosen(),
            hint=text.none_chosen_hint(),
            name="customers-none-chosen",
        )
        return plane(empty, "pane")

    def _build_body(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(17, 8, 16, 16)
        column.setSpacing(0)
        parts = (
            self._contact,
            self.account,
            self._registry,
            self.family,
            self.addresses,
            self._orders,
        )
        for widget in (self._note, self._duplicates, *parts):
            column.addWidget(widget)
        column.addSpacing(12)
        column.addWidget(self.erase)
        column.addStretch()
        return scrolling_body(inside)

    def _build_foot(self) -> QWidget:
        foot = plane(QWidget(), "footer")
        column = QVBoxLayout(foot)
        column.setContentsMargins(17, 10, 16, 16)
        column.setSpacing(10)
        column.addWidget(self.edit)
        column.addWidget(self.sell)
        return foot
