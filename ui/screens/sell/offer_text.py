"""Words about offers and coupons, and about why a price is what it is."""

from collections.abc import Sequence

from pos.domain.offer import Offer


def coupon_title() -> str:
    return "Coupon"


def coupon_hint() -> str:
    return "Scan it, or type its code."


def take_coupon() -> str:
    return "Take it"


def take_off(code: str) -> str:
    return f"Take {code} off"


def coupon_on(name: str, amount: str) -> str:
    return f"{name}: {amount} off"


def coupon_off(code: str) -> str:
    return f"Coupon {code} taken off"


def coupons_ended(coupons: Sequence[Offer]) -> str:
    codes = ", ".join(coupon.code for coupon in coupons)
    return f"Taken off, because it has ended since it was shown: {codes}. Look at the new total."


def named_coupon(name: str, code: str) -> str:
    return f"{name} ({code})"


def more_offers(count: int) -> str:
    return f"{count} more offers"


def saved(amount: str) -> str:
    return f"The customer saves {amount}"


def why_title(name: str) -> str:
    return f"Why this price? {name}"


def list_price(times: str) -> str:
    return f"Shelf price, {times}"


def was(price: str) -> str:
    return f"Was {price}: the lowest price of the 30 days before"


def changed_price(reason: str) -> str:
    return f"Price changed: {reason}" if reason else "Price changed"


def label_price() -> str:
    return "Price on the scale label"


def line_discount() -> str:
    return "Discount on the line"


def order_discount() -> str:
    return "Share of the discount on the sale"


def included(name: str) -> str:
    return f"of which {name}"


def added(name: str) -> str:
    return f"{name} on top"


def to_pay() -> str:
    return "To pay"


def close() -> str:
    return "Close"
