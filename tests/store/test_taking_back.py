"""Goods come back against a receipt: never more than was sold, never more than was paid."""

import itertools
from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from models.inventory import InventoryLevelRow
from models.orders import OrderLineRow, OrderRow
from models.payments import PaymentRow, RefundRow
from models.returns import ReturnLineRow, ReturnRow
from pos.domain.cart_concessions import discount_order
from pos.domain.discount import Discount
from pos.domain.permission import Action
from pos.domain.returns import Disposition, NotReturnableError, Reason
from pos.queries.receipts import get_return_receipt
from pos.queries.returns import find_returnable
from pos.services.checkout import complete_sale
from pos.services.permissions import (
    Actor,
    ApprovalNeededError,
    ApprovalNotValidError,
    approve,
)
from pos.services.return_rows import ReturnedGoods
from pos.services.returns import AcceptedReturn, AcceptReturn, ReceiptNotFoundError, accept_return
from tests.fakes.set_clock import SetClock
from tests.shop import APPLES, CAKE, GRACE_PIN, SHIRT, Shop, card, cash


def bring_back(
    shop: Shop,
    number: str,
    *quantities: int,
    approval_id: UUID | None = None,
    disposition: Disposition = Disposition.RESTOCK,
    return_id: UUID | None = None,
) -> AcceptedReturn:
    with shop.store.write() as tx:
        order = find_returnable(tx, number)
        lines = order.lines if order else ()
        goods = tuple(
            ReturnedGoods(
                order_line_id=line.sold.line_id,
                quantity=quantity,
                reason=Reason.WRONG_SIZE,
                disposition=disposition,
            )
            for line, quantity in zip(lines, quantities, strict=False)
            if quantity
        )
        actor = Actor(staff_id=shop.ada, approval_id=approval_id)
        wish = AcceptReturn(
            return_id=return_id or tx.new_id(), number=number, goods=goods, actor=actor
        )
        return accept_return(tx, wish)


def grace_approves(shop: Shop, action: Action) -> UUID:
    with shop.store.write() as tx:
        outcome = approve(tx, employee_no="1", pin=GRACE_PIN, action=action, for_staff_id=shop.ada)
    assert outcome.approval_id is not None
    return outcome.approval_id


def on_hand(shop: Shop, sku: str) -> int:
    with shop.store.read() as tx:
        line = sa.select(OrderLineRow.variant_id).where(OrderLineRow.sku == sku).limit(1)
        return tx.connection.execute(
            sa.select(InventoryLevelRow.on_hand).where(
                InventoryLevelRow.variant_id == line.scalar_subquery()
            )
        ).scalar_one()


def test_the_customer_gets_what_was_paid_the_order_discount_taken_off(shop: Shop) -> None:
    shop.open_shift()
    cart = discount_order(
        shop.cart_of(CAKE, CAKE, SHIRT), Discount(amount_cents=1_500, allowed_by=shop.grace)
    )
    wish = shop.sale_of(cart)
    with shop.store.write() as tx:
        sale = complete_sale(tx, wish)

    back = bring_back(shop, sale.number, 0, 1)

    assert sale.total_cents == 6_490
    assert back.refund_cents == 1_616
    assert back.payout_cents == 1_615


def test_more_than_was_sold_never_comes_back(shop: Shop) -> None:
    shop.open_shift()
    sale = shop.sell(SHIRT, quantity=2)
    bring_back(shop, sale.number, 1)

    with pytest.raises(NotReturnableError) as refused:
        bring_back(shop, sale.number, 2)

    assert refused.value.returnable == 1


def test_units_that_come_back_one_by_one_sum_to_what_was_paid(shop: Shop) -> None:
    shop.open_shift()
    cart = discount_order(
        shop.cart_of(SHIRT, quantity=3), Discount(amount_cents=4_970, allowed_by=shop.grace)
    )
    wish = shop.sale_of(cart)
    with shop.store.write() as tx:
        sale = complete_sale(tx, wish)

    refunds = [bring_back(shop, sale.number, 1).refund_cents for _ in range(3)]

    assert sale.total_cents == 1_000
    assert refunds == [333, 334, 333]


def test_money_goes_back_to_the_tenders_it_came_from(shop: Shop) -> None:
    shop.open_shift()
    wish = shop.sale_of(shop.cart_of(SHIRT), card(1_500), cash(490))
    with shop.store.write() as tx:
        sale = complete_sale(tx, wish)

    back = bring_back(shop, sale.number, 1)

    assert [(part.method_code, part.amount_cents) for part in back.parts] == [
        ("card", 1_500),
        ("cash", 490),
    ]
    with shop.store.read() as tx:
        states = tx.connection.execute(
            sa.select(PaymentRow.status, PaymentRow.refunded_cents).order_by(PaymentRow.number)
        ).all()
        order = tx.connection.execute(sa.select(OrderRow)).one()
    assert [tuple(state) for state in states] == [("refunded", 1_500), ("refunded", 490)]
    assert order.payment_status == "refunded"


def test_coins_given_back_piece_by_piece_sum_to_the_coins_taken(shop: Shop) -> None:
    shop.open_shift()
    cart = discount_order(
        shop.cart_of(SHIRT, quantity=3), Discount(amount_cents=4_971, allowed_by=shop.grace)
    )
    wish = shop.sale_of(cart, cash(1_000))
    with shop.store.write() as tx:
        sale = complete_sale(tx, wish)

    payouts = [bring_back(shop, sale.number, 1).payout_cents for _ in range(3)]

    assert (sale.total_cents, sale.rounding_cents) == (999, 1)
    assert payouts == [335, 330, 335]


def test_goods_go_back_on_the_shelf_unless_they_are_spoilt(shop: Shop) -> None:
    shop.open_shift()
    sale = shop.sell(SHIRT, quantity=2)

    bring_back(shop, sale.number, 1)
    bring_back(shop, sale.number, 1, disposition=Disposition.SCRAP)

    assert on_hand(shop, "SHIRT-92") == 7


def test_weighed_goods_come_back_in_part_to_the_cent(shop: Shop) -> None:
    shop.open_shift()
    sale = shop.sell(APPLES, quantity=1_500)

    first = bring_back(shop, sale.number, 700)
    second = bring_back(shop, sale.number, 800)

    assert sale.total_cents == 599
    assert first.refund_cents + second.refund_cents == 599


def test_a_large_refund_needs_a_manager_and_both_names_stay(shop: Shop) -> None:
    shop.open_shift()
    sale = shop.sell(CAKE, quantity=2)

    with pytest.raises(ApprovalNeededError):
        bring_back(shop, sale.number, 2)
    approval = grace_approves(shop, Action.RETURN_LARGE)
    bring_back(shop, sale.number, 2, approval_id=approval)

    with shop.store.read() as tx:
        row = tx.connection.execute(sa.select(ReturnRow)).one()
    assert (row.staff_id, row.approved_by) == (shop.ada, shop.grace)


def test_an_approval_is_good_for_one_return_only(shop: Shop) -> None:
    shop.open_shift()
    first, second = shop.sell(CAKE, quantity=2), shop.sell(CAKE, quantity=2)
    approval = grace_approves(shop, Action.RETURN_LARGE)
    bring_back(shop, first.number, 2, approval_id=approval)

    with pytest.raises(ApprovalNotValidError):
        bring_back(shop, second.number, 2, approval_id=approval)


def test_an_old_approval_is_worth_nothing(shop: Shop, clock: SetClock) -> None:
    shop.open_shift()
    sale = shop.sell(CAKE, quantity=2)
    approval = grace_approves(shop, Action.RETURN_LARGE)
    clock.advance(timedelta(seconds=61))

    with pytest.raises(ApprovalNotValidError):
        bring_back(shop, sale.number, 2, approval_id=approval)


def test_after_the_last_day_a_manager_decides(shop: Shop, clock: SetClock) -> None:
    shop.open_shift()
    sale = shop.sell(SHIRT)
    with shop.store.write() as tx:
        tx.connection.execute(
            sa.update(OrderRow).values(business_date=clock.now().date() - timedelta(days=31))
        )

    with pytest.raises(ApprovalNeededError) as refused:
        bring_back(shop, sale.number, 1)

    assert refused.value.action is Action.RETURN_LATE


def test_a_return_asked_twice_is_posted_once(shop: Shop) -> None:
    shop.open_shift()
    sale = shop.sell(SHIRT, quantity=2)
    with shop.store.write() as tx:
        return_id = tx.new_id()

    first = bring_back(shop, sale.number, 1, return_id=return_id)
    second = bring_back(shop, sale.number, 1, return_id=return_id)

    assert second.number == first.number
    assert second.refund_cents == first.refund_cents == 1_990
    with shop.store.read() as tx:
        assert len(tx.connection.execute(sa.select(RefundRow)).all()) == 1


def test_an_unknown_receipt_is_refused(shop: Shop) -> None:
    shop.open_shift()

    with pytest.raises(ReceiptNotFoundError):
        bring_back(shop, "S9R9-A-000001", 1)


@pytest.mark.parametrize("order", list(itertools.permutations((1, 2, 4))))
def test_taxes_of_partial_returns_sum_to_those_of_the_sale(
    shop: Shop, order: tuple[int, ...]
) -> None:
    shop.open_shift()
    cart = discount_order(
        shop.cart_of(SHIRT, quantity=7), Discount(amount_cents=13_900, allowed_by=shop.grace)
    )
    wish = shop.sale_of(cart)
    with shop.store.write() as tx:
        sale = complete_sale(tx, wish)

    for quantity in order:
        bring_back(shop, sale.number, quantity)

    with shop.store.read() as tx:
        back = tx.connection.execute(
            sa.select(sa.func.sum(ReturnLineRow.tax_cents), sa.func.sum(ReturnLineRow.refund_cents))
        ).one()
        line = tx.connection.execute(sa.select(OrderLineRow)).one()
    assert tuple(back) == (line.tax_cents, line.total_cents) == (5, 30)


def test_the_paper_of_a_return_names_the_sale_and_gives_money_back(shop: Shop) -> None:
    shop.open_shift()
    sale = shop.sell(SHIRT, quantity=2)
    back = bring_back(shop, sale.number, 1)

    with shop.store.read() as tx:
        paper = get_return_receipt(tx, back.return_id)

    assert paper.refers_to == sale.number
    assert paper.total_cents == -1_990
    assert [tender.amount_cents for tender in paper.tenders] == [-1_990]
