"""What an X and a Z report say besides the sums: counts, openings, mistakes, what came late."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from models.journal import JournalEntryRow
from models.orders import OrderRow
from pos.domain.cart_concessions import override_price
from pos.domain.day_report import DayReport, DayReportKind
from pos.domain.drawer_evidence import CauseKind
from pos.domain.shift import CashMovementKind
from pos.queries.day_report import read_day_report
from pos.queries.shift_reports import read_day_report_of_shift
from pos.services.cash_movements import MoveCashWish, move_cash
from pos.services.checkout import complete_sale
from pos.services.drawer_opening import OpenDrawerWish, open_drawer
from pos.services.permissions import Actor
from pos.services.shifts import CloseShiftWish, FirstCount, OpenShiftWish, close_shift, open_shift
from tests.shop import SHIRT, Shop, card, cash


def sell(shop: Shop, *tenders) -> str:
    wish = shop.sale_of(shop.cart_of(SHIRT), *tenders)
    with shop.store.write() as tx:
        return complete_sale(tx, wish).number


def close(shop: Shop, counted_cents: int, **more) -> DayReport:
    wish = CloseShiftWish(
        actor=Actor(staff_id=shop.grace),
        counted_cash_cents=counted_cents,
        count_detail=more.pop("count_detail", {}),
        note="Looked everywhere",
        **more,
    )
    with shop.store.write() as tx:
        return close_shift(tx, wish).report


def printed_again(shop: Shop, number: int, clock) -> DayReport:
    with shop.store.read() as tx:
        return read_day_report_of_shift(tx, number, printed_at=clock.now())


@pytest.fixture
def opened(shop: Shop) -> Shop:
    """With 100.00 in the drawer."""
    shop.open_shift(10_000)
    return shop


def test_each_way_to_pay_has_what_is_expected_and_what_was_counted(opened: Shop) -> None:
    sell(opened, card())
    sell(opened)

    report = close(opened, 11_990, tender_counts={"card": 1_900})

    by_cash, by_card = report.tenders
    assert (by_cash.code, by_cash.amount_cents, by_cash.counted_cents) == ("cash", 1_990, None)
    assert (by_card.code, by_card.amount_cents, by_card.counted_cents) == ("card", 1_990, 1_900)
    assert by_card.difference_cents == -90


def test_a_report_counts_openings_discounts_and_changed_prices(opened: Shop) -> None:
    with opened.store.write() as tx:
        open_drawer(tx, OpenDrawerWish(actor=Actor(staff_id=opened.grace), reason="Change"))
    cart = opened.cart_of(SHIRT)
    cart = override_price(cart, cart.lines[0].line_id, price_cents=1_500, reason="Stain")
    wish = replace(opened.sale_of(cart), staff_id=opened.grace)
    with opened.store.write() as tx:
        complete_sale(tx, wish)

    events = close(opened, 11_500).events

    assert (events.no_sales, events.overridden, events.discounted, events.voids) == (1, 1, 0, 0)


def test_both_counts_and_the_difference_at_the_start_are_on_the_report(shop: Shop) -> None:
    shop.open_shift(10_000)
    close(shop, 10_000)
    with shop.store.write() as tx:
        wish = OpenShiftWish(
            actor=Actor(staff_id=shop.ada), opening_float_cents=9_000, note="Ten are gone"
        )
        open_shift(tx, wish)

    report = close(shop, 9_000, first=FirstCount(counted_cents=8_000, detail={}))

    assert (report.previous_number, report.opening_note) == (1, "Ten are gone")
    assert (report.cash.last_close_cents, report.cash.opening_difference_cents) == (10_000, -1_000)
    assert (report.cash.first_counted_cents, report.cash.difference_cents) == (8_000, 0)


def test_a_closed_report_says_who_accepted_the_difference(opened: Shop, clock) -> None:
    close(opened, 7_000)

    report = printed_again(opened, 1, clock)

    assert (report.approval, report.approved_by) == ("approved", "Grace")


def test_a_difference_comes_with_the_sale_that_explains_it(opened: Shop) -> None:
    number = sell(opened)
    sell(opened, card())

    report = close(opened, 10_000, tender_counts={"card": 3_980})

    best = report.causes[0]
    assert (best.kind, best.name) == (CauseKind.CARD_RUNG_AS_CASH, number)
    assert best.is_confirmed


def test_a_pay_out_of_the_shift_before_that_is_missing_now_is_thought_of(opened: Shop) -> None:
    with opened.store.write() as tx:
        wish = MoveCashWish(
            actor=Actor(staff_id=opened.grace),
            kind=CashMovementKind.PAY_OUT,
            amount_cents=1_800,
            reason="Window cleaner",
        )
        move_cash(tx, wish)
    close(opened, 8_200)
    opened.open_shift(8_200)

    (cause,) = close(opened, 6_400).causes

    assert (cause.kind, cause.name, cause.shift_number) == (
        CauseKind.MOVEMENT_MISSED,
        "Window cleaner",
        1,
    )


def test_change_of_a_note_too_large_is_thought_of(opened: Shop) -> None:
    number = sell(opened, cash(2_200))  # 2.10 are due: a coin of 2.00 and one of 0.10.

    causes = close(opened, 10_190, count_detail={"10000": 1, "100": 1, "50": 1, "20": 2}).causes

    assert (CauseKind.WRONG_NOTE_GIVEN, number) in {(each.kind, each.name) for each in causes}


def test_a_drawer_that_is_right_has_nothing_to_explain(opened: Shop) -> None:
    sell(opened)

    assert close(opened, 11_990).causes == ()


def test_a_report_printed_again_says_what_the_first_one_said(opened: Shop, clock) -> None:
    sell(opened)
    first = close(opened, 11_990)
    opened.open_shift(11_990)
    sell(opened)

    again = printed_again(opened, 1, clock)

    assert again.journal == first.journal
    assert replace(again, printed_at=first.printed_at) == first


def test_a_sale_that_comes_after_the_close_counts_in_its_own_shift_which_says_so(
    opened: Shop, clock
) -> None:
    number = sell(opened)
    before = close(opened, 11_990)
    lost_and_found(opened, number)
    opened.open_shift(11_990)

    report = printed_again(opened, 1, clock)

    (late,) = report.late
    assert (late.number, late.amount_cents) == (f"{number}-LATE", 1_990)
    assert report.total_cents == 3_980
    assert report.closed_with is not None
    assert report.closed_with.total_cents == before.total_cents == 1_990
    with opened.store.read() as tx:
        newest = read_day_report_of_shift(tx, None, printed_at=clock.now())
    assert (newest.kind, newest.total_cents, newest.late) == (DayReportKind.X, 0, ())


def lost_and_found(shop: Shop, number: str) -> None:
    """Bring a sale of the shift as central brings one back: its rows, and no entry here."""
    orders = OrderRow.__table__
    with shop.store.write() as tx:
        row = tx.connection.execute(sa.select(orders).where(orders.c.number == number)).one()
        values = {**row._mapping, "id": tx.new_id(), "number": f"{number}-LATE"}
        tx.connection.execute(sa.insert(orders), values)


def test_an_open_shift_has_no_late_documents(opened: Shop, clock) -> None:
    sell(opened)
    with opened.store.read() as tx:
        shift_id = tx.connection.execute(sa.select(JournalEntryRow.shift_id).limit(1)).scalar_one()

        report = read_day_report(tx, shift_id, kind=DayReportKind.X, printed_at=clock.now())

    assert report.late == ()


def test_two_cashiers_at_one_drawer_keep_each_their_own(opened: Shop) -> None:
    sell(opened)
    wish = replace(opened.sale_of(opened.cart_of(SHIRT), card()), staff_id=opened.grace)
    with opened.store.write() as tx:
        complete_sale(tx, wish)

    report = close(opened, 11_990)

    assert [(each.name, each.count, each.total_cents) for each in report.cashiers] == [
        ("Ada", 1, 1_990),
        ("Grace", 1, 1_990),
    ]
    assert report.cash.expected_cents == 11_990
