"""Taking goods back: which sale, how much of it, where the money goes, and who must agree."""

import pytest
import sqlalchemy as sa

from models.payments import RefundRow
from models.returns import ReturnLineRow, ReturnRow
from pos.domain.returns import Reason
from pos.queries.people import find_staff_member, read_grants
from pos.runtime.changes import Changes, Topic
from pos.services.checkout import complete_sale
from tests.fakes.inline_runner import InlineRunner
from tests.fakes.kept_notices import KeptNavigator, KeptNotices
from tests.fakes.store_runner import StoreRunner
from tests.shop import APPLES, CAKE, GRACE_PIN, SHIRT, Shop, card, cash
from ui.screens.returns.presenter import ReturnsDesk, ReturnsPresenter
from ui.screens.returns.state import ReturnsState
from ui.screens.returns.view_protocol import Confirmation, QuantityQuestion
from ui.shell.approval import Approvals, ApprovalState
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


class KeptPanel:
    """Keeps who is asked to agree; None while nobody is."""

    state: ApprovalState | None = None

    def show(self, state: ApprovalState) -> None:
        self.state = state

    def close(self) -> None:
        self.state = None


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


def test_a_scanned_receipt_shows_what_was_sold_and_what_is_left(counter: Counter, sold) -> None:
    counter.presenter.scanned(f"R.{sold}")

    assert counter.state.order.number == f"Sale {sold}"
    assert [row.name for row in counter.state.rows] == ["Shirt", "Apples"]
    assert "3 sold" in counter.state.rows[0].detail
    assert "1.5\u00a0kg left" in counter.state.rows[1].detail
    assert counter.state.refund.total == ""


def test_a_receipt_is_known_by_its_bare_number_too(counter: Counter, sold: str) -> None:
    counter.presenter.scanned(sold)

    assert counter.state.order.number == f"Sale {sold}"


@pytest.mark.parametrize("spelling", ["{}", " {} ", "R.{}", "r.{}"])
def test_a_number_may_be_typed_as_it_stands_on_the_paper(counter, sold, spelling) -> None:
    counter.presenter.look_up(spelling.format(sold).lower())

    assert counter.state.order.number == f"Sale {sold}"


def test_the_last_digits_mean_a_receipt_of_this_register(counter: Counter, sold: str) -> None:
    counter.presenter.look_up(str(int(sold[-6:])))

    assert counter.state.order.number == f"Sale {sold}"


def test_the_orders_screen_brings_its_sale_along(counter: Counter, sold: str) -> None:
    counter.presenter.entered(sold)

    assert counter.state.order.number == f"Sale {sold}"


def test_an_unknown_receipt_is_said_and_the_sale_in_hand_stays(counter: Counter, sold) -> None:
    counter.presenter.look_up(sold)

    counter.presenter.scanned("R.S9R9-A-000001")

    (refusal,) = counter.notices.refusals
    assert refusal.facts == {"number": "S9R9-A-000001"}
    assert counter.state.order.number == f"Sale {sold}"


def test_the_answer_to_an_older_question_is_dropped(shop: Shop, sold: str) -> None:
    runner = InlineRunner(shop.store.kept_reader())
    counter = Counter(shop, runner=runner)
    runner.is_holding = True
    counter.presenter.look_up("123")
    counter.presenter.look_up(sold)

    for answer in reversed(runner.held):
        answer()

    assert counter.state.order.number == f"Sale {sold}"
    assert counter.notices.refusals == []


def test_scanning_an_article_lets_one_more_of_it_come_back(counter: Counter, sold: str) -> None:
    counter.presenter.look_up(sold)

    counter.presenter.scanned(SHIRT)
    counter.presenter.scanned(SHIRT)

    assert counter.chosen == ["2", "0"]
    assert counter.state.refund.total == "€39.80"
    assert len(counter.view.flashed) == 2


def test_no_more_comes_back_than_was_sold(counter: Counter, sold: str) -> None:
    counter.presenter.look_up(sold)
    for _ in range(3):
        counter.presenter.scanned(SHIRT)

    counter.presenter.scanned(SHIRT)
    counter.presenter.lines.step(1)

    assert counter.chosen[0] == "3"
    assert counter.notices.strips == ["No more of Shirt can come back on this receipt."]


def test_an_article_that_is_not_on_the_receipt_is_not_taken(counter: Counter, sold: str) -> None:
    counter.presenter.look_up(sold)

    counter.presenter.scanned(CAKE)

    assert counter.chosen == ["0", "0"]
    assert counter.notices.strips[0].startswith(f"{CAKE} is not on this receipt.")


def test_articles_are_found_by_another_code_than_the_one_they_were_sold_by(
    counter: Counter, sold: str, shop: Shop
) -> None:
    with shop.store.write() as tx:
        tx.connection.execute(
            sa.text("UPDATE barcodes SET code = '2000000000978' WHERE code = :code"),
            {"code": SHIRT},
        )
    counter.presenter.look_up(sold)

    counter.presenter.scanned("2000000000978")

    assert counter.chosen == ["1", "0"]


def test_without_a_receipt_an_article_says_what_comes_first(counter: Counter) -> None:
    counter.presenter.scanned(SHIRT)

    assert counter.notices.strips == ["Scan the receipt first, then what comes back."]


def test_weighed_goods_come_back_in_tenths_of_a_kilo_or_all_at_once(counter, sold) -> None:
    counter.presenter.look_up(sold)
    counter.presenter.lines.move(1)

    counter.presenter.lines.step(1)
    assert counter.state.refund.total == "€0.40"

    counter.presenter.scanned(APPLES)
    assert counter.chosen == ["0", "1.5"]


def test_a_typed_quantity_is_limited_to_what_is_left(counter: Counter, sold: str) -> None:
    counter.presenter.look_up(sold)
    counter.presenter.lines.move(1)
    counter.presenter.lines.ask_quantity()
    assert (counter.view.question.unit, counter.view.question.most) == ("g", "1.5\u00a0kg")

    counter.view.answer(9_000)

    assert counter.chosen == ["0", "1.5"]


def test_spoiled_goods_are_set_aside_unless_somebody_says_otherwise(counter, sold) -> None:
    counter.presenter.look_up(sold)
    counter.presenter.lines.step(1)

    counter.presenter.lines.give_reason(Reason.DAMAGED)
    assert not counter.state.line.is_restocked

    counter.presenter.lines.put_away(restock=True)
    assert counter.state.line.is_restocked
    assert counter.state.line.reason is Reason.DAMAGED


def test_the_refund_is_confirmed_posted_and_shown_as_one_number(counter: Counter, sold) -> None:
    counter.presenter.look_up(sold)
    counter.presenter.scanned(SHIRT)
    counter.presenter.lines.give_reason(Reason.WRONG_SIZE)

    counter.presenter.refund()
    assert counter.view.confirmation.title == "Refund €19.90?"
    assert counter.view.confirmation.parts == (("To Cash", "€19.90"),)
    counter.view.agree()

    assert counter.state.done.amount == "€19.90"
    assert counter.state.done.parts == (("To Cash", "€19.90"),)
    assert counter.state.order is None
    assert counter.on_hand(1_990) == 6
    with counter.shop.store.read() as tx:
        line = tx.connection.execute(sa.select(ReturnLineRow.__table__)).one()
    assert (line.quantity, line.reason_code, line.disposition) == (1, "wrong_size", "restock")


def test_set_aside_goods_do_not_go_back_on_the_shelf(counter: Counter, sold: str) -> None:
    counter.presenter.look_up(sold)
    counter.presenter.lines.step(1)
    counter.presenter.lines.give_reason(Reason.DEFECTIVE)

    counter.refund()

    assert counter.on_hand(1_990) == 5


def test_pressing_twice_posts_once(counter: Counter, sold: str) -> None:
    counter.presenter.look_up(sold)
    counter.presenter.lines.step(1)
    counter.presenter.refund()

    counter.view.agree()
    counter.view.agree()

    with counter.shop.store.read() as tx:
        returns = tx.connection.execute(sa.select(sa.func.count()).select_from(ReturnRow)).scalar()
    assert returns == 1


def test_cash_is_shown_rounded_to_the_coin_as_it_is_given_back(counter: Counter, sold) -> None:
    counter.presenter.look_up(sold)
    counter.presenter.lines.move(1)
    counter.presenter.lines.set_quantity(330)  # worth 1.32; the smallest coin is 5

    assert counter.state.refund.total == "€1.30"
    assert counter.state.refund.parts == (
        ("To Cash", "€1.32"),
        ("Rounded to the coin", "\u2212€0.02"),
    )
    counter.refund()
    assert counter.state.done.amount == "€1.30"


def test_a_split_payment_goes_back_to_the_tender_that_was_given_last_first(shop: Shop) -> None:
    shop.open_shift()
    wish = shop.sale_of(shop.cart_of(SHIRT), card(1_500), cash(500))
    with shop.store.write() as tx:
        number = complete_sale(tx, wish).number
    counter = Counter(shop)
    counter.presenter.look_up(number)

    counter.presenter.lines.take_everything()

    assert counter.state.refund.parts == (("To Card", "€15.00"), ("To Cash", "€4.90"))
    assert counter.state.refund.total == "€19.90"


def test_a_large_refund_asks_a_manager_and_posts_with_their_name(counter: Counter, sold) -> None:
    counter.presenter.look_up(sold)
    counter.presenter.lines.take_everything()
    assert counter.state.refund.hint == "Above €50.00 a manager agrees with their PIN."

    counter.refund()
    assert [person.name for person in counter.panel.state.approvers] == ["Grace"]
    counter.approvals.enter_pin(GRACE_PIN)

    assert counter.state.done.amount == "€65.70"
    with counter.shop.store.read() as tx:
        header = tx.connection.execute(sa.select(ReturnRow.__table__)).one()
    assert header.approved_by == counter.shop.grace


def test_when_nobody_agrees_everything_stays_as_it_was(counter: Counter, sold: str) -> None:
    counter.presenter.look_up(sold)
    counter.presenter.lines.take_everything()
    counter.refund()

    counter.approvals.closed()

    assert counter.chosen == ["3", "1.5"]
    assert counter.state.refund.can_refund
    assert counter.notices.refusals == []
    with counter.shop.store.read() as tx:
        assert tx.connection.execute(sa.select(RefundRow.id)).all() == []


def test_a_late_return_names_the_last_day_and_asks_a_manager(shop: Shop, sold: str) -> None:
    with shop.store.write() as tx:
        tx.connection.execute(sa.text("UPDATE shifts SET business_date = '2027-01-04'"))
    counter = Counter(shop)
    counter.presenter.look_up(sold)

    counter.presenter.lines.step(1)
    counter.refund()

    assert counter.state.refund.hint == (
        "The last day was 16 Dec 2026: a manager agrees with their PIN."
    )
    assert counter.panel.state is not None


def test_a_manager_needs_nobody_else(shop: Shop, sold: str) -> None:
    counter = Counter(shop, "1")
    counter.presenter.look_up(sold)
    counter.presenter.lines.take_everything()

    assert counter.state.refund.hint == ""
    counter.refund()

    assert counter.state.done.amount == "€65.70"


def test_a_receipt_of_which_everything_came_back_says_so(shop: Shop, sold: str) -> None:
    counter = Counter(shop, "1")
    counter.presenter.look_up(sold)
    counter.presenter.lines.take_everything()
    counter.refund()

    counter.presenter.scanned(f"R.{sold}")

    assert not counter.state.order.has_anything_left
    assert counter.notices.strips == [
        f"Everything of sale {sold} came back already. Check the receipt."
    ]
    counter.presenter.lines.step(1)
    assert counter.chosen == ["0", "0"]


def test_what_came_back_at_another_till_meanwhile_is_no_longer_offered(shop, sold) -> None:
    here, there = Counter(shop), Counter(shop)
    here.presenter.look_up(sold)
    here.presenter.lines.set_quantity(3)
    there.presenter.look_up(sold)
    there.presenter.lines.set_quantity(2)
    there.refund()

    here.presenter.refresh(Changes(topics=frozenset({Topic.SALES})))

    assert here.chosen == ["1", "0"]
    assert "2 returned" in here.state.rows[0].detail


def test_a_closed_register_offers_to_open_it_and_keeps_what_was_chosen(shop, sold) -> None:
    with shop.store.write() as tx:
        tx.connection.execute(sa.text("UPDATE shifts SET status = 'closed', closed_at = opened_at"))
    counter = Counter(shop)
    counter.presenter.look_up(sold)
    counter.presenter.lines.step(1)
    assert not counter.state.is_register_open

    counter.presenter.refund()

    assert counter.navigator.went == [("cash", "")]
    assert counter.chosen == ["1", "0"]


def test_back_leaves_a_sale_but_never_clears_what_was_chosen(counter: Counter, sold) -> None:
    counter.presenter.look_up(sold)
    counter.presenter.lines.step(1)
    counter.presenter.back()
    assert counter.chosen == ["1", "0"]

    counter.presenter.lines.drop_line()
    counter.presenter.back()

    assert counter.state.order is None


def test_the_next_receipt_takes_the_last_refund_off_the_screen(counter: Counter, sold) -> None:
    counter.presenter.look_up(sold)
    counter.presenter.lines.step(1)
    counter.refund()

    counter.presenter.scanned(f"R.{sold}")

    assert counter.state.done is None
    assert "1 returned" in counter.state.rows[0].detail


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("B.7", "This is not a receipt. Scan the barcode at the foot of the receipt."),
        ("2000000000016", "2000000000016 was misread. Scan it again."),
    ],
)
def test_other_codes_are_refused_with_a_sentence(counter: Counter, code: str, said: str) -> None:
    counter.presenter.scanned(code)

    assert counter.notices.strips == [said]
