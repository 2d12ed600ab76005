"""Lays out what is to be made for an order, to be read from afar and with floury hands."""

from collections.abc import Iterator

from pos.documents import wording
from pos.documents.blocks import Align, Barcode, Block, Blocks, Gap, Rule, Size, TextLine
from pos.documents.figures import Figures
from pos.documents.marks import marks
from pos.domain.barcode import receipt_code
from pos.domain.work_ticket import WorkLine, WorkTicket


def lay_out_work_ticket(ticket: WorkTicket, *, locale: str) -> Blocks:
    """Return the blocks of a ticket; its code opens the order."""
    figures = Figures(locale=locale, currency=ticket.currency, timezone=ticket.timezone)
    return (
        *marks(figures, copy=ticket.copy, is_training=ticket.is_training),
        TextLine(left=_title(ticket), align=Align.CENTER, size=Size.LARGE, is_bold=True),
        TextLine(left=ticket.store_name, align=Align.CENTER),
        Rule(),
        *(block for line in ticket.lines for block in _line(line, figures)),
        *_order(ticket, figures),
        Gap(),
        Barcode(text=receipt_code(ticket.number), caption=ticket.number),
    )


def _title(ticket: WorkTicket) -> str:
    return wording.to_make_changed() if ticket.is_changed else wording.to_make()


def _line(line: WorkLine, figures: Figures) -> Iterator[Block]:
    quantity = figures.quantity(line.quantity, unit=line.unit)
    name = f"{line.name} {line.variant_name}"
    yield TextLine(left=wording.times(quantity, name), is_bold=True)
    for option in line.options:
        yield TextLine(left=option, is_bold=True, is_indented=True)
    if line.message:
        yield TextLine(left=wording.message(line.message), size=Size.LARGE)
    if line.note:
        yield TextLine(left=line.note, is_indented=True)
    ready = wording.ready_on(figures.day(line.ready_on))
    yield TextLine(left=ready, is_bold=True, is_indented=True)
    if line.moved_from:
        moved = wording.moved_from(figures.day(line.moved_from))
        yield TextLine(left=moved, is_indented=True)
    yield Rule()


def _order(ticket: WorkTicket, figures: Figures) -> Iterator[Block]:
    if ticket.customer_name:
        yield TextLine(left=wording.customer(), right=ticket.customer_name)
    if ticket.note:
        yield TextLine(left=ticket.note)
    if ticket.owed_cents:
        owed = figures.money(ticket.owed_cents)
        yield TextLine(left=wording.to_pay(), right=owed, size=Size.LARGE, is_bold=True)
    yield TextLine(left=wording.document_number(), right=ticket.number)
    yield TextLine(left=ticket.taken_by, right=figures.moment(ticket.taken_at), size=Size.SMALL)
