"""A till without a window: the presenter of the sell screen over a toy shop."""

from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from pos.domain.permission import Grants
from pos.runtime.identity import RegisterIdentity
from pos.runtime.ids import TimeOrderedIds
from pos.terminals import Terminal
from tests.fakes.inline_runner import InlineRunner
from tests.fakes.kept_notices import KeptNavigator, KeptNotices
from tests.fakes.kept_sell_view import KeptSellView
from tests.fakes.set_clock import SetClock
from tests.fakes.told_terminal import ToldTerminal
from tests.fakes.toy_goods import product_id
from tests.fakes.toy_permits import ToyPermits
from tests.fakes.toy_shop import ToyShop
from ui.screens.sell.presenter import SellPresenter
from ui.shell.desk import AskForCart, Desk
from ui.shell.session import Cashier, Session
from ui.text.formats import Formats

VIENNA = ZoneInfo("Europe/Vienna")


@dataclass
class Counter:
    """Everything that a test of the sell screen looks at."""

    presenter: SellPresenter
    view: KeptSellView
    shop: ToyShop
    runner: InlineRunner
    notices: KeptNotices
    navigator: KeptNavigator
    session: Session
    permits: ToyPermits
    printed: list[UUID]
    clock: SetClock

    @property
    def cart(self):
        return self.view.state.cart

    @property
    def pay(self):
        return self.view.state.pay

    @property
    def done(self):
        return self.view.state.done

    def tap(self, place: int) -> None:
        self.presenter.tapped(product_id(place))

    def tap_five_sixty(self) -> None:
        """Sell a flat white and a croissant."""
        self.tap(0)
        self.tap(3)

    def connect(self, terminal: ToldTerminal) -> ToldTerminal:
        self.presenter.checkout.use_terminal(Terminal(driver="told", connection=terminal))
        return terminal


@pytest.fixture
def counter() -> Counter:
    """A counter with an open shift and Maya behind it."""
    return make_counter(ToyShop())


def make_counter(shop: ToyShop, *, ask_for_cart: AskForCart | None = None) -> Counter:
    """Build a counter over a shop."""
    clock, session = SetClock(), Session()
    session.sign_in(
        Cashier(
            staff_id=UUID(int=4), employee_no="7", name="Maya R.", grants=Grants(everything=True)
        )
    )
    runner, notices, navigator = InlineRunner(), KeptNotices(), KeptNavigator()
    printed: list[UUID] = []
    desk = Desk(
        runner=runner,
        notices=notices,
        panels=None,
        navigator=navigator,
        session=session,
        formats=Formats(locale="en_GB", currency="EUR", timezone=VIENNA),
        clock=clock,
        ids=TimeOrderedIds(clock),
        lookup=lambda query: query(None),
        identity=RegisterIdentity(
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
            timezone=VIENNA,
        ),
        print_receipt=printed.append,
        open_drawer=lambda: None,
        ask_for_cart=ask_for_cart,
    )
    view = KeptSellView()
    permits = ToyPermits(notices)
    presenter = SellPresenter(desk, shop, view, permits=permits)
    presenter.start()
    return Counter(
        presenter=presenter,
        view=view,
        shop=shop,
        runner=runner,
        notices=notices,
        navigator=navigator,
        session=session,
        permits=permits,
        printed=printed,
        clock=clock,
    )
