"""Words of the stock screen."""

from pos.documents.label_sheets import LabelSheet
from pos.domain.returns import Reason
from pos.domain.stock import MovementKind
from ui.screens.stock.adjustment import AdjustReason, How

DOT = "\u00a0 \u00b7 \u00a0"
UM_PER_MM = 1_000


def search_hint() -> str:
    return "Search name, SKU or barcode \u2014 or just scan"


def search() -> str:
    return "Search"


def chips() -> str:
    return "What is shown"


def everything() -> str:
    return "All"


def low() -> str:
    return "Low"


def out() -> str:
    return "Out"


def articles() -> str:
    return "Articles"


def article() -> str:
    return "Article"


def codes() -> str:
    return "SKU, barcode"


def price() -> str:
    return "Price"


def on_hand() -> str:
    return "On hand"


def reserved() -> str:
    return "Reserved"


def available() -> str:
    return "Available"


def not_kept() -> str:
    return "not counted"


def per(price: str, measure: str) -> str:
    return f"{price} / {measure}"


def row_says(name: str, available: str) -> str:
    return f"{name}, {available} available"


def first_only(count: int) -> str:
    return f"The first {count} are shown. Search to see others."


def as_of(clock: str) -> str:
    return f"Other tills\u2019 sales are in it up to {clock}."


def no_match(words: str) -> str:
    return f"No match for \u201c{words}\u201d" if words else "Nothing here"


def no_match_hint() -> str:
    return "Try fewer letters, or look at all articles."


def nothing_low() -> str:
    return "Nothing is running low"


def nothing_out() -> str:
    return "Nothing is out of stock"


def show_all() -> str:
    return "Show all"


def invitation() -> str:
    return "Scan an article"


def invitation_hint() -> str:
    return "or choose one, to see where it is and how it moved."


def places() -> str:
    return "Where it is"


def place(name: str, shelf: str) -> str:
    return f"{name}, shelf {shelf}" if shelf else name


def movements() -> str:
    return "Movements"


def no_movements() -> str:
    return "Nothing has moved yet"


def movement_says(kind: str, delta: str, when: str, detail: str) -> str:
    return f"{kind}, {delta}, {when}, {detail}"


def low_at(threshold: str) -> str:
    return f"Low at {threshold}"


def adjust() -> str:
    return "Adjust stock"


def print_labels() -> str:
    return "Labels"


def adjust_title(name: str) -> str:
    return f"Adjust {name}"


def how(how: How) -> str:
    return _HOWS[how]


def quantity() -> str:
    return "Quantity"


def pieces() -> str:
    return "pcs"


def why() -> str:
    return "Why?"


def becomes(before: str, after: str) -> str:
    return f"{before}  \u2192  {after}"


def was(before: str) -> str:
    return f"{before} on hand now"


def erase() -> str:
    return "Erase"


def confirm() -> str:
    return "Adjust"


def adjusted(name: str, before: str, after: str) -> str:
    return f"{name}: {before} \u2192 {after}"


def reason(reason: AdjustReason) -> str:
    return _ADJUST_REASONS[reason]


def reason_words(code: str) -> str:
    """Put the reason of a movement in words; what people wrote themselves stays as it is."""
    return _REASONS.get(code, code)


def movement(kind: MovementKind) -> str:
    return _KINDS[kind]


def labels_title(name: str) -> str:
    return f"Labels for {name}"


def copies() -> str:
    return "How many?"


def as_many_as(available: str) -> str:
    return f"As many as there are: {available}"


def one_sheet(count: str) -> str:
    return f"One sheet: {count}"


def which_sheet() -> str:
    return "Which sheet?"


def sheet(sheet: LabelSheet) -> str:
    width, height = (f"{edge / UM_PER_MM:g}" for edge in sheet.label)
    return f"{sheet.per_page} per sheet, {width} \u00d7 {height} mm"


def make_pdf() -> str:
    return "Make PDF"


def labels_ready(count: int) -> str:
    return "1 label is ready" if count == 1 else f"{count} labels are ready"


def labels_hint() -> str:
    return "Print without scaling (\u201cactual size\u201d). The file is"


def open_file() -> str:
    return "Open"


def done() -> str:
    return "Done"


def unknown_code(code: str) -> str:
    return f"No article for {code}. Check the code, or search by name."


def unreadable(code: str) -> str:
    return f"{code} was misread. Scan it again."


def not_an_article() -> str:
    return "This is not an article. Scan the barcode on the goods or on the shelf."


_HOWS = {How.ADD: "Add", How.TAKE: "Take away", How.SET: "Set to"}
_ADJUST_REASONS = {
    AdjustReason.COUNTED: "Counted",
    AdjustReason.FOUND: "Found",
    AdjustReason.DAMAGED: "Damaged",
    AdjustReason.EXPIRED: "Expired",
    AdjustReason.LOST: "Lost or stolen",
    AdjustReason.OWN_USE: "Own use",
    AdjustReason.DELIVERED: "Delivered",
    AdjustReason.OTHER: "Other",
    AdjustReason.UNDONE: "Undone",
}
_KINDS = {
    MovementKind.OPENING: "Opening",
    MovementKind.SALE: "Sale",
    MovementKind.RETURN: "Return",
    MovementKind.RECEIPT: "Delivery",
    MovementKind.TRANSFER_OUT: "Sent away",
    MovementKind.TRANSFER_IN: "Came in",
    MovementKind.COUNT: "Count",
    MovementKind.ADJUSTMENT: "Adjustment",
    MovementKind.WRITE_OFF: "Write-off",
}
_REASONS: dict[str, str] = {
    Reason.CHANGED_MIND: "changed mind",
    Reason.WRONG_SIZE: "wrong size",
    Reason.WRONG_ITEM: "wrong item",
    Reason.DEFECTIVE: "faulty",
    Reason.NOT_AS_DESCRIBED: "not as shown",
    Reason.LATE: "came late",
    **{each: words.lower() for each, words in _ADJUST_REASONS.items()},
}
