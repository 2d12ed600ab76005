"""Words about the customer of a sale."""

CHANGES_NAMED_MAX = 2


def title() -> str:
    return "Who is it for?"


def search_hint() -> str:
    return "Phone, e-mail, name or card"


def search_says() -> str:
    return "Search customers"


def came_last() -> str:
    return "Latest visits"


def found() -> str:
    return "Found"


def nobody_yet() -> str:
    return "Nobody was named on a sale yet"


def nobody_found(words: str) -> str:
    return f"Nobody fits “{words}”"


def add(words: str) -> str:
    return f"New customer “{words}”" if words else "New customer"


def add_hint() -> str:
    return "One detail is enough: type a phone number, an e-mail address or a name."


def take_off() -> str:
    return "No customer"


def taken_off(name: str) -> str:
    return f"{name} taken off the sale"


def named(name: str, changes: tuple[str, ...]) -> str:
    """Say who was named, and which prices are different for them."""
    if not changes:
        return f"{name} is the customer"
    more = len(changes) - CHANGES_NAMED_MAX
    some = ", ".join(changes[:CHANGES_NAMED_MAX]) + (f" and {more} more" if more > 0 else "")
    count = "1 price" if len(changes) == 1 else f"{len(changes)} prices"
    return f"{name}: {count} changed: {some}"


def price_change(name: str, before: str, after: str) -> str:
    return f"{name} {before} → {after}"


def unknown_card(card_no: str) -> str:
    return f"No customer has the card {card_no}. Search for the customer, or go on without one."


def choose() -> str:
    return "Choose customer"


def choose_owner(name: str) -> str:
    return f"Choose {name}"


def taken(value: str, name: str) -> str:
    return f"{value} belongs to {name} already."


def gone() -> str:
    return "This customer was deleted meanwhile. Search again."


def tax_exempt(number: str) -> str:
    return f"No tax: {number}"
