"""The services themselves ask who may: a screen that forgets to does no harm."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from models.drawer import CashMovementRow
from models.identity import StaffRow
from models.orders import OrderRow
from models.print_jobs import PrintJobRow
from pos.domain.payment import TenderKind
from pos.domain.permission import Action
from pos.domain.shift import CashMovementKind
from pos.services.cash_movements import MoveCashWish, move_cash
from pos.services.checkout import complete_sale
from pos.services.permissions import (
    Actor,
    ApprovalNeededError,
    PermissionDeniedError,
    approve,
)
from pos.services.print_jobs import enqueue_copy
from pos.services.sale_payments import MethodNotAcceptedError
from pos.services.settings import choose_setting
from pos.services.stock import AdjustStock, adjust_stock
from tests.fakes.set_clock import SetClock
from tests.shop import CAKE, GRACE_PIN, SHIRT, Shop, card
from tests.store.test_taking_back import bring_back, grace_approves


def ada_with_approval(shop: Shop, action: Action) -> Actor:
    with shop.store.write() as tx:
        outcome = approve(tx, employee_no="1", pin=GRACE_PIN, action=action, for_staff_id=shop.ada)
    return Actor(staff_id=shop.ada, approval_id=outcome.approval_id)


def test_a_copy_is_printed_only_for_those_who_may(shop: Shop) -> None:
    shop.open_shift()
    sale = shop.sell(SHIRT)

    with pytest.raises(PermissionDeniedError), shop.store.write() as tx:
        enqueue_copy(tx, "orders", sale.order_id, actor=Actor(staff_id=tx.new_id()))

    with shop.store.read() as tx:
        assert True not in tx.connection.execute(sa.select(PrintJobRow.is_copy)).scalars().all()


def test_who_left_sells_nothing_more(shop: Shop) -> None:
    shop.open_shift()
    wish = shop.sale_of(shop.cart_of(SHIRT))
    with shop.store.write() as tx:
        left = sa.update(StaffRow).where(StaffRow.user_id == shop.ada)
        tx.connection.execute(left.values(is_active=False))

    with pytest.raises(PermissionDeniedError), shop.store.write() as tx:
        complete_sale(tx, wish)


def test_stock_is_not_adjusted_by_a_cashier_alone(shop: Shop) -> None:
    variant_id = shop.cart_of(SHIRT).lines[0].variant_id
    wish = AdjustStock(
        variant_id=variant_id, reason="Torn", actor=Actor(staff_id=shop.ada), delta=-1
    )

    with pytest.raises(ApprovalNeededError), shop.store.write() as tx:
        adjust_stock(tx, wish)


def test_cash_that_a_manager_approved_carries_both_names(shop: Shop) -> None:
    shop.open_shift()
    wish = MoveCashWish(
        actor=ada_with_approval(shop, Action.MOVE_CASH),
        kind=CashMovementKind.PAY_OUT,
        amount_cents=500,
        reason="Stamps",
    )

    with shop.store.write() as tx:
        move_cash(tx, wish)

    with shop.store.read() as tx:
        moved = tx.connection.execute(sa.select(CashMovementRow)).one()
    assert (moved.staff_id, moved.approved_by) == (shop.ada, shop.grace)


def test_a_card_that_calls_itself_cash_gives_no_change(shop: Shop) -> None:
    shop.open_shift()
    tender = replace(card(), kind=TenderKind.CASH, tendered_cents=5_000)
    wish = shop.sale_of(shop.cart_of(SHIRT), tender)

    with pytest.raises(MethodNotAcceptedError), shop.store.write() as tx:
        complete_sale(tx, wish)


def test_a_way_to_pay_that_the_shop_does_not_accept_is_refused(shop: Shop) -> None:
    shop.open_shift()
    tender = replace(card(), method_code="gift_card", kind=TenderKind.GIFT_CARD)
    wish = shop.sale_of(shop.cart_of(SHIRT), tender)

    with pytest.raises(MethodNotAcceptedError) as refused, shop.store.write() as tx:
        complete_sale(tx, wish)

    assert refused.value.method_code == "gift_card"


def test_a_late_return_that_is_large_too_is_approved_once(shop: Shop, clock: SetClock) -> None:
    shop.open_shift()
    sale = shop.sell(CAKE, quantity=2)
    with shop.store.write() as tx:
        long_ago = clock.now().date() - timedelta(days=31)
        tx.connection.execute(sa.update(OrderRow).values(business_date=long_ago))
    approval = grace_approves(shop, Action.RETURN_LATE)

    assert bring_back(shop, sale.number, 2, approval_id=approval).refund_cents == 6_000


def test_the_drawer_stays_shut_on_a_refund_where_it_stays_shut_on_a_sale(shop: Shop) -> None:
    with shop.store.write() as tx:
        choose_setting(tx, "open_drawer_for_cash", value=False)
    shop.open_shift()
    sale = shop.sell(SHIRT)
    bring_back(shop, sale.number, 1)

    with shop.store.read() as tx:
        kinds = tx.connection.execute(sa.select(PrintJobRow.kind)).scalars().all()
    assert set(kinds) == {"receipt"}
