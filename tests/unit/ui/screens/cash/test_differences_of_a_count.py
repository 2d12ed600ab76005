"""A difference is told, explained, noted and accepted, or closed without anybody who agrees."""

import sqlalchemy as sa

from models.identity import RoleRow
from pos.domain.drawer_evidence import CauseKind
from tests.shop import GRACE_PIN, SHIRT, Shop
from tests.unit.ui.screens.cash.conftest import GRACE, Drawer, shift_row
from ui.screens.cash.state import Phase


def test_a_small_difference_closes_without_a_word(opened: Drawer, shop: Shop) -> None:
    opened.count_for_close({5_000: 1, 2_000: 2, 500: 1})
    opened.presenter.go_on()
    assert opened.view.state.difference_cents == -500
    assert not opened.view.state.is_above_limit

    opened.presenter.go_on()

    assert shift_row(shop).status == "closed"


def count_fifty_short(drawer: Drawer) -> None:
    drawer.count_for_close({5_000: 1})
    drawer.presenter.go_on()


def test_a_large_difference_needs_a_note(opened: Drawer, shop: Shop) -> None:
    count_fifty_short(opened)

    opened.presenter.go_on()

    assert shift_row(shop).status == "open"
    assert opened.panel.state is None


def test_a_manager_accepts_a_large_difference_on_the_spot(opened: Drawer, shop: Shop) -> None:
    count_fifty_short(opened)
    opened.presenter.write_note("A note of 50 was taken for one of 100")
    opened.presenter.go_on()
    assert opened.panel.state is not None

    opened.approvals.choose(GRACE)
    opened.approvals.enter_pin(GRACE_PIN)

    row = shift_row(shop)
    assert (row.status, row.variance_approved_by) == ("closed", shop.grace)
    assert row.note == "A note of 50 was taken for one of 100"
    assert row.first_count_detail == {"5000": 1}


def test_who_may_not_close_alone_has_a_manager_agree_once_to_close_and_difference(
    shop: Shop, clock
) -> None:
    shop.open_shift()
    with shop.store.write() as tx:
        tx.connection.execute(
            sa.update(RoleRow)
            .where(RoleRow.code == "staff")
            .values(permissions=["shift.close?", "shift.variance?"])
        )
    drawer = Drawer(shop, clock)
    count_fifty_short(drawer)
    drawer.presenter.write_note("No idea")
    drawer.presenter.go_on()

    drawer.approvals.choose(GRACE)
    drawer.approvals.enter_pin(GRACE_PIN)

    row = shift_row(shop)
    assert (row.status, row.variance_approved_by) == ("closed", shop.grace)


def test_without_a_manager_it_closes_all_the_same_and_is_marked(opened: Drawer, shop: Shop) -> None:
    count_fifty_short(opened)
    opened.presenter.write_note("No idea")
    opened.presenter.go_on()

    opened.approvals.closed()
    assert opened.view.state.is_unapproved
    assert shift_row(shop).status == "open"
    opened.presenter.go_on()

    assert shift_row(shop).variance_approval == "missing"
    assert opened.phase is Phase.ENDED


def test_going_back_asks_the_manager_again(opened: Drawer, shop: Shop) -> None:
    count_fifty_short(opened)
    opened.presenter.write_note("No idea")
    opened.presenter.go_on()
    opened.approvals.closed()

    opened.presenter.step_back()
    for _ in range(3):
        opened.presenter.go_on()

    assert opened.panel.state is not None
    assert shift_row(shop).status == "open"


def test_a_difference_is_told_with_what_may_have_happened(shop: Shop, clock) -> None:
    shop.open_shift()
    number = shop.sell(SHIRT).number
    drawer = Drawer(shop, clock)

    drawer.count_for_close({10_000: 1})
    assert drawer.view.state.causes == ()
    drawer.presenter.go_on()

    best = drawer.view.state.causes[0]
    assert (best.kind, best.name) == (CauseKind.CARD_RUNG_AS_CASH, number)
    drawer.presenter.step_back()
    assert drawer.view.state.causes == ()
