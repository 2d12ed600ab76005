"""The stock screen without a window: its presenter at a real database."""

from pathlib import Path

import pytest

from pos.queries.people import find_staff_member, read_grants
from tests.fakes.kept_notices import KeptNotices
from tests.fakes.kept_panel import KeptPanel
from tests.fakes.set_clock import SetClock
from tests.fakes.store_runner import StoreRunner
from tests.shop import Shop
from ui.paper.late_raster import LateRaster
from ui.screens.stock.adjustment import Adjustment, AdjustReason, How
from ui.screens.stock.label_folder import LabelFolder
from ui.screens.stock.presenter import StockDesk, StockPresenter
from ui.screens.stock.state import DetailState, StockState
from ui.screens.stock.view_protocol import AdjustQuestion, LabelQuestion
from ui.shell.approval import Approvals
from ui.shell.session import Cashier, Session
from ui.text.formats import Formats


class KeptView:
    """Keeps what is shown, and what was asked."""

    state: StockState
    question: AdjustQuestion | LabelQuestion | None = None
    answer = None
    labels: tuple[Path, int] | None = None

    def show(self, state: StockState) -> None:
        self.state = state

    def focus_search(self) -> None:
        pass

    def ask_adjustment(self, question, *, then) -> None:
        self.question, self.answer = question, then

    def ask_labels(self, question, *, then) -> None:
        self.question, self.answer = question, then

    def show_labels(self, path: Path, count: int) -> None:
        self.labels = (path, count)


class Shelf:
    """The stock screen of a real shop, with somebody at it."""

    def __init__(self, shop: Shop, clock: SetClock, employee_no: str = "1", runner=None) -> None:
        self.shop = shop
        self.view, self.panel, self.notices = KeptView(), KeptPanel(), KeptNotices()
        self.session = Session()
        runner = runner or StoreRunner(shop.store)
        with shop.store.read() as tx:
            person = find_staff_member(tx, employee_no)
            grants = read_grants(tx, person.staff_id)
            identity = tx.register
        self.session.sign_in(
            Cashier(
                staff_id=person.staff_id, employee_no=employee_no, name=person.name, grants=grants
            )
        )
        self.approvals = Approvals(
            runner=runner,
            session=self.session,
            view=self.panel,
            complain=self.notices.refused,
        )
        self.folder = shop.store.path.parent / "labels"
        self.presenter = StockPresenter(
            StockDesk(
                runner=runner,
                approvals=self.approvals,
                notices=self.notices,
                session=self.session,
                formats=Formats(
                    locale="en_GB", currency=identity.currency, timezone=identity.timezone
                ),
                labels=LabelFolder(
                    folder=self.folder,
                    raster=LateRaster(),
                    clock=clock,
                    currency=identity.currency,
                    locale="en_GB",
                    is_training=False,
                ),
            ),
            self.view,
        )
        self.presenter.start()

    @property
    def skus(self) -> list[str]:
        return [row.sku for row in self.view.state.list.rows]

    @property
    def detail(self) -> DetailState:
        assert self.view.state.detail is not None
        return self.view.state.detail

    def adjust(self, how: How, quantity: int, reason: AdjustReason = AdjustReason.FOUND) -> None:
        self.presenter.adjust()
        self.view.answer(Adjustment(how=how, quantity=quantity, reason=reason))


@pytest.fixture
def shelf(shop: Shop, clock: SetClock) -> Shelf:
    return Shelf(shop, clock)
