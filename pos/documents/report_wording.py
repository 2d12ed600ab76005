"""Every word on the till's own papers: day reports, and slips of cash and credit that moved."""

from gettext import gettext as _

from pos.domain.day_report import DayReportKind


def report_title(kind: DayReportKind, number: int) -> str:
    """Name the report."""
    match kind:
        case DayReportKind.X:
            return _("X report {number} (shift is open)").format(number=number)
        case DayReportKind.Z:
            return _("Z report {number}").format(number=number)


def report_labels() -> dict[str, str]:
    """Label the figures of a shift, by the name of the figure."""
    return {
        "register": _("Till"),
        "opened": _("Opened"),
        "closed": _("Closed"),
        "printed": _("Printed"),
        "sales": _("Sales"),
        "returns": _("Returns"),
        "first": _("First number"),
        "last": _("Last number"),
        "gross": _("Gross sales"),
        "discount": _("Discounts"),
        "returned": _("Returned goods"),
        "net": _("Net without tax"),
        "total": _("TURNOVER"),
        "deposits_taken": _("Deposits taken"),
        "deposits_used": _("Deposits used"),
        "deposits_given_back": _("Deposits given back"),
        "deposits_owed": _("Deposits still owed"),
        "gift_cards": _("Put on gift cards, no turnover"),
        "tips": _("Tips, no turnover"),
        "tenders": _("Payments"),
        "taxes": _("Taxes"),
        "cashiers": _("Cashiers"),
        "drawer": _("Drawer"),
        "opening": _("Opening float"),
        "cash_sales": _("Cash sales less refunds"),
        "expected": _("Expected"),
        "counted": _("Counted"),
        "difference": _("Difference"),
        "not_counted": _("not counted yet"),
        "journal": _("Journal entry"),
        "perpetual": _("Turnover since set-up"),
        "note": _("Note"),
        "previous": _("Shift before"),
        "last_close": _("Last close left"),
        "opening_difference": _("Difference at the start"),
        "opening_note": _("Note at the start"),
        "first_count": _("First count"),
        "approved": _("Difference accepted by"),
        "not_approved": _("DIFFERENCE NOT APPROVED"),
        "tender_counts": _("Other payments counted"),
        "events": _("Out of the ordinary"),
        "no_sales": _("Drawer opened without a sale"),
        "voids": _("Sales given up"),
        "lines_taken_out": _("Lines taken out"),
        "discounted": _("Sales with a discount"),
        "overridden": _("Changed prices"),
        "causes": _("What may have happened"),
        "late": _("Came after the close"),
        "closed_with": _("As it was closed"),
    }


def slip_labels() -> dict[str, str]:
    """Label what is on the slip of a movement of cash or of credit."""
    return {
        "shift": _("Till / shift"),
        "till": _("Till"),
        "date": _("Date"),
        "reason": _("Reason"),
        "by": _("Moved by"),
        "approved_by": _("Approved by"),
        "amount": _("Amount"),
        "credit_now": _("Store credit now"),
    }


def credit_moved(*, is_given: bool) -> str:
    """Name what became of a customer's credit."""
    return _("Store credit given") if is_given else _("Store credit taken back")


def credit_reason(reason: str) -> str:
    """Say why credit was given or taken back."""
    names = {
        "goodwill": _("Goodwill"),
        "complaint": _("Complaint"),
        "bonus": _("Bonus"),
        "mistake": _("A mistake put right"),
        "paid_out": _("Paid out"),
    }
    return names.get(reason, reason)


def cash_movement(kind: str) -> str:
    """Name a movement of cash that is not a sale."""
    names = {
        "pay_in": _("Paid in"),
        "pay_out": _("Paid out"),
        "drop": _("To the safe"),
        "correction": _("Correction"),
    }
    return names[kind]


def signature() -> str:
    """Label the line on which the closing is signed."""
    return _("Signature")
