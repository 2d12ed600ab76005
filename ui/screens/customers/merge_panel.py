"""The panel that asks which of two records of a customer stays."""

from PySide6.QtCore import Signal

from ui.screens.customers import text
from ui.screens.customers.view_protocol import MergeQuestion
from ui.widgets.button import Button, Look
from ui.widgets.label import PlainLabel
from ui.widgets.panel_card import PanelCard

WIDTH_PX = 560


class MergePanel(PanelCard):
    """Says what becomes of the two.

    Signals:
        kept_shown: The shown record stays.
        kept_other: The other one stays.
        left: Both stay.
    """

    kept_shown = Signal()
    kept_other = Signal()
    left = Signal()

    def __init__(self, question: MergeQuestion) -> None:
        super().__init__(text.merge_title(), width_px=WIDTH_PX, name="merge-panel")
        hint = PlainLabel(text.merge_hint(question.shown, question.other), voice="secondary")
        hint.setWordWrap(True)
        self.body.addWidget(hint)
        other = Button(text.merge_swap(question.other), icon="arrow-left-right", name="keep-other")
        self.body.addWidget(other)
        leave = self.add_button(Button(text.merge_no(), name="keep-both"))
        keep = self.add_button(
            Button(text.merge_keep(question.shown), look=Look.PRIMARY, name="keep-shown")
        )
        other.clicked.connect(self.kept_other)
        leave.clicked.connect(self.left)
        keep.clicked.connect(self.kept_shown)
        self.setFocusProxy(leave)
