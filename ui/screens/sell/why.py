"""The answer to "why this price?": the steps from the shelf price to what is paid. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from pos.domain.cart import CartLine
from pos.domain.price_trace import TraceKind, TraceStep
from pos.domain.pricing import PricedLine
from pos.domain.special_price import find_prior_price
from ui.screens.sell import faces, offer_text
from ui.text.article_name import full_name
from ui.text.formats import Formats


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyStep:
    """One row.

    Attributes:
        is_off: It took something off.
        is_remark: It explains the row above and changed nothing.
    """

    name: str
    amount: str
    is_off: bool = False
    is_remark: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyState:
    """The whole answer."""

    title: str
    steps: tuple[WhyStep, ...]
    total: str


def explain(line: CartLine, priced: PricedLine, formats: Formats) -> WhyState:
    """Return why a line costs what it costs."""
    steps = (step for each in priced.trace for step in _steps(each, line, formats))
    return WhyState(
        title=offer_text.why_title(full_name(line)),
        steps=tuple(steps),
        total=formats.money(priced.total_cents),
    )


def _steps(step: TraceStep, line: CartLine, formats: Formats) -> Iterator[WhyStep]:
    amount = formats.money(step.amount_cents)
    if step.kind in (TraceKind.TAX_INCLUDED, TraceKind.TAX_ADDED):
        yield WhyStep(
            name=_tax_words(step), amount=amount, is_remark=step.kind is TraceKind.TAX_INCLUDED
        )
        return
    yield WhyStep(name=_words(step, line, formats), amount=amount, is_off=step.amount_cents < 0)
    prior_cents = find_prior_price(line.special)
    if step.kind is TraceKind.SPECIAL and prior_cents is not None:
        was = faces.unit_price(line, prior_cents, formats)
        yield WhyStep(name=offer_text.was(was), amount="", is_remark=True)


def _words(step: TraceStep, line: CartLine, formats: Formats) -> str:
    match step.kind:
        case TraceKind.LIST:
            return _list_words(line, formats)
        case TraceKind.OVERRIDE:
            return offer_text.changed_price(line.price_override_reason or "")
        case TraceKind.COUPON:
            return offer_text.named_coupon(step.name, step.code)
        case TraceKind.LINE_DISCOUNT:
            return offer_text.line_discount()
        case TraceKind.ORDER_DISCOUNT:
            return offer_text.order_discount()
        case _:
            return step.name


def _list_words(line: CartLine, formats: Formats) -> str:
    if line.fixed_gross_cents is not None:
        return offer_text.label_price()
    quantity = formats.quantity(line.quantity, line.unit)
    price = faces.unit_price(line, line.list_price_cents, formats)
    return offer_text.list_price(f"{quantity} \u00d7 {price}")


def _tax_words(step: TraceStep) -> str:
    is_inside = step.kind is TraceKind.TAX_INCLUDED
    return offer_text.included(step.name) if is_inside else offer_text.added(step.name)
