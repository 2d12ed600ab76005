"""Words of the cash screen."""


def register_closed() -> str:
    return "The register is closed"


def count_float_hint() -> str:
    return "Count what is in the drawer. Selling begins when the register is open."


def shift_open(number: int) -> str:
    return f"Shift {number} is open"


def shift_open_hint() -> str:
    return "Every sale of this register belongs to it until the register is closed."


def counting(number: int) -> str:
    return f"Close shift {number}"


def counting_hint() -> str:
    return "Count the drawer without looking up what should be in it."


def checked_hint() -> str:
    return "This is what the Z report will say."


def shift_ended(number: int) -> str:
    return f"Shift {number} is closed"


def shift_ended_hint() -> str:
    return "The Z report was printed and goes to central with the next sync."


def loading() -> str:
    return "Looking into the drawer\u2026"


def by_pieces() -> str:
    return "Notes and coins"


def by_total() -> str:
    return "Total only"


def notes() -> str:
    return "Notes"


def coins() -> str:
    return "Coins"


def pieces_of(face: str) -> str:
    return f"Pieces of {face}"


def one_more(face: str) -> str:
    return f"One {face} more"


def one_less(face: str) -> str:
    return f"One {face} less"


def sum_in_drawer() -> str:
    return "Sum in the drawer"


def erase() -> str:
    return "Erase the last figure"


def opening_float() -> str:
    return "Opening float"


def counted() -> str:
    return "Counted"


def last_close() -> str:
    return "Last close"


def last_close_none() -> str:
    return "First day"


def difference() -> str:
    return "Difference"


def no_difference() -> str:
    return "None"


def over(amount: str) -> str:
    return f"{amount} over"


def short(amount: str) -> str:
    return f"{amount} short"


def expected() -> str:
    return "Expected"


def expected_hidden() -> str:
    return "Hidden until you count"


def opened_by() -> str:
    return "Opened by"


def since() -> str:
    return "Since"


def moves() -> str:
    return "Paid in and out in this shift"


def no_moves() -> str:
    return "Nothing was paid in or out yet"


def kind_column() -> str:
    return "What"


def reason_column() -> str:
    return "Reason"


def amount_column() -> str:
    return "Amount"


def open_drawer() -> str:
    return "Open drawer"


def cancel() -> str:
    return "Cancel"


def other_payments() -> str:
    return "Other payments, as their slips say"


def counted_of(name: str) -> str:
    return f"Counted of {name}"


def waiting(held: int, held_sum: str, unsent: int, *, cards: int = 0, cards_sum: str = "") -> str:
    parts = []
    if cards:
        payments = "1 card payment" if cards == 1 else f"{cards} card payments"
        parts.append(f"{payments} of {cards_sum} not cleared up")
    if held:
        sales = "1 held sale" if held == 1 else f"{held} held sales"
        parts.append(f"{sales} of {held_sum}")
    if unsent:
        parts.append("1 entry not sent yet" if unsent == 1 else f"{unsent} entries not sent yet")
    return f"Still open: {', '.join(parts)}. The register can be closed all the same."


def unapproved(number: int) -> str:
    return f"Shift {number}, not approved"


def causes() -> str:
    return "What may have happened"


def note() -> str:
    return "Note"


def note_hint_open() -> str:
    return "Why is it not what the last close left?"


def note_hint_close() -> str:
    return "What may have happened?"


def note_needed() -> str:
    return "Write a note about the difference; then it can go on."


def count_again() -> str:
    return "The count is not what it should be. Count once more."


def within_limit(limit: str) -> str:
    return f"Small differences up to {limit} need no note."


def above_limit(limit: str) -> str:
    return f"More than {limit} off: write down what may have happened."


def open_register() -> str:
    return "Open register"


def count_goes_on() -> str:
    return "The count that was begun is still there"


def register_opened(amount: str) -> str:
    return f"The register is open with {amount}"


def close_register() -> str:
    return "Close register"


def check_count() -> str:
    return "Check count"


def close_shift() -> str:
    return "Close and print Z"


def close_unapproved() -> str:
    return "Close, not approved"


def nobody_approved() -> str:
    return "Nobody approved the difference. Close all the same: the Z report says so."


def open_next() -> str:
    return "Open the next shift"


def back_to_shift() -> str:
    return "Not yet"


def x_report() -> str:
    return "X report"


def last_z() -> str:
    return "Last Z report"


def print_report() -> str:
    return "Print the report"


def save_pdf() -> str:
    return "Save the report as a PDF"


def saved(path: str) -> str:
    return f"Saved as {path}"


def printing() -> str:
    return "The report is being printed"


def x_hint() -> str:
    return "An X report shows the figures so far and changes nothing."


def z_report() -> str:
    return "Z report"


def reports() -> str:
    return "Reports"


def no_paper() -> str:
    return "No report chosen"


def no_paper_hint() -> str:
    return "The Z report is printed when the register is closed."


def put_away() -> str:
    return "Put the report away"


def paper_says(title: str) -> str:
    return f"{title} as it is printed"
