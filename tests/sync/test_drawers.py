"""Drawers of tills as headquarters sees them: openings, differences, documents that come late."""

from collections.abc import Callable

import sqlalchemy as sa

from models.drawer import ShiftRow
from pos.domain.cart import clear
from pos.domain.cart_change import CartChange
from pos.queries.shift_reports import read_day_report_of_shift
from pos.runtime.clock import SystemClock
from pos.services.drawer_differences import accept_difference
from pos.services.drawer_opening import OpenDrawerWish, open_drawer
from pos.services.permissions import Actor
from pos.services.shifts import CloseShiftWish, FirstCount, close_shift
from pos.services.voids import keep_change
from sync.central.check import FindingKind, check_central
from tests.sync.branch import SHIRT, Branch, Till

NewTill = Callable[..., Till]


def close_thirty_short(till: Till) -> None:
    wish = CloseShiftWish(
        actor=Actor(staff_id=till.shop.ada),
        counted_cash_cents=7_000,
        count_detail={"5000": 1, "2000": 1},
        first=FirstCount(counted_cents=6_000, detail={"2000": 3}),
        tender_counts={"card": 0},
        note="Looked everywhere",
        is_unapproved=True,
    )
    with till.store.write() as tx:
        close_shift(tx, wish)


def test_headquarters_sees_both_counts_and_who_accepted_the_difference_later(
    till: Till, branch: Branch
) -> None:
    till.open_shift()
    close_thirty_short(till)
    till.sync()
    seen = "SELECT status, variance_approval, variance_cents, first_counted_cents FROM shifts"
    assert branch.rows(seen) == [("closed", "missing", -3_000, 6_000)]

    with till.store.write() as tx:
        shift_id = tx.connection.execute(sa.select(ShiftRow.id)).scalar_one()
        accept_difference(tx, shift_id, actor=Actor(staff_id=till.shop.grace))
    till.sync()

    assert branch.rows(seen) == [("reconciled", "approved", -3_000, 6_000)]
    assert branch.rows("SELECT variance_approved_by FROM shifts") == [(till.shop.grace,)]
    assert branch.count("sync_conflicts") == 0


def test_a_drawer_opened_without_a_sale_is_in_the_journal_at_headquarters(
    till: Till, branch: Branch
) -> None:
    till.open_shift()
    with till.store.write() as tx:
        open_drawer(tx, OpenDrawerWish(actor=Actor(staff_id=till.shop.grace), reason="Change"))

    till.sync()

    assert branch.rows(
        "SELECT payload::jsonb ->> 'reason' FROM journal_entries WHERE kind = 'no_sale'"
    ) == [("Change",)]
    assert branch.count_aside() == 0


def test_a_sale_that_was_given_up_is_in_the_journal_at_headquarters(
    till: Till, branch: Branch
) -> None:
    till.open_shift()
    cart = till.shop.cart_of(SHIRT)
    given_up = CartChange(before=cart, after=clear(cart))
    with till.store.write() as tx:
        keep_change(tx, given_up, staff_id=till.shop.ada)

    till.sync()

    assert branch.rows(
        "SELECT payload::jsonb ->> 'reason', payload::jsonb ->> 'total_cents', shift_id IS NOT NULL"
        " FROM journal_entries WHERE kind = 'void'"
    ) == [("cart_discarded", "1990", True)]
    assert branch.count_aside() == 0


def test_a_lost_sale_that_comes_back_after_the_close_counts_in_its_own_shift_which_says_so(
    new_till: NewTill,
) -> None:
    till = new_till("R1")
    till.open_shift()
    yesterday = till.copy()
    lost = till.sell(SHIRT)
    till.sync()
    yesterday.close_shift(10_000)

    yesterday.sync()
    yesterday.shop.open_shift(10_000)

    with yesterday.store.read() as tx:
        report = read_day_report_of_shift(tx, 1, printed_at=yesterday.clock.now())
    (late,) = report.late
    assert (late.number, late.amount_cents) == (lost, 1_990)
    assert report.closed_with is not None
    assert (report.total_cents, report.closed_with.total_cents) == (1_990, 0)
    yesterday.close()


def test_the_check_of_central_names_a_shift_of_which_a_sale_is_missing(
    till: Till, branch: Branch
) -> None:
    till.open_shift()
    till.sell(SHIRT)
    till.close_shift(11_990)
    till.sync()
    assert differing(branch) == []

    branch.do("UPDATE shifts SET totals = jsonb_set(totals, '{sales}', '2')")

    assert differing(branch) == ["R1/1"]


def differing(branch: Branch) -> list[str]:
    found = check_central(branch.url, now=SystemClock().now()).findings
    return [each.subject for each in found if each.kind is FindingKind.SHIFT_DIFFERS]
