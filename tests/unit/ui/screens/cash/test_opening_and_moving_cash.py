"""A float is counted, the register opens, and cash goes in and out of its drawer."""

from uuid import UUID

import sqlalchemy as sa

from models.drawer import CashMovementRow
from pos.domain.shift import CashMovementKind
from tests.shop import GRACE_PIN, SHIRT, Shop
from tests.unit.ui.screens.cash.conftest import Drawer, shift_row
from ui.screens.cash.state import CountBy, Phase


def test_the_float_is_counted_in_notes_and_coins(closed: Drawer) -> None:
    closed.count({5_000: 2, 200: 3})
    closed.presenter.step_pieces(50, 1)

    assert closed.phase is Phase.CLOSED
    assert closed.view.state.count.total_cents == 10_650


def test_an_opened_register_is_ready_to_sell(closed: Drawer, shop: Shop) -> None:
    closed.count({5_000: 2})

    closed.presenter.go_on()

    assert shift_row(shop).opening_float_cents == 10_000
    assert closed.session.shift_id == shift_row(shop).id
    assert closed.navigator.went == [("sell", "")]
    assert closed.notices.toasts == ["The register is open with €100.00"]


def test_nothing_is_opened_before_something_was_counted(closed: Drawer) -> None:
    closed.presenter.go_on()

    assert closed.phase is Phase.CLOSED
    assert closed.session.shift_id is None


def test_an_empty_drawer_is_a_count_too(closed: Drawer, shop: Shop) -> None:
    closed.presenter.put_pieces(1, 0)

    closed.presenter.go_on()

    assert shift_row(shop).opening_float_cents == 0


def test_the_sum_alone_may_be_typed(closed: Drawer, shop: Shop) -> None:
    closed.count({5_000: 2})
    closed.presenter.count_by(CountBy.TOTAL)
    closed.presenter.put_total(12_345)

    closed.presenter.go_on()

    assert shift_row(shop).opening_float_cents == 12_345


def test_a_float_unlike_the_last_close_needs_a_note(opened: Drawer) -> None:
    opened.count_for_close({10_000: 1})
    opened.presenter.go_on()
    opened.presenter.go_on()
    opened.count({5_000: 1})

    assert opened.view.state.float_difference_cents == -5_000
    assert not opened.view.state.can_go_on

    opened.presenter.write_note("50 went to the bank")

    assert opened.view.state.can_go_on


def test_less_than_nothing_is_never_counted(closed: Drawer) -> None:
    closed.presenter.step_pieces(500, -1)

    assert closed.view.state.count.pieces_of(500) == 0


def test_a_cashiers_payment_waits_for_a_manager(opened: Drawer, shop: Shop) -> None:
    opened.presenter.ask_move(CashMovementKind.PAY_OUT)
    assert opened.panel.state is not None
    assert opened.view.state.is_busy

    opened.approvals.enter_pin(GRACE_PIN)

    with shop.store.read() as tx:
        row = tx.connection.execute(sa.select(CashMovementRow)).one()
    assert (row.amount_cents, row.reason) == (-1_250, "Supplier")
    assert [move.amount_cents for move in opened.view.state.moves] == [-1_250]
    assert opened.notices.toasts == ["Paid out: €12.50"]
    assert not opened.view.state.is_busy


def test_a_movement_that_nobody_approves_leaves_no_trace(opened: Drawer) -> None:
    opened.presenter.ask_move(CashMovementKind.DROP)

    opened.approvals.closed()

    assert opened.view.state.moves == ()
    assert not opened.view.state.is_busy
    assert opened.notices.refusals == []


def test_a_scan_on_this_screen_only_beeps(opened: Drawer) -> None:
    opened.presenter.scanned(SHIRT)

    assert opened.notices.beeps == 1


def test_the_session_learns_of_a_shift_that_was_open_at_the_start(opened: Drawer) -> None:
    assert isinstance(opened.session.shift_id, UUID)
    assert opened.phase is Phase.OPEN
