"""What came of a trial, a line for each thing that was tried."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.screens.setup.section import Finding
from ui.shell.theme.tokens import Tone
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import PlainLabel


class FindingList(QWidget):
    """Shows the findings of a trial."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("findings")
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)

    def show_all(self, findings: Sequence[Finding]) -> None:
        """Show these in place of those before."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [_row_of(finding) for finding in findings]
        for row in self._rows:
            self._column.addWidget(row)


def _row_of(finding: Finding) -> QWidget:
    icon = IconLabel(
        "circle-check" if finding.is_good else "circle-x",
        tone=Tone.OK if finding.is_good else Tone.CAPTION,
    )
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(_label(finding.title, voice="label", name="finding-title"))
    words.addWidget(_label(finding.words, voice="secondary", name="finding-words"))
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(10)
    across.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    across.addLayout(words, 1)
    return row


def _label(text: str, *, voice: str, name: str) -> PlainLabel:
    label = PlainLabel(text, voice=voice, name=name)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label
