"""Words of the sign-in screen."""


def heading() -> str:
    return "Who is at the till?"


def hint() -> str:
    return "Tap your name, or scan your badge."


def nobody_chosen() -> str:
    return "Choose your name"


def nobody_chosen_hint() -> str:
    return "Then type your PIN."


def type_pin() -> str:
    return "Type your PIN"


def confirm() -> str:
    return "Sign in"


def people() -> str:
    return "People who work here"


def loading() -> str:
    return "Looking who works here\u2026"


def empty_title() -> str:
    return "Nobody works here yet"


def empty_hint() -> str:
    return "Run: countertop central init URL --manager NAME"
