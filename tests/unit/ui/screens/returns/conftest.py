"""The returns screen without a window: its presenter at a real database."""

import pytest
import sqlalchemy as sa

from pos.queries.people import find_staff_member, read_grants
from pos.services.checkout import complete_sale
from tests.fakes.kept_notices import KeptNavigator, KeptNotices
from tests.fakes.kept_panel import KeptPanel
from tests.fakes.store_runner import StoreRunner
from tests.shop import APPLES, SHIRT, Shop
from ui.screens.returns.presenter import ReturnsDesk, ReturnsPresenter
from ui.screens.returns.state import ReturnsState
from ui.screens.returns.view_protocol import Confirmation, QuantityQuestion
from ui.shell.approval import Approvals
from ui.shell.session import Cashier, Session
from ui.text.formats import Formats


class KeptView:
    """Keeps what is shown, and what was asked."""

    state: ReturnsState
    question: QuantityQuestion | None = None
    confirmation: Confirmation | None = None

    def __init__(self) -> None:
        self.flashed = []
        self.answer = self.agree = None

    def show(self, state: ReturnsState) -> None:
        self.state = state

    def focus_number(self) -> None:
        pass

    def flash(self, line_id) -> None:
        self.flashed.append(line_id)

    def ask_quantity(self, question, *, then) -> None:
        self.question, self.answer = question, then

    def ask_confirmation(self, question, *, then) -> None:
        self.confirmation, self.agree = question, then


class Counter:
    """The returns counter of a real shop, with a shift open and Ada at the till."""

    def __init__(self, shop: Shop, employee_no: str = "2", *, runner=None) -> None:
        self.shop = shop
        self.view, self.panel = KeptView(), KeptPanel()
        self.notices, self.navigator = KeptNotices(), KeptNavigator()
        self.session = Session()
        self.runner = runner or StoreRunner(shop.store)
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
            runner=self.runner,
            session=self.session,
            view=self.panel,
            complain=self.notices.refused,
        )
        with shop.store.write() as tx:
            ids = [tx.new_id() for _ in range(50)]
        self.presenter = ReturnsPresenter(
            ReturnsDesk(
                runner=self.runner,
                approvals=self.approvals,
                notices=self.notices,
                navigator=self.navigator,
                session=self.session,
                formats=Formats(
                    locale="en_GB", currency=identity.currency, timezone=identity.timezone
                ),
                new_id=ids.pop,
                number_prefix=identity.number_prefix,
            ),
            self.view,
        )
        self.presenter.start()

    @property
    def state(self) -> ReturnsState:
        return self.view.state

    @property
    def chosen(self) -> list[str]:
        return [row.quantity for row in self.state.rows]

    def refund(self) -> None:
        self.presenter.refund()
        self.view.agree()

    def on_hand(self, sku_price_cents: int) -> int:
        with self.shop.store.read() as tx:
            return tx.connection.execute(
                sa.text(
                    "SELECT on_hand FROM inventory_levels l JOIN variants v ON v.id = l.variant_id"
                    " WHERE v.price_cents = :cents"
                ),
                {"cents": sku_price_cents},
            ).scalar_one()


@pytest.fixture
def sold(shop: Shop) -> str:
    """The number of a sale of three shirts and 1.5 kg of apples, 65.69, paid in cash with 65.70."""
    shop.open_shift()
    cart = shop.cart_of(SHIRT, SHIRT, SHIRT)
    apples = shop.cart_of(APPLES, quantity=1_500)
    with shop.store.write() as tx:
        both = type(cart)(cart_id=tx.new_id(), currency="EUR", lines=(*cart.lines, *apples.lines))
    wish = shop.sale_of(both)
    with shop.store.write() as tx:
        return complete_sale(tx, wish).number


@pytest.fixture
def counter(shop: Shop, sold: str) -> Counter:
    return Counter(shop)
