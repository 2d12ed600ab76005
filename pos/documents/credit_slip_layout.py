"""Lays out the slip for store credit that was given or taken back; the customer keeps it."""

from collections.abc import Iterator

from pos.documents import report_wording, wording
from pos.documents.blocks import Align, Block, Blocks, Gap, Rule, Size, TextLine
from pos.documents.figures import Figures
from pos.documents.marks import marks
from pos.domain.credit_slip import CreditSlip


def lay_out_credit_slip(slip: CreditSlip, *, locale: str) -> Blocks:
    """Return the blocks of a slip."""
    figures = Figures(locale=locale, currency=slip.currency, timezone=slip.timezone)
    return (*marks(figures, copy=slip.copy, is_training=slip.is_training), *_body(slip, figures))


def _body(slip: CreditSlip, figures: Figures) -> Iterator[Block]:
    labels = report_wording.slip_labels()
    yield TextLine(left=slip.store_name, align=Align.CENTER, is_bold=True)
    title = report_wording.credit_moved(is_given=slip.amount_cents > 0)
    yield TextLine(left=title, align=Align.CENTER, size=Size.LARGE, is_bold=True)
    yield Rule()
    if slip.customer_name:
        yield TextLine(left=wording.customer(), right=slip.customer_name)
    yield TextLine(left=labels["till"], right=slip.register_code)
    yield TextLine(left=labels["date"], right=figures.moment(slip.moved_at))
    yield TextLine(left=labels["reason"], right=report_wording.credit_reason(slip.reason))
    yield TextLine(left=labels["by"], right=slip.staff_name)
    if slip.approved_by:
        yield TextLine(left=labels["approved_by"], right=slip.approved_by)
    amount = figures.money(abs(slip.amount_cents))
    yield TextLine(left=labels["amount"], right=amount, size=Size.LARGE, is_bold=True)
    yield TextLine(left=labels["credit_now"], right=figures.money(slip.balance_cents))
    yield Gap()
    yield Rule()
