"""Lays out what a report says of a count: the other ways to pay, who agreed, what may be behind."""

from collections.abc import Iterator

from pos.documents.blocks import Block, Gap, Table, TextLine
from pos.documents.cause_wording import cause_sentence, confirmed
from pos.documents.figures import Figures
from pos.domain.day_report import DayReport


def lay_out_verdict(report: DayReport, figures: Figures, labels: dict[str, str]) -> Iterator[Block]:
    """Yield the blocks below the count of the drawer."""
    yield from _tender_counts(report, figures, labels)
    if report.approval == "approved":
        yield TextLine(left=labels["approved"], right=report.approved_by)
    elif report.approval == "missing":
        yield TextLine(left=labels["not_approved"], is_bold=True)
    if report.causes:
        yield Gap()
        yield TextLine(left=labels["causes"], is_bold=True)
    for cause in report.causes:
        yield TextLine(left=f"- {cause_sentence(cause, money=figures.money)}")
        if cause.is_confirmed:
            yield TextLine(left=f"  {confirmed()}")


def _tender_counts(report: DayReport, figures: Figures, labels: dict[str, str]) -> Iterator[Block]:
    """Show expected, counted and difference of each way to pay that somebody counted."""
    rows = tuple(
        (each.name, *map(figures.amount, (each.amount_cents, each.counted_cents, difference)))
        for each in report.tenders
        if each.counted_cents is not None and (difference := each.difference_cents) is not None
    )
    if not rows:
        return
    yield Gap()
    yield TextLine(left=labels["tender_counts"], is_bold=True)
    head = ("", labels["expected"], labels["counted"], labels["difference"])
    yield Table(head=head, rows=rows)
