"""Lays out any paper of the till, by what it is."""

from collections.abc import Callable, Mapping

from pos.documents.blocks import Blocks
from pos.documents.cash_slip_layout import lay_out_cash_slip
from pos.documents.credit_slip_layout import lay_out_credit_slip
from pos.documents.day_report_layout import lay_out_day_report
from pos.documents.pickup_label_layout import lay_out_pickup_label
from pos.documents.receipt_layout import lay_out_receipt
from pos.documents.slip_layout import lay_out_slip
from pos.documents.work_ticket_layout import lay_out_work_ticket
from pos.domain.cash_slip import CashSlip
from pos.domain.credit_slip import CreditSlip
from pos.domain.day_report import DayReport
from pos.domain.paper_json import Paper
from pos.domain.pickup_label import PickupLabel
from pos.domain.receipt import Receipt
from pos.domain.slip import Slip
from pos.domain.work_ticket import WorkTicket


def lay_out_paper(paper: Paper, *, locale: str) -> Blocks:
    """Return the blocks of a paper."""
    return _LAYOUTS[type(paper)](paper, locale=locale)


_LAYOUTS: Mapping[type[Paper], Callable[..., Blocks]] = {
    Receipt: lay_out_receipt,
    DayReport: lay_out_day_report,
    CashSlip: lay_out_cash_slip,
    CreditSlip: lay_out_credit_slip,
    Slip: lay_out_slip,
    WorkTicket: lay_out_work_ticket,
    PickupLabel: lay_out_pickup_label,
}
