"""The right side: one variant, how much there is of it, where, and how that came about."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.screens.stock import text
from ui.screens.stock.movement_list import MovementList
from ui.screens.stock.state import DetailState
from ui.shell.shortcuts import Action, key_of
from ui.shell.theme.tokens import Tone
from ui.widgets.button import Button, Look
from ui.widgets.empty_state import EmptyState
from ui.widgets.key_values import KeyValue, KeyValues
from ui.widgets.label import ElidedLabel, PlainLabel, plane
from ui.widgets.pane import pane_head, pane_page

PLACE_PX = 26
LARGE_LETTERS_MAX = 9
"""Three larger numbers do not fit beside each other in the narrowest pane."""


class Figure(QWidget):
    """One number of three, with its name above it."""

    def __init__(self, title: str, *, name: str) -> None:
        super().__init__()
        plane(self, "box")
        self._value = PlainLabel(voice="title", name=name)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 10)
        column.setSpacing(2)
        column.addWidget(PlainLabel(title, voice="caption"))
        column.addWidget(self._value)

    def say(self, value: str, tone: Tone = Tone.TEXT) -> None:
        """Show a number."""
        self._value.setText(value)
        self._value.set_tone(tone)
        self._value.set_voice("title" if len(value) <= LARGE_LETTERS_MAX else "amount")


class DetailPane(QStackedWidget):
    """Shows a variant, or the invitation to choose one."""

    def __init__(self) -> None:
        super().__init__()
        self.adjust = Button(
            text.adjust(),
            look=Look.SOFT,
            icon="package-plus",
            key=key_of(Action.QUANTITY),
            name="adjust",
        )
        self.labels = Button(text.print_labels(), icon="tags", name="labels")
        self._name = ElidedLabel(voice="dialog", name="variant-name")
        self._subtitle = ElidedLabel(voice="caption", name="variant-codes")
        self._on_hand = Figure(text.on_hand(), name="on-hand")
        self._reserved = Figure(text.reserved(), name="reserved")
        self._available = Figure(text.available(), name="available")
        self._hint = PlainLabel(voice="caption", name="low-at")
        self._places_title = PlainLabel(text.places(), voice="label")
        self._places = KeyValues(row_px=PLACE_PX)
        self._movements = MovementList()
        self._none = PlainLabel(text.no_movements(), voice="secondary")
        self._lay_out()

    def show_detail(self, detail: DetailState | None) -> None:
        """Draw a variant."""
        self.setCurrentIndex(0 if detail is None else 1)
        if detail is None:
            return
        self._name.setText(detail.name)
        self._subtitle.setText(detail.subtitle)
        self._on_hand.say(detail.on_hand)
        self._reserved.say(detail.reserved)
        self._available.say(detail.available, detail.tone)
        self._hint.setText(detail.hint)
        self._show_places(detail)
        self._movements.show_movements(detail.movements)
        self._none.setVisible(not detail.movements)
        self.adjust.setEnabled(detail.can_adjust)

    def _show_places(self, detail: DetailState) -> None:
        self._places.show_rows([KeyValue(name=name, value=level) for name, level in detail.places])
        for widget in (self._places_title, self._places):
            widget.setVisible(bool(detail.places))

    def _lay_out(self) -> None:
        empty = EmptyState(
            "package-search", text.invitation(), hint=text.invitation_hint(), name="no-variant"
        )
        self.addWidget(plane(empty, "pane"))
        head = pane_head(self._name, self._subtitle)
        self.addWidget(pane_page(head, self._make_body(), self._make_footer()))

    def _make_body(self) -> QWidget:
        body = plane(QWidget(), "pane")
        figures = QHBoxLayout()
        figures.setSpacing(8)
        for figure in (self._on_hand, self._reserved, self._available):
            figures.addWidget(figure, 1)
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 16, 16, 0)
        inside.setSpacing(8)
        inside.addLayout(figures)
        inside.addWidget(self._hint)
        inside.addSpacing(4)
        inside.addWidget(self._places_title)
        inside.addWidget(self._places)
        inside.addSpacing(4)
        inside.addWidget(PlainLabel(text.movements(), voice="label"))
        inside.addWidget(self._none)
        column = QVBoxLayout(body)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(inside)
        column.addWidget(self._movements, 1)
        return body

    def _make_footer(self) -> QWidget:
        footer = plane(QWidget(), "footer")
        row = QHBoxLayout(footer)
        row.setContentsMargins(17, 12, 16, 16)
        row.setSpacing(10)
        row.addWidget(self.labels, 5)
        row.addWidget(self.adjust, 11)
        self.labels.setMinimumHeight(64)
        return footer
