"""Lays out the slip for cash that was paid in, paid out or put into the safe."""

from collections.abc import Iterator

from pos.documents import report_wording
from pos.documents.blocks import Align, Block, Blocks, Gap, Rule, Size, TextLine
from pos.documents.figures import Figures
from pos.documents.marks import marks
from pos.domain.cash_slip import CashSlip


def lay_out_cash_slip(slip: CashSlip, *, locale: str) -> Blocks:
    """Return the blocks of a slip, with a line for the signature."""
    figures = Figures(locale=locale, currency=slip.currency, timezone=slip.timezone)
    return (*marks(figures, copy=slip.copy, is_training=slip.is_training), *_body(slip, figures))


def _body(slip: CashSlip, figures: Figures) -> Iterator[Block]:
    labels = report_wording.slip_labels()
    yield TextLine(left=slip.store_name, align=Align.CENTER, is_bold=True)
    title = report_wording.cash_movement(slip.kind)
    yield TextLine(left=title, align=Align.CENTER, size=Size.LARGE, is_bold=True)
    yield Rule()
    yield TextLine(left=labels["shift"], right=f"{slip.register_code} / {slip.shift_number}")
    yield TextLine(left=labels["date"], right=figures.moment(slip.moved_at))
    yield TextLine(left=labels["reason"], right=slip.reason)
    yield TextLine(left=labels["by"], right=slip.staff_name)
    if slip.approved_by:
        yield TextLine(left=labels["approved_by"], right=slip.approved_by)
    amount = figures.money(abs(slip.amount_cents))
    yield TextLine(left=labels["amount"], right=amount, size=Size.LARGE, is_bold=True)
    yield Gap()
    yield TextLine(left=report_wording.signature(), size=Size.SMALL)
    yield Gap()
    yield Rule()
