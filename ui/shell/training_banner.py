"""The banner over everything while nothing that is done counts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.text import shell as words
from ui.widgets.label import PlainLabel, plane

HEIGHT_PX = 31


class TrainingBanner(QWidget):
    """Says that this is training, on every screen, also while the till is locked."""

    def __init__(self) -> None:
        super().__init__()
        plane(self, "training")
        self.setObjectName("training-banner")
        self.setAccessibleName(words.training())
        self.setFixedHeight(HEIGHT_PX)
        label = PlainLabel(words.training(), voice="training")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.addWidget(label)
