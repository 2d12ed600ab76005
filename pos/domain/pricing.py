"""The one price ladder: list price, special price, offers, coupons, discounts, taxes, total.

One pure function prices the cart on the screen, the sale that is written, the paper and the
command `countertop price`. It works on plain integers and takes time linear in the lines. The
steps, with worked numbers, are in `pos/README.md`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pos.domain.discount import Discount
from pos.domain.errors import RefusedError
from pos.domain.money import Rounding, check_document_total, rounder
from pos.domain.offer import Offer
from pos.domain.price_trace import PriceSteps, TraceStep, trace_steps
from pos.domain.pricing_line import PricingLine
from pos.domain.reductions import Reduction, sum_reductions
from pos.domain.tax import TaxPlan, TaxRate, TaxRounding, charge_line, plan_taxes
from pos.domain.tax_document import charge_document
from pos.domain.worth import Worth, weigh

LINES_MAX = 2_000
"""The most lines of one document."""


class TooManyLinesError(RefusedError):
    """The document is full. Facts: limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PricingRules:
    """How a store prices; stored on each order, so that an old one can be checked.

    Attributes:
        currency: ISO 4217 code.
        prices_include_tax: Shelf prices contain the taxes, unless a rate says otherwise.
        cash_step_cents: The smallest coin in use, in minor units; 1 where all exist.
    """

    currency: str
    prices_include_tax: bool
    tax_rounding: TaxRounding = TaxRounding.LINE
    rounding: Rounding = Rounding.HALF_UP
    cash_step_cents: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTax:
    """One tax of a line, or of a whole document.

    Attributes:
        base_cents: What it is charged on, without the tax itself.
    """

    rate: TaxRate
    base_cents: int
    tax_cents: int


class PricedLine(NamedTuple):
    """What a line comes to. `net + tax = total`, to the cent.

    A cart is priced on every scan. So a line is a tuple, which is made in a third of the time of a
    frozen dataclass, of plain integers; the entries for its taxes and the trace are made when
    somebody asks.

    Attributes:
        listed_cents: Quantity at the list price.
        gross_cents: Quantity at the price that holds, before offers and discounts.
        reductions: What offers and coupons take off, in the order in which they do.
        line_discount_cents: Its own discount, at least 0.
        order_discount_cents: Its share of the order discount, at least 0.
        net_cents: Without any tax.
        plan: Its taxes, in the order in which they are charged.
        taxes_cents: The amount of each tax of the plan.
        price_name: Of the price list whose price holds; empty: the list price, or a person's.
    """

    listed_cents: int
    gross_cents: int
    reductions: tuple[Reduction, ...]
    line_discount_cents: int
    order_discount_cents: int
    net_cents: int
    plan: TaxPlan
    taxes_cents: tuple[int, ...]
    price_name: str

    @property
    def offers_cents(self) -> int:
        """What offers and coupons take off, at least 0."""
        return sum([cents for _, cents in self.reductions])

    @property
    def discount_cents(self) -> int:
        """Offers, coupons and both discounts together, at least 0."""
        return self.offers_cents + self.line_discount_cents + self.order_discount_cents

    @property
    def tax_cents(self) -> int:
        """All taxes, included ones too."""
        return sum(self.taxes_cents)

    @property
    def total_cents(self) -> int:
        """What the customer pays for the line, with every tax."""
        return self.net_cents + self.tax_cents

    @property
    def taxes(self) -> tuple[LineTax, ...]:
        """What each tax is charged on and comes to."""
        bases = self.plan.bases_cents(self.net_cents, self.taxes_cents)
        parts = zip(self.plan.rates, bases, self.taxes_cents, strict=True)
        return tuple(
            LineTax(rate=rate, base_cents=base, tax_cents=tax) for rate, base, tax in parts
        )

    @property
    def trace(self) -> tuple[TraceStep, ...]:
        """The steps that led from the list price to the total, without those that did nothing."""
        changed_cents = self.gross_cents - self.listed_cents
        return trace_steps(
            PriceSteps(
                listed_cents=self.listed_cents,
                special_cents=changed_cents if self.price_name else 0,
                special_name=self.price_name,
                override_cents=0 if self.price_name else changed_cents,
                reductions=self.reductions,
                line_discount_cents=self.line_discount_cents,
                order_discount_cents=self.order_discount_cents,
                taxes=tuple(zip(self.plan.rates, self.taxes_cents, strict=True)),
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedBasket:
    """What a document comes to; every figure is the sum of the lines' figures.

    Attributes:
        subtotal_cents: Gross amounts of the lines.
        taxes: One entry per rate, in the order in which the lines first name them.
    """

    lines: tuple[PricedLine, ...]
    subtotal_cents: int
    discount_cents: int
    net_cents: int
    tax_cents: int
    total_cents: int
    taxes: tuple[LineTax, ...]

    @property
    def offers(self) -> tuple[Reduction, ...]:
        """What each offer and coupon takes off the whole."""
        return sum_reductions(line.reductions for line in self.lines)

    @property
    def offers_cents(self) -> int:
        """What all offers and coupons take off."""
        return sum(line.offers_cents for line in self.lines)


def price_lines(
    rules: PricingRules,
    lines: Sequence[PricingLine],
    *,
    offers: Sequence[Offer] = (),
    order_discount: Discount | None = None,
) -> PricedBasket:
    """Price a document.

    Args:
        rules: The store's rules.
        lines: In the order of the document; it decides only who gets a cent that two lines have
            an equal claim to.
        offers: Those in force, and the coupons that were shown, in any order.
        order_discount: Comes off after the line discounts, shared in proportion to what the
            discountable lines are then worth, and never more than that.

    Raises:
        TooManyLinesError: The document has more lines than one may have.
        LineTooLargeError: A line is worth more than one may be.
        AmountTooLargeError: The document is worth more than one may be.
        TaxOrderError: Tax is rounded per document and two lines order their taxes in a circle.
    """
    if len(lines) > LINES_MAX:
        raise TooManyLinesError(limit=LINES_MAX)
    divide = rounder(rules.rounding)
    worth = weigh(lines, offers=offers, order_discount=order_discount, divide=divide)
    plans = _plans(lines)
    if rules.tax_rounding == TaxRounding.DOCUMENT:
        charged = charge_document(plans, worth.values, divide=divide)
    else:
        charged = [
            charge_line(plan, value, divide=divide)
            for plan, value in zip(plans, worth.values, strict=True)
        ]
    return _basket(lines, worth, plans=plans, charged=charged)


def _plans(lines: Sequence[PricingLine]) -> list[TaxPlan]:
    """Return the plan of each line; lines that share one tuple of taxes look it up once."""
    known: dict[int, TaxPlan] = {}
    plans = []
    for line in lines:
        plan = known.get(id(line.taxes))
        if plan is None:
            plan = known[id(line.taxes)] = plan_taxes(line.taxes)
        plans.append(plan)
    return plans


def _basket(
    lines: Sequence[PricingLine],
    worth: Worth,
    *,
    plans: Sequence[TaxPlan],
    charged: Sequence[tuple[int, list[int]]],
) -> PricedBasket:
    net, tax = sum([net for net, _ in charged]), sum([sum(taxes) for _, taxes in charged])
    check_document_total(net + tax)
    priced = tuple(_priced_lines(lines, worth, plans=plans, charged=charged))
    return PricedBasket(
        lines=priced,
        subtotal_cents=sum(worth.grosses),
        discount_cents=sum(worth.grosses) - sum(worth.values),
        net_cents=net,
        tax_cents=tax,
        total_cents=net + tax,
        taxes=_sum_taxes(plans, charged),
    )


def _priced_lines(
    lines: Sequence[PricingLine],
    worth: Worth,
    *,
    plans: Sequence[TaxPlan],
    charged: Sequence[tuple[int, list[int]]],
) -> list[PricedLine]:
    return [
        # By place, in the order of the fields: names would cost a fifth of the time of a scan.
        PricedLine(
            listed,
            gross,
            reductions,
            discount,
            share,
            line_net,
            plan,
            tuple(taxes),
            line.price_name if line.price_override_cents is None else "",
        )
        for line, listed, gross, reductions, discount, share, plan, (line_net, taxes) in zip(
            lines, *worth[:-1], plans, charged, strict=True
        )
    ]


def _sum_taxes(
    plans: Sequence[TaxPlan], charged: Sequence[tuple[int, list[int]]]
) -> tuple[LineTax, ...]:
    """Return one entry per rate: first each plan summed over its lines, then the plans."""
    by_plan: dict[int, tuple[TaxPlan, list[tuple[int, list[int]]]]] = {}
    for plan, charge in zip(plans, charged, strict=True):
        by_plan.setdefault(id(plan), (plan, []))[1].append(charge)
    sums: dict[TaxRate, tuple[int, int]] = {}
    for plan, members in by_plan.values():
        net = sum([net for net, _ in members])
        taxes = [sum(column) for column in zip(*[taxes for _, taxes in members], strict=True)]
        for rate, base, tax in zip(plan.rates, plan.bases_cents(net, taxes), taxes, strict=True):
            base_before, tax_before = sums.get(rate, (0, 0))
            sums[rate] = (base_before + base, tax_before + tax)
    return tuple(
        LineTax(rate=rate, base_cents=base, tax_cents=tax) for rate, (base, tax) in sums.items()
    )
