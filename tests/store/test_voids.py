"""What goes out of a sale that was begun is in the journal, and on the shift's report."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from models.identity import RoleRow
from models.journal import JournalEntryRow
from pos.domain.cart import Cart, clear, remove
from pos.domain.cart_change import CartChange
from pos.domain.day_report import DayReportKind, ShiftEvents
from pos.domain.permission import Action
from pos.queries.day_report import read_day_report
from pos.queries.shifts import find_open_shift
from pos.services.carts import find_open_cart
from pos.services.parked_carts import park_cart, release_expired
from pos.services.permissions import (
    Actor,
    ApprovalNeededError,
    ApprovalNotValidError,
    PermissionDeniedError,
    require,
)
from pos.services.voids import keep_change
from tests.fakes.set_clock import SetClock
from tests.shop import CAKE, SHIRT, Shop
from tests.store.test_taking_back import grace_approves


@pytest.fixture
def opened(shop: Shop) -> Shop:
    shop.open_shift()
    return shop


def change(shop: Shop, before: Cart, after: Cart, **how) -> None:
    with shop.store.write() as tx:
        keep_change(tx, CartChange(before=before, after=after, **how), staff_id=shop.ada)


def begin(shop: Shop, *codes: str) -> Cart:
    cart = shop.cart_of(*codes)
    change(shop, clear(cart), cart)
    return cart


def let_staff(shop: Shop, *codes: str) -> None:
    with shop.store.write() as tx:
        staff = sa.update(RoleRow).where(RoleRow.code == "staff")
        tx.connection.execute(staff.values(permissions=list(codes)))


def voids(shop: Shop) -> list[dict]:
    entries = (
        sa.select(JournalEntryRow.payload)
        .where(JournalEntryRow.kind == "void")
        .order_by(JournalEntryRow.seq)
    )
    with shop.store.read() as tx:
        return [json.loads(text) for text in tx.connection.execute(entries).scalars()]


def events(shop: Shop) -> ShiftEvents:
    with shop.store.read() as tx:
        shift = find_open_shift(tx)
        assert shift is not None
        return read_day_report(
            tx, shift.shift_id, kind=DayReportKind.X, printed_at=shift.opened_at
        ).events


def test_a_sale_that_is_given_up_is_journalled_with_what_was_in_it(opened: Shop) -> None:
    cart = begin(opened, SHIRT, CAKE)

    change(opened, cart, clear(cart))

    entry = voids(opened)[0]
    assert (entry["reason"], entry["staff_id"]) == ("cart_discarded", str(opened.ada))
    assert [line["total_cents"] for line in entry["lines"]] == [1_990, 3_000]
    assert (entry["total_cents"], entry["approved_by"]) == (4_990, None)
    assert events(opened).voids == 1


def test_a_line_that_is_taken_out_counts_as_a_line(opened: Shop) -> None:
    cart = begin(opened, SHIRT, CAKE)

    change(opened, cart, remove(cart, cart.lines[1].line_id))

    assert [line["total_cents"] for line in voids(opened)[0]["lines"]] == [3_000]
    assert (events(opened).voids, events(opened).lines_taken_out) == (0, 1)


def test_what_undo_brings_back_is_journalled_and_counts_no_more(opened: Shop) -> None:
    cart = begin(opened, SHIRT, CAKE)
    less = remove(cart, cart.lines[1].line_id)

    change(opened, cart, less)
    change(opened, less, cart, is_undo=True)
    change(opened, cart, clear(cart))
    change(opened, clear(cart), cart, is_undo=True)

    assert [entry["reason"] for entry in voids(opened)] == [
        "lines_taken_out",
        "lines_brought_back",
        "cart_discarded",
        "cart_brought_back",
    ]
    assert (events(opened).voids, events(opened).lines_taken_out) == (0, 0)


def test_a_scan_and_another_quantity_are_no_voids(opened: Shop) -> None:
    cart = begin(opened, SHIRT)
    more = replace(cart, lines=(replace(cart.lines[0], quantity=3),))

    change(opened, cart, more)
    change(opened, more, cart, is_undo=True)

    assert voids(opened) == []


def test_an_undo_after_the_close_takes_nothing_off_the_next_shift(opened: Shop) -> None:
    cart = begin(opened, SHIRT)

    change(opened, clear(cart), cart, is_undo=True)

    assert events(opened).voids == 0


def test_a_cashier_of_a_new_shop_gives_a_sale_up_alone(opened: Shop) -> None:
    with opened.store.write() as tx:
        assert require(tx, Actor(staff_id=opened.ada), Action.VOID_SALE) is None


def test_where_the_role_says_so_a_manager_agrees_and_is_named(opened: Shop) -> None:
    let_staff(opened, "sale.ring", "sale.void?")
    cart = begin(opened, SHIRT)
    approval_id = grace_approves(opened, Action.VOID_SALE)

    change(opened, cart, clear(cart), approval_id=approval_id)

    assert voids(opened)[0]["approved_by"] == str(opened.grace)


def test_without_leave_the_sale_stays_as_it_was(opened: Shop) -> None:
    let_staff(opened, "sale.ring", "sale.void?")
    cart = begin(opened, SHIRT)

    with pytest.raises(ApprovalNeededError):
        change(opened, cart, clear(cart))

    with opened.store.read() as tx:
        kept = find_open_cart(tx)
    assert kept is not None
    assert len(kept.lines) == 1
    assert voids(opened) == []


def test_an_approval_lets_one_sale_go_and_that_once(opened: Shop) -> None:
    let_staff(opened, "sale.ring", "sale.void?")
    cart = begin(opened, SHIRT)
    approval_id = grace_approves(opened, Action.VOID_SALE)
    change(opened, cart, clear(cart), approval_id=approval_id)
    change(opened, clear(cart), cart, is_undo=True)

    with pytest.raises(ApprovalNotValidError):
        change(opened, cart, clear(cart), approval_id=approval_id)

    assert [entry["reason"] for entry in voids(opened)] == ["cart_discarded", "cart_brought_back"]


def test_an_approval_that_is_stale_or_that_nobody_gave_lets_no_sale_go(
    opened: Shop, clock: SetClock
) -> None:
    let_staff(opened, "sale.ring", "sale.void?")
    cart = begin(opened, SHIRT)
    stale = grace_approves(opened, Action.VOID_SALE)
    clock.advance(timedelta(seconds=61))

    for approval_id in (stale, opened.grace):
        with pytest.raises(ApprovalNotValidError):
            change(opened, cart, clear(cart), approval_id=approval_id)

    assert voids(opened) == []


def test_whose_role_forbids_it_gives_no_sale_up_whoever_agrees(opened: Shop) -> None:
    let_staff(opened, "sale.ring")
    cart = begin(opened, SHIRT)
    approval_id = grace_approves(opened, Action.VOID_SALE)

    with pytest.raises(PermissionDeniedError):
        change(opened, cart, clear(cart), approval_id=approval_id)

    assert voids(opened) == []


def test_nobody_who_is_not_signed_in_gives_a_sale_up(opened: Shop) -> None:
    cart = begin(opened, SHIRT)

    with pytest.raises(PermissionDeniedError), opened.store.write() as tx:
        keep_change(tx, CartChange(before=cart, after=clear(cart)), staff_id=None)


def test_a_held_sale_that_nobody_took_up_counts_where_its_end_is_noticed(
    opened: Shop, clock: SetClock
) -> None:
    cart = opened.cart_of(SHIRT)
    with opened.store.write() as tx:
        park_cart(tx, cart, staff_id=opened.ada)
    clock.advance(timedelta(hours=73))

    with opened.store.write() as tx:
        assert release_expired(tx) == 1

    assert events(opened).voids == 1
