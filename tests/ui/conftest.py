"""A window with made-up data around it: no database, no threads, no clock that runs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication

from pos.domain.permission import Grants
from pos.runtime.identity import RegisterIdentity
from pos.runtime.ids import TimeOrderedIds
from pos.services.settings import choose_setting
from tests.fakes.inline_runner import InlineRunner
from tests.fakes.kept_notices import KeptNavigator, KeptNotices
from tests.fakes.set_clock import SetClock
from tests.fakes.zvt_simulator import ZvtSimulator
from tests.shop import Shop
from tests.ui.closing import put_away
from tests.ui.hands import Hands
from ui.app import Till, TillSetup
from ui.shell.appearance import Choice
from ui.shell.burst import BurstRules
from ui.shell.desk import Desk
from ui.shell.main_window import MainWindow, WindowSetup
from ui.shell.session import Cashier, Session
from ui.shell.theme.wear import prepare
from ui.text.formats import Formats

BERLIN = ZoneInfo("Europe/Berlin")
IDENTITY = RegisterIdentity(
    register_id=UUID(int=1),
    store_id=UUID(int=2),
    location_id=UUID(int=3),
    code="R1",
    name="Register 1",
    store_code="S1",
    store_name="Main Street",
    number_prefix="S1R1-A",
    incarnation=1,
    currency="EUR",
    timezone=BERLIN,
)
MAYA = Cashier(
    staff_id=UUID(int=4), employee_no="7", name="Maya R.", grants=Grants(everything=True)
)


@dataclass
class Room:
    """A window, and everything that a screen in it may use.

    Attributes:
        printed: Orders whose receipt was asked for.
    """

    window: MainWindow
    desk: Desk
    session: Session
    runner: InlineRunner
    notices: KeptNotices
    navigator: KeptNavigator
    clock: SetClock
    printed: list[UUID] = field(default_factory=list)


def make_room(*, theme: Choice = Choice.LIGHT, signed_in: bool = True) -> Room:
    """Make a window in a theme; Maya stands at it unless it is locked."""
    clock, session = SetClock(), Session()
    formats = Formats(locale="en_GB", currency="EUR", timezone=BERLIN)
    if signed_in:
        session.sign_in(MAYA)
    window = MainWindow(
        WindowSetup(
            identity=IDENTITY,
            session=session,
            clock=clock,
            formats=formats,
            theme=theme,
            scanner=BurstRules(),
        )
    )
    runner, notices, navigator = InlineRunner(), KeptNotices(), KeptNavigator()
    printed: list[UUID] = []
    desk = Desk(
        runner=runner,
        notices=notices,
        panels=window.panels,
        navigator=navigator,
        session=session,
        formats=formats,
        clock=clock,
        ids=TimeOrderedIds(clock),
        lookup=lambda query: query(None),
        identity=IDENTITY,
        print_receipt=printed.append,
        open_drawer=lambda: None,
    )
    return Room(
        window=window,
        desk=desk,
        session=session,
        runner=runner,
        notices=notices,
        navigator=navigator,
        clock=clock,
        printed=printed,
    )


@pytest.fixture(scope="session")
def prepared(qapp: QApplication) -> QApplication:
    prepare(qapp)
    return qapp


@pytest.fixture
def till(shop, clock, prepared) -> Iterator[Till]:
    """A whole till on the small shop's own database; it is locked, and no shift is open."""
    ids = TimeOrderedIds(clock)
    made = Till(TillSetup(store=shop.store, clock=clock, ids=ids, locale="en_GB"))
    yield made
    put_away(made)


@pytest.fixture
def device(shop: Shop, clock: SetClock) -> Iterator[ZvtSimulator]:
    """A terminal without a printer, which this till was told to ask."""
    with shop.store.read() as tx:
        now = clock.now().astimezone(tx.register.timezone)
    with ZvtSimulator(now=now) as simulator:
        with shop.store.write() as tx:
            choose_setting(tx, "card_terminal", "zvt")
            choose_setting(tx, "card_terminal_address", f"{simulator.address}?paper=till")
        yield simulator


@pytest.fixture
def reopen(till, shop, owner, clock, qtbot) -> Iterator[Callable[[], Hands]]:
    """Closes the till as it stands, and opens it again for its owner, who is returned."""
    opened: list[Till] = []

    def close_and_open() -> Hands:
        till.window.close()
        till.close()
        setup = TillSetup(store=shop.store, clock=clock, ids=TimeOrderedIds(clock), locale="en_GB")
        opened.append(Till(setup))
        opened[0].window.show()
        opened[0].session.sign_in(owner)
        return Hands(opened[0], qtbot)

    yield close_and_open
    for each in opened:
        put_away(each)


@pytest.fixture
def owner(shop) -> Cashier:
    """Somebody who may see and do everything."""
    return Cashier(
        staff_id=shop.grace, employee_no="1", name="Grace", grants=Grants(everything=True)
    )


@pytest.fixture
def room(prepared, qtbot) -> Room:
    """A light window at which Maya stands."""
    made = make_room()
    qtbot.addWidget(made.window)
    return made


@pytest.fixture
def make_window_room(prepared, qtbot) -> Callable[..., Room]:
    """Makes more such windows, in another theme or locked."""

    def make(**how) -> Room:
        made = make_room(**how)
        qtbot.addWidget(made.window)
        return made

    return make


@pytest.fixture
def hands(till, shop, owner, qtbot) -> Hands:
    """A till with an open shift, at which Grace stands."""
    shop.open_shift()
    till.window.resize(1366, 768)
    with qtbot.waitExposed(till.window):
        till.window.show()
    till.window.activateWindow()
    till.session.sign_in(owner)
    made = Hands(till, qtbot)
    qtbot.waitUntil(lambda: till.session.shift_id is not None)
    return made
