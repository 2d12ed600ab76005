"""Keeps each change of the cart in hand, and journals what goes out of it.

A sale that is begun and given up, or a line that is taken out, may be a slip of the finger or money
that goes past the drawer: both are counted on the shift's report (features.md, "Exceptions"). The
entry is written with the change itself, so that switching the till off hides nothing. What undo
brings back is an entry of its own, and is taken off the count.
"""

from typing import Any
from uuid import UUID

from pos.domain.cart import Cart, CartLine
from pos.domain.cart_change import CartChange, VoidReason
from pos.domain.cart_pricing import price_cart
from pos.domain.fact import Fact, RowsWritten
from pos.domain.permission import Action
from pos.queries.shifts import find_open_shift
from pos.queries.store_rules import read_pricing_rules
from pos.runtime.changes import Topic
from pos.services.carts import save_cart
from pos.services.journal import Entry, write_entry
from pos.services.permissions import Actor, PermissionDeniedError, require
from pos.uow import WriteTx


def keep_change(tx: WriteTx, change: CartChange, *, staff_id: UUID | None) -> None:
    """Keep the cart as it is after a change, and journal what went out of it or came back.

    Args:
        staff_id: Who changed it; None: nobody is signed in.

    Raises:
        PermissionDeniedError: A sale was given up, and whoever did it may not do that.
        ApprovalNeededError: They may with an approval, and the change has none.
        ApprovalNotValidError: The approval is for something else, used up or too old.
    """
    save_cart(tx, change.after, staff_id=staff_id)
    if change.is_discard:
        approver_id = _require_leave(tx, change, staff_id=staff_id)
        reason = VoidReason.CART_DISCARDED
        _journal(tx, change, reason, staff_id=staff_id, approver_id=approver_id)
    elif change.taken_out:
        _journal(tx, change, VoidReason.LINES_TAKEN_OUT, staff_id=staff_id)
    if change.is_brought_back:
        _journal(tx, change, VoidReason.CART_BROUGHT_BACK, staff_id=staff_id)
    elif change.brought_back:
        _journal(tx, change, VoidReason.LINES_BROUGHT_BACK, staff_id=staff_id)


def _require_leave(tx: WriteTx, change: CartChange, *, staff_id: UUID | None) -> UUID | None:
    """Return who approved it, and use the approval up; None: they may alone."""
    if staff_id is None:
        raise PermissionDeniedError(action=Action.VOID_SALE)
    actor = Actor(staff_id=staff_id, approval_id=change.approval_id)
    return require(tx, actor, Action.VOID_SALE)


def _journal(
    tx: WriteTx,
    change: CartChange,
    reason: VoidReason,
    *,
    staff_id: UUID | None,
    approver_id: UUID | None = None,
) -> None:
    is_back = reason in {VoidReason.CART_BROUGHT_BACK, VoidReason.LINES_BROUGHT_BACK}
    cart = change.after if is_back else change.before
    lines = _said_of(tx, cart, change.brought_back if is_back else change.taken_out)
    shift = find_open_shift(tx)
    row = write_entry(
        tx,
        Entry(
            kind="void",
            payload={
                "reason": reason,
                "cart_id": str(cart.cart_id),
                "currency": cart.currency,
                "total_cents": sum(line["total_cents"] for line in lines),
                "lines": lines,
                "approved_by": str(approver_id) if approver_id else None,
            },
            shift_id=shift.shift_id if shift else None,
            staff_id=staff_id,
        ),
    )
    tx.record(
        Fact(
            kind="cart.voided",
            version=1,
            table="journal_entries",
            row_id=row["id"],
            rows=(RowsWritten(table="journal_entries", rows=(row,)),),
        )
    )
    tx.touched(Topic.SHIFTS)


def _said_of(tx: WriteTx, cart: Cart, lines: tuple[CartLine, ...]) -> list[dict[str, Any]]:
    priced = price_cart(read_pricing_rules(tx), cart)
    wanted = {line.line_id for line in lines}
    return [
        {
            "sku": line.sku,
            "name": line.name,
            "quantity": line.quantity,
            "total_cents": amounts.total_cents,
        }
        for line, amounts in zip(cart.lines, priced.lines, strict=True)
        if line.line_id in wanted
    ]
