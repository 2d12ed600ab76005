"""Words of the panels that ask for something before the sale goes on."""

from ui.text.formats import NO_BREAK_SPACE


def quantity_of(name: str) -> str:
    return f"Quantity of {name}"


def price_of(name: str) -> str:
    return f"Price of {name}"


def discount_on(name: str) -> str:
    return f"Discount on {name}"


def discount_on_sale() -> str:
    return "Discount on the whole sale"


def price_reasons() -> tuple[str, ...]:
    return ("Damaged", "Wrong label", "Matches another shop", "Last piece", "Goodwill")


def price_reason_of(name: str) -> str:
    return f"Why another price for {name}?"


def pieces() -> str:
    return "pieces"


def percent() -> str:
    return "%"


def percents(number: int) -> str:
    return f"{number}{NO_BREAK_SPACE}%"


def no_discount() -> str:
    return "No discount"


def more_than_everything() -> str:
    return "Nothing costs less than nothing. Type at most 100 %."


def price_now(price: str) -> str:
    return f"Now {price}"


def confirm() -> str:
    return "OK"


def erase() -> str:
    return "Erase the last figure"


def note_of_sale() -> str:
    return "Note on the sale"


def note_hint() -> str:
    return "Printed on the receipt"


def save() -> str:
    return "Save"


def check_age(years: int) -> str:
    return f"Is the customer {years} or older?"


def check_age_hint(name: str, born: str) -> str:
    return f"{name} is sold only to people born on or before {born}."


def old_enough() -> str:
    return "Yes, checked"


def too_young() -> str:
    return "No, remove it"
