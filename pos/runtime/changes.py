"""What kinds of data a transaction changed, and who changed them.

Topics name data, never screens: a screen says which topics it shows, and refreshes when one of
them changed and it was not the one who did it.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Topic(StrEnum):
    """Kinds of data that a screen may show."""

    CATALOGUE = "catalogue"
    PRICES = "prices"
    STOCK = "stock"
    SALES = "sales"
    SHIFTS = "shifts"
    PEOPLE = "people"
    CARTS = "carts"
    PRINTING = "printing"
    OUTBOX = "outbox"
    ATTENTION = "attention"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What one committed transaction changed.

    Attributes:
        ids: Rows known to be touched; empty means any row of the topics.
        origin: Who did it: a screen's id, "sync", "spooler", or "" when nobody said.
    """

    topics: frozenset[Topic]
    ids: frozenset[UUID] = field(default_factory=frozenset)
    origin: str = ""
