"""Goods that come back: how many may, what they are worth, and to which tender the money goes.

A returned unit is worth what was paid for it, its share of the order discount taken off. Refunds
of one line are rounded cumulatively: whoever brings the units back one by one or all at once, in
any order, gets exactly what was paid.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from pos.domain.errors import RefusedError
from pos.domain.money import Rounding, allocate, divide, round_to_step
from pos.domain.payment import TenderKind


class NotReturnableError(RefusedError):
    """More comes back than is left of what was sold. Facts: quantity, returnable, unit."""


class ReturnTooLateError(RefusedError):
    """The days in which goods may come back are over. Facts: sold_on, last_day."""


class RefundTooLargeError(RefusedError):
    """More would be given back than was paid. Facts: refund_cents, refundable_cents."""


class Reason(StrEnum):
    """Why goods come back."""

    CHANGED_MIND = "changed_mind"
    WRONG_SIZE = "wrong_size"
    WRONG_ITEM = "wrong_item"
    DAMAGED = "damaged"
    DEFECTIVE = "defective"
    NOT_AS_DESCRIBED = "not_as_described"
    LATE = "late"
    OTHER = "other"


class Disposition(StrEnum):
    """What happens to goods that came back."""

    RESTOCK = "restock"
    QUARANTINE = "quarantine"
    SCRAP = "scrap"
    VENDOR_RETURN = "vendor_return"


@dataclass(frozen=True, slots=True, kw_only=True)
class SoldLine:
    """A line of a posted sale, with what has come back of it so far.

    Attributes:
        sold_qty: Units sold.
        returned_qty: Units of all earlier returns together.
        paid_cents: What was paid for the line, with every tax and after all discounts.
        tax_cents: The taxes in it.
    """

    line_id: UUID
    sold_qty: int
    returned_qty: int
    paid_cents: int
    tax_cents: int
    unit: str = "each"

    @property
    def returnable_qty(self) -> int:
        """Units that may still come back."""
        return self.sold_qty - self.returned_qty


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRefund:
    """What some units of a line are worth. `net + tax = refund`."""

    line_id: UUID
    quantity: int
    refund_cents: int
    net_cents: int
    tax_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidTender:
    """A tender of the sale, with what of it went back already.

    Attributes:
        amount_cents: What it paid.
        refunded_cents: What went back to it.
        is_refundable: Money may go back this way at all.
    """

    payment_id: UUID
    method_code: str
    kind: TenderKind
    amount_cents: int
    refunded_cents: int = 0
    is_refundable: bool = True

    @property
    def refundable_cents(self) -> int:
        """What may still go back to it."""
        return self.amount_cents - self.refunded_cents if self.is_refundable else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundPart:
    """Money that goes back to one tender."""

    payment_id: UUID
    method_code: str
    kind: TenderKind
    amount_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundPlan:
    """Where a refund goes.

    Attributes:
        parts: By tender of the sale, in its order; none is 0.
        unplaced_cents: What no tender of the sale can take back; another tender, and a
            permission, are needed for it.
    """

    parts: tuple[RefundPart, ...]
    unplaced_cents: int


class RefundOrder(StrEnum):
    """Which tender of a split payment is paid back first."""

    LAST_FIRST = "last_first"
    IN_PROPORTION = "in_proportion"


@dataclass(frozen=True, slots=True, kw_only=True)
class CashRefund:
    """A refund in coins: `payout = amount + rounding`.

    Attributes:
        rounding_cents: What the coin adds to what the customer gets; negative if it takes.
    """

    amount_cents: int
    payout_cents: int
    rounding_cents: int


def refund_line(line: SoldLine, quantity: int) -> LineRefund:
    """Return what these units are worth.

    Raises:
        NotReturnableError: It is less than one unit, or more than is left.
    """
    if not 1 <= quantity <= line.returnable_qty:
        raise NotReturnableError(quantity=quantity, returnable=line.returnable_qty, unit=line.unit)
    refund = _share(line, line.paid_cents, quantity)
    tax = _share(line, line.tax_cents, quantity)
    return LineRefund(
        line_id=line.line_id,
        quantity=quantity,
        refund_cents=refund,
        net_cents=refund - tax,
        tax_cents=tax,
    )


def plan_refund(
    refund_cents: int,
    tenders: Sequence[PaidTender],
    *,
    order: RefundOrder = RefundOrder.LAST_FIRST,
) -> RefundPlan:
    """Return how a refund goes back to the tenders of the sale, never more than each paid.

    Args:
        refund_cents: Above 0.
        tenders: Of the sale, in the order of payment.
        order: Which tender comes first.

    Raises:
        RefundTooLargeError: All tenders together paid less, or less is left of them.
    """
    left = sum(tender.amount_cents - tender.refunded_cents for tender in tenders)
    if refund_cents > left:
        raise RefundTooLargeError(refund_cents=refund_cents, refundable_cents=left)
    room = [tender.refundable_cents for tender in tenders]
    placed = min(refund_cents, sum(room))
    if order is RefundOrder.IN_PROPORTION:
        shares = allocate(placed, room) if placed else (0,) * len(room)
    else:
        shares = _fill_from_the_end(placed, room)
    parts = tuple(
        RefundPart(
            payment_id=tender.payment_id,
            method_code=tender.method_code,
            kind=tender.kind,
            amount_cents=share,
        )
        for tender, share in zip(tenders, shares, strict=True)
        if share
    )
    return RefundPlan(parts=parts, unplaced_cents=refund_cents - placed)


def round_cash_refund(
    amount_cents: int, *, cash_step_cents: int, rounding: Rounding = Rounding.HALF_UP
) -> CashRefund:
    """Return what is counted out for a refund in cash, by the rule that rounds cash sales."""
    payout = round_to_step(amount_cents, cash_step_cents, rounding)
    return CashRefund(
        amount_cents=amount_cents, payout_cents=payout, rounding_cents=payout - amount_cents
    )


def check_return_day(sold_on: date, *, today: date, days: int) -> None:
    """Refuse goods that come back too late.

    Args:
        sold_on: Business day of the sale.
        today: Business day of the return.
        days: How many days after the sale goods may come back.

    Raises:
        ReturnTooLateError: The last day is over.
    """
    last_day = date.fromordinal(sold_on.toordinal() + days)
    if today > last_day:
        raise ReturnTooLateError(sold_on=sold_on, last_day=last_day)


def lowest_price(history: Iterable[tuple[date, int]], *, current_cents: int, since: date) -> int:
    """Return what an article without a receipt is worth: its lowest price since a day.

    Args:
        history: Day and new price of each change, in any order.
        current_cents: Today's price.
        since: First day that counts; the price that held on it counts too.
    """
    changes = sorted(history)
    before = [price for day, price in changes if day <= since]
    later = [price for day, price in changes if day > since]
    return min([current_cents, *before[-1:], *later])


def _share(line: SoldLine, cents: int, quantity: int) -> int:
    """Return the part of the next units: what all returned units are worth, less the earlier."""
    after = divide(cents * (line.returned_qty + quantity), line.sold_qty)
    before = divide(cents * line.returned_qty, line.sold_qty)
    return after - before


def _fill_from_the_end(total: int, room: Sequence[int]) -> tuple[int, ...]:
    shares = [0] * len(room)
    for index in reversed(range(len(room))):
        shares[index] = min(total, room[index])
        total -= shares[index]
    return tuple(shares)
