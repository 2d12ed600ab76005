"""Brings news of committed changes from any thread to whoever listens in the window."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot

from pos.runtime.changes import Changes


class ChangesHub(QObject):
    """Stands in the window's thread.

    Signals:
        _told: One `Changes`; emitted on the thread that committed.
    """

    _told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listeners: list[Callable[[Changes], None]] = []
        self._told.connect(self._spread, Qt.ConnectionType.QueuedConnection)

    def tell(self, changes: Changes) -> None:
        """Take news, on any thread."""
        self._told.emit(changes)

    def listen(self, listener: Callable[[Changes], None]) -> None:
        """Call the listener with all news, on the window's thread."""
        self._listeners.append(listener)

    @Slot(object)
    def _spread(self, changes: Changes) -> None:
        for listener in tuple(self._listeners):
            listener(changes)
