"""The one price ladder: list price, override, line discount, order discount, taxes, total.

One pure function prices the cart on the screen, the sale that is written, the paper and the
command `countertop price`. It works on plain integers and takes time linear in the lines. The
steps, with worked numbers, are in `pos/README.md`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

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


@dataclass(frozen=True, slots=True, kw_only=True)
class PricingLine:
    """What the ladder needs to know of a line.

    Attributes:
        quantity: Whole units, above 0.
        price_unit_qty: How many units one unit price buys: 1000 for a price per kilogram.
        unit_price_cents: The list price of `price_unit_qty` units.
        price_override_cents: The price that a person set instead; None: the list price stands.
        fixed_gross_cents: The amount printed on a priced scale label, which is then the value of
            the line whatever the quantity is; None: quantity times price.
        is_discountable: Order discounts may touch it.
    """

    name: str
    quantity: int
    unit: Unit = Unit.EACH
    price_unit_qty: int = 1
    unit_price_cents: int
    taxes: tuple[TaxRate, ...] = ()
    discount: Discount | None = None
    price_override_cents: int | None = None
    fixed_gross_cents: int | None = None
    is_discountable: bool = True


class TraceKind(StrEnum):
    """The rungs of the ladder."""

    LIST = "list"
    OVERRIDE = "override"
    LINE_DISCOUNT = "line_discount"
    ORDER_DISCOUNT = "order_discount"
    TAX_INCLUDED = "tax_included"
    TAX_ADDED = "tax_added"


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceStep:
    """One answer to "why this price?".

    Attributes:
        amount_cents: What this step added, negative if it took off. For an included tax: the part
            of the value that it is; it changes nothing.
        after_cents: The line's worth after this step.
        code: The tax's code; empty for other steps.
    """

    kind: TraceKind
    amount_cents: int
    after_cents: int
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTax:
    """One tax of a line, or of a whole document.

    Attributes:
        base_cents: What it is charged on, without the tax itself.
    """

    rate: TaxRate
    base_cents: int
    tax_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedLine:
    """What a line comes to. `net + tax = total`, to the cent.

    Attributes:
        listed_cents: Quantity at the list price.
        gross_cents: Quantity at the price that holds, before discounts.
        line_discount_cents: Its own discount, at least 0.
        order_discount_cents: Its share of the order discount, at least 0.
        net_cents: Without any tax.
        tax_cents: All taxes, included ones too.
        total_cents: What the customer pays for the line, with every tax.
    """

    listed_cents: int
    gross_cents: int
    line_discount_cents: int
    order_discount_cents: int
    net_cents: int
    tax_cents: int
    total_cents: int
    taxes: tuple[LineTax, ...]

    @property
    def discount_cents(self) -> int:
        """Both discounts together, at least 0."""
        return self.line_discount_cents + self.order_discount_cents

    @property
    def trace(self) -> tuple[TraceStep, ...]:
        """The steps that led from the list price to the total, without those that did nothing.

        Made when somebody asks, since most lines are never asked about.
        """
        return _trace(self)


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
    grosses = [_gross(line, divide) for line in lines]
    if max(grosses, default=0) > LINE_CENTS_MAX:
        raise LineTooLargeError(
            index=grosses.index(max(grosses)),
            amount_cents=max(grosses),
            limit_cents=LINE_CENTS_MAX,
        )
    discounts = [
        0 if line.discount is None else cents_off(line.discount, gross, divide=divide)
        for line, gross in zip(lines, grosses, strict=True)
    ]
    values = [gross - discount for gross, discount in zip(grosses, discounts, strict=True)]
    shares = _shares(lines, values, discount=order_discount, divide=divide)
    values = [value - share for value, share in zip(values, shares, strict=True)]
    plans = _plans(lines)
    if rules.tax_rounding == TaxRounding.DOCUMENT:
        charged = charge_document(plans, values, divide=divide)
    else:
        charged = [
            charge_line(plan, value, divide=divide)
            for plan, value in zip(plans, values, strict=True)
        ]
    listed = [
        gross if line.price_override_cents is None else _extend(line, line.unit_price_cents, divide)
        for line, gross in zip(lines, grosses, strict=True)
    ]
    priced = tuple(
        [
            _priced_line(
                listed[at],
                gross,
                discount=discounts[at],
                share=shares[at],
                plan=plans[at],
                charged=charged[at],
            )
            for at, gross in enumerate(grosses)
        ]
    )
    return _basket(priced)


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


def _priced_line(
    listed: int,
    gross: int,
    *,
    discount: int,
    share: int,
    plan: TaxPlan,
    charged: tuple[int, list[int]],
) -> PricedLine:
    net, taxes = charged
    tax = sum(taxes)
    return PricedLine(
        listed_cents=listed,
        gross_cents=gross,
        line_discount_cents=discount,
        order_discount_cents=share,
        net_cents=net,
        tax_cents=tax,
        total_cents=net + tax,
        taxes=_line_taxes(plan, net, taxes=taxes),
    )


def _line_taxes(plan: TaxPlan, net: int, *, taxes: Sequence[int]) -> tuple[LineTax, ...]:
    return tuple(
        [
            LineTax(
                rate=rate,
                base_cents=plan.base_cents(index, net_cents=net, taxes_cents=taxes)
                if index in plan.compound
                else net,
                tax_cents=taxes[index],
            )
            for index, rate in enumerate(plan.rates)
        ]
    )


def _basket(lines: tuple[PricedLine, ...]) -> PricedBasket:
    total = sum(line.total_cents for line in lines)
    check_document_total(total)
    return PricedBasket(
        lines=lines,
        subtotal_cents=sum(line.gross_cents for line in lines),
        discount_cents=sum(line.discount_cents for line in lines),
        net_cents=sum(line.net_cents for line in lines),
        tax_cents=sum(line.tax_cents for line in lines),
        total_cents=total,
        taxes=sum_taxes(tax for line in lines for tax in line.taxes),
    )


def sum_taxes(taxes: Iterable[LineTax]) -> tuple[LineTax, ...]:
    """Return one entry per rate, in the order of their first appearance."""
    sums: dict[int, list[int]] = {}
    rates: dict[TaxRate, int] = {}
    slots: dict[int, list[int]] = {}
    for tax in taxes:
        found = slots.get(id(tax.rate))
        if found is None:
            slot = rates.setdefault(tax.rate, len(rates))
            found = slots[id(tax.rate)] = sums.setdefault(slot, [0, 0])
        found[0] += tax.base_cents
        found[1] += tax.tax_cents
    return tuple(
        LineTax(rate=rate, base_cents=sums[slot][0], tax_cents=sums[slot][1])
        for rate, slot in rates.items()
    )


def _trace(line: PricedLine) -> tuple[TraceStep, ...]:
    steps = [
        TraceStep(
            kind=TraceKind.LIST, amount_cents=line.listed_cents, after_cents=line.listed_cents
        )
    ]
    worth = line.listed_cents
    for kind, amount in (
        (TraceKind.OVERRIDE, line.gross_cents - line.listed_cents),
        (TraceKind.LINE_DISCOUNT, -line.line_discount_cents),
        (TraceKind.ORDER_DISCOUNT, -line.order_discount_cents),
    ):
        worth += amount
        if amount:
            steps.append(TraceStep(kind=kind, amount_cents=amount, after_cents=worth))
    for tax in line.taxes:
        kind = TraceKind.TAX_INCLUDED if tax.rate.is_included else TraceKind.TAX_ADDED
        worth += 0 if tax.rate.is_included else tax.tax_cents
        steps.append(
            TraceStep(kind=kind, amount_cents=tax.tax_cents, after_cents=worth, code=tax.rate.code)
        )
    return tuple(steps)
