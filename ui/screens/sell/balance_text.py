"""What the sell screen says while the rest of an order is paid."""


def finish_first() -> str:
    return "Finish the sale in hand or hold it. Then take what is left of the order."


def nothing_owed() -> str:
    return "Nothing is owed of this order any more."


def balance_of(number: str) -> str:
    return f"Balance of {number}"


def order_total() -> str:
    return "Total of the order"


def paid_before() -> str:
    return "Paid before"


def ready(day: str) -> str:
    return f"ready {day}"
