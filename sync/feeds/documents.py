"""Documents of the store: each of its tills finds, prints and takes back what another one sold."""

from models.orders import OrderLineRow, OrderLineTaxRow, OrderRow, OrderStatusHistoryRow
from models.payments import PaymentRow, RefundRow
from models.returns import ReturnLineRow, ReturnRow
from pos.runtime.changes import Topic
from sync.feed import Feed

FEED = Feed(
    rows=(
        OrderRow,
        OrderLineRow,
        OrderLineTaxRow,
        OrderStatusHistoryRow,
        PaymentRow,
        ReturnRow,
        ReturnLineRow,
        RefundRow,
    ),
    order=90,
    topics=frozenset({Topic.SALES}),
)
