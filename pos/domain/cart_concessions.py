"""Prices and discounts that a person gives: who answers for them, and for which reason."""

from dataclasses import replace
from uuid import UUID

from pos.domain.cart import Cart, get_line, put_line
from pos.domain.discount import Discount
from pos.domain.errors import RefusedError
from pos.domain.money import LINE_CENTS_MAX, AmountTooLargeError
from pos.domain.text import clean_text


class NotDiscountableError(RefusedError):
    """The article is never discounted. Facts: sku, name."""


class PriceBelowZeroError(RefusedError):
    """A price is at least zero. Facts: price_cents."""


def discount_line(cart: Cart, line_id: UUID, *, discount: Discount | None) -> Cart:
    """Return the cart with a discount on the line; None takes it off.

    Raises:
        LineNotFoundError: The cart has no such line.
        NotDiscountableError: The article is never discounted.
    """
    line = get_line(cart, line_id)
    if discount is not None and not line.is_discountable:
        raise NotDiscountableError(sku=line.sku, name=line.name)
    return put_line(cart, replace(line, discount=discount))


def discount_order(cart: Cart, discount: Discount | None) -> Cart:
    """Return the cart with a discount on all discountable lines; None takes it off."""
    return replace(cart, order_discount=discount, touched_line_id=None)


def override_price(
    cart: Cart, line_id: UUID, *, price_cents: int, reason: str, allowed_by: UUID | None = None
) -> Cart:
    """Return the cart with another price on the line.

    Args:
        cart: The cart before.
        line_id: The line.
        price_cents: The new price of one price unit, at least 0.
        reason: Why; printed in the journal.
        allowed_by: Who answers for it; None: whoever rings up the sale.

    Raises:
        LineNotFoundError: The cart has no such line.
        PriceBelowZeroError: The price is negative.
        AmountTooLargeError: The price is more than one line may be worth.
        TextRefusedError: The reason holds characters that no text may have.
    """
    line = get_line(cart, line_id)
    if price_cents < 0:
        raise PriceBelowZeroError(price_cents=price_cents)
    if price_cents > LINE_CENTS_MAX:
        raise AmountTooLargeError(amount_cents=price_cents, limit_cents=LINE_CENTS_MAX)
    changed = replace(
        line,
        unit_price_cents=price_cents,
        special=None,
        fixed_gross_cents=None,
        price_override_reason=clean_text(reason),
        price_override_by=allowed_by,
    )
    return put_line(cart, changed)
