"""The dark rail at the left: one tap to every screen."""

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from ui.shell import icons
from ui.shell.screen import Place, Screen
from ui.shell.theme.fonts import font
from ui.shell.theme.tokens import Tone
from ui.shell.theme.wear import RESTYLED, tokens_of
from ui.text import shell as words
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import plane

WIDTH_PX = 84
ITEM_PX = QSize(68, 62)
LOGO_PX = 30


class NavButton(QToolButton):
    """An item of the rail: an icon over a word."""

    def __init__(self, text: str, *, icon: str, name: str) -> None:
        super().__init__()
        self._icon_name = icon
        self.setObjectName(name)
        self.setProperty("look", "nav")
        self.setText(text)
        self.setAccessibleName(text)
        self.setFont(font(12, 600))
        self.setFixedSize(ITEM_PX)
        self.setIconSize(QSize(icons.RAIL_PX, icons.RAIL_PX))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def minimumSizeHint(self) -> QSize:
        """The word needs its own width and no more: the item has no margins at its sides."""
        word = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(word, ITEM_PX.height())

    def event(self, event: QEvent) -> bool:
        if event.type() in RESTYLED:
            tokens = tokens_of(self)
            colour, on = tokens.tone(Tone.RAIL), tokens.tone(Tone.RAIL_SELECTED)
            self.setIcon(icons.icon(self._icon_name, colour, on=on, size_px=icons.RAIL_PX))
        return super().event(event)


class NavRail(QWidget):
    """Shows the screens that the person at the till may see.

    Signals:
        chosen: Id of a screen.
        lock_wished: The till shall be locked.
    """

    chosen = Signal(str)
    lock_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        plane(self, "rail")
        self.setFixedWidth(WIDTH_PX)
        self._group = QButtonGroup(self)
        self._items: dict[str, NavButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 18, 8, 16)
        self._column.setSpacing(4)

    def show_screens(self, screens: tuple[Screen, ...]) -> None:
        """Show these items, and a lock at the foot when there are any."""
        self._clear()
        logo = IconLabel("store", size_px=LOGO_PX, tone=Tone.LOGO)
        self._column.addWidget(logo, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._column.addSpacing(8)
        self._add([screen for screen in screens if screen.place is Place.RAIL], first=1)
        self._column.addStretch()
        self._add([screen for screen in screens if screen.place is Place.RAIL_FOOT], first=0)
        if screens:
            lock = NavButton(words.lock(), icon="lock", name="lock")
            lock.clicked.connect(self.lock_wished)
            self._column.addWidget(lock)

    def select(self, screen_id: str) -> None:
        """Mark the screen that is shown."""
        item = self._items.get(screen_id)
        if item is not None:
            item.setChecked(True)

    def _add(self, screens: list[Screen], *, first: int) -> None:
        for position, screen in enumerate(screens, first):
            item = NavButton(screen.title(), icon=screen.icon, name=f"nav-{screen.id}")
            item.setCheckable(True)
            if first:
                item.setToolTip(f"Alt+{position}")
            item.clicked.connect(partial(self.chosen.emit, screen.id))
            self._group.addButton(item)
            self._items[screen.id] = item
            self._column.addWidget(item)

    def _clear(self) -> None:
        self._items = {}
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
