"""Lines and whole sales go out, with leave where the role says so, and come back with undo."""

from dataclasses import replace

import pytest

from pos.domain.permission import Action as Permission
from pos.domain.permission import parse_grants
from pos.services.permissions import PermissionDeniedError
from tests.fakes.toy_permits import APPROVAL

CROISSANT, MILK = 3, 10


def test_a_removed_line_comes_back_with_undo(counter):
    counter.tap(MILK)
    counter.tap(CROISSANT)
    counter.presenter.lines.remove()
    after_removal = [row.name for row in counter.cart.rows]

    counter.notices.undo()

    assert after_removal == ["Organic whole milk, 1 l"]
    assert counter.notices.toasts == ["Removed \u201cButter croissant\u201d"]
    assert [row.name for row in counter.cart.rows] == [
        "Organic whole milk, 1 l",
        "Butter croissant",
    ]


def test_a_cleared_cart_comes_back_with_undo(counter):
    counter.tap(MILK)
    counter.tap(CROISSANT)
    counter.presenter.lines.clear()
    emptied = counter.cart.rows

    counter.presenter.lines.undo()

    assert emptied == ()
    assert len(counter.cart.rows) == 2


@pytest.fixture
def asking(counter):
    """A counter whose cashier has to ask before a sale is given up."""
    counter.shop.needs_approval = {Permission.VOID_SALE}
    counter.session.sign_in(replace(counter.session.cashier, grants=parse_grants(["sale.void?"])))
    return counter


def test_who_may_gives_a_sale_up_before_the_next_scan(counter):
    counter.tap(MILK)
    counter.runner.is_holding = True

    counter.presenter.lines.clear()
    counter.tap(CROISSANT)
    counter.runner.let_go()

    assert [row.name for row in counter.cart.rows] == ["Butter croissant"]
    assert [line.name for line in counter.shop.voids[-1].taken_out] == ["Organic whole milk, 1 l"]


def test_giving_a_sale_up_waits_for_leave_where_the_role_says_so(asking):
    asking.tap(MILK)
    asking.tap(CROISSANT)

    asking.presenter.lines.clear()
    before = len(asking.cart.rows)
    asking.permits.is_approved = True
    asking.presenter.lines.clear()

    assert (before, len(asking.cart.rows)) == (2, 0)
    assert asking.shop.voids[-1].approval_id == APPROVAL


@pytest.mark.parametrize("wish", ["remove", "undo"])
def test_the_last_line_goes_out_with_leave_only(asking, wish):
    asking.tap(MILK)

    getattr(asking.presenter.lines, wish)()

    assert [row.name for row in asking.cart.rows] == ["Organic whole milk, 1 l"]
    assert asking.shop.voids == []


def test_one_of_two_lines_goes_out_without_leave_and_is_told_to_the_journal(asking):
    asking.tap(MILK)
    asking.tap(CROISSANT)

    asking.presenter.lines.remove()
    asking.presenter.lines.undo()

    out, back = asking.shop.voids
    assert [line.name for line in out.taken_out] == ["Butter croissant"]
    assert [line.name for line in back.brought_back] == ["Butter croissant"]


def test_a_sale_that_changed_while_a_manager_agreed_stays(asking):
    asking.tap(MILK)
    asking.permits.is_approved = True
    asking.permits.meanwhile = lambda: asking.tap(CROISSANT)

    asking.presenter.lines.clear()

    assert len(asking.cart.rows) == 2
    assert "changed meanwhile" in asking.notices.strips[-1]


def test_a_sale_that_may_not_be_given_up_after_all_is_there_again(counter):
    counter.tap(MILK)
    refusal = PermissionDeniedError(action=Permission.VOID_SALE)
    counter.shop.refuses_to_keep = refusal

    counter.presenter.lines.clear()

    assert [row.name for row in counter.cart.rows] == ["Organic whole milk, 1 l"]
    assert counter.notices.refusals == [refusal]


def test_undo_goes_back_twenty_steps_and_no_further(counter):
    for _ in range(25):
        counter.tap(MILK)

    for _ in range(30):
        counter.presenter.lines.undo()

    assert counter.cart.rows[0].quantity == "5"
