"""A basket as a JSON document, and its priced answer: the format of `countertop price`.

It reads the same values that a cart is made of and calls the same price ladder, so a basket priced
here costs what it costs at the till.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from pos.domain.basket_offers import (
    OFFER_FIELDS,
    PriceLists,
    read_discount,
    read_kinds,
    read_offers,
    read_price_lists,
)
from pos.domain.discount import Discount
from pos.domain.errors import RefusedError
from pos.domain.money import (
    CENTS_MAX,
    LINE_CENTS_MAX,
    PPM,
    AmountTooLargeError,
    Rounding,
)
from pos.domain.offer import Offer
from pos.domain.payment import (
    TENDERS_MAX,
    Settlement,
    TenderEntry,
    TenderKind,
    TenderRefusedError,
    settle,
)
from pos.domain.price_trace import TraceKind, TraceStep
from pos.domain.pricing import (
    LINES_MAX,
    LineTax,
    PricedBasket,
    PricedLine,
    PricingRules,
    price_lines,
)
from pos.domain.pricing_line import PricingLine
from pos.domain.quantity import Unit, quantity_max
from pos.domain.reductions import Reduction
from pos.domain.strict_json import Fault, FieldRefusedError, Node, parse_strict, read_text, refuse
from pos.domain.tax import TAXES_PER_LINE_MAX, TaxRate, TaxRounding
from pos.domain.tax_document import TaxOrderError
from pos.domain.worth import LineTooLargeError

DOCUMENT_BYTES_MAX = 4 * 1024 * 1024
"""The largest document that is read: twice what the most lines need."""

PRICE_UNIT_QTY_MAX = 1_000_000
"""The most units that one price may buy."""

CASH_STEP_MAX = 1_000_000
"""The largest smallest coin."""

TAXES_MAX = 1_000
"""The most taxes that a document may define."""

_ROOT = (
    "currency",
    "prices_include_tax",
    "tax_rounding",
    "rounding",
    "cash_step_cents",
    "taxes",
    "lines",
    "order_discount",
    "tenders",
    *OFFER_FIELDS,
)
_LINE = (
    "name",
    "quantity",
    "unit",
    "price_unit_qty",
    "unit_price_cents",
    "taxes",
    "discount",
    "price_override_cents",
    "kinds",
)
_TAX = ("rate_ppm", "compound", "included", "name")
_TENDER = ("method", "amount_cents", "tendered_cents")
_CURRENCY = re.compile(r"[A-Z]{3}")

Answer: TypeAlias = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketDocument:
    """A basket that came as a document."""

    rules: PricingRules
    lines: tuple[PricingLine, ...]
    offers: tuple[Offer, ...]
    order_discount: Discount | None
    tenders: tuple[TenderEntry, ...]


def price_document(text: str) -> Answer:
    """Price a basket document and return the answer, ready for `json.dumps`.

    Raises:
        FieldRefusedError: Something in the document cannot be; it names the place.
    """
    basket = read_basket(text)
    priced = _price(basket)
    settlement = _settle(basket, priced.total_cents)
    return {
        "lines": [_line_answer(line) for line in priced.lines],
        "subtotal_cents": priced.subtotal_cents,
        "discount_cents": priced.discount_cents,
        "net_cents": priced.net_cents,
        "tax_cents": priced.tax_cents,
        "total_cents": priced.total_cents,
        "taxes": [_tax_answer(tax) for tax in priced.taxes],
        "due_cents": settlement.due_cents,
        "rounding_cents": settlement.rounding_cents,
        "tendered_cents": settlement.tendered_cents,
        "change_cents": settlement.change_cents,
        "remaining_cents": settlement.remaining_cents,
        "offers": [_reduction_answer(reduction) for reduction in priced.offers],
    }


def read_basket(text: str) -> BasketDocument:
    """Return the values of a basket document.

    Raises:
        FieldRefusedError: Something in the document cannot be; it names the place.
    """
    root = Node("", parse_strict(text), known=_ROOT)
    rules = _read_rules(root)
    taxes = _read_taxes(root, rules)
    lists = read_price_lists(root)
    return BasketDocument(
        rules=rules,
        lines=tuple(
            _read_line(Node(path, value, known=_LINE), taxes, lists)
            for path, value in root.items("lines", items_max=LINES_MAX)
        ),
        offers=read_offers(root),
        order_discount=read_discount(root, "order_discount"),
        tenders=tuple(
            _read_tender(Node(path, value, known=_TENDER))
            for path, value in (
                root.items("tenders", items_max=TENDERS_MAX) if root.has("tenders") else ()
            )
        ),
    )


def _price(basket: BasketDocument) -> PricedBasket:
    try:
        return price_lines(
            basket.rules,
            basket.lines,
            offers=basket.offers,
            order_discount=basket.order_discount,
        )
    except LineTooLargeError as error:
        raise _not_allowed(f"lines[{error.index}]", error) from error
    except (AmountTooLargeError, TaxOrderError) as error:
        raise _not_allowed("lines", error) from error


def _settle(basket: BasketDocument, total_cents: int) -> Settlement:
    try:
        return settle(
            total_cents,
            basket.tenders,
            cash_step_cents=basket.rules.cash_step_cents,
            rounding=basket.rules.rounding,
        )
    except TenderRefusedError as error:
        raise _not_allowed(f"tenders[{error.index}]", error) from error


def _not_allowed(path: str, refusal: RefusedError) -> FieldRefusedError:
    return FieldRefusedError(path=path, fault=Fault.NOT_ALLOWED, refusal=refusal)


def _read_rules(root: Node) -> PricingRules:
    currency = root.text("currency")
    if _CURRENCY.fullmatch(currency) is None:
        refuse("currency", Fault.NOT_CURRENCY)
    return PricingRules(
        currency=currency,
        prices_include_tax=root.switch("prices_include_tax"),
        tax_rounding=TaxRounding(root.choice("tax_rounding", tuple(TaxRounding), default="line")),
        rounding=Rounding(root.choice("rounding", tuple(Rounding), default="half_up")),
        cash_step_cents=root.whole("cash_step_cents", lowest=1, highest=CASH_STEP_MAX, default=1),
    )


def _read_taxes(root: Node, rules: PricingRules) -> dict[str, TaxRate]:
    if not root.has("taxes"):
        return {}
    named = Node("taxes", root.value("taxes"))
    if len(named.fields) > TAXES_MAX:
        refuse("taxes", Fault.TOO_MANY, limit=TAXES_MAX)
    return {
        code: _read_tax(
            read_text("taxes", code), Node(named.path_of(code), value, known=_TAX), rules
        )
        for code, value in named.fields.items()
    }


def _read_tax(code: str, tax: Node, rules: PricingRules) -> TaxRate:
    return TaxRate(
        code=code,
        name=tax.text("name") if tax.has("name") else code,
        rate_ppm=tax.whole("rate_ppm", lowest=0, highest=PPM),
        is_included=tax.switch("included", default=rules.prices_include_tax),
        is_compound=tax.switch("compound", default=False),
    )


def _read_line(line: Node, taxes: Mapping[str, TaxRate], lists: PriceLists) -> PricingLine:
    unit = Unit(line.choice("unit", tuple(Unit), default="each"))
    override = "price_override_cents"
    price_cents = line.whole("unit_price_cents", lowest=0, highest=LINE_CENTS_MAX)
    kinds = read_kinds(line, "kinds")
    special = lists.find(kinds, shelf_price_cents=price_cents)
    return PricingLine(
        name=line.text("name") if line.has("name") else "",
        quantity=line.whole("quantity", lowest=1, highest=quantity_max(unit)),
        unit=unit,
        price_unit_qty=line.whole(
            "price_unit_qty", lowest=1, highest=PRICE_UNIT_QTY_MAX, default=1
        ),
        unit_price_cents=price_cents,
        taxes=_read_line_taxes(line, taxes),
        discount=read_discount(line, "discount"),
        price_override_cents=line.whole(override, lowest=0, highest=LINE_CENTS_MAX)
        if line.has(override)
        else None,
        special_price_cents=special.price_cents if special else None,
        price_name=special.name if special else "",
        is_stackable=special is None or special.is_stackable,
        kinds=kinds,
    )


def _read_line_taxes(line: Node, taxes: Mapping[str, TaxRate]) -> tuple[TaxRate, ...]:
    if not line.has("taxes"):
        return ()
    found: dict[str, TaxRate] = {}
    for path, value in line.items("taxes", items_max=TAXES_PER_LINE_MAX):
        code = read_text(path, value)
        if code not in taxes:
            refuse(path, Fault.NOT_CHOICE, choices=tuple(taxes))
        if code in found:
            refuse(path, Fault.TWICE)
        found[code] = taxes[code]
    return tuple(found.values())


def _read_tender(tender: Node) -> TenderEntry:
    method = tender.text("method")
    return TenderEntry(
        method_code=method,
        kind=TenderKind(method) if method in tuple(TenderKind) else TenderKind.OTHER,
        amount_cents=tender.whole("amount_cents", lowest=1, highest=CENTS_MAX)
        if tender.has("amount_cents")
        else None,
        tendered_cents=tender.whole("tendered_cents", lowest=0, highest=CENTS_MAX)
        if tender.has("tendered_cents")
        else None,
    )


def _line_answer(line: PricedLine) -> Answer:
    return {
        "gross_cents": line.gross_cents,
        "discount_cents": line.discount_cents,
        "net_cents": line.net_cents,
        "tax_cents": line.tax_cents,
        "total_cents": line.total_cents,
        "taxes": [_tax_answer(tax) for tax in line.taxes],
        "trace": [_step_answer(step) for step in line.trace],
    }


def _tax_answer(tax: LineTax) -> Answer:
    return {"code": tax.rate.code, "base_cents": tax.base_cents, "tax_cents": tax.tax_cents}


def _step_answer(step: TraceStep) -> Answer:
    answer: Answer = {
        "step": step.kind.value,
        "amount_cents": step.amount_cents,
        "after_cents": step.after_cents,
    }
    is_tax = step.kind in (TraceKind.TAX_INCLUDED, TraceKind.TAX_ADDED)
    named = {"code": step.code, "name": "" if is_tax else step.name}
    return answer | {name: word for name, word in named.items() if word}


def _reduction_answer(reduction: Reduction) -> Answer:
    answer: Answer = {"name": reduction.offer.name, "amount_cents": reduction.cents}
    return {**answer, "code": reduction.offer.code} if reduction.offer.code else answer
