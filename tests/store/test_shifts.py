"""A shift: from the float to a Z report whose every figure is a sum over its documents."""

import pytest
import sqlalchemy as sa

from models.drawer import ShiftRow
from pos.domain.shift import CashMovementKind
from pos.queries.shifts import find_last_closed_shift
from pos.services.cash_movements import MoveCashWish, ShiftNotOpenError, move_cash
from pos.services.checkout import complete_sale
from pos.services.permissions import Actor, ApprovalNeededError
from pos.services.shifts import (
    ClosedShiftReport,
    CloseShiftWish,
    OpenShiftWish,
    ShiftAlreadyOpenError,
    close_shift,
    open_shift,
)
from tests.shop import APPLES, SHIRT, Shop, card, cash
from tests.store.test_taking_back import bring_back


def close(shop: Shop, counted_cents: int, *, note: str = "") -> ClosedShiftReport:
    wish = CloseShiftWish(
        actor=Actor(staff_id=shop.ada),
        counted_cash_cents=counted_cents,
        count_detail={},
        note=note,
    )
    with shop.store.write() as tx:
        return close_shift(tx, wish)


def rows_of_shifts(shop: Shop) -> list[sa.Row]:
    with shop.store.read() as tx:
        return list(tx.connection.execute(sa.select(ShiftRow).order_by(ShiftRow.number)))


def test_the_drawer_grows_by_the_sale_and_not_by_the_note_handed_over(shop: Shop) -> None:
    shop.open_shift(50_000)
    wish = shop.sale_of(shop.cart_of(SHIRT), cash(5_000))
    with shop.store.write() as tx:
        complete_sale(tx, wish)

    closed = close(shop, 51_990)

    assert closed.report.cash.expected_cents == 51_990
    assert closed.report.cash.difference_cents == 0


def test_cards_refunds_rounding_and_drops_each_count_where_they_belong(shop: Shop) -> None:
    shop.open_shift(10_000)
    first = shop.sale_of(shop.cart_of(SHIRT), card())
    second = shop.sale_of(shop.cart_of(APPLES, quantity=2_503))
    with shop.store.write() as tx:
        complete_sale(tx, first)
    with shop.store.write() as tx:
        sale = complete_sale(tx, second)
    bring_back(shop, sale.number, 1_000)
    with shop.store.write() as tx:
        move_cash(
            tx,
            MoveCashWish(
                actor=Actor(staff_id=shop.grace),
                kind=CashMovementKind.DROP,
                amount_cents=5_000,
                reason="To the safe",
            ),
        )

    report = close(shop, 5_600).report

    # Cash: 10.00 for apples of 9.99, 4.00 given back for 3.99, 50.00 to the safe.
    assert report.cash.expected_cents == 10_000 + 1_000 - 400 - 5_000
    assert report.total_cents == 1_990 + 999 - 399
    assert [(each.name, each.amount_cents) for each in report.tenders] == [
        ("Cash", 600),
        ("Card", 1_990),
    ]
    assert sum(tax.base_cents + tax.tax_cents for tax in report.taxes) == report.total_cents
    assert report.net_cents == report.total_cents - sum(tax.tax_cents for tax in report.taxes)
    assert (report.documents.sales, report.documents.returns) == (2, 1)
    assert sum(cashier.total_cents for cashier in report.cashiers) == report.total_cents


def test_a_small_difference_needs_no_words(shop: Shop) -> None:
    shop.open_shift(10_000)

    assert close(shop, 10_500).report.cash.difference_cents == 500


def test_one_drawer_has_one_open_shift(shop: Shop) -> None:
    shop.open_shift()

    with pytest.raises(ShiftAlreadyOpenError):
        shop.open_shift()


def test_the_next_shift_is_compared_with_what_the_last_one_left(shop: Shop) -> None:
    shop.open_shift(10_000)
    close(shop, 10_000)
    wish = OpenShiftWish(
        actor=Actor(staff_id=shop.ada),
        opening_float_cents=9_000,
        count_detail={"5000": 1, "2000": 2},
        note="Ten went to the baker",
    )

    with shop.store.write() as tx:
        opened = open_shift(tx, wish)

    assert (opened.number, opened.difference_cents) == (2, -1_000)
    first, second = rows_of_shifts(shop)
    assert second.previous_shift_id == first.id
    assert second.opening_expected_cents == 10_000
    assert second.opening_detail == {"5000": 1, "2000": 2}
    assert second.opening_note == "Ten went to the baker"
    assert second.note is None


def test_the_first_shift_of_a_drawer_has_nothing_before_it(shop: Shop) -> None:
    shop.open_shift(10_000)

    (first,) = rows_of_shifts(shop)

    assert first.previous_shift_id is None
    assert first.opening_expected_cents is None


def test_z_numbers_have_no_gaps_and_each_shift_counts_only_its_own(shop: Shop) -> None:
    shop.open_shift(10_000)
    shop.sell(SHIRT)
    first = close(shop, 11_990).report
    shop.open_shift(10_000)

    second = close(shop, 10_000).report

    assert (first.number, second.number) == (1, 2)
    assert (first.total_cents, second.total_cents) == (1_990, 0)
    with shop.store.read() as tx:
        last = find_last_closed_shift(tx)
    assert last is not None
    assert last.number == 2


def test_a_cashier_asks_before_cash_leaves_the_drawer(shop: Shop) -> None:
    shop.open_shift()
    wish = MoveCashWish(
        actor=Actor(staff_id=shop.ada),
        kind=CashMovementKind.PAY_OUT,
        amount_cents=500,
        reason="Milk",
    )

    with pytest.raises(ApprovalNeededError), shop.store.write() as tx:
        move_cash(tx, wish)


def test_no_cash_moves_without_a_shift(shop: Shop) -> None:
    wish = MoveCashWish(
        actor=Actor(staff_id=shop.grace),
        kind=CashMovementKind.PAY_IN,
        amount_cents=500,
        reason="Coins",
    )

    with pytest.raises(ShiftNotOpenError), shop.store.write() as tx:
        move_cash(tx, wish)
