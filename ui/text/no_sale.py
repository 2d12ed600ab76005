"""Words of a drawer that opens without a sale."""


def title() -> str:
    return "Open the drawer"


def hint() -> str:
    return "Nothing is sold. Who opened it and why stands in the journal and on the Z report."


def reason() -> str:
    return "Reason"


def reason_hint() -> str:
    return "What for?"


def reasons() -> tuple[str, ...]:
    return ("Change for a customer", "Wrong change given", "Count the drawer")


def confirm() -> str:
    return "Open the drawer"


def cancel() -> str:
    return "Cancel"


def drawer_opened() -> str:
    return "The drawer opens; it is noted"
