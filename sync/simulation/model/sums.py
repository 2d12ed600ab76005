"""What the model works out itself: stock from movements, money from tenders and refunds.

The same rules as `central/sql/stock.sql` and `central/sql/money.sql`.
"""

from typing import TYPE_CHECKING

from sync.simulation.model.rows import Rows
from sync.simulation.model.tables import Row

if TYPE_CHECKING:
    from collections.abc import Iterable

_TAKEN = ("captured", "partially_refunded", "refunded")
_HAPPENED = ("received", "completed")


def move_stock(rows: Rows, movement: Row) -> Row:
    """Add a movement to its level and return it with what it left there."""
    variant, location = movement["variant_id"], movement["location_id"]
    level = next(
        (
            level
            for level in rows.tables.find("inventory_levels", "variant_id", variant)
            if level["location_id"] == location
        ),
        None,
    )
    before = 0 if level is None else level["on_hand"]
    after = before + movement["quantity_delta"]
    if level is None:
        level = {"id": rows.new_id(), "variant_id": variant, "location_id": location}
        rows.insert("inventory_levels", {**level, "reserved": 0, "on_hand": after})
    else:
        rows.update("inventory_levels", level["id"], {"on_hand": after})
    if after < 0 <= before:
        rows.note_conflict("negative_stock", movement)
    return {**movement, "quantity_after": after}


def settle_payment(rows: Rows, payment_id: str) -> None:
    """Work out how much of a tender went back."""
    payment = rows.tables.get("payments", payment_id)
    refunds = [
        refund
        for refund in rows.tables.find("refunds", "payment_id", payment_id)
        if refund["status"] == "completed"
    ]
    back = sum(refund["amount_cents"] for refund in refunds)
    status = payment["status"]
    if status in _TAKEN:
        status = _payment_status(back, payment["amount_cents"])
    after = {"refunded_cents": min(back, payment["amount_cents"]), "status": status}
    if any(payment.get(name, 0) != value for name, value in after.items()):
        moments = [refund["processed_at"] for refund in refunds]
        rows.update("payments", payment_id, {**after, "refunded_at": max(moments, default=None)})


def settle_order(rows: Rows, order_id: str) -> None:
    """Work out what was paid for an order and what went back."""
    order = rows.tables.get("orders", order_id)
    payments = list(rows.tables.find("payments", "order_id", order_id))
    paid = sum(each["amount_cents"] for each in payments if each["status"] in _TAKEN)
    refunds = rows.tables.find("refunds", "order_id", order_id)
    back = sum(each["amount_cents"] for each in refunds if each["status"] == "completed")
    after = {
        "paid_cents": paid,
        "refunded_cents": back,
        "payment_status": _order_status(
            paid=paid,
            back=back,
            total=order["total_cents"],
            tries=[each["status"] for each in payments],
        ),
    }
    if any(order.get(name) != value for name, value in after.items()):
        rows.update("orders", order_id, after)


def take_back(rows: Rows, return_id: str) -> None:
    """Work out how much of the lines of a return came back, and whether the order is restocked."""
    of_return = list(rows.tables.find("return_lines", "return_id", return_id))
    lines = [each["order_line_id"] for each in of_return if each.get("order_line_id")]
    for line_id in dict.fromkeys(lines):
        _take_back_line(rows, line_id)
    orders = [rows.tables.get("order_lines", line_id)["order_id"] for line_id in lines]
    for order_id in dict.fromkeys(orders):
        _restock(rows, order_id)


def _take_back_line(rows: Rows, line_id: str) -> None:
    line = rows.tables.get("order_lines", line_id)
    back = sum(
        each["quantity"]
        for each in rows.tables.find("return_lines", "order_line_id", line_id)
        if rows.tables.get("returns", each["return_id"])["status"] in _HAPPENED
    )
    after = min(back, line["quantity"])
    if line.get("returned_qty", 0) != after:
        rows.update("order_lines", line_id, {"returned_qty": after})


def _restock(rows: Rows, order_id: str) -> None:
    order = rows.tables.get("orders", order_id)
    lines = list(rows.tables.find("order_lines", "order_id", order_id))
    came_back: Iterable[Row] = (
        each
        for line in lines
        for each in rows.tables.find("return_lines", "order_line_id", line["id"])
    )
    is_all_back = all(line.get("returned_qty", 0) >= line["quantity"] for line in lines)
    is_on_shelf = all(each["disposition"] == "restock" for each in came_back)
    if order["fulfilment_status"] != "restocked" and is_all_back and is_on_shelf:
        rows.update("orders", order_id, {"fulfilment_status": "restocked"})


def _payment_status(back: int, amount: int) -> str:
    if back >= amount and back > 0:
        return "refunded"
    return "partially_refunded" if back > 0 else "captured"


def _order_status(*, paid: int, back: int, total: int, tries: list[str]) -> str:
    if back >= paid > 0:
        return "refunded"
    if back > 0:
        return "partially_refunded"
    if paid >= total:
        return "paid"
    if paid > 0:
        return "partially_paid"
    waiting = [each for each in ("authorized", "processing", "pending") if each in tries]
    return waiting[0] if waiting else "failed" if tries else "pending"
