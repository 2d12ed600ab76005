"""Keeps print jobs in the register's database, through the lanes that all its work takes."""

import zlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar
from uuid import UUID

import sqlalchemy as sa

from models.print_jobs import PrintJobRow
from pos.runtime.changes import Topic
from pos.runtime.lanes import Lanes
from pos.spooler.jobs import PENDING, JobKind, JobState, PrintJob
from pos.uow import ReadTx, WriteTx

if TYPE_CHECKING:
    from pos.domain.paper_json import Paper

PAYLOAD_KEPT_FOR = timedelta(days=30)
ORIGIN = "spooler"

ResultT = TypeVar("ResultT")
RegisterLanes: TypeAlias = Lanes[WriteTx, ReadTx]

_JOBS = PrintJobRow.__table__
_IS_PENDING = _JOBS.c.state.in_([str(state) for state in PENDING])
_PRINTERS = sa.select(_JOBS.c.printer).where(_IS_PENDING).distinct()
_IS_DRAWER = _JOBS.c.kind == JobKind.DRAWER
_OLDEST = (
    sa.select(_JOBS)
    .where(_JOBS.c.printer == sa.bindparam("printer"), _IS_PENDING)
    .order_by(_JOBS.c.created_at, _JOBS.c.id)
    .limit(1)
)
_HEADS = (_OLDEST.where(_IS_DRAWER), _OLDEST.where(~_IS_DRAWER))
# A receipt says what it said before; what is to be made may have changed, and a report of an open
# shift says something new each time.
_EARLIER_PAPERS = (
    sa.select(_JOBS.c.spec_json)
    .where(
        (_JOBS.c.id == sa.bindparam("job_id"))
        | (
            (_JOBS.c.doc_type == sa.bindparam("doc_type"))
            & (_JOBS.c.doc_id == sa.bindparam("doc_id"))
            & (sa.bindparam("kind") == str(JobKind.RECEIPT))
            & (_JOBS.c.kind == str(JobKind.RECEIPT))
        )
    )
    .order_by(_JOBS.c.created_at, _JOBS.c.id)
)
# The payload tells a paper that came out here from one that was only noted as handed out.
_CONFIRMED = sa.select(
    sa.exists().where(
        _JOBS.c.printer == sa.bindparam("printer"),
        _JOBS.c.state == JobState.DONE,
        _JOBS.c.confirmed_at.is_not(None),
        _JOBS.c.payload.is_not(None),
    )
)


class StoredJobs:
    """The one implementation of `pos.spooler.jobs.JobStore`."""

    def __init__(self, lanes: RegisterLanes) -> None:
        self._lanes = lanes

    def recover(self) -> None:
        """Call interrupted what was being sent; a drawer that may have opened is left alone."""

        def job(tx: WriteTx) -> None:
            was_sending = sa.update(_JOBS).where(_JOBS.c.state == JobState.SENDING)
            tx.connection.execute(
                was_sending.where(_IS_DRAWER).values(state=JobState.EXPIRED, updated_at=tx.now)
            )
            torn = was_sending.values(
                state=JobState.INTERRUPTED, updated_at=tx.now, next_at=None, **_TORN
            )
            tx.connection.execute(torn)
            tx.connection.execute(
                sa.update(_JOBS)
                .where(_JOBS.c.created_at < tx.now - PAYLOAD_KEPT_FOR, ~_IS_PENDING)
                .values(payload=None)
            )
            tx.touched(Topic.PRINTING)

        self._do(job)

    def find_printers(self) -> tuple[str, ...]:
        """Return the addresses for which jobs are pending."""
        return self._ask(lambda tx: tuple(tx.connection.execute(_PRINTERS).scalars()))

    def find_heads(self, printer: str) -> tuple[PrintJob, ...]:
        """Return the oldest pending kick of the drawer and the oldest pending paper there."""

        def read(tx: ReadTx) -> tuple[PrintJob, ...]:
            found = (tx.connection.execute(head, {"printer": printer}) for head in _HEADS)
            rows = (result.mappings().first() for result in found)
            return tuple(_job_of(row) for row in rows if row is not None)

        return self._ask(read)

    def get_paper(self, job: PrintJob) -> "Paper":
        """Return what an earlier job of the document said, else compose it from the document."""

        def read(tx: ReadTx) -> "Paper":
            document = {"doc_type": job.doc_type, "doc_id": job.doc_id}
            which = {"job_id": job.job_id, "kind": str(job.kind), **document}
            for spec in tx.connection.execute(_EARLIER_PAPERS, which).scalars():
                paper = _find_paper(spec)
                if paper is not None:
                    return paper
            return _compose(tx, job)

        return self._ask(read)

    def has_confirmed(self, printer: str) -> bool:
        """Tell whether that printer ever confirmed a paper."""
        which = {"printer": printer}
        return self._ask(lambda tx: bool(tx.connection.execute(_CONFIRMED, which).scalar_one()))

    def keep_payload(self, job: PrintJob, payload: bytes, *, paper: "Paper | None") -> None:
        """Keep the bytes, packed, and what they say."""
        values: dict[str, Any] = {"payload": zlib.compress(payload)}
        if paper is not None:
            values["spec_json"] = _write_paper(paper)
        self._update(job.job_id, values)

    def begin_sending(self, job: PrintJob) -> bool:
        """Note that bytes may leave from now on; False when somebody cancelled the job."""

        def begin(tx: WriteTx) -> bool:
            sending = (
                sa.update(_JOBS)
                .where(_JOBS.c.id == job.job_id, _IS_PENDING)
                .values(
                    state=JobState.SENDING,
                    attempts=_JOBS.c.attempts + 1,
                    bytes_started_at=tx.now,
                    error_code=None,
                    updated_at=tx.now,
                )
            )
            tx.touched(Topic.PRINTING, job.job_id)
            return tx.connection.execute(sending).rowcount == 1

        return self._do(begin)

    def wait(self, job: PrintJob, *, until: datetime, code: str) -> None:
        """Put a job off of which nothing was sent; one that was torn stays marked as such."""
        state = JobState.INTERRUPTED if job.state is JobState.INTERRUPTED else JobState.WAITING
        values = {"state": state, "next_at": until, "error_code": code}
        self._update(job.job_id, {**values, "attempts": _JOBS.c.attempts + 1}, only_pending=True)

    def tear(self, job: PrintJob, *, until: datetime, code: str) -> None:
        """Note that the paper may be torn: what comes next is a copy."""
        state = {"state": JobState.INTERRUPTED, "next_at": until, "error_code": code}
        self._update(job.job_id, {**state, **_TORN})

    def finish(self, job: PrintJob, state: JobState, *, code: str | None = None) -> None:
        """Come to a final state; a confirmed paper keeps the moment."""
        values = {"state": state, "error_code": code, "next_at": None}
        self._update(job.job_id, values, is_confirmed=state is JobState.DONE)

    def _update(
        self,
        job_id: UUID,
        values: dict[str, Any],
        *,
        only_pending: bool = False,
        is_confirmed: bool = False,
    ) -> None:
        def job(tx: WriteTx) -> None:
            change = sa.update(_JOBS).where(_JOBS.c.id == job_id)
            if only_pending:
                change = change.where(_IS_PENDING)
            confirmed = {"confirmed_at": tx.now} if is_confirmed else {}
            tx.connection.execute(change.values(updated_at=tx.now, **values, **confirmed))
            tx.touched(Topic.PRINTING, job_id)

        self._do(job)

    def _do(self, job: Callable[[WriteTx], ResultT]) -> ResultT:
        return self._lanes.do(job, origin=ORIGIN).result()

    def _ask(self, job: Callable[[ReadTx], ResultT]) -> ResultT:
        return self._lanes.ask(job).result()


_TORN: dict[str, Any] = {"is_copy": True, "copy_no": _JOBS.c.copy_no + 1, "payload": None}


# What papers are made of is loaded with the first one, not with the window.


def _compose(tx: ReadTx, job: PrintJob) -> "Paper":
    from pos.spooler.composing import compose

    return compose(tx, job)


def _find_paper(spec: str) -> "Paper | None":
    from pos.domain.paper_json import find_paper

    return find_paper(spec)


def _write_paper(paper: "Paper") -> str:
    from pos.domain.paper_json import write_paper

    return write_paper(paper)


def _job_of(row: sa.RowMapping) -> PrintJob:
    return PrintJob(
        job_id=row["id"],
        printer=row["printer"],
        kind=JobKind(row["kind"]),
        state=JobState(row["state"]),
        created_at=row["created_at"],
        doc_type=row["doc_type"],
        doc_id=row["doc_id"],
        payload=zlib.decompress(row["payload"]) if row["payload"] else None,
        width_dots=row["width_dots"],
        attempts=row["attempts"],
        copy_no=row["copy_no"],
        next_at=row["next_at"],
        expires_at=row["expires_at"],
    )
