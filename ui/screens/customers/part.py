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


class LinesPart(Part):
    """Texts that may take several lines."""

    def __init__(self, heading: str, *, name: str) -> None:
        super().__init__(heading)
        self._label = PlainLabel(voice="secondary", name=name)
        self._label.setWordWrap(True)
        self.body.addWidget(self._label)

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Show the lines; without any, nothing."""
        self._label.setText("\n".join(lines))
        self.setVisible(bool(lines))


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
