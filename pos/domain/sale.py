"""A finished sale as one frozen document, and the words for where orders and tenders are.

What an order says about its payment is computed from its tenders and refunds, never by hand.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from pos.domain.bill import Bill
from pos.domain.cart import Cart, CartLine
from pos.domain.payment import SettledTender, Settlement
from pos.domain.pricing import PricedBasket, PricedLine, PricingRules


class SaleState(StrEnum):
    """Where an order is in its life; a counter sale is written once, as completed."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    PROCESSING = "processing"
    READY = "ready"
    SHIPPED = "shipped"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"


WAITING = (SaleState.CONFIRMED, SaleState.PROCESSING, SaleState.READY)
"""Where an order is that somebody still has to fetch."""


class TenderState(StrEnum):
    """Where one tender is in its life."""

    PENDING = "pending"
    PROCESSING = "processing"
    AUTHORIZED = "authorized"
    CAPTURED = "captured"
    PARTIALLY_REFUNDED = "partially_refunded"
    REFUNDED = "refunded"
    FAILED = "failed"
    CANCELLED = "cancelled"


class PaymentState(StrEnum):
    """What the tenders and refunds of an order amount to."""

    PENDING = "pending"
    PROCESSING = "processing"
    AUTHORIZED = "authorized"
    PARTIALLY_PAID = "partially_paid"
    PAID = "paid"
    FAILED = "failed"
    PARTIALLY_REFUNDED = "partially_refunded"
    REFUNDED = "refunded"


class FulfilmentState(StrEnum):
    """What has become of the goods of an order."""

    UNFULFILLED = "unfulfilled"
    PARTIALLY_FULFILLED = "partially_fulfilled"
    FULFILLED = "fulfilled"
    RESTOCKED = "restocked"


HOLDS_MONEY = frozenset(
    {TenderState.CAPTURED, TenderState.PARTIALLY_REFUNDED, TenderState.REFUNDED}
)
_OPEN_TENDERS = (
    (TenderState.AUTHORIZED, PaymentState.AUTHORIZED),
    (TenderState.PROCESSING, PaymentState.PROCESSING),
    (TenderState.PENDING, PaymentState.PENDING),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleLine:
    """One line as it was sold: what the cart held, and what it came to."""

    line_no: int
    item: CartLine
    priced: PricedLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """A sale as it is posted; it cannot be made unless its parts add up.

    Attributes:
        number: The document's number, gapless per register.
        priced: What `cart` comes to under `rules`.
        settlement: How it was paid, in full.
        business_date: The day of the shift, in the store's zone.
        sold_at: UTC.
    """

    sale_id: UUID
    number: str
    rules: PricingRules
    cart: Cart
    priced: PricedBasket
    settlement: Settlement
    staff_id: UUID
    shift_id: UUID
    business_date: date
    sold_at: datetime

    def __post_init__(self) -> None:
        """Stop a sale that does not balance."""
        assert len(self.cart.lines) == len(self.priced.lines), "priced another cart"
        assert_balance(self.priced, self.settlement)

    @property
    def lines(self) -> tuple[SaleLine, ...]:
        """The lines in the order of the cart, numbered from 1."""
        pairs = zip(self.cart.lines, self.priced.lines, strict=True)
        return tuple(
            SaleLine(line_no=line_no, item=item, priced=priced)
            for line_no, (item, priced) in enumerate(pairs, start=1)
        )

    @property
    def payments(self) -> tuple[SettledTender, ...]:
        """The tenders in the order of entry."""
        return self.settlement.payments

    @property
    def bill(self) -> Bill:
        """What its tenders pay."""
        return Bill(
            order_id=self.sale_id,
            customer_id=self.cart.customer_id,
            currency=self.rules.currency,
            shift_id=self.shift_id,
            staff_id=self.staff_id,
            payments=self.payments,
        )

    @property
    def state(self) -> SaleState:
        """Where the order begins: what is still to be made waits to be fetched."""
        is_made = any(line.made for line in self.cart.lines)
        return SaleState.CONFIRMED if is_made else SaleState.COMPLETED

    @property
    def fulfilment(self) -> FulfilmentState:
        """What of the goods the customer takes along at once."""
        made = [line.made is not None for line in self.cart.lines]
        if not any(made):
            return FulfilmentState.FULFILLED
        return FulfilmentState.UNFULFILLED if all(made) else FulfilmentState.PARTIALLY_FULFILLED

    @property
    def gift_cards_cents(self) -> int:
        """What was put on gift cards: owed to whoever holds them."""
        return sum(line.priced.total_cents for line in self.lines if line.item.card is not None)

    @property
    def turnover_cents(self) -> int:
        """What the shop earned, with every tax."""
        return self.priced.total_cents - self.gift_cards_cents


def assert_balance(priced: PricedBasket, settlement: Settlement) -> None:
    """Stop a sale whose parts do not add up; that is a mistake of ours, never of the shop."""
    assert settlement.remaining_cents == 0, "something is left to pay"
    paid = sum(tender.amount_cents for tender in settlement.payments)
    assert paid == priced.total_cents, "the tenders do not sum to the total"
    assert settlement.due_cents == settlement.tendered_cents - settlement.change_cents, "change"
    for line in priced.lines:
        assert line.net_cents + line.tax_cents == line.total_cents, "a line does not add up"
    lines = sum(line.total_cents for line in priced.lines)
    assert lines == priced.total_cents, "the lines do not sum to the total"
    assert sum(tax.tax_cents for tax in priced.taxes) == priced.tax_cents, "the taxes do not"


def payment_state(
    tenders: Iterable[tuple[TenderState, int]], *, total_cents: int, refunded_cents: int
) -> PaymentState:
    """Return what the tenders and refunds of an order amount to (schema.md 4.2).

    Args:
        tenders: State and amount of each, failed ones too.
        total_cents: What the order costs.
        refunded_cents: Sum of the completed refunds.
    """
    found = list(tenders)
    captured = sum(amount for state, amount in found if state in HOLDS_MONEY)
    states = {state for state, _ in found}
    if refunded_cents > 0:
        is_all = refunded_cents >= captured > 0
        return PaymentState.REFUNDED if is_all else PaymentState.PARTIALLY_REFUNDED
    if captured > 0:
        return PaymentState.PAID if captured >= total_cents else PaymentState.PARTIALLY_PAID
    for tender, order in _OPEN_TENDERS:
        if tender in states:
            return order
    return PaymentState.FAILED if states else PaymentState.PENDING
