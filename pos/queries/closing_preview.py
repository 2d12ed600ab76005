"""The Z report as it would be if the shift were closed now, with a count that is not kept yet."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from pos.domain.day_report import DayReport, DayReportKind
from pos.domain.drawer_evidence import CashPile
from pos.queries.day_report import read_day_report, with_causes
from pos.uow import ReadTx


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedDrawer:
    """A finished count of everything that the shift took.

    Attributes:
        first_cents: The count before it, which was off; None where there was none.
        tenders: Counted sums of the other ways to pay, by code.
    """

    pile: CashPile
    first_cents: int | None = None
    tenders: tuple[tuple[str, int], ...] = ()
    note: str = ""


def read_closing_preview(
    tx: ReadTx, shift_id: UUID, drawer: CountedDrawer, *, closed_by: str, now: datetime
) -> DayReport:
    """Return what the Z report would say, with what may have taken the drawer off."""
    report = read_day_report(tx, shift_id, kind=DayReportKind.X, printed_at=now)
    counted = dict(drawer.tenders)
    as_z = replace(
        report,
        kind=DayReportKind.Z,
        closed_by=closed_by,
        closed_at=now,
        cash=replace(
            report.cash,
            counted_cents=drawer.pile.total_cents,
            first_counted_cents=drawer.first_cents,
        ),
        tenders=tuple(
            replace(each, counted_cents=counted.get(each.code)) for each in report.tenders
        ),
        note=drawer.note,
    )
    return with_causes(tx, shift_id, as_z, counted=drawer.pile)
