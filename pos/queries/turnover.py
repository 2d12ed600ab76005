"""What this register ever sold and ever gave back (trust.md 2.1); the counters only grow."""

from pos.uow import ReadTx

SALES = "turnover_sales_cents"
REFUNDS = "turnover_refunds_cents"


def read_turnover(tx: ReadTx) -> tuple[int, int]:
    """Return the cents ever sold and the cents ever given back, both positive."""
    counters = tx.counters
    return counters.get(SALES).value, counters.get(REFUNDS).value
