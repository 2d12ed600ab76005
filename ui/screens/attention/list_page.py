"""The list of what wants a person, with a warning above, and what stands there when all is well."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.screens.attention import faces, text
from ui.screens.attention.state import AttentionState, Entry, Found, is_damaged
from ui.text import screens
from ui.text.formats import Formats
from ui.widgets.button import Button, Look
from ui.widgets.column import Column
from ui.widgets.empty_state import EmptyState
from ui.widgets.frozen_table import FrozenTable
from ui.widgets.inline_strip import InlineStrip, StripKind
from ui.widgets.label import PlainLabel, plane

MARGIN_PX = 16


class ListPage(QWidget):
    """Shows the entries.

    Signals:
        chosen: The entry that was chosen, or None.
    """

    chosen = Signal(object)

    def __init__(self, formats: Formats) -> None:
        super().__init__()
        self._formats = formats
        self.retry_all = Button(text.retry_all(2), icon="rotate-cw", name="attention-retry-all")
        self.mend = Button(text.mend(), look=Look.PRIMARY, icon="wrench", name="attention-mend")
        self._warning = InlineStrip(name="attention-warning", keeps_room=False)
        self._table = FrozenTable(_columns(formats), name="attention-list", says=text.entries())
        self._loading = EmptyState("cloud", text.loading(), name="attention-loading")
        self._none = EmptyState("cloud-check", text.nothing_title(), name="attention-none")
        self._trouble = EmptyState("database-zap", text.trouble(), name="attention-trouble")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        for page in (self._loading, self._none, self._trouble):
            self._stack.addWidget(plane(page, "card"))
        self._lay_out()
        self._table.chosen.connect(self.chosen)

    def show_state(self, state: AttentionState) -> None:
        """Draw the list."""
        self._warning.say(faces.warning_of(state.attention, self._formats), kind=StripKind.WARN)
        self.mend.setVisible(is_damaged(state.attention))
        count = len(state.retryable)
        self.retry_all.setText(text.retry_all(count))
        self.retry_all.setVisible(count > 1)  # one alone has its own button
        self._none.say(
            text.nothing_title(), hint=text.nothing_hint(is_alone=state.attention.is_alone)
        )
        self._stack.setCurrentWidget(self._page_of(state))
        self._table.show_rows(state.entries)
        self._mark_chosen(state)

    def _page_of(self, state: AttentionState) -> QWidget:
        if state.found is Found.READ:
            return self._table if state.entries else self._none
        return self._loading if state.found is Found.LOADING else self._trouble

    def _mark_chosen(self, state: AttentionState) -> None:
        if state.chosen is None:
            self._table.clearSelection()
        elif self._table.current_row() != state.chosen:
            self._table.select(state.chosen)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(PlainLabel(screens.attention(), voice="title"), 1)
        head.addWidget(self.retry_all)
        head.addWidget(self.mend)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_PX, 14, MARGIN_PX, MARGIN_PX)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._warning)
        column.addWidget(self._stack, 1)


def _columns(formats: Formats) -> tuple[Column[Entry], ...]:
    return (
        Column(
            title=text.what(),
            value=faces.name_of,
            icon=faces.icon_of,
            tone=faces.tone_of,
            width_px=250,
            is_strong=True,
        ),
        Column(title=text.why(), value=faces.reason_of),
        Column(title=text.where(), value=faces.register_of, width_px=84),
        Column(
            title=text.since(),
            value=lambda entry: formats.short_moment(entry.since),
            width_px=124,
        ),
    )
