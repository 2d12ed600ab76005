"""The one price ladder: list price, override, line discount, order discount, taxes, total.

One pure function prices the cart on the screen, the sale that is written, the paper and the
command `countertop price`. It works on plain integers and takes time linear in the lines. The
steps, with worked numbers, are in `pos/README.md`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pos.domain.discount import Discount, cents_off
from pos.domain.errors import RefusedError
from pos.domain.money import (
    LINE_CENTS_MAX,
    AmountTooLargeError,
    Divide,
    Rounding,
    allocate,
    check_document_total,
    rounder,
)
from pos.domain.price_trace import TraceStep, trace_steps
from pos.domain.quantity import Unit
from pos.domain.tax import TaxPlan, TaxRate, TaxRounding, charge_line, plan_taxes
from pos.domain.tax_document import charge_document

LINES_MAX = 2_000
"""The most lines of one document."""


class TooManyLinesError(RefusedError):
    """The document is full. Facts: limit."""


class LineTooLargeError(AmountTooLargeError):
    """A line is worth more than one may be. Facts: index, amount_cents, limit_cents."""


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


class PricingLine(NamedTuple):
    """What the ladder needs to know of a line; a tuple, because a cart makes all anew on each scan.

    Attributes:
        quantity: Whole units, above 0.
        unit_price_cents: The list price of `price_unit_qty` units.
        price_unit_qty: How many units one unit price buys: 1000 for a price per kilogram.
        price_override_cents: The price that a person set instead; None: the list price stands.
        fixed_gross_cents: The amount printed on a priced scale label, which is then the value of
            the line whatever the quantity is; None: quantity times price.
        is_discountable: Order discounts may touch it.
    """

    name: str
    quantity: int
    unit_price_cents: int
    unit: Unit = Unit.EACH
    price_unit_qty: int = 1
    taxes: tuple[TaxRate, ...] = ()
    discount: Discount | None = None
    price_override_cents: int | None = None
    fixed_gross_cents: int | None = None
    is_discountable: bool = True


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
        gross_cents: Quantity at the price that holds, before discounts.
        line_discount_cents: Its own discount, at least 0.
        order_discount_cents: Its share of the order discount, at least 0.
        net_cents: Without any tax.
        plan: Its taxes, in the order in which they are charged.
        taxes_cents: The amount of each tax of the plan.
    """

    listed_cents: int
    gross_cents: int
    line_discount_cents: int
    order_discount_cents: int
    net_cents: int
    plan: TaxPlan
    taxes_cents: tuple[int, ...]

    @property
    def discount_cents(self) -> int:
        """Both discounts together, at least 0."""
        return self.line_discount_cents + self.order_discount_cents

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
        return trace_steps(
            listed_cents=self.listed_cents,
            override_cents=self.gross_cents - self.listed_cents,
            line_discount_cents=self.line_discount_cents,
            order_discount_cents=self.order_discount_cents,
            taxes=tuple(zip(self.plan.rates, self.taxes_cents, strict=True)),
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


def price_lines(
    rules: PricingRules, lines: Sequence[PricingLine], *, order_discount: Discount | None = None
) -> PricedBasket:
    """Price a document.

    Args:
        rules: The store's rules.
        lines: In the order of the document; it decides only who gets a cent that two lines have
            an equal claim to.
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
    worth = _worth(lines, order_discount=order_discount, divide=divide)
    plans = _plans(lines)
    if rules.tax_rounding == TaxRounding.DOCUMENT:
        charged = charge_document(plans, worth.values, divide=divide)
    else:
        charged = [
            charge_line(plan, value, divide=divide)
            for plan, value in zip(plans, worth.values, strict=True)
        ]
    return _basket(worth, plans=plans, charged=charged)


class _Worth(NamedTuple):
    """What each line is worth before taxes, one list for each step of the ladder."""

    listed: list[int]
    grosses: list[int]
    line_discounts: list[int]
    order_discounts: Sequence[int]
    values: list[int]


def _worth(
    lines: Sequence[PricingLine], *, order_discount: Discount | None, divide: Divide
) -> _Worth:
    grosses = [_gross(line, divide) for line in lines]
    if max(grosses, default=0) > LINE_CENTS_MAX:
        most = max(grosses)
        raise LineTooLargeError(
            index=grosses.index(most), amount_cents=most, limit_cents=LINE_CENTS_MAX
        )
    discounts = [
        0 if line.discount is None else cents_off(line.discount, gross, divide=divide)
        for line, gross in zip(lines, grosses, strict=True)
    ]
    values = [gross - discount for gross, discount in zip(grosses, discounts, strict=True)]
    shares = _shares(lines, values, discount=order_discount, divide=divide)
    return _Worth(
        listed=[
            gross
            if line.price_override_cents is None
            else _extend(line, line.unit_price_cents, divide)
            for line, gross in zip(lines, grosses, strict=True)
        ],
        grosses=grosses,
        line_discounts=discounts,
        order_discounts=shares,
        values=[value - share for value, share in zip(values, shares, strict=True)],
    )


def _gross(line: PricingLine, divide: Divide) -> int:
    if line.fixed_gross_cents is not None:
        return line.fixed_gross_cents
    price = line.price_override_cents
    return _extend(line, line.unit_price_cents if price is None else price, divide)


def _extend(line: PricingLine, price_cents: int, divide: Divide) -> int:
    if line.price_unit_qty == 1:
        return line.quantity * price_cents
    return divide(line.quantity * price_cents, line.price_unit_qty)


def _shares(
    lines: Sequence[PricingLine],
    values: Sequence[int],
    *,
    discount: Discount | None,
    divide: Divide,
) -> Sequence[int]:
    """Return each line's share of the order discount."""
    if discount is None:
        return [0] * len(lines)
    weights = [
        value if line.is_discountable else 0 for line, value in zip(lines, values, strict=True)
    ]
    off = cents_off(discount, sum(weights), divide=divide)
    return allocate(off, weights) if off else [0] * len(lines)


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
    worth: _Worth, *, plans: Sequence[TaxPlan], charged: Sequence[tuple[int, list[int]]]
) -> PricedBasket:
    net, tax = sum([net for net, _ in charged]), sum([sum(taxes) for _, taxes in charged])
    check_document_total(net + tax)
    columns = zip(*worth[:-1], plans, charged, strict=True)
    return PricedBasket(
        lines=tuple(
            [
                PricedLine(
                    listed_cents=listed,
                    gross_cents=gross,
                    line_discount_cents=discount,
                    order_discount_cents=share,
                    net_cents=line_net,
                    taxes_cents=tuple(taxes),
                    plan=plan,
                )
                for listed, gross, discount, share, plan, (line_net, taxes) in columns
            ]
        ),
        subtotal_cents=sum(worth.grosses),
        discount_cents=sum(worth.line_discounts) + sum(worth.order_discounts),
        net_cents=net,
        tax_cents=tax,
        total_cents=net + tax,
        taxes=_sum_taxes(plans, charged),
    )


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
