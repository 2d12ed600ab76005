"""Everything that the orders screen shows."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from pos.domain.fetching import Fetching, fetching_on
from pos.domain.permission import Action
from pos.domain.receipt import ReceiptTax
from pos.queries.order_detail import OrderDetail
from pos.queries.orders import ORDERS_MAX, OrderFilter, OrderListRow
from pos.queries.promised_lines import PromisedLine
from pos.queries.promises import ON_ACCOUNT, Promise


class Found(Enum):
    """What became of the search."""

    LOADING = "nothing was read yet"
    SOME = "there are orders"
    NONE = "there are none"
    TROUBLE = "they could not be read"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOrder:
    """The order in the pane.

    Attributes:
        marked_line_id: The line whose article was scanned; None for no line.
        promises: What is still owed of it.
        promised: What of it is made for the customer and still to come.
    """

    detail: OrderDetail
    taxes: tuple[ReceiptTax, ...]
    promises: tuple[Promise, ...] = ()
    promised: tuple[PromisedLine, ...] = ()
    marked_line_id: UUID | None = None

    @property
    def is_returnable(self) -> bool:
        """Say whether anything of it may still come back."""
        return any(line.returned_qty < line.quantity for line in self.detail.lines)

    @property
    def due(self) -> tuple[Promise, ...]:
        """What has to be paid before it is handed over: all but what is on account."""
        return tuple(each for each in self.promises if each.method_code != ON_ACCOUNT)

    @property
    def next_promise(self) -> Promise | None:
        """What is collected next, since each is paid for itself; None: nothing is owed."""
        return next(iter(self.promises), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """By which day what waits to be fetched is measured; see `pos.domain.fetching`."""

    today: date
    wait_days: int

    def fetching(self, row: OrderListRow) -> Fetching | None:
        """Return how an order that waits stands to its day; None: it does not wait."""
        if row.wanted_on is None:
            return None
        return fetching_on(row.wanted_on, today=self.today, wait_days=self.wait_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdersState:
    """The list and the order beside it.

    Attributes:
        may: What the person at the till may do here.
        is_busy: A wish is being done; until then no other is taken.
        rows_max: So many were asked for, newest first.
        calendar: None: nothing was read yet.
        cards: What becomes of money that goes back to cards, since the order in the pane was
            cancelled here.
    """

    chosen: OrderFilter = OrderFilter.ALL
    search: str = ""
    found: Found = Found.LOADING
    rows: tuple[OrderListRow, ...] = ()
    shown: ShownOrder | None = None
    may: frozenset[Action] = frozenset()
    is_busy: bool = False
    rows_max: int = ORDERS_MAX
    calendar: Calendar | None = None
    cards: tuple[str, ...] = ()

    @property
    def may_have_older(self) -> bool:
        """Say whether there may be more than was asked for."""
        return len(self.rows) >= self.rows_max
