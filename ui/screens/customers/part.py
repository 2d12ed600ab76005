"""A part of the pane: a heading over what belongs to it; without content it is not there."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.button import Button
from ui.widgets.key_values import KeyValue, KeyValues
from ui.widgets.label import PlainLabel, hairline

ROW_PX = 26


class Part(QWidget):
    """A heading and a column under it."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(4)
        column.addWidget(PlainLabel(heading, voice="status"))
        column.addWidget(hairline())
        column.addLayout(self.body)


class ValuesPart(Part):
    """Names and values."""

    def __init__(self, heading: str) -> None:
        super().__init__(heading)
        self._rows = KeyValues(row_px=ROW_PX)
        self.body.addWidget(self._rows)

    def show_rows(self, rows: tuple[KeyValue, ...]) -> None:
        """Show the rows; without any, nothing."""
        self._rows.show_rows(rows)
        self.setVisible(bool(rows))


class ButtonsPart(Part):
    """Things that can be pressed, one under the other."""

    def show_buttons(self, buttons: tuple[Button, ...]) -> None:
        """Show these instead of those before; without any, nothing."""
        while (item := self.body.takeAt(0)) is not None:
            before = item.widget()
            if before is not None:
                before.hide()
                before.deleteLater()
        for button in buttons:
            self.body.addWidget(button)
        self.setVisible(bool(buttons))
