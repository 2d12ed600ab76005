"""Keeps the counters that only grow: what this register ever sold and ever gave back.

They stand in every journal entry about money, so that a missing entry shows even without its
neighbours (trust.md 2.1).
"""

from pos.queries.turnover import REFUNDS, SALES, read_turnover
from pos.uow import WriteTx


def count_sale(tx: WriteTx, cents: int) -> dict[str, int]:
    """Add a sale and return the counters as a journal entry states them."""
    return _count(tx, SALES, cents)


def count_refund(tx: WriteTx, cents: int) -> dict[str, int]:
    """Add what was given back, a positive amount, and return the counters."""
    return _count(tx, REFUNDS, cents)


def _count(tx: WriteTx, name: str, cents: int) -> dict[str, int]:
    tx.counters.add(name, cents, at=tx.now)
    sales, refunds = read_turnover(tx)
    return {
        "sales_total_cents": sales,
        "refunds_total_cents": refunds,
        "perpetual_total_cents": sales - refunds,
    }
