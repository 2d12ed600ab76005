"""The panel on which somebody says why the drawer has to open (see `ui.shell.no_sale`)."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit

from pos.domain.barcode import ScanReading
from pos.domain.text import NAME_CHARS_MAX
from pos.runtime.clock import Clock
from ui.shell.approval import Approvals
from ui.shell.approval_panel import ApprovalPanel
from ui.shell.desk import Notices
from ui.shell.no_sale import NoSale
from ui.shell.panel import PanelHost
from ui.shell.runner import Runner
from ui.shell.session import Session
from ui.text import no_sale as words
from ui.widgets.button import Button, Look
from ui.widgets.label import PlainLabel
from ui.widgets.panel_card import PanelCard


class NoSaleCard(PanelCard):
    """A field for the reason, and the usual ones to tap.

    Signals:
        answered: The reason, not empty.
    """

    answered = Signal(str)

    def __init__(self) -> None:
        super().__init__(words.title(), name="no-sale")
        hint = PlainLabel(words.hint(), voice="secondary")
        hint.setWordWrap(True)
        self._reason = QLineEdit()
        self._reason.setObjectName("no-sale-reason")
        self._reason.setAccessibleName(words.reason())
        self._reason.setPlaceholderText(words.reason_hint())
        self._reason.setMaxLength(NAME_CHARS_MAX)
        for widget in (hint, PlainLabel(words.reason(), voice="label"), self._reason):
            self.body.addWidget(widget)
        for usual in words.reasons():
            button = Button(usual, look=Look.SEGMENT)
            button.clicked.connect(partial(self._reason.setText, usual))
            self.body.addWidget(button)
        self.cancel = self.add_button(
            Button(words.cancel(), look=Look.MONEY, name="no-sale-cancel")
        )
        self._confirm = self.add_button(
            Button(words.confirm(), look=Look.PRIMARY, name="no-sale-confirm")
        )
        self.setFocusProxy(self._reason)
        self._reason.textChanged.connect(self._changed)
        self._reason.returnPressed.connect(self._answer)
        self._confirm.clicked.connect(self._answer)
        self._changed()

    @Slot()
    def _changed(self) -> None:
        self._confirm.setEnabled(bool(self._reason.text().strip()))

    @Slot()
    def _answer(self) -> None:
        reason = self._reason.text().strip()
        if reason:
            self.answered.emit(reason)


class NoSalePanel:
    """Opens the card in the window's panel host and closes it again."""

    def __init__(self, panels: PanelHost) -> None:
        self._panels = panels

    def ask(self, *, then: Callable[[str], None]) -> None:
        """Ask for a reason."""
        card = NoSaleCard()

        def answered(reason: str) -> None:
            self._panels.close_card()
            then(reason)

        card.answered.connect(answered)
        card.cancel.clicked.connect(self._panels.close_card)
        self._panels.open(card)


def make_no_sale(
    panels: PanelHost,
    *,
    runner: Runner,
    session: Session,
    notices: Notices,
    clock: Clock,
    read_scan: Callable[[str], ScanReading],
) -> NoSale:
    """Return what opens the drawer, with its panels."""
    panel = ApprovalPanel(panels, clock)
    approvals = Approvals(
        runner=runner,
        session=session,
        view=panel,
        complain=notices.refused,
        read_scan=read_scan,
    )
    panel.serve(approvals)
    return NoSale(NoSalePanel(panels), session=session, approvals=approvals, notices=notices)
