"""Words of the orders screen."""

from pos.domain.sale import PaymentState, SaleState
from pos.queries.orders import OrderFilter


def search_hint() -> str:
    return "Search number or customer \u2014 or scan a receipt"


def search_says() -> str:
    return "Search orders"


def filters() -> str:
    return "Which orders"


def filter_name(chosen: OrderFilter) -> str:
    return {
        OrderFilter.ALL: "All",
        OrderFilter.TODAY: "Today",
        OrderFilter.UNSENT: "Unsent",
        OrderFilter.RETURNED: "Returned",
        OrderFilter.ONLINE: "Online",
        OrderFilter.TO_MAKE: "To make",
        OrderFilter.TO_COLLECT: "To collect",
    }[chosen]


def orders() -> str:
    return "Orders, newest first"


def number() -> str:
    return "Number"


def time() -> str:
    return "Time"


def cashier() -> str:
    return "Cashier"


def customer() -> str:
    return "Customer"


def pieces() -> str:
    return "Pieces"


def total() -> str:
    return "Total"


def status() -> str:
    return "Status"


def unsent() -> str:
    return "Not sent to central yet"


def sent() -> str:
    return "Sent"


def status_name(state: str) -> str:
    return _STATUS.get(state, state)


_STATUS: dict[str, str] = {
    SaleState.PENDING: "Pending",
    SaleState.CONFIRMED: "Confirmed",
    SaleState.PROCESSING: "Processing",
    SaleState.READY: "Ready",
    SaleState.SHIPPED: "Shipped",
    SaleState.COMPLETED: "Completed",
    SaleState.CANCELLED: "Cancelled",
    SaleState.REFUNDED: "Refunded",
    PaymentState.PARTIALLY_REFUNDED: "Partly returned",
}


def returned() -> str:
    return "Returned"


def loading() -> str:
    return "Looking for orders\u2026"


def nothing_title(chosen: OrderFilter) -> str:
    return {
        OrderFilter.ALL: "No sales yet",
        OrderFilter.TODAY: "No sales yet today",
        OrderFilter.UNSENT: "Everything was sent",
        OrderFilter.RETURNED: "Nothing came back",
        OrderFilter.ONLINE: "No web orders here",
        OrderFilter.TO_MAKE: "Nothing to make",
        OrderFilter.TO_COLLECT: "Nothing to collect",
    }[chosen]


def nothing_hint(chosen: OrderFilter) -> str:
    return {
        OrderFilter.ALL: "The first sale will stand here.",
        OrderFilter.TODAY: "The first sale of the day will stand here.",
        OrderFilter.UNSENT: "Central has every sale of this register.",
        OrderFilter.RETURNED: "Orders of which goods were returned stand here.",
        OrderFilter.ONLINE: "They arrive with the next sync.",
        OrderFilter.TO_COLLECT: "Orders that wait to be fetched stand here, today\u2019s first.",
        OrderFilter.TO_MAKE: "Orders for today and later stand here, the first day first.",
    }[chosen]


def no_match(words: str) -> str:
    return f"No order for \u201c{words}\u201d"


def no_match_hint() -> str:
    return "Part of a number or of a customer\u2019s name is enough."


def clear_search() -> str:
    return "Clear search"


def trouble() -> str:
    return "The orders could not be read"


def try_again() -> str:
    return "Try again"


def unknown_number(number: str) -> str:
    return f"This register knows no order {number}. It may come with the next sync."


def not_in_order(number: str) -> str:
    return f"This article is not in order {number}."


def none_chosen() -> str:
    return "No order chosen"


def none_chosen_hint() -> str:
    return "Choose one from the list, or scan a receipt."


def sold_by(cashier: str, moment: str) -> str:
    return f"{moment}  \u00b7  {cashier}" if cashier else moment


def line_returned(quantity: str) -> str:
    return f"{quantity} returned"


def each(price: str) -> str:
    return f"{price} each"


def per(price: str, measure: str) -> str:
    return f"{price} / {measure}"


def sums() -> str:
    return "Sums"


def offer(name: str, code: str) -> str:
    return f"{name} ({code})" if code else name


def subtotal() -> str:
    return "Subtotal"


def discounts() -> str:
    return "Discounts"


def rounding() -> str:
    return "Cash rounding"


def refunded() -> str:
    return "Given back"


def tenders() -> str:
    return "Paid with"


def refund_of(method: str) -> str:
    return f"Back by {method}"


def still_owed(method: str) -> str:
    return f"{method}, not paid yet"


def card_ending(method: str, last4: str) -> str:
    return f"{method} \u2022\u2022\u2022\u2022 {last4}"


def tendered(amount: str) -> str:
    return f"{amount} handed over"


def change(amount: str) -> str:
    return f"{amount} change"


def taxes() -> str:
    return "Taxes"


def tax_on(name: str, base: str) -> str:
    return f"{name} on {base}"


def history() -> str:
    return "History"


def step_by(step: str, by: str) -> str:
    return f"{step}, {by}" if by else step


def reprint() -> str:
    return "Reprint"


def reprinted(number: str) -> str:
    return f"A copy of {number} is being printed"


def start_return() -> str:
    return "Return"


def save_pdf() -> str:
    return "PDF"


def save_pdf_says() -> str:
    return "Save a copy as PDF"


def saved(path: str) -> str:
    return f"Saved as {path}"


def serial(number: str) -> str:
    return f"S/N {number}"


def ready_column() -> str:
    return "Ready"


def ready(day: str, message: str) -> str:
    return f"ready {day}: \u201c{message}\u201d" if message else f"ready {day}"


def take_balance(amount: str) -> str:
    return f"Take {amount}"


def paid_otherwise() -> str:
    return "Came by bank"


def collected(amount: str) -> str:
    return f"{amount} that were promised have come."
