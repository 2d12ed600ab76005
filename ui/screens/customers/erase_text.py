"""Words about erasing a customer."""

from pos.domain.erasure import ErasureReason, Unsettled


def button() -> str:
    return "Erase this customer"


def title(name: str) -> str:
    return f"Erase {name} for good?"


def goes(addresses: int) -> str:
    where = {0: "", 1: ", their address"}.get(addresses, f", their {addresses} addresses")
    return (
        "Erased here, at headquarters and at every other till: name, phone, e-mail, card,"
        f" note{where}, children and registry."
    )


def stays(orders: int) -> str:
    if not orders:
        return "Nothing of theirs has to stay: they bought nothing."
    bought = "1 order stays" if orders == 1 else f"{orders} orders stay"
    return f"{bought} without a name, as the law requires. This cannot be undone."


def why() -> str:
    return "Why"


def reason(reason: ErasureReason) -> str:
    return {
        ErasureReason.ASKED: "They asked for it",
        ErasureReason.NO_CONSENT: "They take back their consent",
        ErasureReason.KEPT_LONG_ENOUGH: "Kept long enough",
    }[reason]


def unsettled(what: Unsettled, *, owed: str, credit: str) -> str:
    return {
        Unsettled.OWES: f"{owed} is not paid yet: collect it under Orders.",
        Unsettled.HAS_CREDIT: f"They have {credit} store credit: pay it out first.",
        Unsettled.SALE_ON_HOLD: "A sale to them is on hold or in hand: finish it or give it up.",
        Unsettled.ORDER_OPEN: "An order of theirs is not over: hand it over or cancel it.",
    }[what]


def keep() -> str:
    return "Keep"


def confirm() -> str:
    return "Erase for good"


def erased() -> str:
    return "Erased. What was bought stays without a name."
