"""What may have taken the drawer off, a sentence for each."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos.documents.cause_wording import cause_sentence, confirmed
from pos.domain.difference_detective import CAUSES_MAX
from pos.domain.drawer_evidence import Cause
from ui.screens.cash import text
from ui.text.formats import Formats
from ui.widgets.label import PlainLabel


class CauseList(QWidget):
    """Shows the causes, the likeliest first; nothing while there are none."""

    def __init__(self, formats: Formats) -> None:
        super().__init__()
        self._formats = formats
        self._lines = [PlainLabel(name=f"cause-{place}") for place in range(1, CAUSES_MAX + 1)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(PlainLabel(text.causes(), voice="label"))
        for line in self._lines:
            line.setWordWrap(True)
            column.addWidget(line)

    def show_causes(self, causes: tuple[Cause, ...]) -> None:
        """Show the causes."""
        self.setVisible(bool(causes))
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(causes))
            if place < len(causes):
                line.setText(self._sentence(causes[place]))

    def _sentence(self, cause: Cause) -> str:
        said = cause_sentence(cause, money=self._formats.money)
        return f"{said}. {confirmed()}" if cause.is_confirmed else f"{said}."
