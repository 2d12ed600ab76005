import pytest

from pos.domain.discount import Discount, DiscountOutOfRangeError
from pos.domain.money import AmountTooLargeError, Rounding
from pos.domain.price_trace import TraceKind
from pos.domain.pricing import PricedBasket, PricingRules, TooManyLinesError, price_lines
from pos.domain.pricing_line import PricingLine
from pos.domain.quantity import Unit
from pos.domain.tax import TaxRate, TaxRounding
from pos.domain.tax_document import TaxOrderError
from pos.domain.worth import LineTooLargeError

VAT20 = TaxRate(code="VAT20", name="VAT 20 %", rate_ppm=200_000, is_included=True)
VAT10 = TaxRate(code="VAT10", name="VAT 10 %", rate_ppm=100_000, is_included=True)
GST7 = TaxRate(code="GST7", name="GST 7 %", rate_ppm=70_000, is_included=False)
GST5 = TaxRate(code="GST5", name="GST 5 %", rate_ppm=50_000, is_included=False)
QST = TaxRate(code="QST", name="QST", rate_ppm=99_750, is_included=False, is_compound=True)
BOTTLE = TaxRate(code="BOT", name="Bottles", rate_ppm=30_000, is_included=False)

SHELF = PricingRules(currency="EUR", prices_include_tax=True)
NET = PricingRules(currency="USD", prices_include_tax=False)
NET_DOCUMENT = PricingRules(
    currency="USD", prices_include_tax=False, tax_rounding=TaxRounding.DOCUMENT
)
SHELF_DOCUMENT = PricingRules(
    currency="EUR", prices_include_tax=True, tax_rounding=TaxRounding.DOCUMENT
)


def a_line(price_cents: int, *taxes: TaxRate, quantity: int = 1, **other: object) -> PricingLine:
    return PricingLine(
        name="Thing",
        quantity=quantity,
        unit_price_cents=price_cents,
        taxes=taxes,
        **other,  # type: ignore[arg-type]
    )


def taxes_of(basket: PricedBasket) -> dict[str, tuple[int, int]]:
    return {tax.rate.code: (tax.base_cents, tax.tax_cents) for tax in basket.taxes}


def test_a_discounted_shelf_price_is_rounded_once_and_the_net_is_what_remains() -> None:
    line = a_line(230, VAT20, discount=Discount(percent_ppm=50_000))

    priced = price_lines(SHELF, [line]).lines[0]

    assert (priced.gross_cents, priced.discount_cents) == (230, 11)
    assert (priced.net_cents, priced.tax_cents, priced.total_cents) == (182, 37, 219)


def test_tax_per_line_and_per_document_differ_by_a_cent() -> None:
    lines = [a_line(33, GST7)] * 3

    assert price_lines(NET, lines).tax_cents == 6
    assert price_lines(NET_DOCUMENT, lines).tax_cents == 7


def test_the_odd_cent_of_a_document_goes_to_the_first_of_equal_lines() -> None:
    basket = price_lines(NET_DOCUMENT, [a_line(33, GST7)] * 3)

    assert [line.tax_cents for line in basket.lines] == [3, 2, 2]
    assert [line.total_cents for line in basket.lines] == [36, 35, 35]


def test_the_odd_cent_of_a_document_goes_to_the_largest_remainder() -> None:
    basket = price_lines(NET_DOCUMENT, [a_line(32, GST7), a_line(34, GST7), a_line(33, GST7)])

    assert [line.tax_cents for line in basket.lines] == [2, 3, 2]


def test_included_taxes_share_the_shelf_price_by_the_sum_of_their_rates() -> None:
    priced = price_lines(SHELF, [a_line(1300, VAT20, VAT10)]).lines[0]

    assert priced.net_cents == 1000
    assert [tax.tax_cents for tax in priced.taxes] == [200, 100]


def test_a_compound_tax_is_charged_on_the_taxes_before_it() -> None:
    priced = price_lines(NET, [a_line(10_000, GST5, QST)]).lines[0]

    assert [tax.base_cents for tax in priced.taxes] == [10_000, 10_500]
    assert [tax.tax_cents for tax in priced.taxes] == [500, 1047]
    assert priced.total_cents == 11_547


def test_a_compound_tax_that_is_first_in_the_list_has_nothing_to_build_on() -> None:
    priced = price_lines(NET, [a_line(10_000, QST, GST5)]).lines[0]

    assert [tax.base_cents for tax in priced.taxes] == [10_000, 10_000]


def test_an_excluded_tax_is_charged_on_what_the_included_one_leaves() -> None:
    priced = price_lines(SHELF, [a_line(1200, VAT20, BOTTLE)]).lines[0]

    assert (priced.net_cents, priced.tax_cents, priced.total_cents) == (1000, 230, 1230)


def test_an_included_compound_tax_is_taken_out_with_what_it_builds_on() -> None:
    city = TaxRate(code="CITY", name="City", rate_ppm=100_000, is_included=True, is_compound=True)

    priced = price_lines(SHELF, [a_line(1320, VAT20, city)]).lines[0]

    assert [tax.base_cents for tax in priced.taxes] == [1000, 1200]
    assert [tax.tax_cents for tax in priced.taxes] == [200, 120]


def test_a_cent_with_three_taxes_is_split_the_same_way_every_time() -> None:
    steep = [
        TaxRate(code=code, name=code, rate_ppm=1_000_000, is_included=True) for code in "ABCDE"
    ]

    priced = price_lines(SHELF, [a_line(3, *steep)]).lines[0]

    assert [tax.tax_cents for tax in priced.taxes] == [1, 1, 1, 0, 0]
    assert (priced.net_cents, priced.total_cents) == (0, 3)


def test_included_tax_of_a_document_never_takes_more_than_a_line_is_worth() -> None:
    basket = price_lines(SHELF_DOCUMENT, [a_line(1, VAT20, VAT10)] * 100)

    assert taxes_of(basket) == {"VAT20": (77, 15), "VAT10": (77, 8)}
    assert min(line.net_cents for line in basket.lines) == 0


def test_an_order_discount_is_shared_in_proportion() -> None:
    lines = [a_line(6000, VAT20), a_line(2000, VAT20)]

    basket = price_lines(SHELF, lines, order_discount=Discount(amount_cents=1500))

    assert [line.discount_cents for line in basket.lines] == [1125, 375]
    assert [line.total_cents for line in basket.lines] == [4875, 1625]


def test_the_odd_cents_of_an_order_discount_go_to_the_first_of_equal_lines() -> None:
    basket = price_lines(SHELF, [a_line(1000)] * 3, order_discount=Discount(amount_cents=1000))

    assert [line.discount_cents for line in basket.lines] == [334, 333, 333]


def test_an_order_discount_comes_after_the_line_discounts() -> None:
    lines = [a_line(1000, discount=Discount(amount_cents=500)), a_line(500)]

    basket = price_lines(SHELF, lines, order_discount=Discount(percent_ppm=100_000))

    assert [line.total_cents for line in basket.lines] == [450, 450]
    assert basket.discount_cents == 600


def test_an_order_discount_leaves_what_is_never_discounted() -> None:
    lines = [a_line(1000, is_discountable=False), a_line(1000)]

    basket = price_lines(SHELF, lines, order_discount=Discount(percent_ppm=500_000))

    assert [line.total_cents for line in basket.lines] == [1000, 500]


def test_no_discount_takes_more_than_there_is() -> None:
    lines = [a_line(300, discount=Discount(amount_cents=500)), a_line(200)]

    basket = price_lines(SHELF, lines, order_discount=Discount(amount_cents=99_999))

    assert [line.total_cents for line in basket.lines] == [0, 0]


@pytest.mark.parametrize("ppm", [-1, 1_000_001])
def test_there_is_no_discount_of_more_than_everything(ppm: int) -> None:
    with pytest.raises(DiscountOutOfRangeError):
        Discount(percent_ppm=ppm)


def test_there_is_no_discount_of_less_than_nothing() -> None:
    with pytest.raises(DiscountOutOfRangeError):
        Discount(amount_cents=-1)


def test_weighed_goods_cost_their_weight_times_the_price_of_a_kilogram() -> None:
    line = a_line(1290, quantity=333, unit=Unit.GRAM, price_unit_qty=1000)

    assert price_lines(SHELF, [line]).total_cents == 430


def test_a_label_says_what_the_packet_costs_whatever_the_weight() -> None:
    line = a_line(5000, quantity=210, unit=Unit.GRAM, price_unit_qty=1000, fixed_gross_cents=1049)

    assert price_lines(SHELF, [line]).total_cents == 1049


def test_the_trace_tells_every_step_from_the_list_price_to_the_total() -> None:
    line = a_line(
        1000, VAT20, BOTTLE, price_override_cents=900, discount=Discount(percent_ppm=100_000)
    )

    basket = price_lines(SHELF, [line], order_discount=Discount(amount_cents=10))

    steps = [(step.kind, step.amount_cents, step.after_cents) for step in basket.lines[0].trace]
    assert steps == [
        (TraceKind.LIST, 1000, 1000),
        (TraceKind.OVERRIDE, -100, 900),
        (TraceKind.LINE_DISCOUNT, -90, 810),
        (TraceKind.ORDER_DISCOUNT, -10, 800),
        (TraceKind.TAX_INCLUDED, 133, 800),
        (TraceKind.TAX_ADDED, 20, 820),
    ]


def test_rounding_down_is_the_shops_to_choose() -> None:
    rules = PricingRules(currency="EUR", prices_include_tax=True, rounding=Rounding.DOWN)
    line = a_line(230, VAT20, discount=Discount(percent_ppm=50_000))

    priced = price_lines(rules, [line]).lines[0]

    assert (priced.total_cents, priced.tax_cents) == (218, 36)


def test_taxes_of_the_document_are_listed_as_the_lines_first_name_them() -> None:
    lines = [a_line(1200, VAT20), a_line(1100, VAT10), a_line(2400, VAT20)]

    assert list(taxes_of(price_lines(SHELF, lines)).items()) == [
        ("VAT20", (3000, 600)),
        ("VAT10", (1000, 100)),
    ]


def test_equal_taxes_that_were_read_twice_are_one_entry() -> None:
    again = TaxRate(code="VAT20", name="VAT 20 %", rate_ppm=200_000, is_included=True)

    basket = price_lines(SHELF, [a_line(1200, VAT20), a_line(1200, again)])

    assert taxes_of(basket) == {"VAT20": (2000, 400)}


def test_an_empty_cart_costs_nothing() -> None:
    basket = price_lines(SHELF, [], order_discount=Discount(amount_cents=100))

    assert (basket.total_cents, basket.discount_cents, basket.taxes) == (0, 0, ())


def test_document_rounding_refuses_taxes_that_build_on_each_other_in_a_circle() -> None:
    one = TaxRate(code="ONE", name="1", rate_ppm=1, is_included=False, is_compound=True)
    two = TaxRate(code="TWO", name="2", rate_ppm=2, is_included=False, is_compound=True)

    with pytest.raises(TaxOrderError) as refused:
        price_lines(NET_DOCUMENT, [a_line(100, one, two), a_line(100, two, one)])

    assert refused.value.codes == ("ONE", "TWO")


def test_a_compound_tax_of_a_document_is_charged_on_the_rounded_tax_before_it() -> None:
    basket = price_lines(NET_DOCUMENT, [a_line(999, GST5, QST), a_line(1, GST5, QST)])

    assert taxes_of(basket) == {"GST5": (1000, 50), "QST": (1050, 105)}


def test_two_thousand_lines_fit_and_one_more_does_not() -> None:
    assert price_lines(SHELF, [a_line(1, VAT20)] * 2000).total_cents == 2000
    with pytest.raises(TooManyLinesError):
        price_lines(SHELF, [a_line(1)] * 2001)


def test_a_line_has_a_limit_and_the_refusal_says_which_line() -> None:
    with pytest.raises(LineTooLargeError) as refused:
        price_lines(SHELF, [a_line(1), a_line(99_999_999, quantity=2)])

    assert refused.value.index == 1


def test_a_document_has_a_limit() -> None:
    with pytest.raises(AmountTooLargeError):
        price_lines(SHELF, [a_line(99_999_999)] * 101)
