from pos.domain.barcode import customer_code
from tests.fakes.toy_customers import CARD_OF_IDA, IDA, PHONE_OF_IDA, SCHOOL
from tests.fakes.toy_goods import EAN_OF_MILK

FLAT_WHITE, CROISSANT = 0, 3


def test_the_key_offers_who_came_last(counter):
    counter.presenter.customer()

    assert counter.view.asked == ("customer", "")
    assert [each.name for each in counter.view.choices] == ["Ida Holm"]
    assert counter.view.choices[0].detail.split("\u00a0 \u00b7 \u00a0") == [
        "+43 664 123 4567",
        CARD_OF_IDA,
    ]


def test_who_is_searched_for_is_offered(counter):
    counter.presenter.customer()

    counter.view.customers.search("school")

    assert [each.name for each in counter.view.choices] == ["Village School"]


def test_a_chosen_customer_is_on_the_sale_with_what_to_know_about_them(counter):
    counter.tap(FLAT_WHITE)
    counter.presenter.customer()

    counter.view.customers.choose(IDA.customer_id)

    assert not counter.view.is_asking_customer
    assert (counter.cart.customer, counter.cart.remark) == ("Ida Holm", "Allergic to nuts")
    assert counter.notices.toasts == ["Ida Holm is the customer"]
    assert counter.shop.saved[-1].customer == IDA


def test_a_scanned_card_names_the_customer(counter):
    counter.presenter.scanned(customer_code(CARD_OF_IDA))

    assert counter.cart.customer == "Ida Holm"


def test_a_card_that_nobody_has_offers_the_search(counter):
    counter.presenter.scanned(customer_code("C-9999"))

    assert counter.notices.strips == [
        "No customer has the card C-9999. Search for the customer, or go on without one."
    ]
    counter.notices.remedies[0].act()
    assert counter.view.is_asking_customer


def test_one_field_makes_a_customer_and_names_them(counter):
    counter.presenter.customer()

    counter.view.customers.add("Otto Berg")

    assert counter.cart.customer == "Otto Berg"


def test_a_number_that_somebody_has_offers_them(counter):
    counter.presenter.customer()

    counter.view.customers.add(PHONE_OF_IDA)

    assert counter.notices.strips == ["+436641234567 belongs to Ida Holm already."]
    assert counter.notices.remedies[0].text == "Choose Ida Holm"
    counter.notices.remedies[0].act()
    assert counter.cart.customer == "Ida Holm"


def test_prices_that_are_different_for_the_customer_are_named(counter):
    counter.tap(FLAT_WHITE)
    counter.tap(CROISSANT)
    counter.presenter.scanned(EAN_OF_MILK)

    counter.presenter.customers.choose(SCHOOL.customer_id)

    (said,) = counter.notices.toasts
    assert said == (
        "Village School: 3 prices changed: Flat white, 250 ml \u20ac3.40 \u2192 \u20ac2.83,"
        " Butter croissant \u20ac2.20 \u2192 \u20ac2.10 and 1 more"
    )
    assert counter.cart.total == "\u20ac6.54"
    assert counter.cart.remark == "No tax: SCHOOL 7"
    assert [row.amount for row in counter.cart.rows] == [
        "\u20ac2.83",
        "\u20ac2.10",
        "\u20ac1.61",
    ]


def test_naming_a_customer_can_be_undone(counter):
    counter.tap(FLAT_WHITE)
    counter.presenter.customers.choose(SCHOOL.customer_id)

    counter.notices.undo()

    assert (counter.cart.customer, counter.cart.total) == ("", "\u20ac3.40")


def test_a_customer_is_taken_off_the_sale(counter):
    counter.presenter.customers.choose(IDA.customer_id)
    counter.presenter.customer()

    counter.view.customers.take_off()

    assert counter.cart.customer == ""
    assert counter.notices.toasts[-1] == "Ida Holm taken off the sale"


def test_the_next_sale_is_nobodys(counter):
    counter.tap(FLAT_WHITE)
    counter.presenter.customers.choose(IDA.customer_id)
    counter.presenter.checkout.take_cash(None)

    counter.tap(CROISSANT)

    assert counter.cart.customer == ""


def test_naming_a_customer_begins_the_next_sale(counter):
    counter.tap(FLAT_WHITE)
    counter.presenter.checkout.take_cash(None)

    counter.presenter.customers.choose(IDA.customer_id)

    assert counter.done is None
    assert counter.cart.customer == "Ida Holm"


def test_a_customer_that_another_screen_brings_is_named(counter):
    counter.presenter.entered(f"customer:{IDA.customer_id}")

    assert counter.cart.customer == "Ida Holm"


def test_an_answer_to_older_words_is_not_shown(counter):
    counter.presenter.customer()
    counter.runner.is_holding = True
    counter.view.customers.search("ida")
    counter.view.customers.search("school")

    counter.runner.let_go()

    assert [each.name for each in counter.view.choices] == ["Village School"]


def test_a_long_name_is_cut_where_it_stands_on_a_button(counter):
    counter.presenter.customer()

    counter.view.customers.add("Maximiliana Featherstonehaugh")

    assert counter.cart.customer == "Maximiliana Featherst\u2026"
