"""What must be on the slip for cash that moved apart from a sale; it lies in the drawer instead."""

from dataclasses import dataclass
from datetime import datetime

from pos.domain.receipt import CopyMark


@dataclass(frozen=True, slots=True, kw_only=True)
class CashSlip:
    """One movement of cash on paper.

    Attributes:
        kind: "pay_in", "pay_out", "drop" or "correction".
        amount_cents: Signed: positive into the drawer.
        moved_at: UTC; printed in `timezone`, an IANA name.
        approved_by: "" when nobody had to.
        copy: None on the original.
        is_training: Nothing of it counts.
    """

    kind: str
    amount_cents: int
    reason: str
    moved_at: datetime
    staff_name: str
    shift_number: int
    store_name: str
    register_code: str
    currency: str
    timezone: str
    approved_by: str = ""
    copy: CopyMark | None = None
    is_training: bool = False
