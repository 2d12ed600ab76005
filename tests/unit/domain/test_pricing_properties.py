"""What holds for every basket, whatever its taxes, discounts and rounding."""

from collections import Counter
from fractions import Fraction
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from pos.domain.discount import Discount
from pos.domain.money import Rounding
from pos.domain.pricing import PricedLine, PricingRules, price_lines
from pos.domain.pricing_line import PricingLine
from pos.domain.quantity import Unit
from pos.domain.tax import TaxRate, TaxRounding

RATES = tuple(
    TaxRate(
        code=f"T{number}",
        name=f"Tax {number}",
        rate_ppm=rate_ppm,
        is_included=is_included,
        is_compound=is_compound,
    )
    for number, (rate_ppm, is_included, is_compound) in enumerate(
        [
            (200_000, True, False),
            (100_000, True, False),
            (88_750, False, False),
            (99_750, False, True),
            (55_000, True, True),
            (1_000_000, False, False),
            (0, True, False),
        ]
    )
)

DISCOUNTS = st.none() | st.one_of(
    st.builds(Discount, percent_ppm=st.integers(min_value=0, max_value=1_000_000)),
    st.builds(Discount, amount_cents=st.integers(min_value=0, max_value=5_000)),
)
TAXES = st.lists(st.sampled_from(RATES), unique=True, max_size=4).map(
    lambda rates: tuple(sorted(rates, key=lambda rate: rate.code))
)
LINES = st.builds(
    PricingLine,
    name=st.just("Thing"),
    quantity=st.integers(min_value=1, max_value=50),
    unit_price_cents=st.integers(min_value=0, max_value=9_999),
    price_unit_qty=st.sampled_from([1, 1, 7, 1000]),
    price_override_cents=st.none() | st.integers(min_value=0, max_value=9_999),
    is_discountable=st.booleans(),
    taxes=TAXES,
    discount=DISCOUNTS,
    unit=st.just(Unit.EACH),
    fixed_gross_cents=st.none(),
    special_price_cents=st.none(),
    price_name=st.just(""),
    is_stackable=st.just(True),
    kinds=st.just(()),
)
RULES = st.builds(
    PricingRules,
    currency=st.just("EUR"),
    prices_include_tax=st.just(True),
    tax_rounding=st.sampled_from(TaxRounding),
    rounding=st.sampled_from(Rounding),
)


@given(RULES, st.lists(LINES, max_size=12), DISCOUNTS)
def test_parts_add_up(
    rules: PricingRules, lines: list[PricingLine], order_discount: Discount | None
) -> None:
    basket = price_lines(rules, lines, order_discount=order_discount)

    for line in basket.lines:
        assert line.net_cents + sum(tax.tax_cents for tax in line.taxes) == line.total_cents
        added = sum(tax.tax_cents for tax in line.taxes if not tax.rate.is_included)
        assert line.gross_cents - line.discount_cents + added == line.total_cents
        assert 0 <= line.discount_cents <= line.gross_cents
        assert min(line.net_cents, *line.taxes_cents, 0) == 0
        assert line.trace[-1].after_cents == line.total_cents
    assert basket.subtotal_cents == sum(line.gross_cents for line in basket.lines)
    assert basket.discount_cents == sum(line.discount_cents for line in basket.lines)
    assert basket.net_cents == sum(line.net_cents for line in basket.lines)
    assert basket.tax_cents == sum(line.tax_cents for line in basket.lines)
    assert basket.total_cents == sum(line.total_cents for line in basket.lines)
    assert basket.net_cents + basket.tax_cents == basket.total_cents


@given(RULES, st.lists(LINES, max_size=12), DISCOUNTS)
def test_taxes_of_the_document_are_the_sums_of_the_lines(
    rules: PricingRules, lines: list[PricingLine], order_discount: Discount | None
) -> None:
    basket = price_lines(rules, lines, order_discount=order_discount)

    by_rate: Counter[TaxRate] = Counter()
    bases: Counter[TaxRate] = Counter()
    for line in basket.lines:
        for tax in line.taxes:
            by_rate[tax.rate] += tax.tax_cents
            bases[tax.rate] += tax.base_cents
    assert {tax.rate: tax.tax_cents for tax in basket.taxes} == dict(by_rate)
    assert {tax.rate: tax.base_cents for tax in basket.taxes} == dict(bases)


@given(RULES, st.lists(LINES, max_size=12), DISCOUNTS)
def test_every_tax_is_within_a_cent_of_what_its_base_says(
    rules: PricingRules, lines: list[PricingLine], order_discount: Discount | None
) -> None:
    basket = price_lines(rules, lines, order_discount=order_discount)

    for line in basket.lines:
        for tax in line.taxes:
            if not tax.rate.is_included:
                exact = Fraction(tax.base_cents * tax.rate.rate_ppm, 1_000_000)
                assert abs(tax.tax_cents - exact) < 1


@given(st.lists(LINES, max_size=12), st.sampled_from(Rounding))
def test_a_document_rounds_each_added_tax_once(
    lines: list[PricingLine], rounding: Rounding
) -> None:
    rules = PricingRules(
        currency="EUR",
        prices_include_tax=True,
        tax_rounding=TaxRounding.DOCUMENT,
        rounding=rounding,
    )

    basket = price_lines(rules, lines)

    for tax in basket.taxes:
        if not tax.rate.is_included:
            exact = Fraction(tax.base_cents * tax.rate.rate_ppm, 1_000_000)
            assert abs(tax.tax_cents - exact) < 1
            if rounding is Rounding.DOWN:
                assert tax.tax_cents == exact.numerator // exact.denominator


@given(st.lists(LINES, min_size=1, max_size=5), st.sampled_from(Rounding), st.randoms())
def test_the_order_of_lines_does_not_matter_where_tax_is_rounded_per_line(
    lines: list[PricingLine], rounding: Rounding, chance: object
) -> None:
    rules = PricingRules(currency="EUR", prices_include_tax=True, rounding=rounding)
    numbers = list(range(len(lines)))
    chance.shuffle(numbers)  # type: ignore[attr-defined]

    straight = price_lines(rules, lines).lines
    mixed = price_lines(rules, [lines[number] for number in numbers]).lines

    assert [straight[number] for number in numbers] == list(mixed)


@settings(max_examples=40)
@given(RULES, st.lists(LINES, min_size=2, max_size=4, unique=True), DISCOUNTS)
def test_the_order_of_lines_never_changes_the_document(
    rules: PricingRules, lines: list[PricingLine], order_discount: Discount | None
) -> None:
    """Only who gets an odd cent may depend on it, so the sums before tax are the same."""
    sums = {
        (basket.subtotal_cents, basket.discount_cents)
        for order in permutations(lines)
        for basket in [price_lines(rules, order, order_discount=order_discount)]
    }

    assert len(sums) == 1


@given(RULES, st.lists(LINES, max_size=8), DISCOUNTS)
def test_the_same_basket_costs_the_same_again(
    rules: PricingRules, lines: list[PricingLine], order_discount: Discount | None
) -> None:
    def price() -> tuple[PricedLine, ...]:
        return price_lines(rules, lines, order_discount=order_discount).lines

    assert price() == price()
