"""The part of the pane about money: what they have, owe and spent, and how that came about."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.permission import Action
from pos.queries.customer_account import OwedOrder
from pos.queries.customer_details import Customer
from ui.screens.customers import account_text, faces, text
from ui.screens.customers.part import ButtonsPart, ValuesPart
from ui.text.formats import Formats
from ui.widgets.button import Button, Look


class AccountPart(QWidget):
    """Shows the account of a customer.

    Attributes:
        credit: Asks to give credit or to take it back.
        limit: Asks to say how much they may owe.

    Signals:
        order_wished: Number of an order that is not paid yet.
    """

    order_wished = Signal(str)

    def __init__(self, formats: Formats) -> None:
        super().__init__()
        self._formats = formats
        self._values = ValuesPart(text.account())
        self._owing = ButtonsPart(account_text.owing())
        self._movements = ValuesPart(account_text.movements())
        self.credit = Button(account_text.credit_button(), icon="wallet", name="move-credit")
        self.limit = Button(account_text.limit_button(), icon="scale", name="limit-credit")
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 8, 0, 0)
        buttons.setSpacing(8)
        buttons.addWidget(self.credit, 1)
        buttons.addWidget(self.limit, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._values)
        column.addLayout(buttons)
        column.addWidget(self._owing)
        column.addWidget(self._movements)

    def show_customer(self, customer: Customer, *, may: frozenset[Action]) -> None:
        """Draw a customer's account, with what may be done about it."""
        formats = self._formats
        self._values.show_rows(faces.account_of(customer, formats))
        self._owing.show_buttons(tuple(map(self._make_order, customer.owing)))
        self._movements.show_rows(faces.movements_of(customer, formats))
        self.credit.setVisible(Action.CREDIT_CUSTOMER in may)
        self.limit.setVisible(Action.LIMIT_CREDIT in may)

    def _make_order(self, order: OwedOrder) -> Button:
        amount = self._formats.money(order.owed_cents)
        button = Button(
            faces.owed_words(order, self._formats),
            look=Look.CARD,
            says=account_text.owing_says(order.number, amount),
            name="owed-order",
        )
        button.clicked.connect(partial(self.order_wished.emit, order.number))
        return button
