"""What the orders screen says about goods that are made for the customer."""

from pos.domain.fetching import Fetching


def fetching_name(fetching: Fetching) -> str:
    return {
        Fetching.LATER: "To collect",
        Fetching.TODAY: "Today",
        Fetching.LATE: "Late",
        Fetching.NOT_COLLECTED: "Not collected",
    }[fetching]


def hand_over(due: str) -> str:
    return f"Take {due} and hand over" if due else "Hand over"


def handed_over(number: str) -> str:
    return f"{number} is handed over."


def move_day() -> str:
    return "Move the day"


def move_title(number: str) -> str:
    return f"Move the day of {number}"


def promised_for() -> str:
    return "Promised for"


def move_to() -> str:
    return "Ready on"


def reason() -> str:
    return "Reason"


def move_reason_hint() -> str:
    return "Who wishes it, and why"


def moved(day: str) -> str:
    return f"Promised for {day}. A changed ticket is being printed."


def moved_step(before: str, after: str, by: str) -> str:
    words = f"{before} \u2192 {after}"
    return f"{words}, {by}" if by else words


def nothing_to_move(number: str) -> str:
    return f"Nothing of {number} can be moved: no other day has room for it."


def cancel_order() -> str:
    return "Cancel the order"


def cancel_title(number: str) -> str:
    return f"Cancel {number}"


def deposit() -> str:
    return "Paid for it"


def kept() -> str:
    return "Kept"


def goes_back() -> str:
    return "Goes back to the customer"


def not_owed() -> str:
    return "Not owed any more"


def free_always() -> str:
    return "Nothing of what was paid is kept."


def free_until(day: str) -> str:
    return f"Until {day} nothing of what was paid is kept."


def was_free_until(day: str) -> str:
    return f"It was free until {day}. A part of what was paid is kept, as printed."


def cancelled(number: str, back: str) -> str:
    return f"{number} is cancelled. {back} goes back." if back else f"{number} is cancelled."


def label() -> str:
    return "Label"


def label_says() -> str:
    return "Print the label for what is made"


def label_is_printed(number: str) -> str:
    return f"The label of {number} is being printed"
