"""Lays out an X or Z report for the receipt printer and for PDF."""

from collections.abc import Iterator

from pos.documents import report_wording, wording
from pos.documents.blocks import Align, Block, Blocks, Gap, Rule, Size, Table, TextLine
from pos.documents.figures import Figures
from pos.documents.marks import marks
from pos.documents.verdict_layout import lay_out_verdict
from pos.domain.day_report import CashCount, DayReport, DayReportKind, ShiftEvents, TaxTotal


def lay_out_day_report(report: DayReport, *, locale: str) -> Blocks:
    """Return the blocks of a report on a shift."""
    figures = Figures(locale=locale, currency=report.currency, timezone=report.timezone)
    labels = report_wording.report_labels()
    return (
        *marks(figures, copy=report.copy, is_training=report.is_training),
        *_head(report, figures, labels),
        *_documents(report, labels),
        *_turnover(report, figures, labels),
        *_tables(report, figures, labels),
        *_drawer(report.cash, figures, labels),
        *lay_out_verdict(report, figures, labels),
        *_events(report.events, labels),
        *_late(report, figures, labels),
        *_foot(report, figures, labels),
        *marks(figures, copy=report.copy, is_training=report.is_training),
    )


def _head(report: DayReport, figures: Figures, labels: dict[str, str]) -> Iterator[Block]:
    yield TextLine(left=report.store_name, align=Align.CENTER, size=Size.LARGE, is_bold=True)
    yield _title(report_wording.report_title(report.kind, report.number))
    yield TextLine(left=labels["register"], right=report.register_code)
    opened = f"{figures.moment(report.opened_at)} {report.opened_by}"
    yield TextLine(left=labels["opened"], right=opened)
    if report.closed_at is not None:
        closed = f"{figures.moment(report.closed_at)} {report.closed_by or ''}"
        yield TextLine(left=labels["closed"], right=closed)
    if report.previous_number is not None:
        yield TextLine(left=labels["previous"], right=str(report.previous_number))
    yield TextLine(left=labels["printed"], right=figures.moment(report.printed_at))
    yield Rule()


def _documents(report: DayReport, labels: dict[str, str]) -> Iterator[Block]:
    documents = report.documents
    yield TextLine(left=labels["sales"], right=str(documents.sales))
    yield TextLine(left=labels["returns"], right=str(documents.returns))
    if documents.first and documents.last:
        yield TextLine(left=labels["first"], right=documents.first)
        yield TextLine(left=labels["last"], right=documents.last)
    yield Rule()


def _turnover(report: DayReport, figures: Figures, labels: dict[str, str]) -> Iterator[Block]:
    rows = (
        ("gross", report.gross_cents),
        ("discount", -report.discount_cents),
        ("returned", -report.returns_cents),
        ("net", report.net_cents),
    )
    for label, cents in rows:
        yield TextLine(left=labels[label], right=figures.amount(cents))
    turnover = figures.money(report.total_cents)
    yield TextLine(left=labels["total"], right=turnover, size=Size.LARGE, is_bold=True)
    apart = (
        ("gift_cards", report.gift_cards_cents),
        ("tips", report.tips_cents),
        ("deposits_taken", report.deposits.taken_cents),
        ("deposits_used", -report.deposits.used_cents),
        ("deposits_given_back", -report.deposits.given_back_cents),
        ("deposits_owed", report.deposits.owed_cents),
    )
    for label, cents in apart:
        if cents:
            yield TextLine(left=labels[label], right=figures.amount(cents))
    yield Rule()


def _tables(report: DayReport, figures: Figures, labels: dict[str, str]) -> Iterator[Block]:
    tenders = [(each.name, each.count, each.amount_cents) for each in report.tenders]
    yield from _counted_table(labels["tenders"], tenders, figures)
    if report.taxes:
        rows = tuple(_tax_row(tax, figures) for tax in report.taxes)
        yield Table(head=wording.tax_table(), rows=rows)
        yield Rule()
    cashiers = [(each.name, each.count, each.total_cents) for each in report.cashiers]
    yield from _counted_table(labels["cashiers"], cashiers, figures)


def _tax_row(tax: TaxTotal, figures: Figures) -> tuple[str, ...]:
    label = wording.tax_of_rate("", name=tax.name, rate=figures.rate(tax.rate_ppm))
    gross_cents = tax.base_cents + tax.tax_cents
    amounts = (tax.base_cents, tax.tax_cents, gross_cents)
    return (label, *(figures.amount(cents) for cents in amounts))


def _counted_table(
    heading: str, counted: list[tuple[str, int, int]], figures: Figures
) -> Iterator[Block]:
    if not counted:
        return
    yield TextLine(left=heading, is_bold=True)
    yield Table(
        rows=tuple((name, str(count), figures.amount(cents)) for name, count, cents in counted)
    )
    yield Rule()


def _drawer(cash: CashCount, figures: Figures, labels: dict[str, str]) -> Iterator[Block]:
    yield TextLine(left=labels["drawer"], is_bold=True)
    if cash.opening_difference_cents:
        for label, cents in (
            ("last_close", cash.last_close_cents or 0),
            ("opening_difference", cash.opening_difference_cents),
        ):
            yield TextLine(left=labels[label], right=figures.amount(cents))
    yield TextLine(left=labels["opening"], right=figures.amount(cash.opening_cents))
    yield TextLine(left=labels["cash_sales"], right=figures.amount(cash.sales_cents))
    for movement in cash.movements:
        label = f"{report_wording.cash_movement(movement.kind)} {movement.reason}"
        yield TextLine(left=label, right=figures.amount(movement.amount_cents))
    yield TextLine(left=labels["expected"], right=figures.amount(cash.expected_cents))
    if cash.counted_cents is None or cash.difference_cents is None:
        yield TextLine(left=labels["counted"], right=labels["not_counted"])
        return
    if cash.first_counted_cents is not None:
        first = figures.amount(cash.first_counted_cents)
        yield TextLine(left=labels["first_count"], right=first)
    yield TextLine(left=labels["counted"], right=figures.amount(cash.counted_cents))
    difference = figures.amount(cash.difference_cents)
    yield TextLine(left=labels["difference"], right=difference, is_bold=True)


def _events(events: ShiftEvents, labels: dict[str, str]) -> Iterator[Block]:
    counted = (
        ("no_sales", events.no_sales),
        ("voids", events.voids),
        ("lines_taken_out", events.lines_taken_out),
        ("discounted", events.discounted),
        ("overridden", events.overridden),
    )
    yield Rule()
    yield TextLine(left=labels["events"], is_bold=True)
    for label, times in counted:
        yield TextLine(left=labels[label], right=str(times))


def _late(report: DayReport, figures: Figures, labels: dict[str, str]) -> Iterator[Block]:
    """List what came after the close; the figures above have it, those below do not."""
    if not report.late:
        return
    yield Rule()
    yield TextLine(left=labels["late"], is_bold=True)
    for each in report.late:
        left = f"{each.number} {figures.moment(each.at)}"
        yield TextLine(left=left, right=figures.amount(each.amount_cents))
    closed = report.closed_with
    if closed is None:
        return
    yield TextLine(left=labels["closed_with"], is_bold=True)
    for label, cents in (
        ("total", closed.total_cents),
        ("expected", closed.expected_cents),
        ("difference", closed.difference_cents),
    ):
        yield TextLine(left=labels[label], right=figures.amount(cents))


def _foot(report: DayReport, figures: Figures, labels: dict[str, str]) -> Iterator[Block]:
    yield Rule()
    if report.journal is not None:
        head = f"{report.journal.sequence} {report.journal.mark}"
        perpetual = figures.amount(report.journal.perpetual_cents)
        yield TextLine(left=labels["journal"], right=head)
        yield TextLine(left=labels["perpetual"], right=perpetual)
    for label, note in (("opening_note", report.opening_note), ("note", report.note)):
        if note:
            yield TextLine(left=f"{labels[label]}: {note}")
    if report.kind is DayReportKind.Z:
        yield Gap()
        yield TextLine(left=report_wording.signature(), size=Size.SMALL)
        yield Gap()
        yield Rule()


def _title(text: str) -> TextLine:
    return TextLine(left=text, align=Align.CENTER, is_bold=True)
