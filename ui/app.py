"""The composition root: puts one register together, from its database to its window."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from pos import identity
from pos.domain.barcode import read_scan
from pos.domain.errors import PosError
from pos.domain.scan_pattern import parse_patterns
from pos.queries.settings import read_settings
from pos.runtime.changes import Changes, Topic
from pos.runtime.clock import Clock
from pos.runtime.identity import RegisterIdentity
from pos.runtime.ids import IdSource
from pos.runtime.lanes import Lanes
from pos.runtime.rubbish import collect_by_hand, collect_by_itself, collect_what_is_due
from pos.runtime.settings import Settings
from pos.services import print_jobs
from pos.services.permissions import Actor
from pos.services.settings import choose_setting
from pos.spooler.job_rows import StoredJobs
from pos.spooler.late_press import LatePress
from pos.spooler.spooler import Spooler
from pos.spooler.worker import DeviceState, Press
from pos.uow import ReadTx, Store, WriteTx
from sync.way import Way
from ui.shell.appearance import Choice
from ui.shell.burst import BurstRules
from ui.shell.changes_hub import ChangesHub
from ui.shell.crash import CrashReporter
from ui.shell.desk import Desk
from ui.shell.main_window import MainWindow, WindowSetup
from ui.shell.navigation import Navigation
from ui.shell.notices import WindowNotices
from ui.shell.screen import Screen, discover
from ui.shell.session import Session
from ui.shell.status import Link, PrinterState, PrinterView, SyncView
from ui.shell.status_hub import StatusHub
from ui.shell.tasks import TaskHub, Tasks
from ui.shell.theme.wear import prepare
from ui.text.formats import Formats
from ui.text.refusals import sentence

if TYPE_CHECKING:
    from ui.courier import Courier

NO_PRINTER = "none:"

# Often enough that little waits, seldom enough that a scan does not meet it.
COLLECT_EVERY_MS = 500

ResultT = TypeVar("ResultT")


@dataclass(frozen=True, slots=True, kw_only=True)
class TillSetup:
    """What a till is made from.

    Attributes:
        locale: As in "en_GB".
        way: How central is reached; None: the till works alone.
        screens: None means all that there are.
    """

    store: Store
    clock: Clock
    ids: IdSource
    locale: str
    way: Way | None = None
    screens: tuple[Screen, ...] | None = None


class Till:
    """One register at work: lanes, printing, window. Close it when its window is closed.

    Attributes:
        window: Show it to begin.
        session: Who stands at it.
        lanes: For work that comes from elsewhere, the sync for one.
        status: Takes the states of printer and central, on any thread.
    """

    def __init__(self, setup: TillSetup) -> None:
        self._setup = setup
        with setup.store.read() as tx:
            self.identity, settings = tx.register, read_settings(tx)
            has_central = identity.has_central(tx.connection)
        self._reader = setup.store.kept_reader()
        self.lanes: Lanes[WriteTx, ReadTx] = Lanes(setup.store)
        self.session = Session()
        self._formats = _formats(self.identity, setup.locale)
        self._read_scan = partial(read_scan, patterns=parse_patterns(settings.scan_patterns))
        self.window = self._make_window(settings)
        self.crash = CrashReporter(self.window.panels)
        self._tasks = TaskHub(self.lanes, self.window)
        self._changes = ChangesHub(self.window)
        self.status = StatusHub(
            show_printer=self.window.show_printer,
            show_sync=self.window.show_sync,
            parent=self.window,
        )
        self._notices = WindowNotices(self.window.toast, self.window.strip, sentence=self._sentence)
        self._prints = self._tasks.runner("shell", complain=self._notices.refused)
        self._spooler = self._make_spooler(settings)
        self._courier = self._make_courier() if has_central else None
        self._navigation = self._make_navigation()
        self._begin(settings)

    def go(self, screen_id: str) -> bool:
        """Show a screen; False when there is none, or the person may not see it."""
        return self._navigation.go(screen_id)

    def close(self) -> None:
        """End all work; what was asked for is finished first."""
        self.window.idle_lock.end()
        self._navigation.close()
        if self._courier is not None:
            self._courier.stop()
        self._prints.end()
        self._spooler.stop()
        self.lanes.close()
        self._reader.connection.close()

    def _begin(self, settings: Settings) -> None:
        self._setup.store.listen(self._changes.tell)
        self.window.theme_chosen.connect(self._keep_theme)
        self.window.drawer_wished.connect(self._open_drawer)
        self._changes.listen(self._navigation.spread)
        self._changes.listen(self._wake_printer)
        self.window.show_printer(_at_rest(settings.printer_address))
        self.window.show_sync(SyncView(link=Link.ALONE))
        self.window.use(self._navigation, self._notices)
        self._spooler.start()
        if self._courier is not None:
            self._setup.store.listen(self._courier.wake)
            self._courier.start()

    def _make_window(self, settings: Settings) -> MainWindow:
        return MainWindow(
            WindowSetup(
                identity=self.identity,
                session=self.session,
                clock=self._setup.clock,
                formats=self._formats,
                theme=Choice(settings.theme),
                lock_after_s=settings.lock_after_s,
                read_scan=self._read_scan,
                scanner=BurstRules(
                    gap_ms=settings.scanner_gap_ms, characters_min=settings.scanner_length_min
                ),
            )
        )

    def _make_spooler(self, settings: Settings) -> Spooler:
        return Spooler(
            StoredJobs(self.lanes),
            LatePress(partial(_make_press, self._formats.locale)),
            clock=self._setup.clock,
            on_state=partial(self._printer_changed, settings.printer_address),
        )

    def _make_courier(self) -> "Courier | None":
        way = self._setup.way
        if way is None:
            return None
        # The line to central is a third of all that is loaded: only for a till that has one.
        from ui.courier import Courier

        return Courier(self.lanes, way, show=self.status.sync)

    def _make_navigation(self) -> Navigation:
        return Navigation(
            discover() if self._setup.screens is None else self._setup.screens,
            make_desk=self._make_desk,
            areas=self.window.areas,
            panes=self.window.panes,
            session=self.session,
        )

    def _make_desk(self, screen: Screen) -> tuple[Desk, Tasks]:
        tasks = self._tasks.runner(screen.id, complain=self._notices.refused)
        desk = Desk(
            runner=tasks,
            notices=self._notices,
            panels=self.window.panels,
            navigator=self._navigation,
            session=self.session,
            formats=self._formats,
            clock=self._setup.clock,
            ids=self._setup.ids,
            lookup=self._look_up,
            identity=self.identity,
            print_receipt=self._print_copy,
            open_drawer=self._open_drawer,
            ask_for_cart=self._courier.ask_for_cart if self._courier else None,
            family=self._courier.family if self._courier else None,
            read_scan=self._read_scan,
        )
        return desk, tasks

    def _look_up(self, query: Callable[[ReadTx], ResultT]) -> ResultT:
        return query(self._reader)

    def _print_copy(self, order_id: UUID) -> None:
        cashier = self.session.cashier
        if cashier is None:
            return
        actor = Actor(staff_id=cashier.staff_id)

        def job(tx: WriteTx) -> UUID:
            return print_jobs.enqueue_copy(tx, "orders", order_id, actor=actor)

        self._prints.do(job)

    def _open_drawer(self) -> None:
        # No sale needs it: loaded when somebody first wishes for it.
        from ui.shell.no_sale_panel import make_no_sale

        make_no_sale(
            self.window.panels,
            runner=self._prints,
            session=self.session,
            notices=self._notices,
            clock=self._setup.clock,
            read_scan=self._read_scan,
        ).wish()

    def _keep_theme(self, choice: Choice) -> None:
        self._prints.do(lambda tx: choose_setting(tx, "theme", choice.value))

    def _wake_printer(self, changes: Changes) -> None:
        if Topic.PRINTING in changes.topics:
            self._spooler.wake()

    def _printer_changed(self, address: str, state: DeviceState) -> None:
        view = _at_rest(address)
        if state.code is not None and view.state is not PrinterState.NONE:
            view = PrinterView(state=PrinterState.TROUBLE)
        self.status.printer(view)

    def _sentence(self, error: PosError) -> str:
        return sentence(error, money=self._formats.money)


def make_application(arguments: list[str]) -> QApplication:
    """Make the application, or return the one there is, dressed for a till."""
    present = QApplication.instance()
    if isinstance(present, QApplication):
        return present
    policy = Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(policy)
    application = QApplication(arguments)
    prepare(application)
    return application


def run_till(setup: TillSetup, *, fullscreen: bool = False) -> int:
    """Open the till and stay until its window is closed; return the exit status."""
    application = make_application([])
    till = Till(setup)
    till.crash.install()
    setup.store.bar_this_thread()
    _collect_here(application)
    try:
        if fullscreen:
            till.window.showFullScreen()
        else:
            till.window.showMaximized()
        return application.exec()
    finally:
        till.close()
        collect_by_itself()


def _collect_here(application: QApplication) -> None:
    collect_by_hand()
    timer = QTimer(application)
    timer.timeout.connect(collect_what_is_due)
    timer.start(COLLECT_EVERY_MS)


def _formats(identity: RegisterIdentity, locale: str) -> Formats:
    return Formats(locale=locale, currency=identity.currency, timezone=identity.timezone)


def _make_press(locale: str) -> Press:
    # Loaded with the first paper, not with the window.
    from pos.spooler.press import EscposPress
    from ui.paper.raster import QtReceiptRaster

    return EscposPress(raster=QtReceiptRaster(), locale=locale)


def _at_rest(address: str) -> PrinterView:
    state = PrinterState.NONE if address.startswith(NO_PRINTER) else PrinterState.READY
    return PrinterView(state=state)
