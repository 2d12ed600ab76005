"""Goods that come back: how many may, what they are worth, and to which tender the money goes.

A returned unit is worth what was paid for it, its share of the order discount taken off. Refunds
of one line are rounded cumulatively: whoever brings the units back one by one or all at once, in
any order, gets exactly what was paid.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial
from uuid import UUID

from pos.domain.errors import RefusedError
from pos.domain.money import Rounding, divide, round_to_step
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
    """What comes back for some units of a line. `net + tax = refund`.

    Attributes:
        kept_cents: What the shop keeps of what they are worth; 0: nothing.
    """

    line_id: UUID
    quantity: int
    refund_cents: int
    net_cents: int
    tax_cents: int
    kept_cents: int = 0

    def keep(self, kept_cents: int) -> "LineRefund":
        """Return the refund less what the shop keeps, which keeps its share of the taxes."""
        assert 0 <= kept_cents <= self.refund_cents, "no more is kept than there is"
        refund = self.refund_cents - kept_cents
        tax = divide(self.tax_cents * refund, self.refund_cents) if self.refund_cents else 0
        return replace(
            self,
            refund_cents=refund,
            net_cents=refund - tax,
            tax_cents=tax,
            kept_cents=kept_cents,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidTender:
    """A tender of the sale, with what of it went back already.

    Attributes:
        amount_cents: What it paid.
        rounding_cents: What the coin added (plus) or forgave when it paid; 0 but for cash.
        refunded_cents: What went back to it.
        is_refundable: Money may go back this way at all.
        is_collected: The money is here; False: it was promised, and what goes back is not owed.
        account_id: The gift card or credit that it came from; None: from none.
    """

    payment_id: UUID
    method_code: str
    kind: TenderKind
    amount_cents: int
    rounding_cents: int = 0
    refunded_cents: int = 0
    is_refundable: bool = True
    is_collected: bool = True
    account_id: UUID | None = None

    @property
    def refundable_cents(self) -> int:
        """What may still go back to it."""
        may = self.is_refundable or not self.is_collected
        return self.amount_cents - self.refunded_cents if may else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundPart:
    """Money that goes back to one tender: `payout = amount + rounding`.

    Attributes:
        amount_cents: What the goods are worth.
        rounding_cents: What the coin adds to what the customer gets; negative if it takes.
        account_id: The gift card or credit that it goes back to; None: to none.
    """

    payment_id: UUID
    method_code: str
    kind: TenderKind
    amount_cents: int
    rounding_cents: int = 0
    account_id: UUID | None = None

    @property
    def payout_cents(self) -> int:
        """What the customer gets."""
        return self.amount_cents + self.rounding_cents


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
    cash_step_cents: int = 1,
    rounding: Rounding = Rounding.HALF_UP,
) -> RefundPlan:
    """Return how a refund goes back to the tenders of the sale, the last one first.

    Cash is rounded to the coin by what all refunds to a tender come to together: in however many
    parts it goes back, the parts sum to what the tender left in the drawer.

    Args:
        refund_cents: At least 0; nothing goes back for what cost nothing.
        tenders: Of the sale, in the order of payment.
        cash_step_cents: The smallest coin; 1: nothing is rounded.
        rounding: How cash goes to the coin.

    Raises:
        RefundTooLargeError: All tenders together paid less, or less is left of them.
    """
    left = sum(tender.amount_cents - tender.refunded_cents for tender in tenders)
    if refund_cents > left:
        raise RefundTooLargeError(refund_cents=refund_cents, refundable_cents=left)
    shares = _fill_from_the_end(refund_cents, [tender.refundable_cents for tender in tenders])
    to_the_coin = partial(round_to_step, step_cents=cash_step_cents, rounding=rounding)
    parts = tuple(
        RefundPart(
            payment_id=tender.payment_id,
            method_code=tender.method_code,
            kind=tender.kind,
            amount_cents=share,
            rounding_cents=_coin_cents(tender, share, to_the_coin=to_the_coin),
            account_id=tender.account_id,
        )
        for tender, share in zip(tenders, shares, strict=True)
        if share
    )
    return RefundPlan(parts=parts, unplaced_cents=refund_cents - sum(shares))


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


def _share(line: SoldLine, cents: int, quantity: int) -> int:
    """Return the part of the next units: what all returned units are worth, less the earlier."""
    after = divide(cents * (line.returned_qty + quantity), line.sold_qty)
    before = divide(cents * line.returned_qty, line.sold_qty)
    return after - before


def _coin_cents(tender: PaidTender, share: int, *, to_the_coin: Callable[[int], int]) -> int:
    """Return what the coin adds to the next refund of a tender."""
    if tender.kind is not TenderKind.CASH:
        return 0
    before = _counted_out(tender, tender.refunded_cents, to_the_coin=to_the_coin)
    after = _counted_out(tender, tender.refunded_cents + share, to_the_coin=to_the_coin)
    return after - before - share


def _counted_out(
    tender: PaidTender, refunded_cents: int, *, to_the_coin: Callable[[int], int]
) -> int:
    """Return what all refunds of a tender together count out: never more than it left behind."""
    left_behind = tender.amount_cents + tender.rounding_cents
    if refunded_cents == tender.amount_cents:
        return left_behind
    return min(left_behind, to_the_coin(refunded_cents))


def _fill_from_the_end(total: int, room: Sequence[int]) -> tuple[int, ...]:
    shares = [0] * len(room)
    for index in reversed(range(len(room))):
        shares[index] = min(total, room[index])
        total -= shares[index]
    return tuple(shares)
