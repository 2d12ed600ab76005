"""A row of chips of which one is chosen; it pans sideways under a finger or the mouse."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QScrollArea, QScroller, QWidget

from ui.widgets.button import Button, Look

HEIGHT_PX = 44
GAP_PX = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One choice; `icon` may be ""."""

    key: object
    text: str
    icon: str = ""


class ChipsRow(QScrollArea):
    """Shows chips.

    Signals:
        chosen: Key of the chip that was tapped.
    """

    chosen = Signal(object)

    def __init__(self, *, name: str, says: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setFixedHeight(HEIGHT_PX)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._chips: tuple[Chip, ...] = ()
        self._buttons: dict[object, Button] = {}
        self._group = QButtonGroup(self)
        inside = QWidget()
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP_PX)
        self._row.addStretch()
        self.setWidget(inside)
        gesture = QScroller.ScrollerGestureType.LeftMouseButtonGesture
        QScroller.grabGesture(self.viewport(), gesture)

    def show_chips(self, chips: Sequence[Chip], *, chosen: object) -> None:
        """Show chips, one of them chosen."""
        if tuple(chips) != self._chips:
            self._chips = tuple(chips)
            self._rebuild()
        button = self._buttons.get(chosen)
        if button is not None:
            button.setChecked(True)

    def _rebuild(self) -> None:
        for old in self._buttons.values():
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = {}
        for place, chip in enumerate(self._chips):
            name = f"{self.objectName()}-{chip.key}"
            button = Button(chip.text, look=Look.CHIP, icon=chip.icon, name=name)
            button.setCheckable(True)
            button.clicked.connect(partial(self.chosen.emit, chip.key))
            self._group.addButton(button)
            self._buttons[chip.key] = button
            self._row.insertWidget(place, button)
