"""The Z report as paper, before and after the shift was closed."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.paper.raster import image_of
from ui.screens.cash import text
from ui.screens.cash.page_head import PageHead
from ui.screens.cash.state import CashState, Phase
from ui.widgets.paper_view import PaperView

MARGIN_PX = 16


class PaperPage(QWidget):
    """Shows a Z report on the desk."""

    def __init__(self) -> None:
        super().__init__()
        self._head = PageHead()
        self._paper = PaperView(name="z-report")
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_PX, 12, MARGIN_PX, 0)
        column.setSpacing(4)
        column.addWidget(self._head)
        column.addWidget(self._paper, 1)

    def show_state(self, state: CashState) -> None:
        """Draw the report."""
        number = state.shift.number if state.shift else 0
        if state.phase is Phase.ENDED:
            self._head.say(text.shift_ended(number), text.shift_ended_hint())
        else:
            self._head.say(text.counting(number), text.checked_hint())
        self._paper.setVisible(state.paper is not None)
        if state.paper is not None:
            image = image_of(state.paper.picture)
            self._paper.show_paper(image, says=text.paper_says(state.paper.title))
