"""Words of the held sales."""


def was_held() -> str:
    return "Sale held"


def nothing_held() -> str:
    return "No sale is held"


def held_sales() -> str:
    return "Held sales"


def held_title(label: str, customer: str, total: str) -> str:
    return " \u00b7 ".join(part for part in (label, customer, total) if part)


def held_row(at: str, items_count: str, cashier: str, till: str) -> str:
    return " \u00b7 ".join(part for part in (at, items_count, cashier, till) if part)


def parked_at(till: str) -> str:
    return f"Till {till}"


def held_at(till: str) -> str:
    return f"Being worked on at till {till}"


def asking() -> str:
    return "Asking central for the sale\u2026"


def pay_first() -> str:
    return "Finish the payment first, then take the held sale up"


def is_elsewhere(till: str) -> str:
    return f"Till {till} is working on this sale"


def is_elsewhere_hint(label: str) -> str:
    return (
        f"\u201c{label}\u201d can be held there and taken up here. If you go on with a copy now, "
        "both tills have it, and a person is asked to look at it."
    )


def nobody_answers() -> str:
    return "Central does not answer"


def nobody_answers_hint(label: str, till: str) -> str:
    return (
        f"\u201c{label}\u201d was held at till {till}. Nobody can say whether another till has "
        "taken it up. If one did, both have it, and a person is asked to look at it."
    )


def leave_it() -> str:
    return "Leave it"


def take_copy() -> str:
    return "Take it up"
