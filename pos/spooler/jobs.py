"""What the print worker knows of a job, and what it needs from whoever keeps the jobs."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from pos.domain.paper_json import Paper


class JobKind(StrEnum):
    """What comes out (`print_jobs.kind`)."""

    RECEIPT = "receipt"
    REPORT = "report"
    SLIP = "slip"
    TICKET = "ticket"
    DRAWER = "drawer"


class JobState(StrEnum):
    """How far a job has come (`print_jobs.state`).

    A job waits as QUEUED or WAITING while no byte of it was sent; SENDING from then on. INTERRUPTED
    may have left a torn paper: it is printed again, marked COPY. All others are final.
    """

    QUEUED = "queued"
    WAITING = "waiting"
    SENDING = "sending"
    INTERRUPTED = "interrupted"
    DONE = "done"
    SENT_UNCONFIRMED = "sent_unconfirmed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    FAILED = "failed"


PENDING = (JobState.QUEUED, JobState.WAITING, JobState.INTERRUPTED)
"""States in which a worker still has something to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """One job as a worker sees it.

    Attributes:
        printer: The device's address.
        doc_type: Table of the document; None for the drawer.
        payload: The bytes as drawn before; None when they are still to be drawn.
        width_dots: Width of the paper; None for the drawer.
        attempts: How often it was tried.
        copy_no: 0 for the original.
        next_at: Not before this moment, UTC; None: at once.
        expires_at: Not after this moment, UTC; None: at any time.
    """

    job_id: UUID
    printer: str
    kind: JobKind
    state: JobState
    created_at: datetime
    doc_type: str | None = None
    doc_id: UUID | None = None
    payload: bytes | None = None
    width_dots: int | None = None
    attempts: int = 0
    copy_no: int = 0
    next_at: datetime | None = None
    expires_at: datetime | None = None


class JobStore(Protocol):
    """Keeps the jobs; every call is one transaction."""

    def recover(self) -> None:
        """Call interrupted what was being sent when the program ended; forget old payloads."""
        ...

    def find_printers(self) -> tuple[str, ...]:
        """Return the addresses for which jobs are pending."""
        ...

    def find_heads(self, printer: str) -> tuple[PrintJob, ...]:
        """Return the oldest pending kick of the drawer and the oldest pending paper there."""
        ...

    def get_paper(self, job: PrintJob) -> "Paper":
        """Return what must be on the paper: what an earlier job of that document said, if any."""
        ...

    def has_confirmed(self, printer: str) -> bool:
        """Tell whether that printer ever confirmed a paper, so that silence means trouble."""
        ...

    def keep_payload(self, job: PrintJob, payload: bytes, *, paper: "Paper | None") -> None:
        """Keep the bytes that will be sent, and what they say."""
        ...

    def begin_sending(self, job: PrintJob) -> bool:
        """Note that bytes may leave from now on; False when somebody cancelled the job."""
        ...

    def wait(self, job: PrintJob, *, until: datetime, code: str) -> None:
        """Put a job off of which nothing was sent."""
        ...

    def tear(self, job: PrintJob, *, until: datetime, code: str) -> None:
        """Note that the paper may be torn: what comes next is a copy."""
        ...

    def finish(self, job: PrintJob, state: JobState, *, code: str | None = None) -> None:
        """Come to a final state."""
        ...
