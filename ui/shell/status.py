"""What the status bar shows, as frozen values; it names nothing of Qt."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Link(Enum):
    """How the till stands with its central."""

    ALONE = "no central is set up"
    ONLINE = "online"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncView:
    """State of the sync.

    Attributes:
        since: When it went offline, aware; None while online.
        synced_at: When everything was last sent, aware; None before.
        waiting: Sales that wait to be sent.
        attention: Entries that central refused.
    """

    link: Link
    since: datetime | None = None
    synced_at: datetime | None = None
    waiting: int = 0
    attention: int = 0


class PrinterState(Enum):
    """How the receipt printer stands."""

    NONE = "none is set up"
    READY = "ready"
    BUSY = "printing"
    TROUBLE = "needs help"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterView:
    """State of the receipt printer.

    Attributes:
        jobs: Papers that wait.
    """

    state: PrinterState
    jobs: int = 0
