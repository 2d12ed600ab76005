"""What a return will give back, to which tenders, and whether somebody must agree to it.

The service decides again when the return is posted; this is what is shown before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pos.domain.errors import RefusedError
from pos.domain.permission import Action
from pos.domain.pricing import PricingRules
from pos.domain.returns import (
    RefundPart,
    ReturnTooLateError,
    check_return_day,
    plan_refund,
)
from pos.queries import payment_methods, settings, shifts, store_rules
from pos.queries.returns import ReturnableOrder

if TYPE_CHECKING:
    from pos.uow import ReadTx


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The shop's rules for returns.

    Attributes:
        days: In which goods may come back.
        approval_cents: A refund above it needs a second person.
        today: Business day of the open shift; None while the register is closed.
        ways: Names of the ways to pay, by code.
    """

    rules: PricingRules
    days: int
    approval_cents: int
    today: date | None
    ways: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundPreview:
    """Where the money will go.

    Attributes:
        refund_cents: What the goods are worth.
        payout_cents: What is given back: cash rounded to the coin.
        parts: By tender of the sale.
        unplaced_cents: What no tender of the sale can take back.
        trouble: Why it cannot be given back at all; None: it can.
    """

    refund_cents: int
    payout_cents: int
    parts: tuple[RefundPart, ...]
    unplaced_cents: int
    trouble: RefusedError | None = None

    @property
    def rounding_cents(self) -> int:
        """What the coin adds to what is given back, or takes from it."""
        return self.payout_cents - self.refund_cents + self.unplaced_cents


def read_policy(tx: "ReadTx") -> Policy:
    """Return the rules in force at this register."""
    in_force = settings.read_settings(tx)
    shift = shifts.find_open_shift(tx)
    return Policy(
        rules=store_rules.read_pricing_rules(tx),
        days=in_force.return_days,
        approval_cents=in_force.return_approval_cents,
        today=shift.business_date if shift else None,
        ways={way.code: way.name for way in payment_methods.list_payment_methods(tx)},
    )


def preview_refund(order: ReturnableOrder, refund_cents: int, rules: PricingRules) -> RefundPreview:
    """Return where a refund of a sale goes."""
    if not refund_cents:
        return RefundPreview(refund_cents=0, payout_cents=0, parts=(), unplaced_cents=0)
    try:
        plan = plan_refund(
            refund_cents,
            order.tenders,
            cash_step_cents=rules.cash_step_cents,
            rounding=rules.rounding,
        )
    except RefusedError as error:
        return RefundPreview(
            refund_cents=refund_cents, payout_cents=0, parts=(), unplaced_cents=0, trouble=error
        )
    return RefundPreview(
        refund_cents=refund_cents,
        payout_cents=sum(part.payout_cents for part in plan.parts),
        parts=plan.parts,
        unplaced_cents=plan.unplaced_cents,
    )


def action_of(order: ReturnableOrder, refund_cents: int, policy: Policy) -> Action:
    """Return what somebody must be permitted for this refund."""
    today = policy.today
    try:
        if today is not None:
            check_return_day(order.sold_on or today, today=today, days=policy.days)
    except ReturnTooLateError:
        return Action.RETURN_LATE
    return Action.RETURN_LARGE if refund_cents > policy.approval_cents else Action.ACCEPT_RETURN


def last_day(order: ReturnableOrder, policy: Policy) -> date | None:
    """Return the last day on which goods of a sale may come back; None: nobody knows."""
    return None if order.sold_on is None else order.sold_on + timedelta(days=policy.days)
