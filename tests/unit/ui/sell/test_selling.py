"""None"""

from uuid import UUID

from tests.fakes.toy_goods import COFFEE_BEANS, EAN_OF_MILK, EAN_OF_WINE, product_id
from tests.fakes.toy_shop import ToyShop
from tests.unit.ui.sell.conftest import make_counter
from ui.screens.sell.state import Found

FLAT_WHITE, CROISSANT, MILK = 0, 3, 10


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
