from dataclasses import replace
from uuid import UUID

import pytest

from pos.domain.discount import Discount
from pos.domain.permission import Action as Permission
from pos.domain.permission import parse_grants
from pos.runtime.changes import Changes, Topic
from pos.services.permissions import PermissionDeniedError
from tests.fakes.toy_shop import (
    COFFEE_BEANS,
    EAN_OF_MILK,
    EAN_OF_WINE,
    MANAGER,
    ToyShop,
    product_id,
)
from tests.unit.ui.sell.conftest import make_counter
from ui.screens.sell.state import Found

FLAT_WHITE, CROISSANT, MILK, CHOCOLATE = 0, 3, 10, 17


def test_a_tapped_tile_lands_in_the_cart(counter):
    counter.tap(FLAT_WHITE)

    (row,) = counter.cart.rows
    assert (row.quantity, row.name, row.amount) == ("1", "Flat white, 250 ml", "\u20ac3.40")
    assert counter.cart.total == "\u20ac3.40"


def test_a_second_tap_raises_the_quantity_and_the_badge_of_the_tile(counter):
    counter.tap(CROISSANT)
    counter.tap(CROISSANT)

    (row,) = counter.cart.rows
    assert (row.quantity, row.amount) == ("2", "\u20ac4.40")
    assert counter.cart.badges == {product_id(CROISSANT): "2"}


def test_a_scanned_code_is_added_selected_and_lit_up(counter):
    counter.presenter.scanned(EAN_OF_MILK)

    (row,) = counter.cart.rows
    assert row.name == "Organic whole milk, 1 l"
    assert counter.cart.selected == row.key
    assert counter.view.flashed == [row.key]


def test_three_star_before_a_scan_adds_three(counter):
    counter.presenter.browsing.search("3*")

    counter.presenter.scanned(EAN_OF_MILK)

    assert counter.cart.rows[0].quantity == "3"
    assert counter.view.state.browse.search == ""


def test_an_unknown_code_says_so_and_the_next_scan_still_works(counter):
    counter.presenter.scanned("4000417025005")
    said = list(counter.notices.strips)

    counter.presenter.scanned(EAN_OF_MILK)

    assert said == [
        "No product for 4000417025005. Search for it by name, or put it aside and scan the next."
    ]
    assert counter.notices.beeps == 1
    assert len(counter.cart.rows) == 1
    assert counter.notices.strips == []


def test_a_code_with_a_wrong_check_digit_was_misread(counter):
    counter.presenter.scanned("4006381333930")

    assert counter.notices.strips == [
        "4006381333930 was misread: its check digit is wrong. Scan it again."
    ]
    assert counter.cart.rows == ()


def test_the_barcode_of_a_receipt_opens_the_orders(counter):
    counter.presenter.scanned("R.S1R1-A-000012")

    assert counter.navigator.went == [("orders", "S1R1-A-000012")]


def test_a_product_with_sizes_asks_which_one(counter):
    counter.presenter.browsing.search("beans")
    counter.presenter.tapped(COFFEE_BEANS)
    kind, name, variants = counter.view.asked

    counter.view.answer["then"](variants[1].variant_id)

    assert (kind, name, len(variants)) == ("variant", "Coffee beans", 3)
    assert counter.cart.rows[0].name == "Coffee beans"
    assert counter.cart.rows[0].detail.startswith("500 g")
    assert counter.cart.total == "\u20ac16.50"


def test_goods_by_weight_ask_for_the_weight(counter):
    counter.presenter.browsing.search("cherries")
    counter.presenter.tapped(UUID(int=951))

    counter.view.answer["then"](1_250)

    (row,) = counter.cart.rows
    assert row.quantity == "1.25\u00a0kg"
    assert row.detail == "\u20ac8.90 / kg"
    assert row.amount == "\u20ac11.13"


def test_wine_asks_for_the_age_once_per_customer(counter):
    counter.presenter.scanned(EAN_OF_WINE)
    asked = counter.view.asked
    counter.view.answer["yes"]()
    counter.view.asked = None

    counter.presenter.scanned(EAN_OF_WINE)

    assert asked == ("age", "House red, 750 ml", 18, "16 Nov 2008")
    assert counter.view.asked is None
    assert counter.cart.rows[0].quantity == "2"


def test_a_customer_who_is_too_young_does_not_get_the_wine(counter):
    counter.tap(MILK)
    counter.presenter.scanned(EAN_OF_WINE)

    counter.view.answer["no"]()

    assert [row.name for row in counter.cart.rows] == ["Organic whole milk, 1 l"]


def test_the_next_customer_is_asked_for_the_age_again(counter):
    counter.presenter.scanned(EAN_OF_WINE)
    counter.view.answer["yes"]()
    counter.presenter.start_new()
    counter.view.asked = None

    counter.presenter.scanned(EAN_OF_WINE)

    assert counter.view.asked[0] == "age"


def test_enter_in_the_search_adds_the_best_answer_to_the_words(counter):
    counter.presenter.entered_search("croissant", keep=False)

    assert counter.cart.rows[0].name == "Butter croissant"
    assert counter.view.state.browse.search == ""


def test_enter_adds_what_was_typed_and_not_what_the_tiles_still_show(counter):
    counter.runner.is_holding = True
    counter.presenter.browsing.search("milk")

    counter.presenter.entered_search("croissant", keep=False)
    counter.runner.let_go()

    assert [row.name for row in counter.cart.rows] == ["Butter croissant"]


def test_enter_on_words_that_nothing_matches_says_so(counter):
    counter.presenter.entered_search("xyz", keep=False)

    assert counter.notices.strips == [
        "No match for \u201cxyz\u201d. Try fewer letters, the SKU, or the number under the barcode."
    ]


def test_an_answer_that_comes_late_does_not_replace_a_newer_one(counter):
    counter.runner.is_holding = True
    counter.presenter.browsing.search("croi")
    counter.presenter.browsing.search("milk")
    newest_first = list(reversed(counter.runner.held))
    counter.runner.held = newest_first

    counter.runner.let_go()

    names = [tile.name for tile in counter.view.state.browse.tiles]
    assert names == ["Organic whole milk, 1\u00a0l"]


def test_words_that_match_nothing_show_that_instead_of_tiles(counter):
    counter.presenter.browsing.search("xyz")

    assert counter.view.state.browse.found is Found.NO_MATCH


def test_a_category_shows_only_its_tiles(counter):
    bakery = counter.view.state.browse.categories[2]

    counter.presenter.browsing.choose_category(bakery.category_id)

    names = [tile.name for tile in counter.view.state.browse.tiles]
    assert names == ["Butter croissant", "Sourdough loaf, 800\u00a0g", "Cinnamon roll"]


def test_tiles_say_how_much_is_left(counter):
    notes = {tile.name: (tile.note, tile.is_dimmed) for tile in counter.view.state.browse.tiles}

    assert notes["Flat white, 250\u00a0ml"] == ("", False)
    assert notes["Butter croissant"] == ("18", False)
    assert notes["Cinnamon roll"] == ("3 left", False)
    assert notes["Orange juice, 1\u00a0l"] == ("Out of stock", True)


def test_less_at_one_stays_at_one(counter):
    counter.tap(MILK)

    counter.presenter.lines.step(-1)

    assert counter.cart.rows[0].quantity == "1"


def test_a_discount_on_a_line_is_shown_and_taken_off(counter):
    counter.tap(CHOCOLATE)
    counter.presenter.lines.step(1)
    counter.presenter.lines.ask_discount()

    counter.view.answer["then"](Discount(percent_ppm=200_000))

    (row,) = counter.cart.rows
    assert row.detail == "\u20ac2.79 each\u00a0 \u00b7 \u00a020\u00a0% off"
    assert (row.amount, row.off) == ("\u20ac4.46", "\u2212\u20ac1.12")
    assert counter.cart.total == "\u20ac4.46"


def test_a_discount_on_the_sale_is_shared_by_its_lines(counter):
    counter.tap(FLAT_WHITE)
    counter.tap(CROISSANT)
    counter.presenter.lines.ask_order_discount()

    counter.view.answer["then"](Discount(amount_cents=100))

    assert counter.cart.total == "\u20ac4.60"
    assert [(row.name, row.amount) for row in counter.cart.sums][:2] == [
        ("Subtotal", "\u20ac5.60"),
        ("Discounts", "\u2212\u20ac1.00"),
    ]


def test_a_changed_price_says_so(counter):
    counter.tap(FLAT_WHITE)
    counter.presenter.lines.ask_price()

    counter.view.answer["then"](300)
    counter.view.answer["then"]("Damaged")

    assert counter.cart.total == "\u20ac3.00"
    assert "price changed" in counter.cart.rows[0].detail


def test_a_quantity_that_no_line_may_have_is_refused_and_nothing_changes(counter):
    counter.tap(MILK)
    counter.presenter.lines.ask_quantity()

    counter.view.answer["then"](10_000)

    assert type(counter.notices.refusals[0]).__name__ == "QuantityOutOfRangeError"
    assert counter.cart.rows[0].quantity == "1"


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
    assert asking.shop.voids[-1].allowed_by == MANAGER


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


def test_escape_clears_the_search_and_never_the_cart(counter):
    counter.tap(MILK)
    counter.presenter.browsing.search("croissant")

    counter.presenter.back()
    counter.presenter.back()

    assert counter.view.state.browse.search == ""
    assert len(counter.cart.rows) == 1


def test_every_change_is_kept_safe(counter):
    counter.tap(MILK)
    counter.tap(CROISSANT)

    assert [len(cart.lines) for cart in counter.shop.saved] == [1, 2]


def test_the_cart_is_still_there_after_the_power_went(counter):
    counter.tap(MILK)
    counter.tap(CROISSANT)
    shop = ToyShop()
    shop.kept_cart = counter.shop.saved[-1]

    after = make_counter(shop)

    assert [row.name for row in after.cart.rows] == ["Organic whole milk, 1 l", "Butter croissant"]


def test_a_held_sale_makes_room_for_the_next_and_comes_back(counter):
    counter.tap(MILK)
    counter.presenter.hold()
    held, rows = counter.cart.held, counter.cart.rows
    counter.presenter.recall()
    _kind, parked = counter.view.asked

    counter.view.answer["then"](parked[0].cart_id)

    assert (held, rows) == (1, ())
    assert counter.cart.held == 0
    assert counter.cart.rows[0].name == "Organic whole milk, 1 l"


def test_recalling_a_sale_holds_the_one_in_hand(counter):
    counter.tap(MILK)
    counter.presenter.hold()
    counter.tap(CROISSANT)
    counter.presenter.recall()
    _kind, parked = counter.view.asked

    counter.view.answer["then"](parked[0].cart_id)

    assert counter.cart.rows[0].name == "Organic whole milk, 1 l"
    assert counter.cart.held == 1


def test_a_held_sale_that_somebody_else_took_is_refused(counter):
    counter.tap(MILK)
    counter.presenter.hold()
    counter.presenter.recall()
    counter.shop.parked_carts.clear()

    counter.view.answer["then"](UUID(int=99))

    assert type(counter.runner.complaints[0]).__name__ == "CartGoneError"


def test_nothing_held_is_said_and_not_asked(counter):
    counter.presenter.recall()

    assert counter.notices.toasts == ["No sale is held"]


def test_an_empty_cart_cannot_be_held(counter):
    counter.presenter.hold()

    assert counter.shop.parked_carts == {}


def test_a_price_from_central_does_not_reach_a_line_in_the_cart(counter):
    counter.tap(MILK)
    kept = counter.shop.saved[-1]

    counter.presenter.refresh(Changes(topics=frozenset({Topic.PRICES}), origin="sync"))

    assert counter.shop.saved[-1] is kept
    assert counter.cart.total == "\u20ac1.69"


def test_a_price_that_needs_an_approval_stays_until_somebody_agrees(counter):
    counter.shop.needs_approval = {Permission.OVERRIDE_PRICE}
    counter.tap(FLAT_WHITE)
    counter.presenter.lines.ask_price()

    counter.view.answer["then"](300)
    counter.view.answer["then"]("Damaged")

    assert type(counter.notices.refusals[0]).__name__ == "ApprovalNeededError"
    assert counter.cart.total == "\u20ac3.40"


def test_an_approved_price_is_written_with_who_approved_it(counter):
    counter.shop.needs_approval = {Permission.OVERRIDE_PRICE}
    counter.permits.is_approved = True
    counter.tap(FLAT_WHITE)
    counter.presenter.lines.ask_price()

    counter.view.answer["then"](300)
    counter.view.answer["then"]("Damaged")

    assert counter.cart.total == "\u20ac3.00"
    assert counter.shop.saved[-1].lines[0].price_override_by == MANAGER


def test_a_discount_is_measured_by_its_share_whether_it_is_one_or_not(counter):
    counter.tap(FLAT_WHITE)
    counter.presenter.lines.ask_discount()
    counter.view.answer["then"](Discount(percent_ppm=100_000))
    counter.presenter.lines.ask_discount()
    counter.view.answer["then"](Discount(amount_cents=170))
    counter.presenter.lines.ask_order_discount()
    counter.view.answer["then"](Discount(amount_cents=34))

    assert counter.permits.sizes == [100_000, 500_000, 100_000]


def test_taking_a_discount_off_needs_nobodys_leave(counter):
    counter.shop.needs_approval = {Permission.DISCOUNT_LINE}
    counter.permits.is_approved = True
    counter.tap(FLAT_WHITE)
    counter.presenter.lines.ask_discount()
    counter.view.answer["then"](Discount(percent_ppm=100_000))
    counter.permits.is_approved = False
    counter.presenter.lines.ask_discount()

    counter.view.answer["then"](None)

    assert counter.cart.total == "\u20ac3.40"
    assert counter.notices.refusals == []
