"""Words about a customer's addresses."""

from pos.domain.postal_address import AddressUse


def add() -> str:
    return "Add address"


def add_title(name: str) -> str:
    return f"New address of {name}"


def edit_title(name: str) -> str:
    return f"Address of {name}"


def use(use: AddressUse) -> str:
    return {
        AddressUse.BOTH: "Delivery and bill",
        AddressUse.DELIVERY: "Delivery",
        AddressUse.BILL: "Bill",
    }[use]


def used(use: AddressUse, *, is_default: bool) -> str:
    words = {
        AddressUse.BOTH: "For delivery and bill",
        AddressUse.DELIVERY: "For delivery",
        AddressUse.BILL: "For the bill",
    }[use]
    return f"{words}, used first" if is_default else words


def says(line: str) -> str:
    return f"Change the address {line}"


def recipient() -> str:
    return "Recipient, if it is somebody else"


def company() -> str:
    return "Company"


def line1() -> str:
    return "Street and number"


def line2() -> str:
    return "Floor, door"


def postal_code() -> str:
    return "Postal code"


def city() -> str:
    return "Town"


def state() -> str:
    return "State or province"


def country() -> str:
    return "Country"


def is_default() -> str:
    return "Use this one first"


def save() -> str:
    return "Save"


def remove() -> str:
    return "Remove"


def saved(name: str) -> str:
    return f"Address of {name} saved"


def removed(name: str) -> str:
    return f"Address of {name} removed"


def brought_back(name: str) -> str:
    return f"{name} has this address again"
