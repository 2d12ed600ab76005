"""Works off the jobs of one device, one after the other, and loses none.

Nothing sent yet: try again for as long as it takes, without a mark. Something sent and not
confirmed: the paper may be torn, what follows is marked COPY. A drawer is kicked once or not at all
(hardware.md 3.3).
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from pos.devices.connect import transport_to
from pos.devices.errors import (
    NoPrinterError,
    PrinterAddressError,
    PrinterError,
    PrinterStoppedError,
)
from pos.devices.printer import Ability, Outcome, Patience, Printed, Printer
from pos.devices.replies import BARRIERS
from pos.devices.transport import Address, read_address
from pos.domain.receipt import CopyCause, CopyMark
from pos.runtime.clock import Clock
from pos.spooler.jobs import JobKind, JobState, JobStore, PrintJob

if TYPE_CHECKING:
    from pos.domain.paper_json import Paper

TORN_PAPERS_MAX = 10
"""After so many torn papers of one document a person has to look at the printer."""

_BACK_OFF_DOUBLINGS_MAX = 16

logger = logging.getLogger(__name__)


class Press(Protocol):
    """Makes the bytes of a job."""

    def paper(self, paper: "Paper", *, width_dots: int) -> bytes:
        """Return the bytes that print a paper of that width."""
        ...

    def kick(self) -> bytes:
        """Return the bytes that open the drawer."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceState:
    """How a device is, for its chip in the status bar.

    Attributes:
        printer: Its address.
        code: What is wrong, as in "PRN_NO_PAPER"; None when all is well.
    """

    printer: str
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerSettings:
    """How a worker waits.

    Attributes:
        back_off_ms: Before the first new attempt; doubled each time.
        back_off_max_ms: The longest pause between two attempts.
        patience: How long a printer may take.
    """

    back_off_ms: int = 500
    back_off_max_ms: int = 10_000
    patience: Patience = field(default_factory=Patience)


class Worker:
    """Prints the jobs of one printer; used by one thread."""

    def __init__(
        self,
        printer: str,
        *,
        jobs: JobStore,
        press: Press,
        clock: Clock,
        settings: WorkerSettings,
        should_stop: Callable[[], bool],
        on_state: Callable[[DeviceState], None],
    ) -> None:
        self._printer = printer
        self._jobs = jobs
        self._press = press
        self._clock = clock
        self._settings = settings
        self._should_stop = should_stop
        self._on_state = on_state
        self._state: DeviceState | None = None
        self._ability = Ability.ACKNOWLEDGES if jobs.has_confirmed(printer) else Ability.UNKNOWN

    def step(self) -> timedelta | None:
        """Do the next job, if one is due.

        Returns:
            How long nothing will be due; None when nothing is pending at all.
        """
        heads = self._jobs.find_heads(self._printer)
        if not heads:
            return None
        now = self._clock.now()
        job = min(heads, key=lambda head: (_due_at(head, now), head.kind is not JobKind.DRAWER))
        if job.expires_at is not None and job.expires_at <= now:
            self._jobs.finish(job, JobState.EXPIRED, code=_trouble_code(job))
        elif (due_at := _due_at(job, now)) > now:
            return due_at - now
        else:
            self._attempt(job)
        return timedelta()

    def _attempt(self, job: PrintJob) -> None:
        try:
            address = read_address(job.printer)
            payload = job.payload or self._draw(job)
        except PrinterAddressError:
            self._jobs.finish(job, JobState.FAILED, code="PRN_ADDRESS")
        except Exception:  # one paper that cannot be drawn must not hold up all others
            logger.exception("print job %s cannot be drawn", job.job_id)
            self._jobs.finish(job, JobState.FAILED, code="PRN_RENDER")
        else:
            self._converse(job, payload, address)

    def _draw(self, job: PrintJob) -> bytes:
        if job.kind is JobKind.DRAWER:
            return self._press.kick()
        assert job.width_dots is not None, "only the drawer has no width"
        original = self._jobs.get_paper(job)
        mark = self._mark(job)
        paper = original if mark is None else replace(original, copy=mark)
        payload = self._press.paper(paper, width_dots=job.width_dots)
        self._jobs.keep_payload(job, payload, paper=original)
        return payload

    def _mark(self, job: PrintJob) -> CopyMark | None:
        if job.copy_no == 0:
            return None
        was_torn = job.state is JobState.INTERRUPTED
        return CopyMark(
            copy_no=job.copy_no,
            made_at=self._clock.now() if was_torn else job.created_at,
            cause=CopyCause.INTERRUPTED if was_torn else CopyCause.ASKED,
        )

    def _converse(self, job: PrintJob, payload: bytes, address: Address) -> None:
        printer = Printer(
            transport_to(address),
            clock=self._clock,
            ability=self._ability,
            patience=self._settings.patience,
            should_stop=self._should_stop,
            on_trouble=self._tell,
        )
        try:
            printer.open()
            if self._is_still_wanted(job):
                self._settle(job, printer.print(payload, number=_barrier_number(job)))
        except NoPrinterError as error:
            self._jobs.finish(job, JobState.CANCELLED, code=error.code)
            self._tell(error.code)
        except PrinterStoppedError as error:
            self._tear(job, error.code)
        except PrinterError as error:
            self._jobs.wait(job, until=self._later(job), code=error.code)
            self._tell(error.code)
        finally:
            printer.close()

    def _is_still_wanted(self, job: PrintJob) -> bool:
        """Say that bytes will leave, unless it is too late or somebody thought better of it."""
        if job.expires_at is not None and job.expires_at <= self._clock.now():
            self._jobs.finish(job, JobState.EXPIRED, code=_trouble_code(job))
            return False
        return self._jobs.begin_sending(job)

    def _settle(self, job: PrintJob, printed: Printed) -> None:
        self._ability = printed.ability
        if printed.outcome is Outcome.CONFIRMED:
            self._jobs.finish(job, JobState.DONE)
        else:
            self._jobs.finish(job, JobState.SENT_UNCONFIRMED, code="PRN_UNCONFIRMED")
        self._tell("PRN_LOW_PAPER" if printed.is_paper_low else None)

    def _tear(self, job: PrintJob, code: str) -> None:
        if job.kind is JobKind.DRAWER:
            self._jobs.finish(job, JobState.FAILED, code=_trouble_code(job))
        elif job.copy_no >= TORN_PAPERS_MAX:
            self._jobs.finish(job, JobState.FAILED, code=code)
        else:
            self._jobs.tear(job, until=self._later(job), code=code)
        self._tell(code)

    def _later(self, job: PrintJob) -> datetime:
        doublings = min(job.attempts, _BACK_OFF_DOUBLINGS_MAX)
        pause_ms = self._settings.back_off_ms * 2**doublings
        pause = timedelta(milliseconds=min(pause_ms, self._settings.back_off_max_ms))
        return self._clock.now() + pause

    def _tell(self, code: str | None) -> None:
        state = DeviceState(printer=self._printer, code=code)
        if state != self._state:
            self._state = state
            self._on_state(state)


def _due_at(job: PrintJob, now: datetime) -> datetime:
    """Return when to try: all that is overdue counts as due now, so that the drawer goes first."""
    return now if job.next_at is None else max(job.next_at, now)


def _barrier_number(job: PrintJob) -> int:
    """Tell this attempt from others: the tail of a UUIDv7 is random, attempts count up."""
    return (job.job_id.int + job.attempts) % BARRIERS


def _trouble_code(job: PrintJob) -> str | None:
    return "DRW_FAIL" if job.kind is JobKind.DRAWER else None
