"""The row of states at the foot of the window."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos.runtime.clock import Clock
from pos.runtime.identity import RegisterIdentity
from ui.shell.session import Session
from ui.shell.status import PrinterView, SyncView
from ui.shell.status_bar.cashier_name import CashierName
from ui.shell.status_bar.part import StatusPart
from ui.shell.status_bar.printer_state import PrinterPart
from ui.shell.status_bar.scanner_state import ScannerState
from ui.shell.status_bar.shift_state import ShiftState
from ui.shell.status_bar.sync_state import SyncState
from ui.shell.status_bar.wall_clock import WallClock
from ui.text import shell as words
from ui.text.formats import Formats
from ui.widgets.label import plane

HEIGHT_PX = 32


class StatusBar(QWidget):
    """Puts the parts in a row: devices at the left, place, person and time at the right.

    Signals:
        wished: Id of the screen that tells more about the part that was pressed.
    """

    wished = Signal(str)

    def __init__(
        self, *, identity: RegisterIdentity, session: Session, clock: Clock, formats: Formats
    ) -> None:
        super().__init__()
        plane(self, "status")
        self.setFixedHeight(HEIGHT_PX)
        self._session = session
        self._sync = SyncState(formats)
        self._printer = PrinterPart()
        self._shift = ShiftState()
        self._cashier = CashierName()
        place = StatusPart("register-place")
        place.say(words.register_place(identity.name, identity.store_name))
        left = (self._sync, self._printer, ScannerState(), self._shift)
        self._lay_out(left, right=(place, self._cashier, WallClock(clock, formats)))
        self._connect()
        session.listen(self._show_session)
        self._show_session()

    def show_sync(self, sync: SyncView) -> None:
        """Show the state of the sync."""
        self._sync.show_sync(sync)

    def show_printer(self, printer: PrinterView) -> None:
        """Show the state of the receipt printer."""
        self._printer.show_printer(printer)

    def _lay_out(self, left: tuple[StatusPart, ...], *, right: tuple[StatusPart, ...]) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 1, 14, 0)
        row.setSpacing(20)
        for part in left:
            row.addWidget(part)
        row.addStretch()
        for part in right:
            row.addWidget(part)

    def _connect(self) -> None:
        self._sync.pressed.connect(self._wish_attention)
        self._printer.pressed.connect(self._wish_setup)
        self._shift.pressed.connect(self._wish_cash)

    def _wish_attention(self) -> None:
        self.wished.emit("attention")

    def _wish_setup(self) -> None:
        self.wished.emit("setup")

    def _wish_cash(self) -> None:
        self.wished.emit("cash")

    def _show_session(self) -> None:
        self._shift.show_session(self._session)
        self._cashier.show_session(self._session)
