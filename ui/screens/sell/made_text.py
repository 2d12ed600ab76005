"""What the sell screen says about goods that are made for the customer."""


def make_for(name: str) -> str:
    return f"To order: {name}"


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
