"""Words of the setup screen; each section has its own beside what it does."""


def sections() -> str:
    return "What can be set up"


def invitation() -> str:
    return "Choose a line"


def invitation_hint() -> str:
    return "What stands there can be changed here."


def reading() -> str:
    return "Looking\u2026"


def yes_no(*, is_yes: bool) -> str:
    return "Yes" if is_yes else "No"


def back() -> str:
    return "Back"


def one_more() -> str:
    return "Choose one more\u2026"


def add() -> str:
    return "Add it"


def take_out(words: str) -> str:
    return f"Without {words}"
