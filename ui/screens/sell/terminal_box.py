"""The card terminal that is being asked, in place of the cash: what happens, and what to say."""

from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QRegularExpressionValidator, QShowEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.screens.sell import card_text
from ui.screens.sell.card_state import TerminalMode, TerminalState
from ui.widgets.button import Button, Look
from ui.widgets.label import PlainLabel, plane

TICK_MS = 500
AUTHORISATION_CHARS_MAX = 40


class TerminalBox(QWidget):
    """Shows one request to a card terminal.

    Signals:
        approved: Last four digits and approval code, each "" when it was not typed.
        declined: The terminal said no.
        cancelled: Give it up.
        asked_again: Ask the terminal what became of it.
        resolved: Whether the card was charged.
        held: Put the sale aside.
        given_back: The charge was given back.
        ticked: Some time went by.
    """

    approved = Signal(str, str)
    declined = Signal()
    cancelled = Signal()
    asked_again = Signal()
    resolved = Signal(bool)
    held = Signal()
    given_back = Signal()
    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        plane(self, "box")
        self.setObjectName("card-terminal")
        self._amount = PlainLabel(voice="due", name="terminal-amount")
        self._words = PlainLabel(voice="body", name="terminal-words")
        self._words.setWordWrap(True)
        self._elapsed = PlainLabel(voice="secondary", name="terminal-elapsed")
        self._last4 = _field("card-last4", card_text.last4(), pattern="[0-9]{0,4}")
        self._code = _field("card-authorisation", card_text.authorisation(), pattern=".{0,40}")
        self._buttons = self._make_buttons()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.ticked)
        self._mode: TerminalMode | None = None
        for field in (self._last4, self._code):
            field.returnPressed.connect(self._approve)
        self._lay_out()
        # The cash beside it says how wide the column is: toasts find their place by that.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_terminal(self, state: TerminalState) -> None:
        """Draw a request."""
        self._amount.setText(state.amount)
        self._words.setText(state.words)
        self._elapsed.setText(state.elapsed)
        self._elapsed.setVisible(bool(state.elapsed))
        reads = state.mode is TerminalMode.READ
        for field in (self._last4, self._code):
            field.setVisible(reads)
        shown = _BUTTONS[state.mode]
        for name, button in self._buttons.items():
            button.setVisible(name in shown and (name != "terminal-ask" or state.can_ask))
            button.setEnabled(not state.is_busy)
        if state.mode is not self._mode:
            self._mode = state.mode
            self._last4.clear()
            self._code.clear()
            offered = [self._buttons[name] for name in shown if not self._buttons[name].isHidden()]
            if offered:
                first = self._last4 if reads else offered[0]
                first.setFocus()

    def forget(self) -> None:
        """Nothing is asked any more."""
        self._mode = None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _make_buttons(self) -> dict[str, Button]:
        made = {
            "terminal-approved": (card_text.approved(), Look.PRIMARY, self._approve),
            "terminal-declined": (card_text.declined(), Look.PLAIN, self.declined.emit),
            "terminal-cancel": (card_text.cancel(), Look.PLAIN, self.cancelled.emit),
            "terminal-ask": (card_text.ask_terminal(), Look.PRIMARY, self.asked_again.emit),
            "terminal-charged": (
                card_text.was_charged(),
                Look.PLAIN,
                partial(self.resolved.emit, True),  # noqa: FBT003 - a signal's payload
            ),
            "terminal-not-charged": (
                card_text.was_not_charged(),
                Look.PLAIN,
                partial(self.resolved.emit, False),  # noqa: FBT003 - a signal's payload
            ),
            "terminal-hold": (card_text.put_aside(), Look.PLAIN, self.held.emit),
            "terminal-given-back": (
                card_text.was_given_back(),
                Look.PRIMARY,
                self.given_back.emit,
            ),
            "terminal-keep": (card_text.keep(), Look.PLAIN, self.cancelled.emit),
        }
        buttons = {}
        for name, (words, look, act) in made.items():
            button = Button(words, look=look, name=name)
            button.clicked.connect(act)
            buttons[name] = button
        return buttons

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        column.addWidget(PlainLabel(card_text.title(), voice="label"))
        column.addWidget(self._amount)
        column.addWidget(self._words)
        column.addWidget(self._elapsed)
        column.addWidget(self._last4)
        column.addWidget(self._code)
        for button in self._buttons.values():
            column.addWidget(button)
        column.addStretch()

    @Slot()
    def _approve(self) -> None:
        self.approved.emit(self._last4.text(), self._code.text().strip())


_BUTTONS = {
    TerminalMode.READ: ("terminal-approved", "terminal-declined", "terminal-cancel"),
    TerminalMode.ASKING: ("terminal-cancel",),
    TerminalMode.CHECKING: (),
    TerminalMode.GIVING_BACK: (),
    TerminalMode.UNKNOWN: (
        "terminal-ask",
        "terminal-charged",
        "terminal-not-charged",
        "terminal-hold",
    ),
    TerminalMode.REVERSE: ("terminal-given-back", "terminal-keep"),
}


def _field(name: str, says: str, *, pattern: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setAccessibleName(says)
    field.setPlaceholderText(says)
    field.setMaxLength(AUTHORISATION_CHARS_MAX)
    field.setValidator(QRegularExpressionValidator(pattern, field))
    return field
