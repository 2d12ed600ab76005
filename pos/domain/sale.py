"""A finished sale as one frozen document, and the lives of orders and tenders.

The states and their legal moves are tables; what an order says about its payment and its goods is
computed from the tenders, refunds and lines, never written by hand.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from pos.domain.cart import Cart, CartLine
from pos.domain.errors import RefusedError
from pos.domain.payment import SettledTender, Settlement
from pos.domain.pricing import PricedBasket, PricedLine, PricingRules


class IllegalMoveError(RefusedError):
    """Such a step does not exist in the life of an order or a tender. Facts: state, wanted."""


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


SALE_MOVES: Mapping[SaleState, frozenset[SaleState]] = {
    SaleState.PENDING: frozenset({SaleState.CONFIRMED, SaleState.CANCELLED}),
    SaleState.CONFIRMED: frozenset(
        {
            SaleState.PROCESSING,
            SaleState.READY,
            SaleState.SHIPPED,
            SaleState.COMPLETED,
            SaleState.CANCELLED,
        }
    ),
    SaleState.PROCESSING: frozenset(
        {SaleState.READY, SaleState.SHIPPED, SaleState.COMPLETED, SaleState.CANCELLED}
    ),
    SaleState.READY: frozenset({SaleState.SHIPPED, SaleState.COMPLETED, SaleState.CANCELLED}),
    SaleState.SHIPPED: frozenset({SaleState.COMPLETED, SaleState.CANCELLED}),
    SaleState.COMPLETED: frozenset({SaleState.REFUNDED}),
    SaleState.CANCELLED: frozenset({SaleState.REFUNDED}),
    SaleState.REFUNDED: frozenset(),
}

TENDER_MOVES: Mapping[TenderState, frozenset[TenderState]] = {
    TenderState.PENDING: frozenset(
        {
            TenderState.PROCESSING,
            TenderState.AUTHORIZED,
            TenderState.CAPTURED,
            TenderState.FAILED,
            TenderState.CANCELLED,
        }
    ),
    TenderState.PROCESSING: frozenset(
        {TenderState.AUTHORIZED, TenderState.CAPTURED, TenderState.FAILED}
    ),
    TenderState.AUTHORIZED: frozenset(
        {TenderState.CAPTURED, TenderState.CANCELLED, TenderState.FAILED}
    ),
    TenderState.CAPTURED: frozenset({TenderState.PARTIALLY_REFUNDED, TenderState.REFUNDED}),
    TenderState.PARTIALLY_REFUNDED: frozenset({TenderState.REFUNDED}),
    TenderState.REFUNDED: frozenset(),
    TenderState.FAILED: frozenset(),
    TenderState.CANCELLED: frozenset(),
}

_HOLDS_MONEY = frozenset(
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


def check_sale_move(state: SaleState, wanted: SaleState) -> None:
    """Refuse a step that does not exist in the life of an order.

    Raises:
        IllegalMoveError: There is no such step.
    """
    if wanted not in SALE_MOVES[state]:
        raise IllegalMoveError(state=state, wanted=wanted)


def check_tender_move(state: TenderState, wanted: TenderState) -> None:
    """Refuse a step that does not exist in the life of a tender.

    Raises:
        IllegalMoveError: There is no such step.
    """
    if wanted not in TENDER_MOVES[state]:
        raise IllegalMoveError(state=state, wanted=wanted)


def furthest(one: SaleState, other: SaleState) -> SaleState:
    """Return the state that stands when two places report different ones: the later in life."""
    order = list(SaleState)
    return max(one, other, key=order.index)


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
    captured = sum(amount for state, amount in found if state in _HOLDS_MONEY)
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


def fulfilment_state(lines: Iterable[tuple[int, int, int]]) -> FulfilmentState:
    """Return what has become of the goods (schema.md 4.4).

    Args:
        lines: Units sold, handed over, and returned and put back, for each line.
    """
    found = list(lines)
    sold = sum(line[0] for line in found)
    handed_over = sum(line[1] for line in found)
    put_back = sum(line[2] for line in found)
    if handed_over == 0:
        return FulfilmentState.UNFULFILLED
    if handed_over < sold:
        return FulfilmentState.PARTIALLY_FULFILLED
    return FulfilmentState.RESTOCKED if put_back >= sold else FulfilmentState.FULFILLED
