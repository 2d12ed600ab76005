"""The dark rail at the left: one tap to every screen."""

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from ui.shell import icons
from ui.shell.screen import Place, Screen
from ui.shell.shortcuts import Action, key_of
from ui.shell.theme.fonts import font
from ui.shell.theme.tokens import Tone
from ui.shell.theme.wear import RESTYLED, tokens_of
from ui.text import shell as words
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import plane

WIDTH_PX = 84
ITEM_PX = QSize(68, 62)
ITEM_HEIGHT_MIN_PX = 54
"""So low are the items in the smallest window, where all of them have to stand."""

LOGO_PX = 30


class NavButton(QToolButton):
    """An item of the rail: an icon over a word."""

    def __init__(self, text: str, *, icon: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("look", "nav")
        self.setFont(font(12, 600))
        self.setFixedWidth(ITEM_PX.width())
        self.setMinimumHeight(ITEM_HEIGHT_MIN_PX)
        self.setMaximumHeight(ITEM_PX.height())
        self.setIconSize(QSize(icons.RAIL_PX, icons.RAIL_PX))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._icon_name = icon
        self.say(text, icon=icon)

    def say(self, text: str, *, icon: str) -> None:
        """Change the word and the icon."""
        self._icon_name = icon
        self.setText(text)
        self.setAccessibleName(text)
        self._draw_icon()

    def sizeHint(self) -> QSize:
        return ITEM_PX

    def minimumSizeHint(self) -> QSize:
        """The word needs its own width and no more: the item has no margins at its sides."""
        word = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(word, ITEM_HEIGHT_MIN_PX)

    def event(self, event: QEvent) -> bool:
        if event.type() in RESTYLED:
            self._draw_icon()
        return super().event(event)

    def _draw_icon(self) -> None:
        tokens = tokens_of(self)
        colour, on = tokens.tone(Tone.RAIL), tokens.tone(Tone.RAIL_SELECTED)
        self.setIcon(icons.icon(self._icon_name, colour, on=on, size_px=icons.RAIL_PX))


class NavRail(QWidget):
    """Shows the screens that the person at the till may see.

    Signals:
        chosen: Id of a screen.
        theme_wished: Light shall turn dark, or dark light.
        lock_wished: The till shall be locked.
    """

    chosen = Signal(str)
    theme_wished = Signal()
    lock_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        plane(self, "rail")
        self.setFixedWidth(WIDTH_PX)
        self._group = QButtonGroup(self)
        self._items: dict[str, NavButton] = {}
        self._theme: NavButton | None = None
        self._is_dark = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 18, 8, 16)
        self._column.setSpacing(4)

    def show_screens(self, screens: tuple[Screen, ...]) -> None:
        """Show these items; at the foot the switch of the theme, and a lock when there are any."""
        self._clear()
        logo = IconLabel("store", size_px=LOGO_PX, tone=Tone.LOGO)
        self._column.addWidget(logo, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._column.addSpacing(8)
        self._add([screen for screen in screens if screen.place is Place.RAIL], first=1)
        self._column.addStretch()
        self._add([screen for screen in screens if screen.place is Place.RAIL_FOOT], first=0)
        if screens:
            self._add_switch()
            lock = NavButton(words.lock(), icon="lock", name="lock")
            lock.clicked.connect(self.lock_wished)
            self._column.addWidget(lock)

    def show_theme(self, *, is_dark: bool) -> None:
        """Offer the other theme."""
        self._is_dark = is_dark
        if self._theme is not None:
            self._theme.say(words.theme(is_dark=not is_dark), icon="sun" if is_dark else "moon")
            says = words.theme_says(is_dark=not is_dark)
            self._theme.setAccessibleName(says)
            self._theme.setToolTip(f"{says} ({key_of(Action.THEME)})")

    def select(self, screen_id: str) -> None:
        """Mark the screen that is shown; one that has no item leaves none marked."""
        # A group of which one must be checked lets none be unchecked.
        self._group.setExclusive(False)
        for name, item in self._items.items():
            item.setChecked(name == screen_id)
        self._group.setExclusive(True)

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

    def _add_switch(self) -> None:
        self._theme = NavButton("", icon="moon", name="theme")
        self._theme.clicked.connect(self.theme_wished)
        self._column.addWidget(self._theme)
        self.show_theme(is_dark=self._is_dark)

    def _clear(self) -> None:
        self._items = {}
        self._theme = None
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
