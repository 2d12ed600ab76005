"""Names and values in two columns: totals, details, counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QWidget

from ui.shell.theme.tokens import Tone
from ui.widgets.label import ElidedLabel, PlainLabel, figure

ROW_PX = 23


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyValue:
    """One row."""

    name: str
    value: str
    tone: Tone = Tone.SECONDARY
    value_tone: Tone = Tone.TEXT


class KeyValues(QWidget):
    """Shows rows; labels are kept and reused. A long name gives way to its value."""

    def __init__(self, *, row_px: int = ROW_PX) -> None:
        super().__init__()
        self._row_px = row_px
        self._labels: list[tuple[ElidedLabel, PlainLabel]] = []
        self._rows: tuple[KeyValue, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)

    def show_rows(self, rows: Sequence[KeyValue]) -> None:
        """Show these rows, each value with the room it needs in the very next paint."""
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        while len(self._labels) < len(rows):
            self._add()
        for place, (name, value) in enumerate(self._labels):
            is_used = place < len(rows)
            name.setVisible(is_used)
            value.setVisible(is_used)
            if is_used:
                row = rows[place]
                name.setText(row.name)
                name.set_tone(row.tone)
                value.setText(row.value)
                value.set_tone(row.value_tone)
        _lay_out_now(self)

    def _add(self) -> None:
        name, value = ElidedLabel(voice="secondary"), figure()
        place = len(self._labels)
        for label in (name, value):
            label.setFixedHeight(self._row_px)
        self._grid.addWidget(name, place, 0)
        self._grid.addWidget(value, place, 1)
        self._labels.append((name, value))


def _lay_out_now(widget: QWidget | None) -> None:
    """Lay out a widget and what is around it; Qt lets a paint go before the layouts it owes."""
    while widget is not None:
        layout = widget.layout()
        if layout is not None:
            layout.activate()
        widget = widget.parentWidget()
