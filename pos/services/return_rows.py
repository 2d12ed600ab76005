"""Turns goods that come back into the rows that a return consists of."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pos.domain.money import allocate, divide
from pos.domain.returns import (
    Disposition,
    LineRefund,
    Reason,
    RefundPart,
    SoldLine,
)
from pos.domain.stock import MovementKind
from pos.domain.stored_value import EntryKind
from pos.queries.payment_methods import read_method_ids
from pos.queries.returns import ReturnableLine, ReturnableOrder, list_sold_taxes
from pos.queries.shifts import OpenShift
from pos.services import turnover
from pos.services.gift_cards import take_off_card
from pos.services.journal import Entry
from pos.services.permissions import Actor
from pos.services.stock import Movement, keep_tracked
from pos.services.stored_value import Posting, post_entry
from pos.uow import WriteTx


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedGoods:
    """Some units of a sold line that come back.

    Attributes:
        quantity: In the line's unit, at least 1.
    """

    order_line_id: UUID
    quantity: int
    reason: Reason = Reason.OTHER
    disposition: Disposition = Disposition.RESTOCK
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """A return while it is being written.

    Attributes:
        number: Of the return itself, from its gapless series.
        approved_by: None when the actor may do it alone.
        refunds: What comes back of which line, and what it is worth.
    """

    return_id: UUID
    actor: Actor
    order: ReturnableOrder
    shift: OpenShift
    number: str
    approved_by: UUID | None
    refunds: tuple[tuple[ReturnedGoods, ReturnableLine, LineRefund], ...]

    @property
    def refund_cents(self) -> int:
        """What all the goods are worth."""
        return sum(refund.refund_cents for _, _, refund in self.refunds)

    @property
    def gift_cards_cents(self) -> int:
        """What of it was on gift cards, and never was turnover."""
        loads = ((line.card, refund.refund_cents) for _, line, refund in self.refunds)
        return sum(cents for card, cents in loads if card is not None)


def return_row(tx: WriteTx, taking: Taking) -> dict[str, Any]:
    """Return the header: at the counter a return is asked for and done in one moment."""
    return {
        "id": taking.return_id,
        "created_at": tx.now,
        "updated_at": tx.now,
        "number": taking.number,
        "order_id": taking.order.order_id,
        "kind": "return",
        "status": "completed",
        "user_id": taking.order.customer_id,
        "store_id": tx.register.store_id,
        "register_id": tx.register.register_id,
        "shift_id": taking.shift.shift_id,
        "staff_id": taking.actor.staff_id,
        "approved_by": taking.approved_by,
        "requested_at": tx.now,
        "approved_at": tx.now,
        "received_at": tx.now,
        "completed_at": tx.now,
    }


def line_row(
    tx: WriteTx,
    taking: Taking,
    *,
    goods: ReturnedGoods,
    line: ReturnableLine,
    refund: LineRefund,
    line_no: int,
) -> dict[str, Any]:
    """Return one line, with its share of each tax of the sold line."""
    return {
        "id": tx.new_id(),
        "created_at": tx.now,
        "updated_at": tx.now,
        "return_id": taking.return_id,
        "line_no": line_no,
        "order_line_id": line.sold.line_id,
        "variant_id": line.variant_id,
        "quantity": goods.quantity,
        "reason_code": str(goods.reason),
        "condition": "new" if goods.disposition is Disposition.RESTOCK else "opened",
        "disposition": str(goods.disposition),
        "location_id": _place(tx, goods),
        "refund_cents": refund.refund_cents,
        "tax_cents": refund.tax_cents,
        "kept_cents": refund.kept_cents,
        "taxes": _tax_shares(tx, line.sold, refund),
        "note": goods.note or None,
    }


def _tax_shares(tx: WriteTx, sold: SoldLine, refund: LineRefund) -> list[dict[str, Any]]:
    """Return what of each tax comes back, rounded cumulatively like the refund itself.

    Where the shop keeps something, the taxes are what is left of each, and sum to that of the line.
    """

    def share(cents: int) -> int:
        after = divide(cents * (sold.returned_qty + refund.quantity), sold.sold_qty)
        return after - divide(cents * sold.returned_qty, sold.sold_qty)

    taxes = list_sold_taxes(tx, sold.line_id)
    shares = [(share(tax.taxable_cents), share(tax.tax_cents)) for tax in taxes]
    if refund.kept_cents and shares:
        worth = refund.refund_cents + refund.kept_cents
        left = allocate(refund.tax_cents, [cents for _, cents in shares])
        bases = [divide(base * refund.refund_cents, worth) for base, _ in shares]
        shares = list(zip(bases, left, strict=True))
    return [
        {"name": tax.name, "rate_ppm": tax.rate_ppm, "taxable_cents": base, "tax_cents": cents}
        for tax, (base, cents) in zip(taxes, shares, strict=True)
    ]


def refund_row(tx: WriteTx, taking: Taking, part: RefundPart) -> dict[str, Any]:
    """Return the refund to one tender."""
    return {
        "id": tx.new_id(),
        "created_at": tx.now,
        "updated_at": tx.now,
        "number": f"{tx.register.number_prefix}-F{tx.next_number('refund'):06d}",
        "order_id": taking.order.order_id,
        "payment_id": part.payment_id,
        "return_id": taking.return_id,
        "method_id": read_method_ids(tx)[part.method_code],
        "amount_cents": part.amount_cents,
        "rounding_cents": part.rounding_cents,
        "currency": taking.order.currency,
        "status": "completed",
        "requested_at": tx.now,
        "approved_at": tx.now,
        "processed_at": tx.now,
        "approved_by": taking.approved_by,
        "stored_value_account_id": part.account_id,
        "register_id": tx.register.register_id,
        "shift_id": taking.shift.shift_id,
        "staff_id": taking.actor.staff_id,
    }


def recharges(
    tx: WriteTx, taking: Taking, parts: tuple[RefundPart, ...], refunds: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Put back on gift cards and credit what was paid with them, and return the entries.

    Args:
        refunds: The rows of the parts, in their order.
    """
    return [
        post_entry(
            tx,
            Posting(
                account_id=part.account_id,
                kind=EntryKind.REFUND,
                amount_cents=part.amount_cents,
                staff_id=taking.actor.staff_id,
                order_id=taking.order.order_id,
                refund_id=row["id"],
            ),
        )
        for part, row in zip(parts, refunds, strict=True)
        if part.account_id is not None
    ]


def unloadings(tx: WriteTx, taking: Taking) -> list[dict[str, Any]]:
    """Take the worth of gift cards that come back off them, and return the entries.

    Raises:
        RefusedError: The card is unknown, or somebody bought something with it.
    """
    return [
        take_off_card(
            tx,
            line.card,
            amount_cents=refund.refund_cents,
            order_id=taking.order.order_id,
            staff_id=taking.actor.staff_id,
        )
        for _, line, refund in taking.refunds
        if line.card is not None
    ]


def _place(tx: WriteTx, goods: ReturnedGoods) -> UUID | None:
    return tx.register.location_id if goods.disposition is Disposition.RESTOCK else None


def movements(tx: WriteTx, taking: Taking) -> list[Movement]:
    """Return what goes back on the shelf; damaged goods do not."""
    tracked = keep_tracked(tx, {line.variant_id for _, line, _ in taking.refunds})
    return [
        Movement(
            variant_id=line.variant_id,
            quantity_delta=goods.quantity,
            kind=MovementKind.RETURN,
            reference_type="return",
            reference_id=taking.return_id,
            reason=str(goods.reason),
            staff_id=taking.actor.staff_id,
        )
        for goods, line, _ in taking.refunds
        if goods.disposition is Disposition.RESTOCK and line.variant_id in tracked
    ]


def journal_entry(tx: WriteTx, taking: Taking, parts: tuple[RefundPart, ...]) -> Entry:
    """Return what the journal says of it."""
    return Entry(
        kind="return",
        payload={
            "number": taking.number,
            "of": taking.order.number,
            "currency": taking.order.currency,
            "lines": [
                {
                    "sku": line.sku,
                    "quantity": goods.quantity,
                    "refund_cents": refund.refund_cents,
                    "tax_cents": refund.tax_cents,
                    "disposition": str(goods.disposition),
                    **({"kept_cents": refund.kept_cents} if refund.kept_cents else {}),
                }
                for goods, line, refund in taking.refunds
            ],
            "tenders": [
                {"method": part.method_code, "amount_cents": part.amount_cents} for part in parts
            ],
            "refund_cents": taking.refund_cents,
            "approved_by": str(taking.approved_by) if taking.approved_by else None,
            **turnover.count_refund(tx, taking.refund_cents - taking.gift_cards_cents),
        },
        receipt_number=taking.number,
        order_id=taking.order.order_id,
        return_id=taking.return_id,
        shift_id=taking.shift.shift_id,
        staff_id=taking.actor.staff_id,
    )
