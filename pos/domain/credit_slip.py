"""What must be on the slip for store credit that was given to a customer or taken back."""

from dataclasses import dataclass
from datetime import datetime

from pos.domain.receipt import CopyMark


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditSlip:
    """One movement of a customer's credit on paper.

    Attributes:
        customer_name: "" when they are not known any more.
        amount_cents: Signed: positive for the customer.
        balance_cents: What they have after it.
        reason: A word of `pos.domain.stored_value.CreditReason`.
        moved_at: UTC; printed in `timezone`, an IANA name.
        approved_by: "" when nobody had to.
        copy: None on the original.
        is_training: Nothing of it counts.
    """

    customer_name: str
    amount_cents: int
    balance_cents: int
    reason: str
    moved_at: datetime
    staff_name: str
    store_name: str
    register_code: str
    currency: str
    timezone: str
    approved_by: str = ""
    copy: CopyMark | None = None
    is_training: bool = False
