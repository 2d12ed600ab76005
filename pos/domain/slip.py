"""Papers that belong to no sale: somebody's badge, and the page that tries a printer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pos.domain.receipt import CopyMark


class SlipKind(StrEnum):
    """What the slip is."""

    BADGE = "badge"
    TEST_PAGE = "test_page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One slip.

    Attributes:
        name: Whose badge, or which register.
        detail: A line below it: the role, or the printer's address.
        code: What the scanner reads.
        made_at: When it was asked for, UTC.
        copy: Set when it may have come out before.
        is_training: Nothing of it counts.
    """

    kind: SlipKind
    store_name: str
    name: str
    detail: str
    code: str
    made_at: datetime
    timezone: str
    currency: str
    copy: CopyMark | None = None
    is_training: bool = False
