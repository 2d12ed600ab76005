"""Whether a coupon is good for a cart; if not, why, one refusal for each reason.

How often a coupon was used is what this till knows; it may be offline. Where two tills together go
over a limit the sales stand, and central writes it down.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from pos.domain.cart import Cart
from pos.domain.cart_pricing import price_cart, pricing_line
from pos.domain.errors import RefusedError
from pos.domain.offer import Offer
from pos.domain.pricing import PricingRules

COUPONS_MAX = 20
"""The most coupons of one sale."""


class CouponUnknownError(RefusedError):
    """The shop has no such coupon, or has switched it off. Facts: code."""


class CouponTooEarlyError(RefusedError):
    """It is not valid yet. Facts: code, first_day."""


class CouponOverError(RefusedError):
    """It is not valid any more. Facts: code, last_day."""


class CouponElsewhereError(RefusedError):
    """It is not for this store. Facts: code."""


class CouponUsedUpError(RefusedError):
    """It was used as often as it may be. Facts: code."""


class CouponNeedsCustomerError(RefusedError):
    """It may be used so often by each customer, and nobody knows who this is. Facts: code."""


class CouponUsedByCustomerError(RefusedError):
    """This customer has used it as often as they may. Facts: code, name."""


class CouponNotForTheseGoodsError(RefusedError):
    """Nothing in the cart is among its goods. Facts: code."""


class CouponMinimumError(RefusedError):
    """Its goods must be worth more. Facts: code, minimum_cents, missing_cents, currency."""


class CouponNotCombinableError(RefusedError):
    """Its goods have an offer or a coupon already that it does not add to. Facts: code."""


class CouponTwiceError(RefusedError):
    """It is in the cart already. Facts: code."""


class TooManyCouponsError(RefusedError):
    """The cart has as many coupons as one may. Facts: limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coupon:
    """A coupon as this register knows it.

    Attributes:
        offer: What it gives.
        is_here: This store takes it.
        first_day: Where the store is; None: since ever.
        last_day: None: no end.
        uses: How often it was used, as far as this register knows.
        uses_by_customer: How often by the customer of the cart.
    """

    offer: Offer
    is_here: bool = True
    first_day: date | None = None
    last_day: date | None = None
    uses: int = 0
    uses_by_customer: int = 0


def add_coupon(cart: Cart, coupon: Coupon, *, rules: PricingRules, at: datetime) -> Cart:
    """Return the cart with a coupon that takes something off it.

    Args:
        cart: With the offers that are in force.
        coupon: What was scanned or typed.
        rules: The store's rules.
        at: Now, UTC.

    Raises:
        CouponTwiceError: It is there already.
        TooManyCouponsError: There are as many as may be.
        RefusedError: Another reason, see `check_coupon`.
    """
    if any(each.offer_id == coupon.offer.offer_id for each in cart.coupons):
        raise CouponTwiceError(code=coupon.offer.code)
    if len(cart.coupons) >= COUPONS_MAX:
        raise TooManyCouponsError(limit=COUPONS_MAX)
    changed = replace(cart, coupons=(*cart.coupons, coupon.offer), touched_line_id=None)
    check_coupon(changed, coupon, rules=rules, at=at)
    return changed


def remove_coupon(cart: Cart, code: str) -> Cart:
    """Return the cart without the coupon."""
    left = tuple(coupon for coupon in cart.coupons if coupon.code != code)
    return replace(cart, coupons=left, touched_line_id=None)


def check_coupon(cart: Cart, coupon: Coupon, *, rules: PricingRules, at: datetime) -> None:
    """Refuse a coupon of the cart that is not good for it.

    Raises:
        CouponTooEarlyError: It has not begun.
        CouponOverError: It has ended.
        CouponElsewhereError: It is for other stores.
        CouponUsedUpError: It was used as often as it may be.
        CouponNeedsCustomerError: It counts per customer, and the cart has none.
        CouponUsedByCustomerError: The customer has used it up.
        CouponNotForTheseGoodsError: None of the goods are among its own.
        CouponMinimumError: They are not worth enough.
        CouponNotCombinableError: All of them have an offer that it does not add to.
    """
    check_terms(cart, coupon, at=at)
    taken = {offer.offer_id for offer, _ in price_cart(rules, cart).offers}
    if coupon.offer.offer_id not in taken:
        _refuse_for_goods(cart, coupon.offer, rules=rules)


def check_terms(cart: Cart, coupon: Coupon, *, at: datetime) -> None:
    """Refuse a coupon by its dates, its store and its limits, whatever the goods are.

    Raises:
        RefusedError: One of the first six reasons of `check_coupon`.
    """
    offer = coupon.offer
    if offer.starts_at is not None and at < offer.starts_at:
        raise CouponTooEarlyError(code=offer.code, first_day=coupon.first_day)
    if not offer.is_in_force(at):
        raise CouponOverError(code=offer.code, last_day=coupon.last_day)
    if not coupon.is_here:
        raise CouponElsewhereError(code=offer.code)
    if offer.uses_max is not None and coupon.uses >= offer.uses_max:
        raise CouponUsedUpError(code=offer.code)
    if offer.uses_per_customer_max is None:
        return
    if cart.customer is None:
        raise CouponNeedsCustomerError(code=offer.code)
    if coupon.uses_by_customer >= offer.uses_per_customer_max:
        raise CouponUsedByCustomerError(code=offer.code, name=cart.customer.name)


def _refuse_for_goods(cart: Cart, offer: Offer, *, rules: PricingRules) -> None:
    """Say why it takes nothing off: its goods are not there, not enough, or have another offer."""
    alone = price_cart(rules, replace(cart, offers=(), coupons=(offer,)))
    if alone.offers:
        raise CouponNotCombinableError(code=offer.code)
    worth_cents = sum(
        line.gross_cents
        for line, source in zip(alone.lines, map(pricing_line, cart.lines), strict=True)
        if source.is_discountable and source.is_stackable and offer.is_for(source.kinds)
    )
    if not worth_cents or worth_cents >= offer.minimum_cents:
        raise CouponNotForTheseGoodsError(code=offer.code)
    raise CouponMinimumError(
        code=offer.code,
        minimum_cents=offer.minimum_cents,
        missing_cents=offer.minimum_cents - worth_cents,
        currency=rules.currency,
    )
