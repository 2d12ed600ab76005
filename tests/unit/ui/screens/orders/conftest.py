"""The orders screen without a window: its presenter at a real database."""

from pathlib import Path

import pytest

from pos.domain.receipt import Receipt
from pos.queries.people import find_staff_member, read_grants
from tests.fakes.bare_desk import bare_desk
from tests.fakes.kept_notices import KeptNavigator, KeptNotices
from tests.fakes.kept_panel import KeptPanel
from tests.fakes.store_runner import StoreRunner
from tests.shop import CAKE, SHIRT, Shop
from ui.output_file import OutputUnwritableError
from ui.screens.orders.presenter import OrdersPresenter
from ui.screens.orders.state import OrdersState
from ui.shell.approval import Approvals
from ui.shell.session import Cashier, Session

FIRST, SECOND = "S1R1-A-000001", "S1R1-A-000002"


class KeptView:
    """Keeps the state that is shown."""

    state: OrdersState

    def show(self, state: OrdersState) -> None:
        self.state = state

    def focus_search(self) -> None:
        pass


class Counter:
    """The orders screen's presenter, with a shirt and a cake sold before."""

    def __init__(self, shop: Shop, clock) -> None:
        self.view, self.notices, self.navigator = KeptView(), KeptNotices(), KeptNavigator()
        self.saved: list[Receipt] = []
        self.disk_is_full = False
        self.runner = StoreRunner(shop.store)
        session = Session()
        with shop.store.read() as tx:
            ada = find_staff_member(tx, "2")
            assert ada is not None
            grants = read_grants(tx, ada.staff_id)
        session.sign_in(
            Cashier(staff_id=ada.staff_id, employee_no="2", name=ada.name, grants=grants)
        )
        self.presenter = OrdersPresenter(
            self.view,
            desk=bare_desk(
                runner=self.runner,
                notices=self.notices,
                navigator=self.navigator,
                session=session,
                clock=clock,
            ),
            approvals=Approvals(
                runner=self.runner,
                session=session,
                view=KeptPanel(),
                complain=self.notices.refused,
            ),
            save_pdf=self._save,
        )

    @property
    def state(self) -> OrdersState:
        return self.view.state

    def numbers(self) -> list[str]:
        return [row.number for row in self.state.rows]

    def _save(self, receipt: Receipt) -> Path:
        if self.disk_is_full:
            raise OutputUnwritableError(path=Path("/receipts"), reason="No space left")
        self.saved.append(receipt)
        return Path("/receipts") / f"{receipt.number}.pdf"


@pytest.fixture
def counter(shop: Shop, clock) -> Counter:
    shop.open_shift()
    shop.sell(SHIRT)
    shop.sell(CAKE)
    made = Counter(shop, clock)
    made.presenter.entered("")
    return made
