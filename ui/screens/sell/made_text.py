"""What the sell screen says about goods that are made for the customer."""


def make_for(name: str) -> str:
    return f"To order: {name}"


def options() -> str:
    return "Options"


def choose() -> str:
    return "Choose\u2026"


def left_open(option: str) -> str:
    return f"Choose first: {option}"


def message() -> str:
    return "Words on it"


def message_hint() -> str:
    return "Exactly as they shall stand there, or nothing"


def day() -> str:
    return "Ready on"


def promise() -> str:
    return "Add"


def ready(day: str) -> str:
    return f"ready {day}"


def quoted(words: str) -> str:
    return f"\u201c{words}\u201d"
