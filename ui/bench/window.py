"""A till's real window, driven by key events on its top-level QWindow, and watched as it paints."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QListView, QWidget

from pos.queries.people import list_staff, read_grants
from pos.runtime.clock import Clock
from pos.runtime.ids import IdSource
from pos.uow import Store
from ui.app import Till, TillSetup, make_application
from ui.bench.stopwatch import deadline
from ui.shell.session import Cashier

SIZE = (1366, 768)
LOCALE = "en_GB"
PATIENCE_S = 30
FIRST_PERSON = "sign-in-1"
"""The tile of the only one who works in a generated shop."""

_KEYS = {"\r": Qt.Key.Key_Return, "\b": Qt.Key.Key_Backspace}


class NothingHappenedError(Exception):
    """The window was waited for in vain."""


class PaintWatch(QObject):
    """Counts how often a widget was painted.

    Attributes:
        paints: So often, since it is watched.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.paints = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.paints += 1
        return False


WidgetT = TypeVar("WidgetT", bound=QWidget)


class BenchWindow:
    """The window of a till."""

    def __init__(self, till: Till) -> None:
        self.till = till
        self._loop = QEventLoop()
        self._whole = PaintWatch(till.window.areas)
        till.window.resize(*SIZE)
        till.window.show()
        self.wait(lambda: self._whole.paints > 0)

    @property
    def total(self) -> str:
        """What the cart shows as its total."""
        return self._find(QLabel, "cart-total").text()

    def click(self, name: str) -> None:
        """Click a button."""
        self._find(QAbstractButton, name).click()

    def type_into(self, name: str, text: str) -> None:
        """Put the cursor into a field that holds this text already."""
        field = self._find(QLineEdit, name)
        field.setText(text)
        field.setFocus()

    def canvas(self, name: str) -> QWidget:
        """Return what a list paints on."""
        return self.list(name).viewport()

    def list(self, name: str) -> QListView:
        """Return a list."""
        return self._find(QListView, name)

    def press(self, text: str, *, at_ms: int = 0) -> None:
        """Press a key on the window.

        Args:
            at_ms: When the keyboard says it was pressed; 0 leaves that to the till's clock.
        """
        window = self.till.window.windowHandle()
        key = _KEYS.get(text, Qt.Key.Key_unknown)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(at_ms)
            QCoreApplication.sendEvent(window, event)

    def do_what_waits(self) -> None:
        """Handle the events that have come, and wait for none."""
        self._loop.processEvents()
        self._delete_what_is_gone()

    def shows(self, name: str) -> bool:
        """Say whether a button of this name can be seen."""
        button = self.till.window.findChild(QAbstractButton, name)
        return button is not None and button.isVisible()

    def wait_for_button(self, name: str) -> None:
        """Wait until there is a button of this name, and it was painted."""
        self.wait(lambda: self.till.window.findChild(QAbstractButton, name) is not None)
        button = PaintWatch(self._find(QAbstractButton, name))
        self.wait(lambda: button.paints > 0)

    def wait(self, holds: Callable[[], bool]) -> None:
        """Handle events, asleep in between, until something holds.

        Raises:
            NothingHappenedError: It does not within half a minute.
        """
        is_late = deadline(PATIENCE_S)
        while not holds():
            if is_late():
                raise NothingHappenedError
            self._loop.processEvents(
                QEventLoop.ProcessEventsFlag.AllEvents
                | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
            )
            self._delete_what_is_gone()

    @staticmethod
    def _delete_what_is_gone() -> None:
        """Delete what was to be deleted later: Qt does so in a running application only."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _find(self, kind: type[WidgetT], name: str) -> WidgetT:
        found = self.till.window.findChild(kind, name)
        if found is None:
            raise LookupError(name)
        return found


@contextmanager
def open_window(store: Store, *, clock: Clock, ids: IdSource) -> Generator[BenchWindow]:
    """Open a till on a database; its first manager signs in and the goods are on the screen."""
    make_application([])
    till = Till(TillSetup(store=store, clock=clock, ids=ids, locale=LOCALE))
    try:
        window = BenchWindow(till)
        window.wait_for_button(FIRST_PERSON)
        sign_in(till, store)
        window.wait(lambda: is_ready_to_sell(window))
        yield window
        till.window.close()
    finally:
        till.close()


def sign_in(till: Till, store: Store) -> None:
    """Let the manager in, without a PIN: what the PIN costs is no matter of speed but of safety."""
    with store.read() as tx:
        person = list_staff(tx)[0]
        grants = read_grants(tx, person.staff_id)
    till.session.sign_in(
        Cashier(
            staff_id=person.staff_id,
            employee_no=person.employee_no,
            name=person.name,
            grants=grants,
        )
    )


def is_ready_to_sell(window: BenchWindow) -> bool:
    """Say whether the register is open and shows what it sells."""
    tiles = window.list("tiles").model()
    shown = [tiles.index(row, 0).data() for row in range(tiles.rowCount())]
    return window.till.session.shift_id is not None and bool(shown) and all(shown)
