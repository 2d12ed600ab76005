"""What each line is worth before taxes: the rungs of the ladder from the list price downwards."""

from collections.abc import Sequence
from typing import NamedTuple

from pos.domain.discount import Discount, cents_off
from pos.domain.money import LINE_CENTS_MAX, AmountTooLargeError, Divide, allocate
from pos.domain.offer import Offer
from pos.domain.pricing_line import PricingLine
from pos.domain.quantity import Unit
from pos.domain.reductions import Goods, Reduction, reduce_goods


class LineTooLargeError(AmountTooLargeError):
    """A line is worth more than one may be. Facts: index, amount_cents, limit_cents."""


class Worth(NamedTuple):
    """One list for each rung, and in each one entry for each line.

    Attributes:
        listed: Quantity at the list price.
        grosses: Quantity at the price that holds.
        reductions: What offers and coupons take off.
        line_discounts: What the lines' own discounts take off.
        order_discounts: The lines' shares of the order discount.
        values: What is left.
    """

    listed: list[int]
    grosses: list[int]
    reductions: Sequence[tuple[Reduction, ...]]
    line_discounts: list[int]
    order_discounts: Sequence[int]
    values: list[int]


def weigh(
    lines: Sequence[PricingLine],
    *,
    offers: Sequence[Offer],
    order_discount: Discount | None,
    divide: Divide,
) -> Worth:
    """Return what the lines are worth.

    Args:
        offers: Those in force, and the coupons that were shown.

    Raises:
        LineTooLargeError: A line is worth more than one may be.
    """
    grosses = [_gross(line, divide) for line in lines]
    _refuse_too_large(grosses)
    reductions, values = _reduce(lines, grosses, offers=offers, divide=divide)
    discounts = [
        0 if line.discount is None else cents_off(line.discount, value, divide=divide)
        for line, value in zip(lines, values, strict=True)
    ]
    values = [value - discount for value, discount in zip(values, discounts, strict=True)]
    shares = _shares(lines, values, discount=order_discount, divide=divide)
    return Worth(
        listed=_list(lines, grosses, divide),
        grosses=grosses,
        reductions=reductions,
        line_discounts=discounts,
        order_discounts=shares,
        values=[value - share for value, share in zip(values, shares, strict=True)],
    )


def _gross(line: PricingLine, divide: Divide) -> int:
    if line.fixed_gross_cents is not None:
        return line.fixed_gross_cents
    price = line.price_override_cents
    if price is None:
        price = line.special_price_cents
    return _extend(line, line.unit_price_cents if price is None else price, divide)


def _list(lines: Sequence[PricingLine], grosses: Sequence[int], divide: Divide) -> list[int]:
    return [
        gross
        if line.price_override_cents is line.special_price_cents is None
        else _extend(line, line.unit_price_cents, divide)
        for line, gross in zip(lines, grosses, strict=True)
    ]


def _extend(line: PricingLine, price_cents: int, divide: Divide) -> int:
    if line.price_unit_qty == 1:
        return line.quantity * price_cents
    return divide(line.quantity * price_cents, line.price_unit_qty)


def _refuse_too_large(grosses: Sequence[int]) -> None:
    if max(grosses, default=0) > LINE_CENTS_MAX:
        most = max(grosses)
        raise LineTooLargeError(
            index=grosses.index(most), amount_cents=most, limit_cents=LINE_CENTS_MAX
        )


def _reduce(
    lines: Sequence[PricingLine], grosses: list[int], *, offers: Sequence[Offer], divide: Divide
) -> tuple[Sequence[tuple[Reduction, ...]], list[int]]:
    """Return what offers take off, and what is left."""
    if not offers:
        return [()] * len(lines), grosses
    goods = [_goods(line, gross) for line, gross in zip(lines, grosses, strict=True)]
    reductions = reduce_goods(goods, offers, divide=divide)
    left = [
        gross - sum([cents for _, cents in taken])
        for gross, taken in zip(grosses, reductions, strict=True)
    ]
    return reductions, left


def _goods(line: PricingLine, gross_cents: int) -> Goods:
    may_be_reduced = line.is_discountable and line.is_stackable
    is_in_pieces = line.unit == Unit.EACH and line.price_unit_qty == 1
    return Goods(
        kinds=line.kinds,
        pieces=line.quantity if is_in_pieces and line.fixed_gross_cents is None else 0,
        value_cents=gross_cents,
        takes_offers=may_be_reduced and line.price_override_cents is None,
        takes_coupons=may_be_reduced,
    )


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
