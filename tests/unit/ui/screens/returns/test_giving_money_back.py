"""A refund is confirmed, agreed to where it must be, posted once and shown."""

import sqlalchemy as sa

from models.payments import RefundRow
from models.returns import ReturnLineRow, ReturnRow
from pos.domain.returns import Reason
from pos.services.checkout import complete_sale
from tests.shop import GRACE_PIN, SHIRT, Shop, card, cash
from tests.unit.ui.screens.returns.conftest import Counter


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
