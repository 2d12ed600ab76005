"""Executes the table of worked numbers in pos/README.md, row by row."""

import re
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from pos.domain.barcode import LabelScan, quantity_for_price, read_scan
from pos.domain.discount import Discount
from pos.domain.money import parse_amount, plain_amount
from pos.domain.offer import Offer
from pos.domain.payment import TenderEntry, TenderKind, settle
from pos.domain.pricing import PricedBasket, PricingRules, price_lines
from pos.domain.pricing_line import PricingLine
from pos.domain.returns import PaidTender, SoldLine, plan_refund, refund_line
from pos.domain.scan_pattern import parse_patterns
from pos.domain.shift import CashFigures
from pos.domain.tax import TaxRate, TaxRounding

README = Path(__file__).resolve().parents[3] / "pos" / "README.md"
ROW = re.compile(r"^\| [^|]+ \| `(?P<this>[^`|]+)` \| `(?P<gives>[^`|]+)` \|$", re.MULTILINE)
ROWS_MIN = 15

LABELS = parse_patterns("weight 21iiiiivvvvvc 3; price 23iiiiivvvvvc")
Calculation = Callable[..., str]


def rows() -> list[tuple[str, str]]:
    text = README.read_text(encoding="utf-8")
    table = text.split("### Worked numbers", maxsplit=1)[1].split("\n## ", maxsplit=1)[0]
    return [(row["this"], row["gives"]) for row in ROW.finditer(table)]


def test_the_table_is_there() -> None:
    assert len(rows()) >= ROWS_MIN


@pytest.mark.parametrize(("this", "gives"), rows())
def test_a_worked_number_is_what_the_till_computes(this: str, gives: str) -> None:
    assert compute(this) == gives


def compute(this: str) -> str:
    fitting = [
        (calculate, found)
        for pattern, calculate in CALCULATIONS.items()
        if (found := re.fullmatch(pattern, this))
    ]
    assert len(fitting) == 1, f"{len(fitting)} calculations fit {this!r}"
    calculate, found = fitting[0]
    return calculate(*found.groups())


def scan(code: str) -> str:
    label = read_scan(code, LABELS)
    assert isinstance(label, LabelScan)
    if label.price_cents is not None:
        return f"article {label.item_code}, {plain_amount(label.price_cents)}"
    return f"article {label.item_code}, {label.weight_g} g"


def quantity(price: str, unit_price: str, per: str) -> str:
    units = quantity_for_price(
        parse_amount(price), unit_price_cents=parse_amount(unit_price), price_unit_qty=int(per)
    )
    return str(units)


def price(amount: str, percent: str, rate: str, where: str, compound: str | None) -> str:
    taxes = [a_tax(rate, is_included=where == "inside")]
    if compound:
        taxes.append(a_tax(compound, is_included=False, is_compound=True))
    line = a_line(amount, *taxes, discount=Discount(percent_ppm=ppm(percent)))
    priced = price_lines(rules(), [line]).lines[0]
    parts = {
        "gross": priced.gross_cents,
        "discount": priced.discount_cents,
        "net": priced.net_cents,
        "tax": priced.tax_cents,
        "total": priced.total_cents,
    }
    return ", ".join(f"{name} {plain_amount(cents)}" for name, cents in parts.items())


def lines_taxed(count: str, amount: str, rate: str, where: str) -> str:
    line = a_line(amount, a_tax(rate, is_included=False))
    basket = price_lines(rules(TaxRounding(where)), [line] * int(count))
    shares = " + ".join(plain_amount(line.tax_cents) for line in basket.lines)
    return f"tax {plain_amount(basket.tax_cents)} = {shares}"


def shared(amounts: str, off: str) -> str:
    lines = a_discounted_basket(amounts, off).lines
    return "discounts " + " and ".join(plain_amount(line.discount_cents) for line in lines)


def buy_and_get(buy: str, get: str, percent: str, amounts: str) -> str:
    offer = Offer(
        offer_id="offer",
        name="Offer",
        terms=Discount(percent_ppm=ppm(percent)),
        buy_pieces=int(buy),
        get_pieces=int(get),
    )
    lines = [a_line(amount) for amount in amounts.split(" and ")]
    basket = price_lines(rules(), lines, offers=[offer])
    return "off " + " and ".join(plain_amount(line.offers_cents) for line in basket.lines)


def stacked(amount: str, special: str, percent: str, coupon: str) -> str:
    line = a_line(amount)._replace(special_price_cents=parse_amount(special), price_name="Sale")
    share, off = Discount(percent_ppm=ppm(percent)), Discount(amount_cents=parse_amount(coupon))
    offers = [
        Offer(offer_id="offer", name="Offer", terms=share),
        Offer(offer_id="coupon", name="Coupon", code="C", terms=off, is_stackable=True),
    ]
    priced = price_lines(rules(), [line], offers=offers).lines[0]
    return " to ".join(plain_amount(step.after_cents) for step in priced.trace)


def returned(amounts: str, off: str) -> str:
    last = a_discounted_basket(amounts, off).lines[-1]
    refund = refund_line(a_sold_line(1, last.total_cents), 1)
    return f"refund {plain_amount(refund.refund_cents)}"


def one_by_one(pieces: str, paid: str) -> str:
    refunds = [
        refund_line(a_sold_line(int(pieces), parse_amount(paid), returned=before), 1).refund_cents
        for before in range(int(pieces))
    ]
    return "refunds " + " and ".join(plain_amount(cents) for cents in refunds)


def paid_in_cash(total: str, step: str) -> str:
    settled = settle(parse_amount(total), [cash()], cash_step_cents=parse_amount(step))
    due, rounding = plain_amount(settled.due_cents), plain_amount(settled.rounding_cents)
    return f"due {due}, rounding {rounding}"


def refunded_in_cash(amount: str, step: str) -> str:
    cents = parse_amount(amount)
    tender = PaidTender(
        payment_id=UUID(int=1), method_code="cash", kind=TenderKind.CASH, amount_cents=2 * cents
    )
    (part,) = plan_refund(cents, [tender], cash_step_cents=parse_amount(step)).parts
    out, rounding = plain_amount(part.payout_cents), plain_amount(part.rounding_cents)
    return f"paid out {out}, rounding {rounding}"


def split(card: str, tendered: str, total: str, step: str) -> str:
    entry = TenderEntry(method_code="card", kind=TenderKind.CARD, amount_cents=parse_amount(card))
    settled = settle(
        parse_amount(total), [entry, cash(tendered)], cash_step_cents=parse_amount(step)
    )
    parts = [f"{each.method_code} {plain_amount(each.amount_cents)}" for each in settled.payments]
    rounding, change = plain_amount(settled.rounding_cents), plain_amount(settled.change_cents)
    return ", ".join([*parts, f"rounding {rounding}", f"change {change}"])


def drawer(opening: str, total: str, tendered: str) -> str:
    settled = settle(parse_amount(total), [cash(tendered)])
    figures = CashFigures(
        opening_cents=parse_amount(opening),
        sales_cents=settled.tendered_cents - settled.change_cents,
    )
    return f"expected {plain_amount(figures.expected_cents)}"


def a_discounted_basket(amounts: str, off: str) -> PricedBasket:
    lines = [a_line(amount) for amount in amounts.split(" and ")]
    discount = Discount(amount_cents=parse_amount(off))
    return price_lines(rules(), lines, order_discount=discount)


def a_line(amount: str, *taxes: TaxRate, discount: Discount | None = None) -> PricingLine:
    return PricingLine(
        name="Thing",
        quantity=1,
        unit_price_cents=parse_amount(amount),
        taxes=taxes,
        discount=discount,
    )


def a_tax(percent: str, *, is_included: bool, is_compound: bool = False) -> TaxRate:
    return TaxRate(
        code=percent,
        name=percent,
        rate_ppm=ppm(percent),
        is_included=is_included,
        is_compound=is_compound,
    )


def a_sold_line(pieces: int, paid_cents: int, *, returned: int = 0) -> SoldLine:
    return SoldLine(
        line_id=UUID(int=1),
        sold_qty=pieces,
        returned_qty=returned,
        paid_cents=paid_cents,
        tax_cents=0,
    )


def cash(tendered: str | None = None) -> TenderEntry:
    cents = None if tendered is None else parse_amount(tendered)
    return TenderEntry(method_code="cash", kind=TenderKind.CASH, tendered_cents=cents)


def rules(tax_rounding: TaxRounding = TaxRounding.LINE) -> PricingRules:
    return PricingRules(currency="EUR", prices_include_tax=True, tax_rounding=tax_rounding)


def ppm(percent: str) -> int:
    return parse_amount(percent, exponent=4)


_A = r"([0-9.]+)"
_AMOUNTS = rf"({_A[1:-1]}(?: and {_A[1:-1]})+)"
CALCULATIONS: dict[str, Calculation] = {
    rf"scan {_A}": scan,
    rf"{_A} at {_A} per {_A}": quantity,
    rf"price {_A} less {_A} % with {_A} % (inside|added)(?: and {_A} % compound)?": price,
    rf"{_A} lines of {_A} with {_A} % per (line|document)": lines_taxed,
    rf"{_AMOUNTS} less {_A}": shared,
    rf"buy {_A} get {_A} at {_A} % off {_AMOUNTS}": buy_and_get,
    rf"price {_A} on sale at {_A}, offer {_A} %, coupon {_A}": stacked,
    rf"return the last of {_AMOUNTS} less {_A}": returned,
    rf"return {_A} pieces of {_A} one by one": one_by_one,
    rf"cash for {_A} in steps of {_A}": paid_in_cash,
    rf"refund of {_A} in steps of {_A}": refunded_in_cash,
    rf"card {_A} and cash {_A} for {_A} in steps of {_A}": split,
    rf"float {_A}, sale {_A} for {_A} in cash": drawer,
}
