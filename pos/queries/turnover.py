"""What this register ever sold and ever gave back (trust.md 2.1); the counters only grow."""

import sqlalchemy as sa

from models.sync import CounterRow
from pos.uow import ReadTx

SALES = "turnover_sales_cents"
REFUNDS = "turnover_refunds_cents"

_COUNTERS = CounterRow.__table__
_READ = sa.select(_COUNTERS.c.name, _COUNTERS.c.value).where(_COUNTERS.c.name.in_((SALES, REFUNDS)))


def read_turnover(tx: ReadTx) -> tuple[int, int]:
    """Return the cents ever sold and the cents ever given back, both positive."""
    totals = {row.name: row.value for row in tx.connection.execute(_READ)}
    return totals.get(SALES, 0), totals.get(REFUNDS, 0)
