"""What central answers a till that asks for a parked cart of its store."""

from dataclasses import dataclass
from enum import StrEnum


class HandOff(StrEnum):
    """Who has the cart now."""

    YOURS = "yours"
    HELD = "held"
    """Another till has it."""

    GONE = "gone"
    """It was sold or given up, or has expired."""

    UNKNOWN = "unknown"
    """Central has not heard of it yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CartAnswer:
    """The answer.

    Attributes:
        register_code: The till that has it when another one does; else "".
    """

    state: HandOff
    register_code: str = ""
