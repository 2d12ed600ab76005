"""Turns a customer into what is shown of them. Pure."""

from dataclasses import dataclass

from pos.domain.phone import spell_phone
from pos.domain.postal_address import PostalAddress
from pos.queries.customer_account import CreditMovement, OwedOrder
from pos.queries.customer_details import Customer, CustomerOrder
from pos.queries.customer_duplicates import Duplicate
from ui.screens.customers import account_text, address_text, text
from ui.shell.theme.tokens import Tone
from ui.text.countries import country_name
from ui.text.formats import NO_BREAK_SPACE, Formats
from ui.widgets.key_values import KeyValue

_JOIN = f"{NO_BREAK_SPACE} \u00b7 {NO_BREAK_SPACE}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFace:
    """One thing they bought, as text."""

    number: str
    first: str
    second: str
    says: str


def contact_of(customer: Customer) -> tuple[KeyValue, ...]:
    """Return how to reach them and what is agreed with them."""
    details = customer.details
    known = (
        (text.phone(), spell_phone(details.phone)),
        (text.email(), details.email),
        (text.card(), details.card_no),
        (text.exempt_no(), details.tax_exempt_no),
        (text.mail_wanted(), text.yes() if details.marketing_opt_in else ""),
    )
    return tuple(KeyValue(name=name, value=value) for name, value in known if value)


def account_of(customer: Customer, formats: Formats) -> tuple[KeyValue, ...]:
    """Return what they have with the shop, and what they bought so far."""
    sums = customer.sums
    if not sums.orders:
        rows = [KeyValue(name=text.never(), value="")]
    else:
        last = formats.day(sums.last_at) if sums.last_at else ""
        rows = [
            KeyValue(name=text.orders(), value=str(sums.orders)),
            KeyValue(name=text.spent(), value=formats.money(sums.spent_cents)),
            KeyValue(name=text.last_visit(), value=last),
        ]
    owed, limit = customer.account.owed_cents, customer.account.limit_cents
    if owed or limit:
        most = None if limit is None else formats.money(limit)
        words = text.owed(formats.money(owed), most)
        tone = Tone.WARN if owed else Tone.TEXT
        rows.insert(0, KeyValue(name=text.owes(), value=words, value_tone=tone))
    if customer.credit_cents:
        credit = formats.money(customer.credit_cents)
        rows.insert(0, KeyValue(name=text.credit(), value=credit, value_tone=Tone.OK))
    return tuple(rows)


def movements_of(customer: Customer, formats: Formats) -> tuple[KeyValue, ...]:
    """Return how their store credit came about."""
    return tuple(
        KeyValue(
            name=_JOIN.join((_movement_words(each), formats.day(each.moved_at))),
            value=formats.money(each.amount_cents),
        )
        for each in customer.movements
    )


def owed_words(order: OwedOrder, formats: Formats) -> str:
    """Return an order that is not paid yet."""
    when = formats.day(order.placed_at)
    return f"{formats.money(order.owed_cents)}\n{_JOIN.join((when, order.number))}"


def _movement_words(movement: CreditMovement) -> str:
    return account_text.movement(movement.kind, is_given=movement.amount_cents > 0)


def registry_of(customer: Customer, formats: Formats) -> tuple[KeyValue, ...]:
    """Return their open gift registry: until when, and how much of it is bought."""
    registry = customer.registry
    if registry is None:
        return ()
    due = text.registry_due(formats.calendar_day(registry.due_date))
    return (
        KeyValue(name=_JOIN.join((registry.name, due)), value=""),
        KeyValue(name=text.registry_bought(registry.bought, registry.wished), value=""),
    )


def address_line(address: PostalAddress, *, locale: str) -> str:
    """Return an address on one line."""
    town = " ".join(filter(None, (address.postal_code, address.city)))
    who = (address.recipient_name, address.company)
    where = (address.line1, address.line2, town, address.state)
    return ", ".join(filter(None, (*who, *where, country_name(address.country, locale=locale))))


def address_words(address: PostalAddress) -> str:
    """Return an address for the pane: where it is, and what for."""
    town = " ".join(filter(None, (address.postal_code, address.city)))
    where = f"{address.line1}, {town}"
    use = address_text.used(address.use, is_default=address.is_default)
    return f"{where}\n{use}"


def order_face(order: CustomerOrder, formats: Formats) -> OrderFace:
    """Return one of their orders."""
    total, when = formats.money(order.total_cents), formats.moment(order.placed_at)
    back = text.refunded(formats.money(order.refunded_cents)) if order.refunded_cents else ""
    return OrderFace(
        number=order.number,
        first=_JOIN.join(filter(None, (total, back))),
        second=_JOIN.join((when, order.number)),
        says=text.order_says(order.number, total, when),
    )


def duplicate_words(duplicate: Duplicate) -> str:
    """Return another record that may be theirs, and why."""
    other = duplicate.customer
    known = (spell_phone(other.phone), other.email, other.card_no)
    detail = next((each for each in known if each and each != other.name), "")
    second = _JOIN.join(filter(None, (text.sameness(duplicate.sameness), detail)))
    return f"{other.name}\n{second}"
