"""Words of the attention screen."""

from pos.queries.attention import Clash, Difference, FactAside, RowAside
from pos.queries.open_differences import OpenDifference


def entries() -> str:
    return "What needs a person, newest first"


def what() -> str:
    return "What"


def why() -> str:
    return "Why"


def since() -> str:
    return "Since"


def where() -> str:
    return "Register"


def fact_name(fact: FactAside) -> str:
    name = _FACTS.get(fact.kind, fact.kind.replace(".", " ").capitalize() or "Unreadable entry")
    return f"{name} {fact.document}" if fact.document else f"{name} (entry {fact.seq})"


_FACTS = {
    "sale.completed": "Sale",
    "return.accepted": "Return",
    "shift.opened": "Opened shift",
    "shift.closed": "Closed shift",
    "cash.moved": "Cash movement",
    "stock.adjusted": "Stock adjustment",
    "audit.written": "Audit entry",
    "customer.added": "New customer",
    "customer.changed": "Changed customer",
    "customer.merged": "Two records of a customer made one",
    "cart.parked": "Held sale",
    "cart.recalled": "Recalled sale",
    "cart.ended": "Ended held sale",
    "cart.expired": "Expired held sale",
}


def fact_reason(fact: FactAside) -> str:
    return _REASONS.get(fact.sqlstate, "Central could not book it.")


_REASONS = {
    "22021": "It was damaged on this register\u2019s disk and cannot be read.",
    "23502": "Something that central needs is missing in it.",
    "23503": "It refers to something that central does not know yet.",
    "23505": "Central already has another entry with the same number or code.",
    "23514": "It breaks a rule of central.",
    "CT301": "It is about something of another register or store.",
    "CT302": "It says that it comes from another register.",
    "CT303": "Central already has other words under its name.",
    "CT305": "It corrects something that was booked meanwhile.",
}


def clash_name(clash: Clash) -> str:
    if clash.table == "carts":
        return "Held sale at two tills"
    if clash.table in _BY_TABLE:
        return _BY_TABLE[clash.table][0]
    if _was_fetched_twice(clash):
        return "Order handed over twice"
    return _CLASHES.get(clash.kind, ("Clash", ""))[0]


def clash_reason(clash: Clash) -> str:
    if clash.table == "carts":
        return _sold_twice(clash)
    if clash.table in _BY_TABLE:
        return _BY_TABLE[clash.table][1]
    if _was_fetched_twice(clash):
        return "Two tills handed it over while they were apart. See who has it."
    return _CLASHES.get(clash.kind, ("", "Two sides did something different."))[1]


def _sold_twice(clash: Clash) -> str:
    if clash.central.get("is_sold") and clash.of_register.get("is_sold"):
        return "Both tills sold it. See whether the customer paid twice."
    return "Two tills took it up while they were apart. Sell it at one, clear it at the other."


def _was_fetched_twice(clash: Clash) -> bool:
    status = clash.of_register.get("status")
    return clash.table == "orders" and status == clash.central.get("status") == "completed"


_BY_TABLE = {
    "order_lines": (
        "Promised day moved twice",
        "Two tills moved it apart. Central\u2019s day holds; tell the customer, or move it.",
    ),
    "payments": (
        "Balance collected twice",
        "More came than was owed, at tills that were apart. Give back what is too much.",
    ),
}
_CLASHES = {
    "negative_stock": ("Stock below zero", "More was sold than there was. Count the shelf."),
    "over_limit": ("Coupon over its limit", "A till that was offline took it once too often."),
    "overspent_value": ("Gift card overspent", "It was used twice while tills were apart; frozen."),
    "unique_clash": ("Customer twice", "The phone or e-mail belonged to somebody already."),
    "field_clash": ("Changed on two sides", "What central had was kept."),
    "stale_update": ("Change came too late", "Headquarters had changed it before."),
    "missing_parent": ("Waits for something", "It refers to something central does not know yet."),
    "chain_break": ("Journal interrupted", "Entries of a register do not follow each other."),
}


def row_name(row: RowAside) -> str:
    return f"Row of {row.table.replace('_', ' ')}"


def drawer_name(difference: OpenDifference) -> str:
    return f"Drawer off in shift {difference.number}"


def drawer_reason() -> str:
    return "The shift was closed while nobody was there who may accept such a difference."


def difference() -> str:
    return "Difference"


def closed_by() -> str:
    return "Closed by"


def note() -> str:
    return "Note"


def accept() -> str:
    return "Accept the difference"


def accepted() -> str:
    return "The difference is accepted"


def row_reason() -> str:
    return "It came from central and could not be stored here. It is tried again by itself."


def difference_name() -> str:
    return "Comparison with central"


def difference_reason(found: Difference) -> str:
    if found.missing:
        return "Central lacks something that this register sent. Tell headquarters."
    if found.damaged:
        return "The disk has altered what was sent. Replace it, and tell headquarters."
    return "What came from central was not as it is there. It was read again."


def missing() -> str:
    return "Missing at central"


def read_again() -> str:
    return "Rows read again"


def altered() -> str:
    return "Altered on this disk"


def retry_wanted() -> str:
    return "Will be tried again with the next sync."


def corrected() -> str:
    return "Said right. The correction goes out with the next sync."


def correct() -> str:
    return "Correct\u2026"


def correct_title() -> str:
    return "Say it right"


def correct_hint() -> str:
    return "Central could not take this customer as written. What was refused is kept beside it."


def send_corrected() -> str:
    return "Send the correction"


def detail_name(name: str) -> str:
    return _DETAILS[name]


_DETAILS = {
    "name": "Name",
    "phone": "Telephone",
    "email": "E-mail",
    "card_no": "Card number",
    "note": "Note",
}


def details() -> str:
    return "Details"


def entry_number() -> str:
    return "Entry on the tape"


def attempts() -> str:
    return "Attempts"


def central_says() -> str:
    return "Central says"


def at_central() -> str:
    return "At central"


def at_register() -> str:
    return "At the register"


def field_name(name: str) -> str:
    return name.replace("_", " ").capitalize()


def retry() -> str:
    return "Try again"


def retry_all(count: int) -> str:
    return f"Try all {count} again"


def mend() -> str:
    return "Mend and send on"


def mended(altered: int) -> str:
    if altered:
        return f"Mended. What cannot be read goes to headquarters as it is: {altered}."
    return "Mended. Nothing is lost, and everything is sent."


def seen() -> str:
    return "Note as seen"


def noted() -> str:
    return "Noted. Nobody is shown it again."


def loading() -> str:
    return "Looking\u2026"


def nothing_title() -> str:
    return "Nothing needs attention"


def nothing_hint(*, is_alone: bool) -> str:
    if is_alone:
        return "This register works alone; there is no central that could refuse anything."
    return "Central has booked everything that this register sent."


def trouble() -> str:
    return "The list could not be read"


def none_chosen() -> str:
    return "Nothing chosen"


def none_chosen_hint() -> str:
    return "Choose an entry to see why it stands here."


def offline(since: str) -> str:
    return f"Offline since {since}. This list is of the last sync; what you ask for goes out later."


def clock_wrong(minutes: int) -> str:
    way = "ahead of" if minutes > 0 else "behind"
    return f"This register\u2019s clock is {abs(minutes)} min {way} central\u2019s. Set it right."


def refused(problem: str) -> str:
    return _PROBLEMS.get(problem, "")


_PROBLEMS = {
    "TapeDamagedError": "The disk has damaged an entry; nothing is sent until it is mended.",
    "TapeForkedError": "Another copy of this database is at work. Enrol this register anew.",
    "IncarnationOverError": "This register was replaced by another. Enrol it anew to sync again.",
    "CentralRefusedError": "Central does not let this register in. Ask headquarters.",
    "CentralTooOldError": "Central is older than this program. Update central.",
    "CentralTooNewError": "Central is newer than this program. Update this register.",
}
