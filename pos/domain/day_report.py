"""What must be on the report of a shift: X while it is open, Z when it is closed.

Amounts are whole minor units of `DayReport.currency`. Sales are positive; returns are given as
positive amounts of their own and already taken off `total_cents`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pos.domain.drawer_evidence import Cause
from pos.domain.receipt import CopyMark


class DayReportKind(StrEnum):
    """X looks at an open shift and changes nothing; Z closes it."""

    X = "x"
    Z = "z"


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderTotal:
    """What came in by one way to pay, refunds taken off.

    Attributes:
        count: How many payments and refunds.
        amount_cents: What is expected, of cash what the sales left in the drawer.
        code: Of the way to pay.
        counted_cents: What somebody counted, on the terminal's slip for one; None: nobody did.
    """

    name: str
    count: int
    amount_cents: int
    code: str = ""
    counted_cents: int | None = None

    @property
    def difference_cents(self) -> int | None:
        """Counted minus expected; None where nobody counted."""
        if self.counted_cents is None:
            return None
        return self.counted_cents - self.amount_cents


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxTotal:
    """Turnover under one tax rate, returns taken off.

    Attributes:
        rate_ppm: Parts per million.
        base_cents: Turnover without this tax.
    """

    code: str
    name: str
    rate_ppm: int
    base_cents: int
    tax_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CashierTotal:
    """What one person rang up, returns taken off.

    Attributes:
        count: How many documents.
    """

    name: str
    count: int
    total_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CashMovement:
    """Cash put in or taken out apart from sales.

    Attributes:
        kind: "pay_in", "pay_out", "drop" or "correction".
        amount_cents: Signed: positive into the drawer.
    """

    kind: str
    amount_cents: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CashCount:
    """The drawer, from the float to the count.

    Attributes:
        sales_cents: Cash taken for sales minus cash refunded.
        counted_cents: None in an X report: nobody counted yet.
        first_counted_cents: The count before that one, where they counted twice.
        last_close_cents: What the shift before left in the drawer; None on the first day.
    """

    opening_cents: int
    sales_cents: int
    expected_cents: int
    movements: tuple[CashMovement, ...] = ()
    counted_cents: int | None = None
    first_counted_cents: int | None = None
    last_close_cents: int | None = None

    @property
    def opening_difference_cents(self) -> int:
        """What was there at the start beyond the last close; apart from that at the end."""
        return 0 if self.last_close_cents is None else self.opening_cents - self.last_close_cents

    @property
    def difference_cents(self) -> int | None:
        """Counted minus expected: negative when money is missing; None before the count."""
        if self.counted_cents is None:
            return None
        return self.counted_cents - self.expected_cents


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRange:
    """The numbered documents of the shift.

    Attributes:
        first: None, as `last`, when there was none.
    """

    first: str | None = None
    last: str | None = None
    sales: int = 0
    returns: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftEvents:
    """What somebody who looks for patterns wants to see each day.

    Attributes:
        no_sales: Times that the drawer was opened without a sale.
        voids: Sales that were begun and given up, less those that undo brought back; also held
            ones that nobody took up in time.
        lines_taken_out: Lines that went out of sales that went on, less those that came back.
        discounted: Sales with a discount.
        overridden: Lines sold at another price than the list's.
    """

    no_sales: int = 0
    voids: int = 0
    lines_taken_out: int = 0
    discounted: int = 0
    overridden: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposits:
    """Deposits on what is made to order, owed until it is fetched; they are in the turnover.

    Attributes:
        taken_cents: Paid in the shift for goods that are fetched later.
        used_cents: Of orders that were handed over in the shift, or kept when one was cancelled.
        given_back_cents: Given back in the shift when an order was cancelled.
        owed_cents: Of all orders of the store that still wait, at the end of the shift.
    """

    taken_cents: int = 0
    used_cents: int = 0
    given_back_cents: int = 0
    owed_cents: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LateDocument:
    """A document of the shift that this register did not know when the shift was closed.

    Attributes:
        amount_cents: Signed: what was given back is negative.
    """

    number: str
    at: datetime
    amount_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedFigures:
    """What the shift was closed with, where documents came late and the figures are others now."""

    total_cents: int
    expected_cents: int
    difference_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalHead:
    """Where the journal stood, so that a cut-off tail shows (trust.md 2.1).

    Attributes:
        sequence: Number of its last entry.
        mark: First hex digits of that entry's hash.
        perpetual_cents: Turnover since the register was set up; never reset.
    """

    sequence: int
    mark: str
    perpetual_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayReport:
    """Everything that must be on an X or Z report.

    Attributes:
        number: The shift's number, counted per register.
        printed_at: When the figures were taken, UTC; so are all moments.
        timezone: IANA name; moments are printed in it.
        closed_by: None, as `closed_at`, while the shift is open.
        gross_cents: Sales before discounts and returns, as priced.
        discount_cents: What discounts took off, positive.
        returns_cents: What was given back for returned goods, positive.
        net_cents: Turnover without any tax, returns taken off.
        total_cents: Turnover with all taxes, returns taken off.
        gift_cards_cents: Put on gift cards, returns taken off; owed to whoever holds them.
        tips_cents: The staff's; no turnover either.
        deposits: What of the money is owed in goods, and what no more.
        opening_note: What was said about the float; `note` is about the count.
        approval: What became of a large difference: "approved" or "missing", else "".
        approved_by: Who accepted it.
        previous_number: The shift before it at this drawer; None on the first day.
        causes: Single mistakes that would explain the difference.
        late: Documents that came after the close; they are in the figures.
        closed_with: None where none did.
        copy: None on the original.
    """

    kind: DayReportKind
    number: int
    store_name: str
    register_code: str
    currency: str
    timezone: str
    opened_by: str
    opened_at: datetime
    printed_at: datetime
    gross_cents: int
    discount_cents: int
    returns_cents: int
    net_cents: int
    total_cents: int
    cash: CashCount
    documents: DocumentRange
    closed_by: str | None = None
    closed_at: datetime | None = None
    gift_cards_cents: int = 0
    tips_cents: int = 0
    deposits: Deposits = Deposits()
    tenders: tuple[TenderTotal, ...] = ()
    taxes: tuple[TaxTotal, ...] = ()
    cashiers: tuple[CashierTotal, ...] = ()
    journal: JournalHead | None = None
    note: str = ""
    opening_note: str = ""
    approval: str = ""
    approved_by: str = ""
    previous_number: int | None = None
    events: ShiftEvents = ShiftEvents()
    causes: tuple[Cause, ...] = ()
    late: tuple[LateDocument, ...] = ()
    closed_with: ClosedFigures | None = None
    is_training: bool = False
    copy: CopyMark | None = None
