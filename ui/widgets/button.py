"""Buttons with an icon, a cap that shows their key, and a name that a screen reader can say."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from ui.shell import icons
from ui.shell.theme.fonts import font
from ui.shell.theme.tokens import Tokens, Tone
from ui.shell.theme.wear import RESTYLED, tokens_of
from ui.widgets.label import PlainLabel, plain_tip

CAP_GAP_PX = 6
CAP_MARGIN_PX = 14
TEXT_MARGIN_PX = 16

ENTER_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})

TARGET_PX = 44
"""The least width and height of what a finger must hit."""


GIVING_WAY_PX = 136
"""How narrow a button becomes whose words give way; those of a card give way to any edge."""


class Look(StrEnum):
    """How much a button asks for attention; the theme draws each."""

    PLAIN = "plain"
    PRIMARY = "primary"
    SOFT = "soft"
    DANGER = "danger"
    LINE = "line"
    LINE_DANGER = "line-danger"
    TOOL = "tool"
    TOOL_DANGER = "tool-danger"
    KEY = "key"
    TENDER = "tender"
    MONEY = "money"
    CARD = "card"
    ENTRY = "entry"
    SEGMENT = "segment"
    LINK = "link"
    CHIP = "chip"


_TONES = {
    Look.PRIMARY: Tone.ON_ACCENT,
    Look.SOFT: Tone.ACCENT,
    Look.DANGER: Tone.DANGER,
    Look.LINE: Tone.ACCENT,
    Look.LINE_DANGER: Tone.DANGER,
    Look.TOOL: Tone.SECONDARY,
    Look.TOOL_DANGER: Tone.DANGER,
    Look.CHIP: Tone.SECONDARY,
    Look.LINK: Tone.ACCENT,
    Look.TENDER: Tone.ACCENT,
}


class Button(QPushButton):
    """A push button of the till.

    Args:
        text: What stands on it; an ampersand is shown as one.
        look: How it is drawn.
        icon: Name of an icon, or "".
        key: The key that does the same, shown as a small cap; "" means none.
        name: Object name, for tests and scripts.
        says: Accessible name; without it the text is said.
        gives_way: What goes beyond its edge ends in dots, as the lines of a card do.
    """

    def __init__(
        self,
        text: str = "",
        *,
        look: Look = Look.PLAIN,
        icon: str = "",
        key: str = "",
        name: str = "",
        says: str = "",
        gives_way: bool = False,
    ) -> None:
        super().__init__()
        self._icon_name = icon
        self._look = look
        self._gives_way = gives_way or look is Look.CARD
        self._text = text
        self._cap: PlainLabel | None = None
        self.setObjectName(name)
        self.setProperty("look", look.value)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFont(font(14, 500))
        self.setIconSize(QSize(icons.BUTTON_PX, icons.BUTTON_PX))
        self.say(text, says=says)
        if key:
            self._add_cap(key)

    def say(self, text: str, *, says: str = "") -> None:
        """Change the text, and with it the accessible name."""
        self._text = text
        self.setAccessibleName(says or text.replace("\n", " "))
        self._write(text)
        self._show_cap()

    def words(self) -> str:
        """Return the text as it was given."""
        return self._text

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon_name = icon
        self._draw_icon()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self._gives_way:
            cut_px = self._widest_px(self._text) - self._widest_px(self.text().strip())
            hint += QSize(max(0, cut_px), 0)
        if self._cap is not None and self._look is Look.TENDER:
            hint += QSize(self._cap.sizeHint().width() + CAP_GAP_PX, 0)
        return hint.expandedTo(QSize(TARGET_PX, TARGET_PX))

    def minimumSizeHint(self) -> QSize:
        """Never clip the text but with dots, and never be too small for a finger."""
        hint = self.sizeHint()
        if not self._gives_way:
            return hint
        least_px = TARGET_PX if self._look is Look.CARD else min(hint.width(), GIVING_WAY_PX)
        return QSize(least_px, hint.height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.EnabledChange:
            self._show_cap()
        if event.type() in RESTYLED:
            self._draw_icon()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._gives_way:
            self._write(self._text)
        self._show_cap()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Polish:
            self._draw_icon()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus, as the space bar does."""
        if event.key() in ENTER_KEYS and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def _write(self, text: str) -> None:
        """Write the words, as they fit where they give way."""
        if self._gives_way:
            text = self._cut(text)
        lead = " " if self._icon_name and text else ""  # Fusion leaves only 4 px after an icon.
        self.setText(lead + text.replace("&", "&&"))

    def _cut(self, text: str) -> str:
        around_px = super().sizeHint().width() - self._widest_px(self.text().strip())
        room = self.width() - around_px
        right = Qt.TextElideMode.ElideRight
        lines = (self.fontMetrics().elidedText(line, right, room) for line in text.split("\n"))
        cut = "\n".join(lines)
        self.setToolTip("" if cut == text else plain_tip(text))
        return cut

    def _widest_px(self, text: str) -> int:
        return max(map(self.fontMetrics().horizontalAdvance, text.split("\n")))

    def _add_cap(self, key: str) -> None:
        voice = "key-on-accent" if self._look is Look.PRIMARY else "key"
        cap = PlainLabel(key, voice=voice)
        cap.setFixedHeight(22)
        cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        row.setContentsMargins(0, 0, CAP_MARGIN_PX, 0)
        row.addStretch()
        row.addWidget(cap, alignment=Qt.AlignmentFlag.AlignVCenter)
        self._cap = cap
        self.setToolTip(key)

    def _show_cap(self) -> None:
        """Show the cap beside the words, never over them; only then do they move aside for it."""
        if self._cap is None:
            return
        taken = self._words_px() + self._cap.sizeHint().width() + CAP_GAP_PX + CAP_MARGIN_PX
        if (
            self._look is Look.PRIMARY
        ):  # Its words stand in the middle: as much is free before them.
            taken += self._cap.sizeHint().width() + CAP_GAP_PX - CAP_MARGIN_PX
        else:
            taken += TEXT_MARGIN_PX
        is_shown = taken <= self.width() and self.isEnabled()
        self._cap.setVisible(is_shown)
        if self.property("aside") != is_shown:
            self.setProperty("aside", is_shown)
            self.style().unpolish(self)
            self.style().polish(self)

    def _words_px(self) -> int:
        words = self.fontMetrics().horizontalAdvance(self._text)
        return words + (self.iconSize().width() + CAP_GAP_PX if self._icon_name else 0)

    def _draw_icon(self) -> None:
        if self._icon_name:
            self.setIcon(self._make_icon(tokens_of(self)))

    def _make_icon(self, tokens: Tokens) -> QIcon:
        colour = tokens.tone(_TONES.get(self._look, Tone.TEXT))
        on = tokens.accent_text if self.isCheckable() else ""
        return icons.icon(self._icon_name, colour, off=tokens.text3, on=on)
