"""Asks the options of goods that are made for a customer: one row of choices for each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QScroller, QVBoxLayout, QWidget

from pos.domain.product_options import ChosenOption, ProductOption, find_open_option
from ui.screens.sell import made_text
from ui.widgets.button import Button
from ui.widgets.choice_list import ChoiceList
from ui.widgets.label import PlainLabel
from ui.widgets.segmented import Segmented

SIDE_BY_SIDE_MAX = 4
LETTERS_SIDE_BY_SIDE_MAX = 32
"""Of all choices together; more do not fit into the width of a panel."""

ROW_PX, LABEL_PX, GAP_PX = 48, 20, 8
SCROLL_BAR_ROOM_PX = 8
SHOWN_MAX = 3
"""Options at once, so the smallest window has room for the words and the day, too."""

HEIGHT_MAX_PX = SHOWN_MAX * (LABEL_PX + ROW_PX + 2 * GAP_PX)


class OptionRows(QScrollArea):
    """Shows each option with nothing chosen yet; what does not fit is reached by panning."""

    def __init__(self, options: Sequence[ProductOption]) -> None:
        super().__init__()
        self._options = options
        self._rows = [_make_row(option, place) for place, option in enumerate(options)]
        inside = QWidget()
        column = QVBoxLayout(inside)
        are_all_shown = len(options) <= SHOWN_MAX
        column.setContentsMargins(0, 0, 0 if are_all_shown else SCROLL_BAR_ROOM_PX, 0)
        column.setSpacing(GAP_PX)
        for option, row in zip(options, self._rows, strict=True):
            label = PlainLabel(option.name, voice="secondary")
            label.setFixedHeight(LABEL_PX)
            row.setFixedHeight(ROW_PX)
            column.addWidget(label)
            column.addWidget(row)
        self.setAccessibleName(made_text.options())
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)
        if self._rows:
            self.setFocusProxy(self._rows[0])
        self.setFixedHeight(min(inside.sizeHint().height(), HEIGHT_MAX_PX))
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    @property
    def chosen(self) -> tuple[ChosenOption, ...]:
        """What is chosen until now, in the order of the options."""
        pairs = zip(self._options, self._rows, strict=True)
        answers = [(option.name, str(row.key or "")) for option, row in pairs]
        return tuple(ChosenOption(name=name, choice=key) for name, key in answers if key)

    def point_at_open(self) -> ProductOption | None:
        """Go to the first option that is still open, and return it; None: none is."""
        left = find_open_option(self._options, self.chosen)
        if left is not None:
            row = self._rows[self._options.index(left)]
            self.ensureWidgetVisible(row)
            row.setFocus(Qt.FocusReason.OtherFocusReason)
        return left


def _make_row(option: ProductOption, place: int) -> Segmented | ChoiceList:
    letters = sum(map(len, option.choices))
    row: Segmented | ChoiceList
    if len(option.choices) <= SIDE_BY_SIDE_MAX and letters <= LETTERS_SIDE_BY_SIDE_MAX:
        row = Segmented([(choice, choice) for choice in option.choices], chosen=None)
    else:
        choices = [(choice, choice) for choice in option.choices]
        row = ChoiceList([("", made_text.choose()), *choices], chosen="")
    row.setObjectName(f"made-option-{place}")
    row.setAccessibleName(option.name)
    for button in row.findChildren(Button):
        button.setFixedHeight(ROW_PX)
    return row
