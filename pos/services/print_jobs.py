"""Asks for paper in the transaction of the document that it belongs to (trust.md P-01).

A job names the committed document; the spooler composes the paper from it and keeps the bytes, so
that asking costs the sale one row and a copy equals the original.
"""

from datetime import timedelta
from typing import Any, TypeAlias
from uuid import UUID

import sqlalchemy as sa

from models.print_jobs import PrintJobRow
from pos.domain.errors import RefusedError
from pos.domain.fact import Fact, RowsWritten
from pos.domain.permission import Action
from pos.prepared import PreparedChange
from pos.queries.settings import read_settings
from pos.runtime.canonical_json import canonical_json
from pos.runtime.changes import Topic
from pos.runtime.settings import Settings
from pos.services.journal import Entry, write_entry
from pos.services.permissions import Actor, require
from pos.uow import WriteTx

FILE = "file"
"""What stands in place of a printer's address for a copy that went into a file."""

KICK_EXPIRES_AFTER = timedelta(seconds=5)
"""A drawer never opens later than this after it was asked to: nobody may be standing there."""


class PrintJobGoneError(RefusedError):
    """The print job `job_id` is past the point at which this can be done."""


Job: TypeAlias = dict[str, Any]
"""The columns of a job."""

_JOBS = PrintJobRow.__table__
_INSERT = PreparedChange(sa.insert(_JOBS))
_COUNT_COPIES = sa.select(sa.func.count()).where(
    _JOBS.c.doc_type == sa.bindparam("doc_type"),
    _JOBS.c.doc_id == sa.bindparam("doc_id"),
    _JOBS.c.is_copy,
    _JOBS.c.kind == "receipt",
)


def enqueue_receipt(
    tx: WriteTx, doc_type: str, doc_id: UUID, *, staff_id: UUID, opens_drawer: bool
) -> UUID:
    """Ask for the receipt of an order or a return; return the job's id.

    Args:
        doc_type: The document's table, "orders" or "returns".
        opens_drawer: Something goes into the drawer or comes out of it: it opens first, where
            the shop wants that.
    """
    settings = read_settings(tx)
    receipt = _job(tx, {"kind": "receipt", "doc_type": doc_type, "doc_id": doc_id}, staff_id)
    kicks = [_kick(tx, staff_id)] if opens_drawer and settings.open_drawer_for_cash else []
    return _enqueue(tx, [*kicks, receipt], settings)


def enqueue_work_ticket(tx: WriteTx, order_id: UUID, *, staff_id: UUID) -> UUID:
    """Ask for the paper that says what is to be made for an order."""
    ticket = {"kind": "ticket", "doc_type": "orders", "doc_id": order_id}
    return _enqueue_one(tx, _job(tx, ticket, staff_id))


def enqueue_pickup_label(tx: WriteTx, order_id: UUID, *, staff_id: UUID) -> UUID:
    """Ask for the label of an order that waits to be fetched."""
    return enqueue_slip(tx, "orders", order_id, staff_id=staff_id)


def enqueue_copy(tx: WriteTx, doc_type: str, doc_id: UUID, *, actor: Actor) -> UUID:
    """Ask for a copy, numbered and marked COPY; the journal knows of it.

    Raises:
        PermissionDeniedError: The actor may not print a receipt again.
        ApprovalNeededError: Somebody with the right must approve.
    """
    return _enqueue_one(tx, _copy(tx, doc_type, doc_id, actor))


def note_file_copy(tx: WriteTx, doc_type: str, doc_id: UUID, *, actor: Actor) -> None:
    """Note a copy that goes into a file: it counts and is journalled as one on paper.

    Raises:
        PermissionDeniedError: The actor may not print a receipt again.
        ApprovalNeededError: Somebody with the right must approve.
    """
    job = {**_copy(tx, doc_type, doc_id, actor), "state": "done"}
    _INSERT.run(tx.connection, {**job, "printer": FILE, "width_dots": None})


def enqueue_day_report(tx: WriteTx, shift_id: UUID, *, staff_id: UUID) -> UUID:
    """Ask for the Z report of a shift that was closed."""
    report = {"kind": "report", "doc_type": "shifts", "doc_id": shift_id}
    return _enqueue_one(tx, _job(tx, report, staff_id))


def enqueue_cash_slip(tx: WriteTx, movement_id: UUID, *, staff_id: UUID) -> UUID:
    """Ask for the slip of cash that moves; the drawer opens first, where the shop wants that."""
    settings = read_settings(tx)
    what = {"kind": "report", "doc_type": "cash_movements", "doc_id": movement_id}
    kicks = [_kick(tx, staff_id)] if settings.open_drawer_for_cash else []
    return _enqueue(tx, [*kicks, _job(tx, what, staff_id)], settings)


def enqueue_credit_slip(tx: WriteTx, entry_id: UUID, *, staff_id: UUID) -> UUID:
    """Ask for the slip of store credit that was given or taken back."""
    what = {"kind": "slip", "doc_type": "stored_value_entries", "doc_id": entry_id}
    return _enqueue_one(tx, _job(tx, what, staff_id))


def enqueue_slip(tx: WriteTx, doc_type: str, doc_id: UUID, *, staff_id: UUID) -> UUID:
    """Ask for a slip: the badge of somebody ("staff"), or the test page of a register."""
    return _enqueue_one(
        tx, _job(tx, {"kind": "slip", "doc_type": doc_type, "doc_id": doc_id}, staff_id)
    )


def enqueue_drawer_kick(tx: WriteTx, *, staff_id: UUID) -> UUID:
    """Ask the drawer to open, now or never."""
    return _enqueue_one(tx, _kick(tx, staff_id))


def cancel_job(tx: WriteTx, job_id: UUID) -> None:
    """Give up a paper of which nothing was sent yet: the customer does not want it.

    Raises:
        PrintJobGoneError: It is being printed or came to its end.
    """
    _change(tx, job_id, {"state": "cancelled"}, only_in=("queued", "waiting", "interrupted"))


def call_printed(tx: WriteTx, job_id: UUID) -> None:
    """Note that a person saw the paper of a printer that cannot confirm.

    Raises:
        PrintJobGoneError: Nobody asked that of this job.
    """
    _change(tx, job_id, {"state": "done", "error_code": None}, only_in=("sent_unconfirmed",))


def retry_now(tx: WriteTx) -> None:
    """Let every waiting job try again at once: somebody has just seen to the printer."""
    waiting = _JOBS.c.state.in_(("waiting", "interrupted"))
    tx.connection.execute(sa.update(_JOBS).where(waiting).values(next_at=None, updated_at=tx.now))
    tx.touched(Topic.PRINTING)


def _change(tx: WriteTx, job_id: UUID, values: dict[str, Any], *, only_in: tuple[str, ...]) -> None:
    job = sa.update(_JOBS).where(_JOBS.c.id == job_id, _JOBS.c.state.in_(only_in))
    if tx.connection.execute(job.values(updated_at=tx.now, **values)).rowcount != 1:
        raise PrintJobGoneError(job_id=job_id)
    tx.touched(Topic.PRINTING, job_id)


def _copy(tx: WriteTx, doc_type: str, doc_id: UUID, actor: Actor) -> Job:
    """Return the job of the next copy; the journal and central know of it."""
    require(tx, actor, Action.REPRINT_RECEIPT)
    document = {"doc_type": doc_type, "doc_id": doc_id}
    copy_no = tx.connection.execute(_COUNT_COPIES, document).scalar_one() + 1
    entry = write_entry(
        tx,
        Entry(
            kind="reprint",
            payload={"of": str(doc_id), "table": doc_type, "copy_no": copy_no},
            staff_id=actor.staff_id,
        ),
    )
    tx.record(
        Fact(
            kind="receipt.copied",
            version=1,
            table="journal_entries",
            row_id=entry["id"],
            rows=(RowsWritten(table="journal_entries", rows=(entry,)),),
        )
    )
    copy = {"kind": "receipt", **document, "is_copy": True, "copy_no": copy_no}
    return _job(tx, copy, actor.staff_id)


def _enqueue_one(tx: WriteTx, job: Job) -> UUID:
    return _enqueue(tx, [job], read_settings(tx))


def _enqueue(tx: WriteTx, jobs: list[Job], settings: Settings) -> UUID:
    """Write jobs in the order in which they shall be done; return the id of the last."""
    printer = {"printer": settings.printer_address, "width_dots": settings.printer_width_dots}
    _INSERT.run_all(tx.connection, [{**job, **printer} for job in jobs])
    ids: list[UUID] = [job["id"] for job in jobs]
    tx.touched(Topic.PRINTING, *ids)
    return ids[-1]


def _kick(tx: WriteTx, staff_id: UUID) -> Job:
    kick = _job(tx, {"kind": "drawer", "expires_at": tx.now + KICK_EXPIRES_AFTER}, staff_id)
    # In training the real drawer stays shut: what is asked of it is past at once.
    return {**kick, "state": "expired"} if tx.register.is_training else kick


def _job(tx: WriteTx, what: Job, staff_id: UUID) -> Job:
    return {
        "id": tx.new_id(),
        "doc_type": None,
        "doc_id": None,
        "is_copy": False,
        "copy_no": 0,
        "expires_at": None,
        **what,
        "spec_json": canonical_json({"made_at": tx.now.isoformat()}),
        "state": "queued",
        "attempts": 0,
        "created_by": staff_id,
        "created_at": tx.now,
        "updated_at": tx.now,
    }
