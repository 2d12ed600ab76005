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
