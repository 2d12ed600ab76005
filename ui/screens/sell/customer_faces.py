"""Turns customers into what the sell screen shows of them. Pure."""

from typing import TYPE_CHECKING

from pos.domain.cart import Cart
from pos.domain.customer import CartCustomer
from pos.domain.phone import spell_phone
from pos.domain.pricing import PricedBasket
from ui.screens.sell import customer_text
from ui.screens.sell.customer_question import CustomerChoice
from ui.text.formats import NO_BREAK_SPACE, Formats

if TYPE_CHECKING:
    from pos.queries.customers import CustomerListRow

_JOIN = f"{NO_BREAK_SPACE} · {NO_BREAK_SPACE}"


def rows_of(rows: "tuple[CustomerListRow, ...]") -> tuple[CustomerChoice, ...]:
    """Return customers as they are offered: by name, with what tells two of a name apart."""
    return tuple(
        CustomerChoice(
            customer_id=row.customer_id,
            name=row.name,
            detail=_JOIN.join(_known(row)),
        )
        for row in rows
    )


def remark_on(customer: CartCustomer | None) -> str:
    """Return what whoever serves them must know, on one line."""
    if customer is None:
        return ""
    exempt = customer_text.tax_exempt(customer.tax_exempt_no) if customer.is_tax_exempt else ""
    return _JOIN.join(filter(None, (exempt, " ".join(customer.note.split()))))


def price_changes(
    cart: Cart, before: PricedBasket, after: PricedBasket, formats: Formats
) -> tuple[str, ...]:
    """Return which lines cost something else now, with both amounts."""
    lines = zip(cart.lines, before.lines, after.lines, strict=True)
    return tuple(
        customer_text.price_change(
            line.name, formats.money(old.total_cents), formats.money(new.total_cents)
        )
        for line, old, new in lines
        if old.total_cents != new.total_cents
    )


def _known(row: "CustomerListRow") -> list[str]:
    known = (spell_phone(row.phone), row.email, row.card_no)
    return [each for each in known if each and each != row.name]
