"""What offers and coupons take off, and which of them does when several could."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from pos.domain.customer import CartCustomer
from pos.domain.discount import Discount
from pos.domain.offer import Offer, offers_given
from pos.domain.pricing import PricedBasket, PricingRules, price_lines
from pos.domain.pricing_line import PricingLine
from pos.domain.quantity import Unit

RULES = PricingRules(currency="EUR", prices_include_tax=True)
HALF = Discount(percent_ppm=500_000)
FREE = Discount(percent_ppm=1_000_000)


def an_offer(name: str = "Offer", **facts: object) -> Offer:
    return Offer(**{"offer_id": name, "name": name, "terms": HALF, **facts})  # type: ignore[arg-type]


def goods(price_cents: int, *, quantity: int = 1, **facts: object) -> PricingLine:
    return PricingLine(name="Thing", quantity=quantity, unit_price_cents=price_cents, **facts)  # type: ignore[arg-type]


def priced(*lines: PricingLine, offers: tuple[Offer, ...]) -> PricedBasket:
    return price_lines(RULES, lines, offers=offers)


def off(basket: PricedBasket) -> list[int]:
    return [line.offers_cents for line in basket.lines]


def names(basket: PricedBasket) -> list[str]:
    return [reduction.offer.name for reduction in basket.offers]


def test_an_offer_comes_off_the_goods_that_it_is_for() -> None:
    toys = an_offer(wanted=frozenset({"toys"}))

    basket = priced(goods(1000, kinds=("toys",)), goods(700, kinds=("food",)), offers=(toys,))

    assert off(basket) == [500, 0]
    assert basket.total_cents == 1200


def test_goods_that_an_offer_leaves_out_stay_at_their_price() -> None:
    all_but_sweets = an_offer(unwanted=frozenset({"sweets"}))

    basket = priced(goods(1000, kinds=("food", "sweets")), goods(700), offers=(all_but_sweets,))

    assert off(basket) == [0, 350]


def test_an_amount_is_shared_over_the_goods_to_the_cent() -> None:
    five_off = an_offer(terms=Discount(amount_cents=500))

    basket = priced(goods(1000), goods(1000), goods(1000), offers=(five_off,))

    assert off(basket) == [167, 167, 166]


def test_an_offer_never_takes_more_than_the_goods_are_worth() -> None:
    basket = priced(goods(300), offers=(an_offer(terms=Discount(amount_cents=500)),))

    assert basket.total_cents == 0


def test_an_offer_never_takes_more_than_its_most() -> None:
    capped = an_offer(maximum_cents=1_500)

    basket = priced(goods(3000), goods(1000), offers=(capped,))

    assert off(basket) == [1125, 375]


@pytest.mark.parametrize(("worth", "taken"), [(4_999, 0), (5_000, 2_500)])
def test_a_minimum_counts_the_goods_at_their_prices(worth: int, taken: int) -> None:
    from_fifty = an_offer(minimum_cents=5_000, wanted=frozenset({"toys"}))

    basket = priced(
        goods(worth, kinds=("toys",)), goods(9_000, kinds=("food",)), offers=(from_fifty,)
    )

    assert basket.offers_cents == taken


def test_of_three_pieces_the_cheapest_is_free() -> None:
    three_for_two = an_offer(terms=FREE, buy_pieces=2, get_pieces=1)

    basket = priced(goods(300), goods(100), goods(200), offers=(three_for_two,))

    assert off(basket) == [0, 100, 0]


def test_pieces_are_grouped_from_the_dearest_down_which_is_best_for_the_customer() -> None:
    three_for_two = an_offer(terms=FREE, buy_pieces=2, get_pieces=1)
    lines = [goods(1000, quantity=2), goods(100, quantity=2), goods(800, quantity=2)]

    basket = priced(*lines, offers=(three_for_two,))

    # Dearest first: 10.00 10.00 8.00 | 8.00 1.00 1.00
    assert off(basket) == [0, 100, 800]


def test_pieces_that_make_no_whole_group_stay_at_their_price() -> None:
    second_half_price = an_offer(buy_pieces=1, get_pieces=1)

    assert off(priced(goods(700, quantity=5), offers=(second_half_price,))) == [700]


def test_an_amount_with_buy_and_get_is_off_each_reduced_piece() -> None:
    one_off = an_offer(terms=Discount(amount_cents=150), buy_pieces=1, get_pieces=1)

    assert off(priced(goods(700, quantity=4), goods(100), offers=(one_off,))) == [300, 0]


def test_weighed_goods_are_no_pieces() -> None:
    second_half_price = an_offer(buy_pieces=1, get_pieces=1)
    cheese = goods(1_890, quantity=500, unit=Unit.GRAM, price_unit_qty=1_000)

    assert off(priced(cheese, offers=(second_half_price,))) == [0]


def test_of_offers_that_do_not_combine_a_line_takes_the_better_one() -> None:
    small, large = an_offer("Small", terms=Discount(percent_ppm=100_000)), an_offer("Large")

    basket = priced(goods(1000), offers=(small, large))

    assert names(basket) == ["Large"]
    assert basket.total_cents == 500


def test_a_higher_priority_wins_over_a_better_offer() -> None:
    first = an_offer("First", terms=Discount(percent_ppm=100_000), priority=1)

    assert names(priced(goods(1000), offers=(an_offer("Large"), first))) == ["First"]


def test_an_offer_that_combines_adds_to_every_other() -> None:
    extra = an_offer("Extra", terms=Discount(percent_ppm=100_000), is_stackable=True)

    basket = priced(goods(1000), offers=(extra, an_offer("Large")))

    assert names(basket) == ["Large", "Extra"]
    assert basket.total_cents == 450


def test_a_coupon_that_does_not_combine_is_for_the_goods_that_no_offer_took() -> None:
    toys = an_offer("Toys", wanted=frozenset({"toys"}))
    coupon = an_offer("Coupon", code="TEN", terms=Discount(percent_ppm=100_000))

    basket = priced(goods(1000, kinds=("toys",)), goods(1000), offers=(coupon, toys))

    assert off(basket) == [500, 100]


def test_offers_leave_a_price_alone_that_a_person_set_and_coupons_do_not() -> None:
    haggled = goods(1000, price_override_cents=800)
    coupon = an_offer("Coupon", code="TEN", terms=Discount(percent_ppm=100_000))

    basket = priced(haggled, offers=(an_offer(), coupon))

    assert names(basket) == ["Coupon"]
    assert basket.total_cents == 720


def test_what_is_never_discounted_takes_no_offer_and_no_coupon() -> None:
    stamps = goods(1000, is_discountable=False)

    assert priced(stamps, offers=(an_offer(), an_offer("C", code="C"))).offers_cents == 0


def test_a_price_list_may_keep_offers_and_coupons_off_its_prices() -> None:
    net_price = goods(1000, special_price_cents=900, price_name="Trade", is_stackable=False)

    assert priced(net_price, offers=(an_offer(), an_offer("C", code="C"))).total_cents == 900


def test_discounts_of_a_person_come_off_what_offers_left() -> None:
    line = goods(1000, discount=Discount(percent_ppm=100_000))

    basket = price_lines(
        RULES, [line], offers=(an_offer(),), order_discount=Discount(amount_cents=50)
    )

    (only,) = basket.lines
    assert (only.offers_cents, only.line_discount_cents, only.order_discount_cents) == (500, 50, 50)
    assert basket.total_cents == 400


def test_the_trace_names_every_step() -> None:
    line = goods(
        1000,
        special_price_cents=900,
        price_name="Club",
        discount=Discount(amount_cents=100),
    )
    coupon = an_offer("Newcomers", code="HELLO", terms=Discount(amount_cents=50), is_stackable=True)

    (only,) = priced(line, offers=(an_offer("Half"), coupon)).lines

    assert [(step.kind, step.name, step.code, step.after_cents) for step in only.trace] == [
        ("list", "", "", 1000),
        ("special_price", "Club", "", 900),
        ("offer", "Half", "", 450),
        ("coupon", "Newcomers", "HELLO", 400),
        ("line_discount", "", "", 300),
    ]


def test_an_offer_of_a_row_is_named_by_its_key() -> None:
    key = UUID(int=7)

    (reduction,) = priced(goods(10), offers=(an_offer(offer_id=key),)).offers

    assert (reduction.offer.offer_id, reduction.cents) == (key, 5)


def test_an_offer_for_each_customer_once_is_for_who_is_named_and_has_not_had_it() -> None:
    noon = datetime(2026, 11, 16, 12, tzinfo=UTC)
    once = an_offer("Once", uses_per_customer_max=1)
    for_all = an_offer("For all")
    new = CartCustomer(customer_id=UUID(int=1), name="Mia")
    had = CartCustomer(customer_id=UUID(int=1), name="Mia", used_offers=frozenset({"Once"}))

    assert offers_given((once, for_all), None, at=noon) == (for_all,)
    assert offers_given((once, for_all), new, at=noon) == (once, for_all)
    assert offers_given((once, for_all), had, at=noon) == (for_all,)
    assert offers_given((an_offer(starts_at=datetime.max.replace(tzinfo=UTC)),), new, at=noon) == ()
