"""A sale is posted whole, once, and every cent and piece of it adds up."""

import json
from dataclasses import replace

import pytest
import sqlalchemy as sa

from models.catalogue import VariantRow
from models.inventory import InventoryLevelRow, StockMovementRow
from models.journal import JournalEntryRow
from models.orders import OrderLineRow, OrderLineTaxRow, OrderRow
from models.payments import PaymentRow
from models.print_jobs import PrintJobRow
from models.sync import OutboxRow
from pos.domain.cart_concessions import discount_order
from pos.domain.discount import Discount
from pos.services.checkout import (
    EmptyCartError,
    NoOpenShiftError,
    NotFullyPaidError,
    PriceChangedError,
    complete_sale,
)
from tests.shop import APPLES, CAKE, SHIRT, Shop, card, cash


def count(shop: Shop, row: type) -> int:
    with shop.store.read() as tx:
        return tx.connection.execute(sa.select(sa.func.count()).select_from(row)).scalar_one()


def test_a_sale_writes_order_taxes_tender_stock_journal_paper_and_tape(shop: Shop) -> None:
    shop.open_shift()

    sale = shop.sell(SHIRT, SHIRT, APPLES, quantity=None)

    with shop.store.read() as tx:
        order = tx.connection.execute(sa.select(OrderRow)).one()
        lines = tx.connection.execute(sa.select(OrderLineRow).order_by(OrderLineRow.line_no)).all()
    assert sale.number == order.number == "S1R1-A-000001"
    assert [(line.sku, line.quantity) for line in lines] == [("SHIRT-92", 2), ("APPLES", 1)]
    assert order.total_cents == 3_980
    assert order.status == "completed"
    assert order.payment_status == "paid"
    assert count(shop, OrderLineTaxRow) == 2
    assert count(shop, PaymentRow) == 1
    assert count(shop, PrintJobRow) == 2
    with shop.store.read() as tx:
        kinds = tx.connection.execute(sa.select(OutboxRow.kind).order_by(OutboxRow.seq)).scalars()
        assert list(kinds) == ["shift.opened", "sale.completed"]


def test_pressed_twice_is_posted_once(shop: Shop) -> None:
    shop.open_shift()
    wish = shop.sale_of(shop.cart_of(SHIRT))

    with shop.store.write() as tx:
        first = complete_sale(tx, wish)
    with shop.store.write() as tx:
        second = complete_sale(tx, wish)

    assert second.number == first.number
    assert second.was_posted_before
    assert count(shop, OrderRow) == 1
    assert count(shop, OutboxRow) == 2


def test_stock_falls_by_what_was_sold_and_is_the_sum_of_its_movements(shop: Shop) -> None:
    shop.open_shift()

    shop.sell(SHIRT, quantity=3)

    with shop.store.read() as tx:
        levels = dict(
            tx.connection.execute(
                sa.select(InventoryLevelRow.variant_id, InventoryLevelRow.on_hand)
            ).all()
        )
        sums = dict(
            tx.connection.execute(
                sa.select(
                    StockMovementRow.variant_id, sa.func.sum(StockMovementRow.quantity_delta)
                ).group_by(StockMovementRow.variant_id)
            ).all()
        )
    assert levels == sums
    assert sorted(levels.values()) == [2, 5, 20_000]


def test_goods_whose_stock_is_not_kept_leave_no_movement(shop: Shop) -> None:
    shop.open_shift()
    with shop.store.write() as tx:
        tx.connection.execute(
            sa.update(VariantRow).where(VariantRow.sku == "SHIRT-92").values(track_stock=False)
        )
    before = count(shop, StockMovementRow)

    shop.sell(SHIRT)

    assert count(shop, StockMovementRow) == before


def test_the_last_piece_sold_twice_makes_the_stock_negative_and_both_sales_stand(
    shop: Shop,
) -> None:
    shop.open_shift()

    shop.sell(CAKE, quantity=2)
    shop.sell(CAKE)

    with shop.store.read() as tx:
        assert -1 in tx.connection.execute(sa.select(InventoryLevelRow.on_hand)).scalars().all()
    assert count(shop, OrderRow) == 2


def test_change_is_given_only_in_cash_and_cash_is_rounded_to_the_coin(shop: Shop) -> None:
    shop.open_shift()
    cart = shop.cart_of(APPLES, quantity=2_503)
    wish = shop.sale_of(cart, card(500), cash(1_000))

    with shop.store.write() as tx:
        sale = complete_sale(tx, wish)

    assert sale.total_cents == 999
    assert sale.rounding_cents == 1
    assert sale.change_cents == 500
    with shop.store.read() as tx:
        tenders = tx.connection.execute(
            sa.select(
                PaymentRow.amount_cents, PaymentRow.change_cents, PaymentRow.rounding_cents
            ).order_by(PaymentRow.number)
        ).all()
    assert [tuple(tender) for tender in tenders] == [(500, 0, 0), (499, 500, 1)]


def test_an_order_discount_is_shared_and_kept_on_each_line(shop: Shop) -> None:
    shop.open_shift()
    cart = discount_order(
        shop.cart_of(SHIRT, CAKE), Discount(amount_cents=499, allowed_by=shop.grace)
    )
    wish = shop.sale_of(cart)

    with shop.store.write() as tx:
        complete_sale(tx, wish)

    with shop.store.read() as tx:
        shares = tx.connection.execute(
            sa.select(OrderLineRow.order_discount_cents, OrderLineRow.total_cents).order_by(
                OrderLineRow.line_no
            )
        ).all()
    assert [tuple(share) for share in shares] == [(199, 1_791), (300, 2_700)]


def test_without_a_shift_nothing_is_sold(shop: Shop) -> None:
    wish = shop.sale_of(shop.cart_of(SHIRT))

    with pytest.raises(NoOpenShiftError), shop.store.write() as tx:
        complete_sale(tx, wish)

    assert count(shop, OrderRow) == 0


def test_a_sale_that_is_not_fully_paid_is_refused_and_uses_no_number(shop: Shop) -> None:
    shop.open_shift()
    wish = shop.sale_of(shop.cart_of(SHIRT), card(1_000))

    with pytest.raises(NotFullyPaidError) as refused, shop.store.write() as tx:
        complete_sale(tx, wish)

    assert refused.value.remaining_cents == 990
    assert shop.sell(SHIRT).number == "S1R1-A-000001"


def test_a_total_that_the_cashier_did_not_see_is_refused(shop: Shop) -> None:
    shop.open_shift()
    wish = replace(shop.sale_of(shop.cart_of(SHIRT)), total_cents=1)

    with pytest.raises(PriceChangedError), shop.store.write() as tx:
        complete_sale(tx, wish)


def test_an_empty_cart_is_refused(shop: Shop) -> None:
    shop.open_shift()
    cart = replace(shop.cart_of(SHIRT), lines=())
    wish = replace(shop.sale_of(shop.cart_of(SHIRT)), cart=cart)

    with pytest.raises(EmptyCartError), shop.store.write() as tx:
        complete_sale(tx, wish)


def test_the_journal_states_the_turnover_that_only_grows(shop: Shop) -> None:
    shop.open_shift()

    shop.sell(SHIRT)
    shop.sell(SHIRT)

    with shop.store.read() as tx:
        payloads = tx.connection.execute(
            sa.select(JournalEntryRow.payload)
            .where(JournalEntryRow.kind == "sale")
            .order_by(JournalEntryRow.seq)
        ).scalars()
        totals = [json.loads(payload)["perpetual_total_cents"] for payload in payloads]
    assert totals == [1_990, 3_980]


def test_posted_facts_cannot_be_changed(shop: Shop) -> None:
    shop.open_shift()
    shop.sell(SHIRT)

    with pytest.raises(sa.exc.IntegrityError), shop.store.write() as tx:
        tx.connection.execute(sa.update(JournalEntryRow).values(kind="void"))
