"""Words of the payment."""


def back() -> str:
    return "Back to the cart"


def amount_due() -> str:
    return "Amount due"


def amount_given() -> str:
    return "Other amount"


def deposit(amount: str) -> str:
    return f"Deposit\n{amount}"


def exact(amount: str) -> str:
    return f"Exact\n{amount}"


def methods() -> str:
    return "Paid with"


def tendered() -> str:
    return "Tendered"


def nothing_tendered() -> str:
    return "Nothing yet"


def remaining() -> str:
    return "Remaining"


def change() -> str:
    return "Change"


def rounding() -> str:
    return "Cash rounding"


def complete() -> str:
    return "Complete sale"


def posting() -> str:
    return "Saving\u2026"


def take_back() -> str:
    return "Take it back"


def erase() -> str:
    return "Erase the last figure"


def done() -> str:
    return "Sale complete"


def number(text: str) -> str:
    return f"#{text}"


def no_change() -> str:
    return "No change"


def paid_with(total: str, methods: str) -> str:
    return f"{total} paid with {methods}"


def print_receipt() -> str:
    return "Print a copy"


def new_sale() -> str:
    return "New sale"


def next_scan() -> str:
    return "The next scan starts a new sale by itself."


def being_paid() -> str:
    return "The sale is being paid. Complete it, or take the payment back first."


def no_such_method() -> str:
    return "This shop does not take that."


def left_on(last4: str, amount: str) -> str:
    card = f"\u2022\u2022\u2022\u2022 {last4} \u00b7 " if last4 else ""
    return f"{card}{amount} left"


def holds(last4: str, amount: str) -> str:
    return f"Gift card \u2022\u2022\u2022\u2022 {last4} holds {amount}."


def gift_card_number() -> str:
    return "Scan the card, or type its number."


def gift_card_amount(name: str) -> str:
    return f"How much is put on {name}?"


def reference_hint() -> str:
    return "The number by which the payment is found again."


def take() -> str:
    return "Take it"


def with_tip(amount: str) -> str:
    return f"{amount} tip"


def tip(percent: int) -> str:
    return f"Tip {percent} %"


def tip_says(percent: int, amount: str) -> str:
    return f"A tip of {percent} %, {amount}"


def not_sold_yet() -> str:
    return "This till knows no gift card with that number. Check it, or sell the card now."


def sell_this_card() -> str:
    return "Sell this card"
