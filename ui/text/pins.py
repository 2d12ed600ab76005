"""Words around PINs: at the door, and where a second person must agree."""

SECONDS_PER_MINUTE = 60


def pin() -> str:
    return "PIN"


def erase() -> str:
    return "Erase the last figure"


def wrong_pin(tries_left: int) -> str:
    if tries_left == 0:
        return "Too many wrong PINs."
    tries = "1 try" if tries_left == 1 else f"{tries_left} tries"
    return f"Wrong PIN. {tries} left."


def wait(seconds: int) -> str:
    minutes, rest = divmod(seconds, SECONDS_PER_MINUTE)
    return f"Next try in {minutes}:{rest:02}."


def no_pin_yet(name: str) -> str:
    return f"{name} has no PIN yet. A manager can give one in Setup."


def approval_title() -> str:
    return "A second person must agree"


def approval_hint(name: str, wish: str) -> str:
    return f"{name} may not {wish} alone. Choose who agrees and type their PIN, or scan a badge."


def approval_confirm() -> str:
    return "Agree"


def approval_cancel() -> str:
    return "Cancel"


def nobody_may_approve() -> str:
    return "Nobody else here may agree to this."


def may_not_approve(name: str) -> str:
    return f"{name} may not agree to this. Choose somebody else."


def badge_unknown(employee_no: str) -> str:
    return f"Nobody here has the badge {employee_no}."
