"""What holds for every basket, whatever offers and coupons there are."""

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from pos.domain.discount import Discount
from pos.domain.money import Rounding
from pos.domain.offer import Offer
from pos.domain.pricing import PricingRules, price_lines
from pos.domain.pricing_line import PricingLine

KINDS = ("toys", "food", "shoes")

FEW = settings(max_examples=40)

TERMS = st.one_of(
    st.builds(Discount, percent_ppm=st.integers(min_value=1, max_value=1_000_000)),
    st.builds(Discount, amount_cents=st.integers(min_value=1, max_value=3_000)),
)
SOME_KINDS = st.frozensets(st.sampled_from(KINDS), max_size=2)


@st.composite
def draw_offer(draw: st.DrawFn) -> Offer:
    number = draw(st.integers(min_value=0, max_value=10_000))
    buys = draw(st.sampled_from([(0, 0), (0, 0), (1, 1), (2, 1), (3, 2), (0, 1)]))
    return Offer(
        offer_id=f"offer {number}",
        name=f"Offer {number}",
        terms=draw(TERMS),
        code=draw(st.sampled_from(["", "", "CODE"])),
        minimum_cents=draw(st.sampled_from([0, 0, 500, 5_000])),
        maximum_cents=draw(st.none() | st.integers(min_value=1, max_value=2_000)),
        buy_pieces=buys[0],
        get_pieces=buys[1],
        wanted=draw(SOME_KINDS),
        unwanted=draw(SOME_KINDS),
        is_stackable=draw(st.booleans()),
        priority=draw(st.integers(min_value=0, max_value=2)),
    )


@st.composite
def draw_line(draw: st.DrawFn) -> PricingLine:
    price = draw(st.integers(min_value=0, max_value=4_999))
    special = draw(st.none() | st.integers(min_value=0, max_value=price))
    return PricingLine(
        name="Thing",
        quantity=draw(st.integers(min_value=1, max_value=9)),
        unit_price_cents=price,
        discount=draw(st.none() | TERMS),
        price_override_cents=draw(st.none() | st.integers(min_value=0, max_value=4_999)),
        is_discountable=draw(st.booleans()),
        special_price_cents=special,
        price_name="" if special is None else "Club",
        is_stackable=draw(st.booleans()),
        kinds=tuple(draw(SOME_KINDS)),
    )


OFFERS = st.lists(draw_offer(), max_size=4, unique_by=lambda offer: offer.offer_id)
LINES = st.lists(draw_line(), max_size=6)
RULES = st.builds(
    PricingRules,
    currency=st.just("EUR"),
    prices_include_tax=st.just(True),
    rounding=st.sampled_from(Rounding),
)


@FEW
@given(RULES, LINES, OFFERS, st.none() | TERMS)
def test_parts_add_up_and_nothing_falls_below_zero(
    rules: PricingRules,
    lines: list[PricingLine],
    offers: list[Offer],
    order_discount: Discount | None,
) -> None:
    basket = price_lines(rules, lines, offers=offers, order_discount=order_discount)

    for line in basket.lines:
        assert line.total_cents == line.gross_cents - line.discount_cents >= 0
        assert all(cents > 0 for _, cents in line.reductions)
        assert line.trace[-1].after_cents == line.total_cents
    assert basket.discount_cents == sum(line.discount_cents for line in basket.lines)
    assert basket.offers_cents == sum(cents for _, cents in basket.offers)
    assert basket.total_cents == basket.subtotal_cents - basket.discount_cents


@FEW
@given(RULES, LINES, OFFERS)
def test_offers_never_raise_what_is_paid(
    rules: PricingRules, lines: list[PricingLine], offers: list[Offer]
) -> None:
    plain = [line._replace(discount=None) for line in lines]

    with_offers = price_lines(rules, plain, offers=offers)

    without = price_lines(rules, plain)
    pairs = zip(with_offers.lines, without.lines, strict=True)
    assert all(line.total_cents <= alone.total_cents for line, alone in pairs)


@FEW
@given(RULES, LINES, OFFERS)
def test_the_limits_of_an_offer_hold(
    rules: PricingRules, lines: list[PricingLine], offers: list[Offer]
) -> None:
    basket = price_lines(rules, lines, offers=offers)

    for offer, cents in basket.offers:
        assert offer.maximum_cents is None or cents <= offer.maximum_cents
    for source, line in zip(lines, basket.lines, strict=True):
        taken = [offer for offer, _ in line.reductions]
        assert all(offer.is_for(source.kinds) for offer in taken)
        assert sum(not offer.is_stackable for offer in taken) <= 1
        assert not taken or (source.is_discountable and source.is_stackable)


@FEW
@given(RULES, LINES, OFFERS)
def test_the_order_of_the_offers_decides_nothing(
    rules: PricingRules, lines: list[PricingLine], offers: list[Offer]
) -> None:
    orders = permutations(offers)

    baskets = {price_lines(rules, lines, offers=order) for order in orders}

    assert len(baskets) == 1


@FEW
@given(RULES, LINES, draw_offer())
def test_the_order_of_the_lines_does_not_change_what_an_offer_takes_off(
    rules: PricingRules, lines: list[PricingLine], offer: Offer
) -> None:
    there = price_lines(rules, lines, offers=[offer])

    back = price_lines(rules, lines[::-1], offers=[offer])

    assert there.offers_cents == back.offers_cents
