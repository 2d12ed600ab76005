"""Draws the returns screen: the sale at the left, what comes back and the money at the right."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QStackedWidget

from pos.domain.quantity import Unit, is_measured
from ui.screens.returns import text
from ui.screens.returns.confirm_panel import ConfirmPanel
from ui.screens.returns.done_pane import DonePane
from ui.screens.returns.presenter import ReturnsPresenter
from ui.screens.returns.refund_pane import RefundPane
from ui.screens.returns.sale_page import SalePage
from ui.screens.returns.state import ReturnsState
from ui.screens.returns.view_protocol import Confirmation, QuantityQuestion
from ui.shell.panel import PanelHost
from ui.widgets.number_panel import NumberPanel, NumberWish

MEASURE_DECIMALS = 3
BIG_UNITS = {Unit.GRAM: "kg", Unit.MILLILITRE: "l", Unit.MILLIMETRE: "m"}


class ReturnsScreenView(QObject):
    """The widgets of the returns screen (see `ReturnsView`).

    Attributes:
        main: The main area.
        pane: The context pane.
    """

    def __init__(self, panels: PanelHost) -> None:
        super().__init__()
        self._panels = panels
        self._presenter: ReturnsPresenter | None = None
        self.main = SalePage()
        self._refund = RefundPane()
        self._done = DonePane()
        self.pane = QStackedWidget()
        self.pane.addWidget(self._refund)
        self.pane.addWidget(self._done)
        self.setParent(self.main)

    def connect_to(self, presenter: ReturnsPresenter) -> None:
        """Hand the person's wishes to the presenter."""
        self._presenter = presenter
        main, actions = self.main, self.main.line_actions
        main.number_entered.connect(presenter.look_up)
        main.selected.connect(presenter.lines.select)
        main.everything_wished.connect(presenter.lines.take_everything)
        main.orders_wished.connect(presenter.show_orders)
        actions.stepped.connect(presenter.lines.step)
        actions.quantity_wished.connect(presenter.lines.ask_quantity)
        actions.all_wished.connect(presenter.lines.take_line)
        self._refund.reason_given.connect(presenter.lines.give_reason)
        self._refund.put_away.connect(self._put_away)
        self._refund.refund.clicked.connect(presenter.refund)
        self._done.new_return.clicked.connect(presenter.start_new)

    def show(self, state: ReturnsState) -> None:
        """Draw a state."""
        self.main.show_state(state)
        self._refund.show_state(state)
        if state.done is not None:
            self._done.show_done(state.done)
        self.pane.setCurrentWidget(self._done if state.done else self._refund)

    def focus_number(self) -> None:
        """Put the cursor into the field for the number, emptied."""
        self.main.field.forget()
        self.main.field.setFocus()

    def flash(self, line_id: UUID) -> None:
        """Light a line up: more of it comes back."""
        self.main.flash(line_id)

    def ask_quantity(self, question: QuantityQuestion, *, then: Callable[[int], None]) -> None:
        """Ask how much comes back."""
        unit = Unit(question.unit)
        wish = NumberWish(
            title=text.quantity_of(question.name),
            unit=BIG_UNITS.get(unit, text.pieces()),
            confirm=text.confirm(),
            back=text.erase(),
            exponent=MEASURE_DECIMALS if is_measured(unit) else 0,
            write=str,
            hint=text.at_most(question.most),
        )
        panel = NumberPanel(wish, name="quantity-panel")
        panel.answered.connect(partial(self._answer, then))
        self._panels.open(panel)

    def ask_confirmation(self, question: Confirmation, *, then: Callable[[], None]) -> None:
        """Ask whether the refund shall be posted."""
        panel = ConfirmPanel(question)
        panel.cancel.clicked.connect(self._panels.close_card)
        panel.confirm.clicked.connect(partial(self._agree, then))
        self._panels.open(panel)

    def _answer(self, then: Callable[[int], None], number: int) -> None:
        self._panels.close_card()
        then(number)

    def _agree(self, then: Callable[[], None]) -> None:
        self._panels.close_card()
        then()

    @Slot(object)
    def _put_away(self, restock: bool) -> None:  # noqa: FBT001 - a signal's payload
        if self._presenter is not None:
            self._presenter.lines.put_away(restock=restock)
