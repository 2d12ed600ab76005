"""The drawer is counted blind, once more if it is off, and the register closes."""

from pos.services.parked_carts import park_cart
from tests.shop import SHIRT, Shop
from tests.unit.ui.screens.cash.conftest import GRACE, NOTHING, Drawer, sell_by_card, shift_row
from ui.screens.cash.state import Phase


def test_the_count_begins_blind(shop: Shop, clock) -> None:
    shop.open_shift(10_000)
    drawer = Drawer(shop, clock, GRACE)
    drawer.presenter.reports.show_x()

    drawer.presenter.go_on()

    assert drawer.phase is Phase.COUNTING
    assert drawer.view.state.paper is None
    assert drawer.view.state.difference_cents is None


def test_a_right_count_is_shown_at_once_and_closes(opened: Drawer, shop: Shop) -> None:
    shop.sell(SHIRT)
    opened.count_for_close({10_000: 1, 1_000: 1, 500: 1, 200: 2, 50: 1, 20: 2})

    assert opened.phase is Phase.CHECKED
    assert opened.view.state.difference_cents == 0

    opened.presenter.go_on()

    row = shift_row(shop)
    assert opened.phase is Phase.ENDED
    assert (row.status, row.counted_cash_cents) == ("closed", 11_990)
    assert row.count_detail == {
        "10000": 1,
        "1000": 1,
        "500": 1,
        "200": 2,
        "50": 1,
        "20": 2,
    }
    assert opened.session.shift_id is None


def test_a_wrong_count_is_counted_once_more_before_anything_is_told(opened: Drawer) -> None:
    opened.count_for_close({5_000: 1})

    assert opened.phase is Phase.COUNTING
    assert opened.view.state.is_recount
    assert opened.view.state.difference_cents is None

    opened.presenter.go_on()

    assert opened.phase is Phase.CHECKED
    assert opened.view.state.difference_cents == -5_000


def test_a_double_press_is_no_second_count(opened: Drawer) -> None:
    opened.presenter.go_on()
    opened.count({5_000: 1})

    with opened.runner.holding():
        opened.presenter.go_on()
        opened.presenter.go_on()

    assert opened.phase is Phase.COUNTING
    assert opened.view.state.is_recount
    assert opened.view.state.can_go_on


def test_a_count_survives_another_screen_in_between(opened: Drawer) -> None:
    opened.presenter.go_on()
    opened.count({2_000: 3})

    opened.presenter.entered("")

    assert opened.phase is Phase.COUNTING
    assert opened.view.state.count.pieces_of(2_000) == 3


def test_not_yet_goes_back_to_selling_and_gives_no_third_count(opened: Drawer) -> None:
    opened.count_for_close({5_000: 1})
    opened.presenter.go_on()

    opened.presenter.step_back()
    opened.presenter.go_on()
    opened.presenter.go_on()

    assert opened.phase is Phase.CHECKED
    assert opened.view.state.difference_cents == -5_000


def test_a_sale_while_the_difference_is_looked_at_changes_it(opened: Drawer, shop: Shop) -> None:
    opened.count_for_close({10_000: 1})
    shop.sell(SHIRT)

    opened.presenter.refresh(NOTHING)

    assert opened.phase is Phase.CHECKED
    assert opened.view.state.difference_cents == -1_990


def test_after_a_close_the_next_float_is_counted_anew(opened: Drawer) -> None:
    opened.count_for_close({10_000: 1})
    opened.presenter.go_on()

    opened.presenter.go_on()

    assert opened.phase is Phase.CLOSED
    assert not opened.view.state.count.is_begun


def test_each_other_way_to_pay_is_counted_without_its_sum(shop: Shop, clock) -> None:
    shop.open_shift()
    sell_by_card(shop)
    drawer = Drawer(shop, clock)
    drawer.presenter.go_on()

    (by_card,) = drawer.view.state.tenders
    drawer.presenter.put_tender("card", 1_900)
    drawer.count({10_000: 1})
    drawer.presenter.go_on()

    assert by_card.name == "Card"
    assert [(each.code, each.difference_cents) for each in drawer.view.state.tender_totals] == [
        ("card", -90)
    ]
    drawer.presenter.go_on()
    assert shift_row(shop).tender_counts == {"card": 1_900}


def test_what_is_still_open_is_told_and_stops_nothing(shop: Shop, clock) -> None:
    shop.open_shift()
    shop.belong_to_central()
    cart = shop.cart_of(SHIRT)
    with shop.store.write() as tx:
        park_cart(tx, cart, staff_id=shop.ada)
    drawer = Drawer(shop, clock)

    drawer.count_for_close({10_000: 1})

    waiting = drawer.view.state.waiting
    assert (waiting.held, waiting.held_cents) == (1, 1_990)
    assert waiting.unsent >= 1
    drawer.presenter.go_on()
    assert shift_row(shop).status == "closed"
