"""Brings the states of printer and central from their threads to the window."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot

from ui.shell.status import PrinterView, SyncView


class StatusHub(QObject):
    """Stands in the window's thread; `printer` and `sync` may be called on any.

    Signals:
        _printer_told: One `PrinterView`.
        _sync_told: One `SyncView`.
    """

    _printer_told = Signal(object)
    _sync_told = Signal(object)

    def __init__(
        self,
        *,
        show_printer: Callable[[PrinterView], None],
        show_sync: Callable[[SyncView], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._show_printer = show_printer
        self._show_sync = show_sync
        queued = Qt.ConnectionType.QueuedConnection
        self._printer_told.connect(self._printer_arrived, queued)
        self._sync_told.connect(self._sync_arrived, queued)

    def printer(self, view: PrinterView) -> None:
        """Take the printer's state, on any thread."""
        self._printer_told.emit(view)

    def sync(self, view: SyncView) -> None:
        """Take the state of the sync, on any thread."""
        self._sync_told.emit(view)

    @Slot(object)
    def _printer_arrived(self, view: PrinterView) -> None:
        self._show_printer(view)

    @Slot(object)
    def _sync_arrived(self, view: SyncView) -> None:
        self._show_sync(view)
