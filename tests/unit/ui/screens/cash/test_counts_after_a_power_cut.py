"""A count that was begun is still there after the power went."""

from tests.shop import Shop
from tests.unit.ui.screens.cash.conftest import Drawer, sell_by_card
from ui.screens.cash.state import Phase


def test_a_count_that_a_power_cut_ended_goes_on_where_it_was(shop: Shop, clock) -> None:
    shop.open_shift()
    before = Drawer(shop, clock)
    before.presenter.go_on()
    before.count({5_000: 2, 100: 7})
    before.presenter.write_note("Till was wet")

    after = Drawer(shop, clock)

    assert after.notices.toasts == ["The count that was begun is still there"]
    assert after.phase is Phase.OPEN
    after.presenter.go_on()
    assert after.phase is Phase.COUNTING
    assert after.view.state.count.total_cents == 10_700
    assert after.view.state.note == "Till was wet"


def test_who_was_told_that_the_count_is_off_has_no_third_try_after_a_restart(
    shop: Shop, clock
) -> None:
    shop.open_shift()
    Drawer(shop, clock).count_for_close({5_000: 1})

    after = Drawer(shop, clock)
    after.count_for_close({5_000: 1})

    assert after.phase is Phase.CHECKED


def test_a_float_in_progress_is_kept_too_and_forgotten_when_the_register_opens(
    shop: Shop, clock
) -> None:
    Drawer(shop, clock).count({5_000: 3})

    again = Drawer(shop, clock)

    assert again.view.state.count.total_cents == 15_000
    again.presenter.go_on()
    assert Drawer(shop, clock).view.state.count.total_cents == 0


def test_a_count_for_another_shift_is_over(shop: Shop, clock) -> None:
    Drawer(shop, clock).count({5_000: 3})
    shop.open_shift()

    after = Drawer(shop, clock)

    assert after.notices.toasts == []
    assert after.view.state.count.total_cents == 0


def test_a_counted_tender_survives_a_restart(shop: Shop, clock) -> None:
    shop.open_shift()
    sell_by_card(shop)
    before = Drawer(shop, clock)
    before.presenter.go_on()
    before.presenter.put_tender("card", 1_900)

    after = Drawer(shop, clock)

    assert after.view.state.tender_counts == (("card", 1_900),)
