"""One order: its lines, sums, tenders, taxes and history, and what may be done with it."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos.domain.permission import Action
from ui.screens.orders import made_text, text
from ui.screens.orders.faces import Faces
from ui.screens.orders.list_page import status_of
from ui.screens.orders.order_lines import OrderLines
from ui.screens.orders.state import Calendar, OrdersState, ShownOrder
from ui.text.formats import Formats
from ui.widgets.button import Button, Look
from ui.widgets.empty_state import EmptyState
from ui.widgets.key_values import KeyValue, KeyValues
from ui.widgets.label import PlainLabel, figure, hairline, plane
from ui.widgets.pane import pane_head, pane_page, scrolling_body

ROW_PX = 26


class OrderPane(QWidget):
    """Shows the order that was chosen."""

    def __init__(self, formats: Formats) -> None:
        super().__init__()
        self._formats = formats
        self._faces = Faces(formats)
        self._number = PlainLabel(voice="title", name="order-number")
        self._when = PlainLabel(voice="caption", name="order-when")
        self._status = PlainLabel(voice="strong", name="order-status")
        self._lines = OrderLines()
        self._parts = {name: _Part(name) for name in _PARTS}
        self._cards = PlainLabel(voice="strong", name="card-refund")
        self._cards.setWordWrap(True)
        self._cards.setContentsMargins(0, 8, 0, 8)
        self._note = PlainLabel(voice="secondary", name="order-note")
        self._note.setWordWrap(True)
        self._total = figure(voice="total", name="order-total")
        self.returns = Button(
            text.start_return(), look=Look.PRIMARY, icon="undo-2", name="order-return"
        )
        self.reprint = Button(text.reprint(), icon="printer", name="order-reprint")
        self.pdf = Button(
            text.save_pdf(), icon="file-down", name="order-pdf", says=text.save_pdf_says()
        )
        self.move_day = Button(made_text.move_day(), icon="calendar-clock", name="order-move-day")
        self.label = Button(
            made_text.label(), icon="tag", name="order-label", says=made_text.label_says()
        )
        self.cancel = Button(made_text.cancel_order(), icon="ban", name="order-cancel")
        self.hand_over = Button(
            made_text.hand_over(""), look=Look.PRIMARY, icon="package-check", name="order-hand-over"
        )
        self.take_balance = Button(icon="banknote", name="order-take-balance")
        self.collect_otherwise = Button(text.paid_otherwise(), name="order-collect-otherwise")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_empty())
        head = pane_head(self._number, self._when, beside=(self._status,))
        self._stack.addWidget(pane_page(head, self._build_body(), self._build_foot()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def show_state(self, state: OrdersState) -> None:
        """Draw the order, or that none is chosen."""
        if state.shown is None:
            self._stack.setCurrentIndex(0)
            return
        self._show_head(state.shown, state.calendar)
        self._show_body(state.shown)
        self._cards.setText("\n".join(state.cards))
        self._cards.setVisible(bool(state.cards))
        may_copy = Action.REPRINT_RECEIPT in state.may
        for button in (self.reprint, self.pdf):
            button.setVisible(may_copy)
            button.setEnabled(not state.is_busy)
        self._show_next(state, state.shown)
        self._show_owed(state)
        self._stack.setCurrentIndex(1)

    def _show_next(self, state: OrdersState, shown: ShownOrder) -> None:
        """Offer what comes next: what waits is handed over, of all else something may come back."""
        waits = bool(shown.promised)
        self.returns.setVisible(Action.ACCEPT_RETURN in state.may and not waits)
        self.returns.setEnabled(shown.is_returnable and not state.is_busy)
        self.hand_over.setVisible(Action.RING_SALE in state.may and waits)
        self.hand_over.say(self._hand_over_words(shown))
        self.move_day.setVisible(Action.MOVE_PROMISED_DAY in state.may and waits)
        self.cancel.setVisible(Action.CANCEL_ORDER in state.may and waits)
        self.label.setVisible(Action.RING_SALE in state.may and waits)
        if waits:  # The label stands in its place: three would not fit.
            self.pdf.hide()
        for button in (self.hand_over, self.move_day, self.cancel, self.label):
            button.setEnabled(not state.is_busy)

    def _show_owed(self, state: OrdersState) -> None:
        """Offer to collect what was promised next."""
        promise = state.shown.next_promise if state.shown is not None else None
        for button in (self.take_balance, self.collect_otherwise):
            button.setVisible(promise is not None and Action.RING_SALE in state.may)
            button.setEnabled(not state.is_busy)
        if promise is not None:
            self.take_balance.say(text.take_balance(self._formats.money(promise.owed_cents)))

    def _hand_over_words(self, shown: ShownOrder) -> str:
        """Say what the touch does: each promise is paid for itself, the last with the goods."""
        if not shown.due:
            return made_text.hand_over("")
        amount = self._formats.money(shown.due[0].owed_cents)
        return made_text.hand_over(amount) if len(shown.due) == 1 else text.take_balance(amount)

    def _show_head(self, shown: ShownOrder, calendar: Calendar | None) -> None:
        row = shown.detail.row
        words, tone = status_of(row, calendar)
        self._number.setText(row.number)
        self._when.setText(text.sold_by(row.cashier, self._formats.moment(row.placed_at)))
        self._status.setText(words)
        self._status.set_tone(tone)
        self._total.setText(self._formats.money(row.total_cents))

    def _show_body(self, shown: ShownOrder) -> None:
        self._lines.show_lines(self._faces.lines(shown))
        self._parts[text.sums()].show_rows(self._faces.sums(shown))
        self._parts[text.tenders()].show_rows(self._faces.tenders(shown))
        self._parts[text.taxes()].show_rows(self._faces.taxes(shown))
        self._parts[text.history()].show_rows(self._faces.history(shown))
        self._note.setText(shown.detail.note)
        self._note.setVisible(bool(shown.detail.note))

    def _build_empty(self) -> QWidget:
        return plane(
            EmptyState(
                "mouse-pointer-click",
                text.none_chosen(),
                hint=text.none_chosen_hint(),
                name="order-none",
            ),
            "pane",
        )

    def _build_body(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(17, 4, 16, 16)
        column.setSpacing(0)
        column.addWidget(self._cards)
        column.addWidget(self._lines)
        column.addSpacing(8)
        column.addWidget(self._note)
        for part in self._parts.values():
            column.addWidget(part)
        column.addStretch(1)  # All the room that is left: the lines would share in it otherwise.
        return scrolling_body(inside)

    def _build_foot(self) -> QWidget:
        foot = plane(QWidget(), "footer")
        column = QVBoxLayout(foot)
        column.setContentsMargins(17, 10, 16, 16)
        column.setSpacing(10)
        total = QHBoxLayout()
        total.addWidget(PlainLabel(text.total(), voice="strong"))
        total.addWidget(self._total, 1)
        copies = QHBoxLayout()
        copies.setSpacing(8)
        copies.addWidget(self.reprint, 1)
        copies.addWidget(self.pdf, 1)
        copies.addWidget(self.label, 1)
        owed = QHBoxLayout()
        owed.setSpacing(8)
        owed.addWidget(self.take_balance, 1)
        owed.addWidget(self.collect_otherwise, 1)
        made = QHBoxLayout()
        made.setSpacing(8)
        made.addWidget(self.move_day, 1)
        made.addWidget(self.cancel, 1)
        column.addLayout(total)
        column.addLayout(owed)
        column.addLayout(made)
        column.addLayout(copies)
        column.addWidget(self.returns)
        column.addWidget(self.hand_over)
        return foot


_PARTS = (text.sums(), text.tenders(), text.taxes(), text.history())


class _Part(QWidget):
    """A heading over names and values."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self._rows = KeyValues(row_px=ROW_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(4)
        column.addWidget(PlainLabel(heading, voice="status"))
        column.addWidget(hairline())
        column.addWidget(self._rows)

    def show_rows(self, rows: tuple[KeyValue, ...]) -> None:
        """Show the rows; without any, nothing."""
        self._rows.show_rows(rows)
        self.setVisible(bool(rows))
