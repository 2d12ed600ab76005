"""The demo shop's people are nobody's neighbours, and its past adds up to the cent."""

import re
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from pos.demo_shop.price_lists import SPECIAL_LISTS
from pos.demo_shop.shop import DemoShop, make_shop
from pos.domain.payment import TenderKind, settle

TODAY = date(2026, 11, 20)
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture(scope="module")
def shop() -> DemoShop:
    return make_shop(last_day=TODAY)


def test_the_same_seed_and_day_give_the_same_shop(shop):
    assert make_shop(last_day=TODAY) == shop


def test_a_day_later_the_catalogue_is_the_same_and_the_past_has_moved_on(shop):
    tomorrow = make_shop(last_day=TODAY + timedelta(days=1))

    assert tomorrow.catalogue == shop.catalogue
    assert tomorrow.history[-1].day == TODAY


def test_three_people_work_there_and_have_pins_of_their_own(shop):
    assert [member.roles for member in shop.staff] == [
        ("staff",),
        ("staff",),
        ("manager", "admin"),
    ]
    assert len({member.pin for member in shop.staff}) == 3
    assert all(re.fullmatch(r"\d{4}", member.pin) for member in shop.staff)


def test_no_two_customers_share_a_card_a_telephone_or_an_address(shop):
    for told in ("customer_no", "phone", "email", "name"):
        values = [value for c in shop.customers if (value := getattr(c, told)) is not None]
        assert Counter(values).most_common(1)[0][1] == 1, told


def test_customers_cannot_be_reached(shop):
    for customer in shop.customers:
        assert customer.phone is None or re.fullmatch(r"\+3363998\d{4}", customer.phone)
        assert customer.email is None or re.fullmatch(
            r"[a-z.\-]+\d+@example\.(com|org)", customer.email
        )
        assert customer.address is None or customer.address.postal_code.startswith("99")


def test_children_are_small_and_born(shop):
    children = [child for customer in shop.customers for child in customer.children]

    assert len(children) > 100
    assert all(timedelta(0) < TODAY - c.birth_date < timedelta(days=9 * 365) for c in children)


def test_families_that_expect_a_baby_have_a_list_of_wishes(shop):
    assert len(shop.registries) >= 10
    for registry in shop.registries:
        assert registry.due_date > TODAY
        assert 6 <= len(registry.wishes) <= 14
        assert all(wish.quantity >= 1 for wish in registry.wishes)
        assert len({wish.variant.sku for wish in registry.wishes}) == len(registry.wishes)


def test_wish_lists_cannot_be_guessed_from_one_another(shop):
    assert len({registry.share_path for registry in shop.registries}) == len(shop.registries)


def test_coupons_are_valid_over_or_yet_to_come(shop):
    codes = {offer.code: offer for offer in shop.offers}

    assert codes["WELCOME10"].starts_on(TODAY) < TODAY
    assert codes["LASTMONTH"].ends_on(TODAY) < TODAY
    assert codes["NEXTWEEK"].starts_on(TODAY) > TODAY
    assert codes["WELCOME10"].ends_on(TODAY) is None
    assert len({offer.key for offer in shop.offers}) == len(shop.offers) >= 6


def test_offers_name_categories_that_exist(shop):
    keys = {category.key for category in shop.catalogue.categories}

    assert {key for offer in shop.offers for key in offer.categories} <= keys


def test_offers_that_apply_by_themselves_begin_after_the_past(shop):
    by_themselves = [offer for offer in shop.offers if offer.code is None]

    assert len(by_themselves) >= 3
    assert all(offer.starts_on(TODAY) == TODAY for offer in by_themselves)


def test_special_prices_are_lower_round_and_of_categories_that_exist(shop):
    keys = {category.key for category in shop.catalogue.categories}

    assert {special.category for special in SPECIAL_LISTS} <= keys
    for special in SPECIAL_LISTS:
        for product, variant in shop.catalogue.variants():
            if product.shelf.category == special.category:
                price_cents = special.price_cents(variant.price_cents)
                assert price_cents < variant.price_cents
                assert price_cents % 5 == 0


def test_the_past_is_thirty_days_without_a_gap(shop):
    days = [past.day for past in shop.history]

    assert days == [TODAY - timedelta(days=ago) for ago in range(30, 0, -1)]


def test_the_past_has_as_many_sales_as_a_small_shop_makes(shop):
    counts = {past.day: len(past.sales) for past in shop.history}

    assert sum(counts.values()) >= 600
    assert min(counts.values()) >= 10


def test_everything_happens_between_opening_and_closing_and_one_after_another(shop):
    for past in shop.history:
        moments = [past.opened_at, *(sale.at for sale in past.sales), past.closed_at]
        assert all(earlier < later for earlier, later in pairwise(moments))


def test_the_shop_opens_at_eight_where_it_stands_also_when_the_clocks_change(shop):
    opened = {past.opened_at.astimezone(PARIS).time().isoformat() for past in shop.history}

    assert opened == {"07:45:00"}
    assert len({past.opened_at.time() for past in shop.history}) == 2


def test_every_past_sale_is_paid_to_the_cent(shop):
    for past in shop.history:
        for sale in past.sales:
            paid = settle(sale.total_cents, sale.tenders, cash_step_cents=1)
            assert paid.remaining_cents == 0
            assert sum(tender.amount_cents for tender in paid.payments) == sale.total_cents > 0
            assert sale.cash_cents == sum(
                tender.amount_cents for tender in paid.payments if tender.kind is TenderKind.CASH
            )


def test_a_past_sale_without_discount_costs_what_its_labels_say(shop):
    sale = next(
        sale
        for past in shop.history
        for sale in past.sales
        if len(sale.lines) > 2
        and sale.discount is None
        and all(line.product.shelf.unit == "each" for line in sale.lines)
    )

    assert sale.total_cents == sum(line.quantity * line.variant.price_cents for line in sale.lines)


def test_the_drawer_adds_up_from_morning_to_morning(shop):
    for past in shop.history:
        expected = past.float_cents + past.cash_cents - past.drop_cents
        assert past.counted_cents == expected + past.difference_cents
    for evening, morning in pairwise(shop.history):
        assert morning.float_cents == evening.counted_cents


def test_the_drawer_is_now_and_then_off_by_a_little(shop):
    differences = Counter(past.difference_cents for past in shop.history)

    assert differences[0] >= 10
    assert len(differences) > 1
    assert all(abs(difference) <= 120 for difference in differences)


def test_people_pay_by_card_in_cash_and_with_both(shop):
    ways = Counter(
        tuple(tender.method_code for tender in sale.tenders)
        for past in shop.history
        for sale in past.sales
    )

    assert ways["card",] > ways["cash",] > 100
    assert ways["cash", "card"] > 0


def test_cakes_are_ordered_under_a_name(shop):
    nameless = [
        sale
        for past in shop.history
        for sale in past.sales
        if sale.customer_no is None
        and any(line.product.shelf.lead_time_days for line in sale.lines)
    ]

    assert nameless == []


def test_the_past_never_sold_what_was_not_there(shop):
    on_shelf = {holding.variant.sku: holding.opening for holding in shop.holdings}
    for past in shop.history:
        for sale in past.sales:
            for line in sale.lines:
                if line.product.shelf.stock is not None:
                    on_shelf[line.variant.sku] -= line.quantity
                    assert on_shelf[line.variant.sku] >= 0
        for back in past.returns:
            if back.is_restocked:
                on_shelf[back.line.variant.sku] += back.line.quantity

    assert on_shelf == {holding.variant.sku: holding.remaining for holding in shop.holdings}


def test_some_goods_came_back_whole_on_a_later_day(shop):
    returns = [(past, back) for past in shop.history for back in past.returns]

    assert 15 <= len(returns) <= 60
    assert {back.reason.value for _, back in returns} == {
        "wrong_size",
        "changed_mind",
        "defective",
    }
    for past, back in returns:
        assert back.sale.at < past.opened_at < back.at < past.closed_at
        assert back.line.product.shelf.is_returnable
        paid_in_cash = back.sale.tenders[0].method_code == "cash"
        assert back.cash_cents == (back.sale.line_cents[back.line_no] if paid_in_cash else 0)


def test_no_receipt_is_brought_back_twice(shop):
    used = [back.sale.at for past in shop.history for back in past.returns]

    assert len(set(used)) == len(used)


def test_the_lines_of_a_past_sale_sum_to_its_total(shop):
    for past in shop.history:
        for sale in past.sales:
            assert sum(sale.line_cents) == sale.total_cents


def test_some_shelves_are_low_and_some_are_empty(shop):
    total = len(shop.holdings)
    empty = sum(holding.remaining == 0 for holding in shop.holdings)
    low = sum(0 < holding.remaining <= holding.low_at for holding in shop.holdings)

    assert 20 < empty < total // 5
    assert 20 < low < total // 3


def test_what_is_made_to_order_is_not_counted(shop):
    counted = {holding.product.shelf.category for holding in shop.holdings}

    assert counted.isdisjoint({"birthday-cakes", "hot-drinks"})
