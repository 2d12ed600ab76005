"""A grid of people of whom one may be chosen."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QScrollArea, QWidget

from ui.widgets.person_tile import TILE_PX, PersonFace, PersonTile

GAP_PX = 12


class PeopleGrid(QScrollArea):
    """Shows tiles in as many columns as fit.

    Args:
        prefix: What the object names of the tiles begin with; the employee number follows.

    Signals:
        chosen: Employee number of the tile that was tapped.
    """

    chosen = Signal(str)

    def __init__(self, *, name: str, says: str, prefix: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(says)
        self._prefix = prefix
        self._people: tuple[PersonFace, ...] = ()
        self._tiles: dict[str, PersonTile] = {}
        self._group = QButtonGroup(self)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP_PX)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.setWidget(inside)

    def show_people(self, people: Sequence[PersonFace], *, chosen: str) -> None:
        """Show people, one of them chosen; "" chooses nobody."""
        if tuple(people) != self._people:
            self._people = tuple(people)
            self._rebuild()
        for employee_no, tile in self._tiles.items():
            self._group.setExclusive(False)
            tile.setChecked(employee_no == chosen)
            self._group.setExclusive(True)

    def focus_first(self) -> None:
        """Put the focus on the chosen tile, or on the first."""
        tile = self._group.checkedButton() or next(iter(self._tiles.values()), None)
        if tile is not None:
            tile.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _rebuild(self) -> None:
        for tile in self._tiles.values():
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self._tiles = {}
        for face in self._people:
            tile = PersonTile(face, name=f"{self._prefix}{face.employee_no}")
            tile.clicked.connect(partial(self.chosen.emit, face.employee_no))
            self._group.addButton(tile)
            self._tiles[face.employee_no] = tile
        self._place()

    def _place(self) -> None:
        columns = max(1, (self.viewport().width() + GAP_PX) // (TILE_PX + GAP_PX))
        for place, tile in enumerate(self._tiles.values()):
            self._grid.addWidget(tile, place // columns, place % columns)
