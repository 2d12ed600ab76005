"""The window: rail, banner, main area, context pane, status bar."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pos.domain.barcode import BadgeScan, ScanReading, read_scan
from pos.runtime.clock import Clock
from pos.runtime.identity import RegisterIdentity
from ui.shell.appearance import Appearance, Choice
from ui.shell.burst import BurstRules
from ui.shell.desk import Notices
from ui.shell.idle_lock import IdleLock
from ui.shell.key_sheet import make_key_sheet
from ui.shell.nav_rail import NavRail
from ui.shell.navigation import Navigation
from ui.shell.offline_banner import OfflineBanner
from ui.shell.panel import PanelHost
from ui.shell.scanner import Scanner
from ui.shell.session import Session
from ui.shell.shortcuts import Action, bare_action, install
from ui.shell.status import Link, PrinterView, SyncView
from ui.shell.status_bar.bar import StatusBar
from ui.shell.strip import Strip
from ui.shell.theme.tokens import DARK
from ui.shell.toast import Toast
from ui.shell.training_banner import TrainingBanner
from ui.text import shell as words
from ui.text.formats import Formats
from ui.widgets.label import plane

SIZE_MIN = (1024, 768)
RETURNS_SCREEN = "returns"
SCREENS_OF_KEYS = {Action.RETURNS: RETURNS_SCREEN, Action.CUSTOMER: "customers"}
STRIP_MARGINS_PX = (16, 14, 16, 0)
PANE_NARROW_PX = 360
PANE_PX = 400
PANE_WIDE_PX = 440
NARROW_BELOW_PX = 1200
WIDE_FROM_PX = 1700


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowSetup:
    """What the window is made from."""

    identity: RegisterIdentity
    session: Session
    clock: Clock
    formats: Formats
    theme: Choice = Choice.SYSTEM
    scanner: BurstRules
    lock_after_s: int = 0
    read_scan: Callable[[str], ScanReading] = read_scan


class MainWindow(QMainWindow):
    """The frame around the screens; `use` gives it its navigation.

    Signals:
        theme_chosen: The theme that the person turned to, as a `Choice`; it is worn already.
        drawer_wished: The drawer shall open without a sale.
    """

    theme_chosen = Signal(object)
    drawer_wished = Signal()

    def __init__(self, setup: WindowSetup) -> None:
        super().__init__()
        self.session = setup.session
        self._formats = setup.formats
        self._read_scan = setup.read_scan
        self._is_training = setup.identity.is_training
        self._navigation: Navigation | None = None
        self._notices: Notices | None = None
        self._was_in: bool | None = None
        self._offline = False
        self._waiting_offline = 0
        self.setWindowTitle(words.window_title(setup.identity.store_name))
        self.setMinimumSize(*SIZE_MIN)
        self._build(setup)
        self.panels = PanelHost(self)
        self.scanner = Scanner(setup.clock, setup.scanner, self)
        self.idle_lock = IdleLock(setup.clock, after_s=setup.lock_after_s, parent=self)
        self.appearance = Appearance(self, setup.theme)
        self._show_theme()
        self._keys = install(self, act=self._act, go=self._go_to_position)
        self._connect()

    def use(self, navigation: Navigation, notices: Notices) -> None:
        """Take the navigation, and show the first screen."""
        self._navigation = navigation
        self._notices = notices
        navigation.moved.connect(self._moved)
        self.session.listen(self._session_changed)
        self._session_changed()

    def show_sync(self, sync: SyncView) -> None:
        """Show the state of the sync, and the banner while it is offline."""
        self.status.show_sync(sync)
        offline = sync.link is Link.OFFLINE
        since = self._formats.clock(sync.since) if sync.since else ""
        self.banner.say(words.offline_banner(since, sync.waiting) if offline else "")
        if self._offline and sync.link is Link.ONLINE and self._notices is not None:
            self._notices.toast(words.back_online(self._waiting_offline))
        self._offline = offline
        self._waiting_offline = sync.waiting if offline else 0

    def show_printer(self, printer: PrinterView) -> None:
        """Show the state of the receipt printer."""
        self.status.show_printer(printer)

    def _build(self, setup: WindowSetup) -> None:
        self.rail = NavRail()
        self.banner = OfflineBanner()
        self.strip = Strip(margins_px=STRIP_MARGINS_PX)
        self.areas = QStackedWidget()
        self.panes = QStackedWidget()
        self.panes.hide()
        self.status = StatusBar(
            identity=setup.identity,
            session=setup.session,
            clock=setup.clock,
            formats=setup.formats,
        )
        self._middle = plane(QWidget(), "canvas")
        self.toast = Toast(self._middle)
        self._lay_out()

    def _lay_out(self) -> None:
        middle = QVBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.banner)
        middle.addWidget(self.strip)
        middle.addWidget(self.areas, 1)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.rail)
        upper.addWidget(self._middle, 1)
        upper.addWidget(self.panes)
        root = plane(QWidget(), "canvas")
        column = QVBoxLayout(root)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self._is_training:
            column.addWidget(TrainingBanner())
        column.addLayout(upper, 1)
        column.addWidget(self.status)
        self.setCentralWidget(root)

    def _connect(self) -> None:
        self.rail.chosen.connect(self._go)
        self.rail.lock_wished.connect(self._lock)
        self.rail.theme_wished.connect(self._turn_theme)
        self.appearance.dressed.connect(self._show_theme)
        self.status.wished.connect(self._go)
        self.scanner.scanned.connect(self._scanned)
        self.idle_lock.idle.connect(self._lock)
        self.scanner.dropped.connect(self._card_dropped)

    @Slot(str)
    def _go(self, screen_id: str) -> None:
        if self._navigation is not None and not self.panels.is_open:
            self._navigation.go(screen_id)

    def _go_to_position(self, position: int) -> None:
        if self._navigation is None or self.panels.is_open:
            return
        screens = self._navigation.on_rail()
        if position <= len(screens):
            self._navigation.go(screens[position - 1].id)

    @Slot(str)
    def _moved(self, screen_id: str) -> None:
        self.strip.hide()
        self.rail.select(screen_id)

    @Slot()
    def _lock(self) -> None:
        if self.session.cashier is None:
            return  # What a panel says at the door is not taken away.
        self.panels.close_card()
        self.session.sign_out()

    @Slot()
    def _turn_theme(self) -> None:
        choice = self.appearance.other
        self.appearance.choose(choice)
        self.theme_chosen.emit(choice)

    @Slot()
    def _show_theme(self) -> None:
        self.rail.show_theme(is_dark=self.appearance.tokens is DARK)

    def _session_changed(self) -> None:
        if self._navigation is None:
            return
        is_in = self.session.cashier is not None
        if is_in == self._was_in:
            return
        self._was_in = is_in
        self.idle_lock.note()
        self.rail.show_screens(self._navigation.permitted() if is_in else ())
        self._navigation.go_home()

    @Slot(str)
    def _scanned(self, code: str) -> None:
        if self._navigation is None or self._notices is None:
            return
        if self.panels.is_open:
            if not self.panels.take_scan(code):
                self._notices.beep()
            return
        self.strip.hide()
        if self._takes_over(code):
            self._lock()
        self._navigation.scanned(code)

    def _takes_over(self, code: str) -> bool:
        """Say whether a code is the badge of somebody else than who stands here."""
        cashier, scan = self.session.cashier, self._read_scan(code)
        return (
            cashier is not None
            and isinstance(scan, BadgeScan)
            and scan.employee_no != cashier.employee_no
        )

    @Slot()
    def _card_dropped(self) -> None:
        if self._notices is not None:
            self._notices.strip(words.card_dropped())

    def _act(self, action: Action) -> None:
        if action is Action.THEME:
            self._turn_theme()
        elif action is Action.BACK and self.panels.is_open:
            self.panels.close_card()
        elif self.panels.is_open or self._navigation is None:
            return
        elif action is Action.HELP:
            self.panels.open(make_key_sheet(without=self._idle_keys(self._navigation)))
        elif action is Action.LOCK:
            self._lock()
        elif action is Action.OPEN_DRAWER:
            self.drawer_wished.emit()
        elif action is Action.RETURNS:
            self._navigation.go(RETURNS_SCREEN)
        else:
            self._navigation.act(action)

    def _idle_keys(self, navigation: Navigation) -> list[Action]:
        """Return the keys of screens that are not there for whoever stands at the till."""
        return [key for key, screen in SCREENS_OF_KEYS.items() if not navigation.knows(screen)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the keys that type text elsewhere; no widget below wanted this one."""
        action = bare_action(event.key())
        if action is None:
            super().keyPressEvent(event)
        else:
            self._act(action)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        window = self.windowHandle()
        if window is not None:
            self.scanner.watch(window)
            self.idle_lock.watch(window)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        if width < NARROW_BELOW_PX:
            self.panes.setFixedWidth(PANE_NARROW_PX)
        else:
            self.panes.setFixedWidth(PANE_WIDE_PX if width >= WIDE_FROM_PX else PANE_PX)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._navigation is not None:
            self._navigation.close()
        super().closeEvent(event)
