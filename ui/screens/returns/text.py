"""Words of the returns screen."""

from pos.domain.returns import Reason

DOT = "\u00a0 \u00b7 \u00a0"


def number_hint() -> str:
    return "Scan the receipt, or type its number"


def number() -> str:
    return "Receipt number"


def orders() -> str:
    return "Orders"


def invitation() -> str:
    return "Scan the receipt"


def invitation_hint() -> str:
    return "or type its number above. After that, scan what comes back."


def sale(number: str) -> str:
    return f"Sale {number}"


def sold(moment: str, customer: str) -> str:
    return DOT.join(filter(None, (moment, customer)))


def paid(total: str, ways: str) -> str:
    return f"{total} paid: {ways}" if ways else f"{total} paid"


def returned_so_far(amount: str) -> str:
    return f"{amount} refunded so far"


def take_everything() -> str:
    return "Return everything"


def lines() -> str:
    return "Lines of the sale"


def each(price: str) -> str:
    return f"{price} each"


def per(price: str, measure: str) -> str:
    return f"{price} per {measure}"


def was_sold(quantity: str) -> str:
    return f"{quantity} sold"


def was_returned(quantity: str) -> str:
    return f"{quantity} returned"


def waits() -> str:
    return "not fetched yet: cancel it under Orders"


def is_left(quantity: str) -> str:
    return f"{quantity} left"


def nothing_left_of_line() -> str:
    return "nothing left to return"


def line_says(name: str, chosen: str, detail: str) -> str:
    return f"{name}, {chosen} coming back, {detail}"


def less() -> str:
    return "One less comes back"


def more() -> str:
    return "One more comes back"


def quantity() -> str:
    return "Qty"


def all_of_line(quantity: str) -> str:
    return f"All {quantity}"


def quantity_of(name: str) -> str:
    return f"How much of {name} comes back?"


def at_most(quantity: str) -> str:
    return f"At most {quantity}."


def pieces() -> str:
    return "pcs"


def confirm() -> str:
    return "Confirm"


def erase() -> str:
    return "Erase"


def return_title() -> str:
    return "Return"


def nothing_chosen() -> str:
    return "Nothing chosen yet"


def items(count: str) -> str:
    return "1 item comes back" if count == "1" else f"{count} items come back"


def pane_invitation() -> str:
    return "What comes back?"


def pane_invitation_hint() -> str:
    return "Scan it, or choose its line and press +."


def nothing_yet() -> str:
    return "Nothing to refund yet"


def why() -> str:
    return "Why does it come back?"


def where_to() -> str:
    return "Where does it go?"


def back_to_stock() -> str:
    return "Back to stock"


def set_aside() -> str:
    return "Set aside"


def refund() -> str:
    return "Refund"


def goes_to(way: str) -> str:
    return f"To {way}"


def rounding() -> str:
    return "Rounded to the coin"


def give_back(amount: str) -> str:
    return f"Refund {amount}"


def take_back() -> str:
    return "Take back"


def open_register() -> str:
    return "Open register"


def large(limit: str) -> str:
    return f"Above {limit} a manager agrees with their PIN."


def late(last_day: str) -> str:
    return f"The last day was {last_day}: a manager agrees with their PIN."


def may_not() -> str:
    return "You may not do this; ask somebody who may to sign in."


def asks_manager() -> str:
    return "A manager agrees with their PIN."


def does_not_fit(amount: str) -> str:
    return f"{amount} fit none of the ways in which this sale was paid. Ask a manager."


def closed() -> str:
    return "The register is closed. Open it first; what was chosen stays."


def confirm_title(amount: str) -> str:
    return f"Refund {amount}?"


def confirm_hint(items: str, number: str) -> str:
    return f"{items} from sale {number}. This cannot be undone."


def cancel() -> str:
    return "Cancel"


def done() -> str:
    return "Refunded"


def done_without_money() -> str:
    return "Taken back"


def done_number(number: str) -> str:
    return f"Return {number}"


def next_scan() -> str:
    return "Scan the next receipt, or"


def new_return() -> str:
    return "New return"


def waits_still(number: str) -> str:
    return f"Sale {number} waits to be fetched. Cancel it under Orders instead."


def nothing_left(number: str) -> str:
    return f"Everything of sale {number} came back already. Check the receipt."


def scan_receipt_first() -> str:
    return "Scan the receipt first, then what comes back."


def not_on_receipt(code: str) -> str:
    return f"{code} is not on this receipt. Check the article, or scan another receipt."


def no_more_of(name: str) -> str:
    return f"No more of {name} can come back on this receipt."


def unreadable(code: str) -> str:
    return f"{code} was misread. Scan it again."


def not_a_receipt() -> str:
    return "This is not a receipt. Scan the barcode at the foot of the receipt."


def drawer_opens() -> str:
    return "The drawer opens. Give the money back, and the receipt."


def without_drawer() -> str:
    return "Give the customer the receipt."


def reason(reason: Reason) -> str:
    return _REASONS[reason]


_REASONS = {
    Reason.CHANGED_MIND: "Changed mind",
    Reason.WRONG_SIZE: "Wrong size",
    Reason.WRONG_ITEM: "Wrong item",
    Reason.DAMAGED: "Damaged",
    Reason.DEFECTIVE: "Faulty",
    Reason.NOT_AS_DESCRIBED: "Not as shown",
    Reason.LATE: "Came late",
    Reason.OTHER: "Other",
}
