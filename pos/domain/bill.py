"""What tenders pay: a sale when it is made, or what was left of it when it is fetched."""

from dataclasses import dataclass
from uuid import UUID

from pos.domain.payment import SettledTender


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """An order and the tenders that pay it now.

    Attributes:
        customer_id: None: a walk-in customer.
        shift_id: In whose figures the money counts; None: in no drawer's.
        payments: In the order of entry.
        settles_payment_id: The promise for which the money came; None: it is paid with the sale.
    """

    order_id: UUID
    customer_id: UUID | None
    currency: str
    shift_id: UUID | None
    staff_id: UUID
    payments: tuple[SettledTender, ...]
    settles_payment_id: UUID | None = None
