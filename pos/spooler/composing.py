"""Composes a job's paper from the committed document that it names."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from uuid import UUID

from pos.domain.day_report import DayReport, DayReportKind
from pos.domain.paper_json import Paper
from pos.queries.balance_receipts import get_balance_receipt
from pos.queries.cash_slips import get_cash_slip
from pos.queries.credit_slips import get_credit_slip
from pos.queries.day_report import read_day_report
from pos.queries.pickup_labels import get_pickup_label
from pos.queries.receipts import get_return_receipt, get_sale_receipt
from pos.queries.slips import get_badge, get_test_page
from pos.queries.work_tickets import get_work_ticket
from pos.spooler.jobs import JobKind, PrintJob
from pos.uow import ReadTx


def compose(tx: ReadTx, job: PrintJob) -> Paper:
    """Return what must be on the paper.

    Raises:
        sqlalchemy.exc.NoResultFound: The document is not in this register.
    """
    assert job.doc_id is not None, "only the drawer has no document"
    assert job.doc_type is not None, "what has an id is in a table"
    if job.doc_type in _BY_ID:
        return _BY_ID[job.doc_type](tx, job.doc_id)
    match job.doc_type:
        case "orders":
            return _of_order(tx, job.doc_id, kind=job.kind)
        case "shifts":
            return _day_report(tx, job)
        case "staff":
            return get_badge(tx, job.doc_id, made_at=job.created_at)
        case "registers":
            return get_test_page(tx, made_at=job.created_at)
        case _:
            raise AssertionError(f"no paper is made of {job.doc_type}")


def _of_order(tx: ReadTx, order_id: UUID, *, kind: JobKind) -> Paper:
    if kind is JobKind.TICKET:
        return get_work_ticket(tx, order_id)
    if kind is JobKind.SLIP:
        return get_pickup_label(tx, order_id)
    return get_sale_receipt(tx, order_id)


def _day_report(tx: ReadTx, job: PrintJob) -> DayReport:
    assert job.doc_id is not None, "only the drawer has no document"
    report = read_day_report(tx, job.doc_id, kind=DayReportKind.Z, printed_at=job.created_at)
    return report if report.closed_at is not None else replace(report, kind=DayReportKind.X)


_BY_ID: Mapping[str, Callable[[ReadTx, UUID], Paper]] = {
    "payments": get_balance_receipt,
    "returns": get_return_receipt,
    "cash_movements": get_cash_slip,
    "stored_value_entries": get_credit_slip,
}
"""Papers that need nothing but their document, by its table."""
