"""Lines of the cart that put money on a gift card: no goods, no turnover, no tax, no discount."""

from dataclasses import replace
from uuid import UUID

from pos.domain.cart import Cart, add
from pos.domain.errors import RefusedError
from pos.domain.pricing import LINES_MAX, TooManyLinesError
from pos.domain.product import SellableItem
from pos.domain.stored_value import CardToLoad


class GiftCardTwiceError(RefusedError):
    """One card has one line: change its amount instead. Facts: last4."""


def add_gift_card(
    cart: Cart, item: SellableItem, card: CardToLoad, *, line_id: UUID, amount_cents: int
) -> Cart:
    """Return the cart with one more line, which puts an amount on a card.

    Args:
        cart: The cart before.
        item: The article that stands for gift cards; its price is what is put on the card.
        card: Which card.
        line_id: The id of the line.
        amount_cents: Above 0.

    Raises:
        GiftCardTwiceError: The cart puts money on this card already.
        AmountTooLargeError: It is more than one line may be worth.
        TooManyLinesError: The cart is full.
    """
    if any(line.card == card for line in cart.lines):
        raise GiftCardTwiceError(last4=card.last4)
    if len(cart.lines) >= LINES_MAX:
        raise TooManyLinesError(limit=LINES_MAX)
    money = replace(
        item, price_cents=amount_cents, taxes=(), is_discountable=False, is_gift_card=False
    )
    with_line = add(replace(cart, lines=()), money, line_id=line_id, quantity=1)
    line = replace(with_line.lines[0], card=card)
    return replace(cart, lines=(*cart.lines, line), touched_line_id=line_id)
