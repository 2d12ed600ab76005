"""Why a customer is erased, and what has to be settled before."""

from dataclasses import dataclass
from enum import StrEnum

from pos.domain.errors import RefusedError


class ErasureReason(StrEnum):
    """Why; one of a list, so that nothing personal is written into a log for good."""

    ASKED = "asked"
    NO_CONSENT = "no_consent"
    KEPT_LONG_ENOUGH = "kept_long_enough"


class Unsettled(StrEnum):
    """What stands between a customer and the shop until somebody settles it."""

    OWES = "owes"
    HAS_CREDIT = "has_credit"
    SALE_ON_HOLD = "sale_on_hold"
    ORDER_OPEN = "order_open"


class StillUnsettledError(RefusedError):
    """Something is open with the customer. Facts: name, and `unsettled`, words of `Unsettled`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasurePreview:
    """What would go and what would stay.

    Attributes:
        addresses: How many go.
        orders: How many stay, without the name.
        credit_cents: What is on their account; not 0: it has to be paid out first.
        unsettled: What stands against it.
    """

    name: str
    addresses: int
    orders: int
    owed_cents: int
    credit_cents: int
    unsettled: tuple[Unsettled, ...]
