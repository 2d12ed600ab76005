"""Who this installation is: which register of which store, and in which incarnation."""

from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterIdentity:
    """The register that this database belongs to.

    Attributes:
        location_id: Where the stock lies that it sells.
        code: Its code within the store, as in "R1".
        number_prefix: First part of all its document numbers, as in "S1R1-A".
        incarnation: Counts how often the register's database was made anew or restored; numbers
            of different incarnations never mix (sync.md 2.3, trust.md S-03).
        currency: ISO 4217 code of the store.
        timezone: The store's zone; the business day follows it.
        is_training: It is a copy in which nothing counts (`pos/training.py`).
    """

    register_id: UUID
    store_id: UUID
    location_id: UUID
    code: str
    name: str
    store_code: str
    store_name: str
    number_prefix: str
    incarnation: int
    currency: str
    timezone: ZoneInfo
    is_training: bool = False
