"""The keyboard map: which key does what, as data, and the keys of the window made from it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class Action(StrEnum):
    """What a key asks for. A screen answers those that mean something to it."""

    HELP = "help"
    SEARCH = "search"
    CUSTOMER = "customer"
    HOLD = "hold"
    RECALL = "recall"
    QUANTITY = "quantity"
    PRICE = "price"
    WHY = "why"
    COUPON = "coupon"
    DISCOUNT_LINE = "discount-line"
    DISCOUNT_ORDER = "discount-order"
    RETURNS = "returns"
    EXACT_CASH = "exact-cash"
    CARD = "card"
    PAY = "pay"
    UNDO = "undo"
    REPRINT = "reprint"
    THEME = "theme"
    OPEN_DRAWER = "open-drawer"
    LOCK = "lock"
    BACK = "back"
    LINE_UP = "line-up"
    LINE_DOWN = "line-down"
    MORE = "more"
    LESS = "less"
    REMOVE = "remove"
    OPEN_ARTICLE = "open-article"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRow:
    """One row of the keyboard map.

    Attributes:
        keys: As Qt spells them.
        is_bare: The key types text; it acts only where no text is being typed.
    """

    action: Action
    keys: str
    words: str
    is_bare: bool = False


KEY_MAP = (
    KeyRow(action=Action.HELP, keys="F1", words="Show all keys"),
    KeyRow(action=Action.SEARCH, keys="F2", words="Search"),
    KeyRow(action=Action.CUSTOMER, keys="F3", words="Customer of the sale"),
    KeyRow(action=Action.HOLD, keys="F4", words="Hold the sale"),
    KeyRow(action=Action.RECALL, keys="F5", words="Recall a held sale"),
    KeyRow(action=Action.QUANTITY, keys="F6", words="Quantity of the line"),
    KeyRow(action=Action.PRICE, keys="F7", words="Price of the line"),
    KeyRow(action=Action.WHY, keys="Ctrl+W", words="Why this price?"),
    KeyRow(action=Action.COUPON, keys="Ctrl+U", words="Coupon"),
    KeyRow(action=Action.DISCOUNT_LINE, keys="F8", words="Discount on the line"),
    KeyRow(action=Action.DISCOUNT_ORDER, keys="Shift+F8", words="Discount on the sale"),
    KeyRow(action=Action.RETURNS, keys="F9", words="Returns"),
    KeyRow(action=Action.EXACT_CASH, keys="F10", words="Take exact cash"),
    KeyRow(action=Action.CARD, keys="F11", words="Take a card"),
    KeyRow(action=Action.PAY, keys="F12", words="Pay"),
    KeyRow(action=Action.OPEN_ARTICLE, keys="Ctrl+M", words="Sell what is no article"),
    KeyRow(action=Action.UNDO, keys="Ctrl+Z", words="Undo"),
    KeyRow(action=Action.REPRINT, keys="Ctrl+P", words="Print the last receipt again"),
    KeyRow(action=Action.OPEN_DRAWER, keys="Ctrl+D", words="Open the drawer without a sale"),
    KeyRow(action=Action.THEME, keys="Ctrl+T", words="Light or dark colours"),
    KeyRow(action=Action.LOCK, keys="Ctrl+L", words="Lock the till"),
    KeyRow(action=Action.BACK, keys="Escape", words="Clear the search, close, go back"),
    KeyRow(action=Action.LINE_UP, keys="Up", words="Line above", is_bare=True),
    KeyRow(action=Action.LINE_DOWN, keys="Down", words="Line below", is_bare=True),
    KeyRow(action=Action.MORE, keys="+", words="One more", is_bare=True),
    KeyRow(action=Action.LESS, keys="-", words="One less", is_bare=True),
    KeyRow(action=Action.REMOVE, keys="Delete", words="Remove the line", is_bare=True),
)

SCREENS_ON_KEYS_MAX = 9


def bare_action(key: int) -> Action | None:
    """Return what a key means where no text is typed; None when nothing."""
    return _BARE.get(key)


def key_of(action: Action) -> str:
    """Return the key of an action, as it is written on a cap."""
    return next(row.keys for row in KEY_MAP if row.action is action)


def install(
    window: QWidget, *, act: Callable[[Action], None], go: Callable[[int], None]
) -> tuple[QObject, ...]:
    """Make the keys of a window.

    Args:
        window: Where they work, whatever has the focus.
        act: Called with the action of a key.
        go: Called with the position of a screen on the rail, for Alt+1 and up.
    """
    actions = [
        _shortcut(window, row.keys, partial(act, row.action)) for row in KEY_MAP if not row.is_bare
    ]
    screens = [
        _shortcut(window, f"Alt+{position}", partial(go, position))
        for position in range(1, SCREENS_ON_KEYS_MAX + 1)
    ]
    return (*actions, *screens)


def _shortcut(window: QWidget, keys: str, act: Callable[[], None]) -> QShortcut:
    shortcut = QShortcut(QKeySequence(keys), window)
    shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
    shortcut.activated.connect(act)
    return shortcut


_BARE = {
    int(Qt.Key.Key_Up): Action.LINE_UP,
    int(Qt.Key.Key_Down): Action.LINE_DOWN,
    int(Qt.Key.Key_Plus): Action.MORE,
    int(Qt.Key.Key_Minus): Action.LESS,
    int(Qt.Key.Key_Delete): Action.REMOVE,
}
