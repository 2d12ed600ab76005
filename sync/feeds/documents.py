"""Documents of the store: each of its tills finds, prints and takes back what another one sold.

A document that this till has just worked on is left alone until central has booked that: what comes
down is older. Central changes the row when it books, so it comes again. Nothing is ever deleted: a
till keeps its own past, whatever headquarters shows or archives.
"""

from models.orders import OrderLineRow, OrderLineTaxRow, OrderRow, OrderStatusHistoryRow
from models.payments import PaymentRow, RefundRow
from models.pricing import PromotionRedemptionRow
from models.returns import ReturnLineRow, ReturnRow
from pos.runtime.changes import Topic
from sync.feed import Feed
from sync.uncounted import leave_what_is_ahead

FEED = Feed(
    rows=(
        OrderRow,
        OrderLineRow,
        OrderLineTaxRow,
        OrderStatusHistoryRow,
        PromotionRedemptionRow,
        PaymentRow,
        ReturnRow,
        ReturnLineRow,
        RefundRow,
    ),
    order=90,
    topics=frozenset({Topic.SALES}),
    adapt=leave_what_is_ahead,
    is_kept=True,
)
