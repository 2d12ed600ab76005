"""Words of the customers screen."""

from pos.queries.customer_duplicates import Sameness


def search_hint() -> str:
    return "Phone, e-mail, name or card"


def search_says() -> str:
    return "Search customers"


def customers() -> str:
    return "Customers"


def new() -> str:
    return "New customer"


def came_last() -> str:
    return "Latest visits"


def found() -> str:
    return "Found"


def name() -> str:
    return "Name"


def phone() -> str:
    return "Phone"


def email() -> str:
    return "E-mail"


def card() -> str:
    return "Card"


def has_note() -> str:
    return "There is a note"


def no_note() -> str:
    return "No note"


def loading() -> str:
    return "Looking for customers\u2026"


def nobody_yet() -> str:
    return "Nobody was named on a sale yet"


def nobody_yet_hint() -> str:
    return "Search for a customer, or write down a new one: one detail is enough."


def no_match(words: str) -> str:
    return f"Nobody fits \u201c{words}\u201d"


def no_match_hint() -> str:
    return "Try fewer words, or a part of the phone number."


def clear_search() -> str:
    return "Clear search"


def none_chosen() -> str:
    return "No customer chosen"


def none_chosen_hint() -> str:
    return "Choose one from the list, or scan a card."


def since(day: str, groups: tuple[str, ...]) -> str:
    return " \u00b7 ".join((f"Customer since {day}", *groups))


def tax_exempt() -> str:
    return "Tax exempt"


def contact() -> str:
    return "Contact"


def exempt_no() -> str:
    return "No tax because"


def mail_wanted() -> str:
    return "Wants to be written to"


def yes() -> str:
    return "Yes"


def account() -> str:
    return "Account"


def credit() -> str:
    return "Store credit"


def owes() -> str:
    return "Owes"


def owed(amount: str, most: str | None) -> str:
    return f"{amount} of at most {most}" if most else amount


def orders() -> str:
    return "Orders"


def spent() -> str:
    return "Spent in all"


def last_visit() -> str:
    return "Last visit"


def never() -> str:
    return "Nothing bought yet"


def registry() -> str:
    return "Gift registry"


def registry_due(day: str) -> str:
    return f"Due {day}"


def registry_bought(bought: int, wished: int) -> str:
    return f"{bought} of {wished} bought"


def addresses() -> str:
    return "Addresses"


def bought() -> str:
    return "Bought"


def order_says(number: str, total: str, when: str) -> str:
    return f"Order {number}, {total}, {when}"


def refunded(amount: str) -> str:
    return f"{amount} back"


def maybe_same() -> str:
    return "Possibly the same person"


def sameness(kind: Sameness) -> str:
    return {
        Sameness.PHONE: "same phone",
        Sameness.EMAIL: "same e-mail",
        Sameness.NAME: "similar name",
    }[kind]


def make_one(name: str) -> str:
    return f"Make one customer of this and {name}"


def edit() -> str:
    return "Edit"


def sell() -> str:
    return "Sell to them"


def unknown_card(card_no: str) -> str:
    return f"No customer has the card {card_no}. Search for them, or write down a new customer."


def gone() -> str:
    return "This customer was deleted meanwhile. Search again."


def edit_title(name: str) -> str:
    return f"Edit {name}"


def one_is_enough() -> str:
    return "One of name, phone, e-mail and card is enough."


def note() -> str:
    return "Note"


def note_hint() -> str:
    return "For whoever serves them; it stands above the cart"


def tax_hint() -> str:
    return "Number or reason; leave empty for who pays taxes"


def save() -> str:
    return "Save"


def saved(name: str) -> str:
    return f"{name} saved"


def added(name: str) -> str:
    return f"{name} is a customer now"


def merge_title() -> str:
    return "Make one customer of two records?"


def merge_hint(name: str, other: str) -> str:
    return (
        f"{name} stays. What was bought as {other} is theirs from now on, and what {name} lacks"
        f" is taken over. Cards and numbers of {other} still find them. This cannot be undone."
    )


def merge_keep(name: str) -> str:
    return f"Keep {name}"


def merge_swap(name: str) -> str:
    return f"Keep {name} instead"


def merge_no() -> str:
    return "Leave both"


def merged(name: str) -> str:
    return f"One customer now: {name}"
