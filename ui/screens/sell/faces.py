"""Turns carts and articles into what is shown of them. Pure; amounts come priced."""

from textwrap import wrap
from uuid import UUID

from pos.domain.cart import Cart, CartLine
from pos.domain.discount import Discount
from pos.domain.goods_mark import GoodsMark
from pos.domain.made_to_order import MadeToOrder
from pos.domain.offer import Offer
from pos.domain.pricing import PricedBasket, PricedLine
from pos.domain.product import SellableItem, StockState, stock_state
from pos.domain.quantity import is_measured
from ui.screens.sell import made_text, offer_text, text
from ui.screens.sell.state import SumRow
from ui.shell.theme.tokens import Tone
from ui.text.article_name import full_name
from ui.text.formats import NO_BREAK_SPACE, Formats
from ui.widgets.cart_row import CartRow

OFFER_ROWS_MAX = 4
"""More offers than this share one row above the total."""

WISH_CHARS = 36
"""That fit below the name of a line in the smallest window."""

_JOIN = f"{NO_BREAK_SPACE} \u00b7 {NO_BREAK_SPACE}"


def rows_of(cart: Cart, basket: PricedBasket, formats: Formats) -> tuple[CartRow, ...]:
    """Return the lines of a priced cart as they are shown."""
    pairs = zip(cart.lines, basket.lines, strict=True)
    return tuple(_row(line, priced, formats) for line, priced in pairs)


def sums_of(basket: PricedBasket, formats: Formats, *, included: bool) -> tuple[SumRow, ...]:
    """Return the rows above the total."""
    rows = [SumRow(name=text.subtotal(), amount=formats.money(basket.subtotal_cents))]
    rows += _offers_of(basket, formats)
    by_people_cents = basket.discount_cents - basket.offers_cents
    if by_people_cents:
        amount = formats.money(-by_people_cents)
        rows.append(SumRow(name=text.discounts(), amount=amount, is_discount=True))
    if basket.taxes:
        names = " / ".join(tax.rate.name for tax in basket.taxes)
        words = text.tax_included(names) if included else text.tax_added(names)
        rows.append(SumRow(name=words, amount=formats.money(basket.tax_cents)))
    return tuple(rows)


def _offers_of(basket: PricedBasket, formats: Formats) -> list[SumRow]:
    """Return a row for each offer and coupon, and one for those that there is no room for."""
    taken = basket.offers
    shown = taken if len(taken) <= OFFER_ROWS_MAX else taken[: OFFER_ROWS_MAX - 1]
    rows = [(_offer_name(offer), cents) for offer, cents in shown]
    rest = taken[len(shown) :]
    if rest:
        rows.append((offer_text.more_offers(len(rest)), sum(cents for _, cents in rest)))
    return [
        SumRow(name=name, amount=formats.money(-cents), is_discount=True) for name, cents in rows
    ]


def _offer_name(offer: Offer) -> str:
    return offer_text.named_coupon(offer.name, offer.code) if offer.code else offer.name


def count_of(cart: Cart) -> int:
    """Return how many items are in the cart; what was weighed counts as one."""
    return sum(1 if is_measured(line.unit) else line.quantity for line in cart.lines)


def unit_price(item: CartLine | SellableItem, cents: int, formats: Formats) -> str:
    """Return the price of one piece, or of the measure that it is sold by."""
    if not is_measured(item.unit):
        return text.each(formats.money(cents))
    measure = formats.measure(item.price_unit_qty, item.unit)
    return text.per(formats.money(cents), measure)


def stock_note(
    *, is_tracked: bool, available: int, threshold: int, unit: str, formats: Formats
) -> tuple[str, Tone]:
    """Return what a tile says about the stock, and in which tone."""
    if not is_tracked:
        return "", Tone.CAPTION
    if available <= 0:
        return text.out_of_stock(), Tone.DANGER
    count = formats.about(available, unit)
    if available <= threshold:
        return text.left(count), Tone.WARN
    return count, Tone.CAPTION


def variant_note(item: SellableItem, formats: Formats) -> tuple[str, Tone]:
    """Return the same for one variant."""
    return stock_note(
        is_tracked=stock_state(item) is not StockState.UNTRACKED,
        available=item.available,
        threshold=item.low_stock_threshold,
        unit=item.unit,
        formats=formats,
    )


def badges_of(cart: Cart, products: dict[UUID, UUID]) -> dict[UUID, str]:
    """Return how many of each product are in the cart.

    Args:
        cart: The cart.
        products: The product of each variant that was added here.
    """
    counts: dict[UUID, int] = {}
    for line in cart.lines:
        product_id = products.get(line.variant_id)
        if product_id is not None:
            pieces = 1 if is_measured(line.unit) else line.quantity
            counts[product_id] = counts.get(product_id, 0) + pieces
    return {product_id: str(count) for product_id, count in counts.items()}


def _row(line: CartLine, priced: PricedLine, formats: Formats) -> CartRow:
    name = full_name(line)
    quantity = formats.quantity(line.quantity, line.unit)
    off_cents = priced.line_discount_cents + priced.offers_cents
    amount = formats.money(priced.gross_cents - off_cents)
    off = formats.money(-off_cents) if off_cents else ""
    return CartRow(
        key=line.line_id,
        quantity=quantity,
        name=line.name,
        detail=_JOIN.join(_details(line, priced, formats)),
        wishes=wishes_of(line.made) if line.made else (),
        amount=amount,
        off=off,
        says=text.line_says(quantity, name, amount),
    )


def _details(line: CartLine, priced: PricedLine, formats: Formats) -> list[str]:
    parts = [line.variant_name] if line.variant_name else []
    if line.made is not None:  # First, since the end of a long line is cut off.
        day = formats.short_day_of_week(line.made.ready_on)
        parts = [made_text.ready(day), *parts]
    parts.append(unit_price(line, line.unit_price_cents, formats))
    if line.special is not None:
        parts.append(line.special.name)
    parts += [offer.name for offer, _ in priced.reductions if not offer.code]
    if line.discount is not None:
        parts.append(discount_words(line.discount, formats))
    if line.is_overridden:
        parts.append(text.price_changed())
    if line.min_age is not None:
        parts.append(text.age_limit(line.min_age))
    if line.mark is not None:
        parts += _marks(line.mark, formats)
    if line.note:
        parts.append(line.note.replace("\n", " "))
    return parts


def wishes_of(made: MadeToOrder) -> tuple[str, ...]:
    """Return what was wished as lines that fit below a name: all of it, since it is made so."""
    choices = ", ".join(each.choice for each in made.chosen)
    words = made_text.quoted(made.message) if made.message else ""
    return (*wrap(choices, WISH_CHARS), *wrap(words, WISH_CHARS))


def _marks(mark: GoodsMark, formats: Formats) -> list[str]:
    parts = []
    if mark.serial is not None:
        parts.append(text.serial(mark.serial))
    if mark.lot is not None:
        parts.append(text.lot(mark.lot))
    if mark.expires_on is not None:
        parts.append(text.use_by(formats.calendar_day(mark.expires_on)))
    return parts


def discount_words(discount: Discount, formats: Formats) -> str:
    """Return a discount in words."""
    if discount.percent_ppm is not None:
        return text.percent_off(formats.percent(discount.percent_ppm))
    return text.amount_off(formats.money(discount.amount_cents or 0))
