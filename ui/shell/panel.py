"""Panels: choices that must be made first, inside the window. They never block its event loop."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.widgets.label import plane
from ui.widgets.panel_card import PanelCard

MARGIN_PX = 24


class PanelHost(QWidget):
    """Covers its window with a scrim and puts one card in the middle; Esc takes it away."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        plane(self, "scrim")
        self.setObjectName("panels")
        self._window = window
        self._card: QWidget | None = None
        self._closed: Callable[[], None] | None = None
        self._focus_before: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        window.installEventFilter(self)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Say whether a panel is shown."""
        return self._card is not None

    def open(self, card: QWidget, *, closed: Callable[[], None] | None = None) -> None:
        """Show a card, in place of the one shown.

        Args:
            card: Its panel; deleted when it is taken away.
            closed: Called when it goes, however it goes.
        """
        self.close_card()
        self._card, self._closed = card, closed
        self._focus_before = self._window.focusWidget()
        plane(card, "card")
        if isinstance(card, PanelCard):
            card.left.connect(self.close_card)
        self._column.addWidget(card, alignment=Qt.AlignmentFlag.AlignCenter)
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        first = card.focusProxy() or _first_of(card)
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def take_scan(self, code: str) -> bool:
        """Give a scanned code to the card; False when it asks for none."""
        return isinstance(self._card, PanelCard) and self._card.take_scan(code)

    def dismiss(self) -> None:
        """Take the card away because it was answered: nobody is told that it closed."""
        self._closed = None
        self.close_card()

    def close_card(self) -> None:
        """Take the card away and give the focus back."""
        card, self._card = self._card, None
        if card is None:
            return
        closed, self._closed = self._closed, None
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()
        self.hide()
        before, self._focus_before = self._focus_before, None
        if before is not None and isValid(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        if closed is not None:
            closed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        event.accept()

    def focusNextPrevChild(self, next_: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Keep Tab inside the panel."""
        before = self._window.focusWidget()
        moved = super().focusNextPrevChild(next_)
        now = self._window.focusWidget()
        if now is not None and not self.isAncestorOf(now) and before is not None:
            before.setFocus(Qt.FocusReason.TabFocusReason)
        return moved

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)


def _first_of(card: QWidget) -> QWidget:
    """Return the first widget of a card that takes the focus, else the card."""
    takes = (each for each in card.findChildren(QWidget) if _takes_focus(each))
    return next(takes, card)


def _takes_focus(widget: QWidget) -> bool:
    return widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
