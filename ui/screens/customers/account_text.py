"""Words about a customer's money with the shop."""

from pos.domain.stored_value import CreditReason, EntryKind


def credit_button() -> str:
    return "Store credit"


def limit_button() -> str:
    return "Credit limit"


def movements() -> str:
    return "Store credit, last changes"


def movement(kind: EntryKind, *, is_given: bool) -> str:
    if kind is EntryKind.ADJUST and is_given:
        return "Put right"
    return {
        EntryKind.ISSUE: "Given",
        EntryKind.RELOAD: "Given",
        EntryKind.REDEEM: "Paid with it",
        EntryKind.REFUND: "Goods came back",
        EntryKind.ADJUST: "Taken back",
        EntryKind.EXPIRE: "Expired",
    }[kind]


def owing() -> str:
    return "Not paid yet"


def owing_says(number: str, amount: str) -> str:
    return f"Order {number}, {amount} not paid yet; collect it there"


def credit_title(name: str) -> str:
    return f"Store credit of {name}"


def give() -> str:
    return "Give"


def take_back() -> str:
    return "Take back"


def amount() -> str:
    return "Amount"


def erase() -> str:
    return "Erase"


def why() -> str:
    return "Why"


def reason(reason: CreditReason) -> str:
    return {
        CreditReason.GOODWILL: "Goodwill",
        CreditReason.COMPLAINT: "Complaint",
        CreditReason.BONUS: "Bonus",
        CreditReason.MISTAKE: "A mistake put right",
        CreditReason.PAID_OUT: "Paid out",
    }[reason]


def has(amount: str) -> str:
    return f"Has {amount}"


def becomes(before: str, after: str) -> str:
    return f"{before} \u2192 {after}"


def confirm() -> str:
    return "Book and print slip"


def moved(name: str, amount: str, *, is_given: bool) -> str:
    return f"{amount} credit given to {name}" if is_given else f"{amount} credit taken from {name}"


def limit_title(name: str) -> str:
    return f"How much may {name} owe?"


def limit_hint(owed: str) -> str:
    return (
        f"They may buy on account up to this amount. {owed} is owed now; it stays owed, whatever"
        " the limit is."
    )


def no_account() -> str:
    return "Pays at once"


def save_limit() -> str:
    return "Set limit"


def limited(name: str, most: str | None) -> str:
    return f"{name} may owe {most}" if most else f"{name} pays at once from now on"
