"""Why a line costs what it costs: the steps from the list price to the total."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pos.domain.tax import TaxRate


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


def trace_steps(
    *,
    listed_cents: int,
    override_cents: int,
    line_discount_cents: int,
    order_discount_cents: int,
    taxes: Sequence[tuple[TaxRate, int]],
) -> tuple[TraceStep, ...]:
    """Return the steps of one line, without those that did nothing.

    Args:
        listed_cents: Quantity at the list price.
        override_cents: What another price added, below 0 if it took off.
        line_discount_cents: What the line's own discount took off, at least 0.
        order_discount_cents: What its share of the order discount took off, at least 0.
        taxes: In the order in which they are charged.
    """
    steps = [TraceStep(kind=TraceKind.LIST, amount_cents=listed_cents, after_cents=listed_cents)]
    changes = (
        (TraceKind.OVERRIDE, override_cents),
        (TraceKind.LINE_DISCOUNT, -line_discount_cents),
        (TraceKind.ORDER_DISCOUNT, -order_discount_cents),
    )
    worth = listed_cents
    for kind, amount in changes:
        worth += amount
        if amount:
            steps.append(TraceStep(kind=kind, amount_cents=amount, after_cents=worth))
    return (*steps, *_tax_steps(worth, taxes))


def _tax_steps(worth: int, taxes: Sequence[tuple[TaxRate, int]]) -> Iterator[TraceStep]:
    for rate, tax in taxes:
        kind = TraceKind.TAX_INCLUDED if rate.is_included else TraceKind.TAX_ADDED
        worth += 0 if rate.is_included else tax
        yield TraceStep(kind=kind, amount_cents=tax, after_cents=worth, code=rate.code)
