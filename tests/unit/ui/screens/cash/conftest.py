"""The cash screen without a window: its presenter at a real database."""

from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from models.drawer import ShiftRow
from pos.documents.raster import Bitmap
from pos.domain.day_report import DayReport
from pos.queries.people import find_staff_member, read_grants
from pos.runtime.changes import Changes
from pos.services.checkout import complete_sale
from tests.fakes.bare_desk import bare_desk
from tests.fakes.kept_notices import KeptNavigator, KeptNotices
from tests.fakes.kept_panel import KeptPanel
from tests.fakes.store_runner import StoreRunner
from tests.shop import SHIRT, Shop, card
from ui.paper.pdf_folder import name_of
from ui.screens.cash.presenter import CashPresenter
from ui.screens.cash.state import CashState, Phase
from ui.shell.approval import Approvals
from ui.shell.session import Cashier, Session

GRACE, ADA = "1", "2"

BLANK = Bitmap(width=8, height=1, dots=b"\x00")

NOTHING = Changes(topics=frozenset(), ids=frozenset(), origin="sync")


class KeptView:
    """Keeps the state that is shown, and answers the panel for cash movements."""

    state: CashState

    def show(self, state: CashState) -> None:
        self.state = state

    def begin(self) -> None:
        pass

    def ask_move(self, kind, *, then) -> None:
        then(1_250, "Supplier")


class SlowRunner(StoreRunner):
    """A runner that may be slow: what is asked while it is held is answered afterwards."""

    def __init__(self, store) -> None:
        super().__init__(store)
        self._held: list | None = None

    @contextmanager
    def holding(self):
        self._held = []
        yield
        held, self._held = self._held, None
        for answer in held:
            answer()

    def ask(self, job, *, then, refused=None) -> None:
        if self._held is None:
            super().ask(job, then=then, refused=refused)
        else:
            self._held.append(partial(super().ask, job, then=then, refused=refused))


class Drawer:
    """The cash screen's presenter, and everything around it."""

    def __init__(self, shop: Shop, clock, employee_no: str = ADA) -> None:
        self.shop = shop
        self.view, self.panel, self.session = KeptView(), KeptPanel(), Session()
        self.notices, self.navigator = KeptNotices(), KeptNavigator()
        self.drawn: list[DayReport] = []
        self.saved: list[DayReport] = []
        self._sign_in(employee_no)
        self.runner = runner = SlowRunner(shop.store)
        self.approvals = Approvals(
            runner=runner,
            session=self.session,
            view=self.panel,
            complain=self.notices.refused,
        )
        self.presenter = CashPresenter(
            self.view,
            desk=bare_desk(
                runner=runner,
                notices=self.notices,
                navigator=self.navigator,
                session=self.session,
                clock=clock,
            ),
            approvals=self.approvals,
            draw=self._draw,
            save=self._save,
        )
        self.presenter.entered("")

    @property
    def phase(self) -> Phase:
        return self.view.state.phase

    def count(self, pieces: dict[int, int]) -> None:
        for worth, number in pieces.items():
            self.presenter.put_pieces(worth, number)

    def count_for_close(self, pieces: dict[int, int]) -> None:
        self.presenter.go_on()
        self.count(pieces)
        self.presenter.go_on()

    def _draw(self, report: DayReport) -> Bitmap:
        self.drawn.append(report)
        return BLANK

    def _save(self, report: DayReport) -> Path:
        self.saved.append(report)
        return Path("reports") / f"{name_of(report)}.pdf"

    def _sign_in(self, employee_no: str) -> None:
        with self.shop.store.read() as tx:
            person = find_staff_member(tx, employee_no)
            assert person is not None
            grants = read_grants(tx, person.staff_id)
        self.session.sign_in(
            Cashier(
                staff_id=person.staff_id, employee_no=employee_no, name=person.name, grants=grants
            )
        )


@pytest.fixture
def closed(shop: Shop, clock) -> Drawer:
    """A drawer before its first shift."""
    return Drawer(shop, clock)


@pytest.fixture
def opened(shop: Shop, clock) -> Drawer:
    """A drawer with 100.00 in it and an open shift."""
    shop.open_shift(10_000)
    return Drawer(shop, clock)


def shift_row(shop: Shop) -> sa.Row:
    with shop.store.read() as tx:
        return tx.connection.execute(sa.select(ShiftRow)).one()


def sell_by_card(shop: Shop) -> str:
    wish = shop.sale_of(shop.cart_of(SHIRT), card())
    with shop.store.write() as tx:
        return complete_sale(tx, wish).number
