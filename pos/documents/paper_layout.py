"""Lays out any paper of the till, by what it is."""

from pos.documents.blocks import Blocks
from pos.documents.cash_slip_layout import lay_out_cash_slip
from pos.documents.credit_slip_layout import lay_out_credit_slip
from pos.documents.day_report_layout import lay_out_day_report
from pos.documents.receipt_layout import lay_out_receipt
from pos.documents.slip_layout import lay_out_slip
from pos.documents.work_ticket_layout import lay_out_work_ticket
from pos.domain.cash_slip import CashSlip
from pos.domain.credit_slip import CreditSlip
from pos.domain.paper_json import Paper
from pos.domain.receipt import Receipt
from pos.domain.slip import Slip
from pos.domain.work_ticket import WorkTicket


def lay_out_paper(paper: Paper, *, locale: str) -> Blocks:
    """Return the blocks of a paper."""
    if isinstance(paper, Receipt):
        return lay_out_receipt(paper, locale=locale)
    if isinstance(paper, CashSlip):
        return lay_out_cash_slip(paper, locale=locale)
    if isinstance(paper, CreditSlip):
        return lay_out_credit_slip(paper, locale=locale)
    if isinstance(paper, Slip):
        return lay_out_slip(paper, locale=locale)
    if isinstance(paper, WorkTicket):
        return lay_out_work_ticket(paper, locale=locale)
    return lay_out_day_report(paper, locale=locale)
