"""The open basket: a frozen value; every change returns a new one.

A line keeps the price that the customer saw when it was added. A later price from central reaches
lines that are added later, never a line that is already here.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from pos.domain.customer import CartCustomer
from pos.domain.discount import Discount
from pos.domain.errors import RefusedError
from pos.domain.goods_mark import GoodsMark, SerialIsOnePieceError, SerialTwiceError
from pos.domain.made_to_order import MadeToOrder
from pos.domain.money import LINE_CENTS_MAX, AmountTooLargeError
from pos.domain.offer import Kind, Offer
from pos.domain.open_article import OpenArticle
from pos.domain.pricing import LINES_MAX, TooManyLinesError
from pos.domain.product import SellableItem
from pos.domain.quantity import Unit, check_quantity
from pos.domain.special_price import SpecialPrice, find_lowest
from pos.domain.stored_value import CardToLoad
from pos.domain.tax import TaxRate
from pos.domain.text import NOTE_CHARS_MAX, clean_text, refuse_card_data


class LineNotFoundError(RefusedError):
    """The line is not in the cart any more. Facts: line_id."""


class GiftCardMissingError(RefusedError):
    """A gift card is sold by its number: see `pos.domain.gift_card_lines`. Facts: name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CartLine:
    """One line of the basket.

    Attributes:
        barcode: As scanned; None: chosen by hand and without a code.
        list_price_cents: The price of `price_unit_qty` units when the line was added.
        unit_price_cents: The price that holds: the list price, that of `special`, or an override.
        special_prices: Of price lists that were valid when the line was added, for any customer.
        special: The one that holds for this customer; None: none does.
        kinds: What offers may be for: its product and its category.
        fixed_gross_cents: Amount of a priced scale label; None: quantity times price.
        cost_cents: Cost of one price unit; None: not known.
        tracks_stock: Whether selling it takes it off the shelf, as it was when it was added.
        min_age: Years that the buyer must have; None: no limit.
        price_override_reason: Why the price was changed; None: it was not.
        price_override_by: Who answers for it; None: whoever rings up the sale.
        registry_item_id: The wish of a registry that this line fulfils; None: none.
        card: The gift card that the line puts its worth on; None: it sells goods.
        mark: Serial number, lot and last day of the goods; None: the code said nothing of them.
        open_article: What was typed instead of an article; None: it is one of the shop's.
        made: What the customer wishes of goods made for them; None: they are made already.
    """

    line_id: UUID
    variant_id: UUID
    sku: str
    name: str
    list_price_cents: int
    unit_price_cents: int
    variant_name: str = ""
    barcode: str | None = None
    quantity: int = 1
    unit: Unit = Unit.EACH
    price_unit_qty: int = 1
    taxes: tuple[TaxRate, ...] = ()
    discount: Discount | None = None
    fixed_gross_cents: int | None = None
    note: str = ""
    cost_cents: int | None = None
    is_discountable: bool = True
    tracks_stock: bool = True
    min_age: int | None = None
    price_override_reason: str | None = None
    price_override_by: UUID | None = None
    registry_item_id: UUID | None = None
    card: CardToLoad | None = None
    special_prices: tuple[SpecialPrice, ...] = ()
    special: SpecialPrice | None = None
    kinds: tuple[Kind, ...] = ()
    mark: GoodsMark | None = None
    open_article: OpenArticle | None = None
    made: MadeToOrder | None = None

    @property
    def is_overridden(self) -> bool:
        """Whether a person changed the price."""
        return self.price_override_reason is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cart:
    """What one customer is about to buy.

    Attributes:
        customer: Whom it is for; None: a walk-in customer.
        offers: Those that apply by themselves, as they were when it was last priced.
        coupons: Those that the customer showed; each was good for something when it was added.
        label: Under which a parked cart is found again; empty for an open one.
        origin_cart_id: The parked cart that it goes on from; None: it began here.
        touched_line_id: The line that the last change was about, which the screen selects; None
            after a change that was about no line.
    """

    cart_id: UUID
    currency: str
    lines: tuple[CartLine, ...] = ()
    order_discount: Discount | None = None
    customer: CartCustomer | None = None
    offers: tuple[Offer, ...] = ()
    coupons: tuple[Offer, ...] = ()
    note: str = ""
    label: str = ""
    origin_cart_id: UUID | None = None
    touched_line_id: UUID | None = None

    @property
    def customer_id(self) -> UUID | None:
        """The customer's id; None: a walk-in customer."""
        return self.customer.customer_id if self.customer else None

    @property
    def customer_name(self) -> str:
        """The customer's name; empty: a walk-in customer."""
        return self.customer.name if self.customer else ""

    @property
    def group_ids(self) -> frozenset[UUID]:
        """The groups whose prices hold for the customer."""
        return self.customer.group_ids if self.customer else frozenset()


def add(
    cart: Cart,
    item: SellableItem,
    *,
    line_id: UUID,
    quantity: int | None = None,
    fixed_gross_cents: int | None = None,
    registry_item_id: UUID | None = None,
    mark: GoodsMark | None = None,
    open_article: OpenArticle | None = None,
    made: MadeToOrder | None = None,
) -> Cart:
    """Return the cart with the item: on its own line, or on the line that it is equal to.

    Pieces of the same article at the same price join one line, unless somebody gave that line a
    price, a discount or a note of its own. What was weighed or labelled always starts a new line.

    Args:
        cart: The cart before.
        item: What was scanned or tapped, with today's price.
        line_id: The id of the line if a new one is needed.
        quantity: Whole units; None: as many as the scanned code stands for.
        fixed_gross_cents: The amount on a priced scale label.
        registry_item_id: The wish that it fulfils.
        mark: What the scanned code says of this very piece.
        open_article: What was typed for it, when it is no article of the shop.
        made: What the customer wishes of it, when it is made for them.

    Raises:
        SerialTwiceError: The piece with this serial number is in the cart already.
        QuantityOutOfRangeError: The line would hold more than one line may.
        AmountTooLargeError: The amount on the label is more than one line may be worth.
        TooManyLinesError: The cart is full.
        GiftCardMissingError: The item is a gift card, and nobody said which.
    """
    if item.is_gift_card:
        raise GiftCardMissingError(name=item.name)
    units = item.pack_qty if quantity is None else quantity
    _refuse_serial_twice(cart, item, mark)
    line = _new_line(
        item,
        line_id,
        quantity=units,
        fixed_gross_cents=fixed_gross_cents,
        registry_item_id=registry_item_id,
        mark=mark,
    )
    line = replace(line, open_article=open_article, made=made)
    line = _at_best_price(line, cart.group_ids)
    for present in cart.lines:
        if _may_join(present, line):
            return change_quantity(cart, present.line_id, quantity=present.quantity + units)
    check_quantity(units, item.unit)
    if fixed_gross_cents is not None and fixed_gross_cents > LINE_CENTS_MAX:
        raise AmountTooLargeError(amount_cents=fixed_gross_cents, limit_cents=LINE_CENTS_MAX)
    if len(cart.lines) >= LINES_MAX:
        raise TooManyLinesError(limit=LINES_MAX)
    return replace(cart, lines=(*cart.lines, line), touched_line_id=line_id)


def get_line(cart: Cart, line_id: UUID) -> CartLine:
    """Return a line.

    Raises:
        LineNotFoundError: The cart has no such line.
    """
    for line in cart.lines:
        if line.line_id == line_id:
            return line
    raise LineNotFoundError(line_id=line_id)


def put_line(cart: Cart, changed: CartLine) -> Cart:
    """Return the cart with the line in place of the one of the same id."""
    lines = tuple(changed if line.line_id == changed.line_id else line for line in cart.lines)
    return replace(cart, lines=lines, touched_line_id=changed.line_id)


def change_quantity(cart: Cart, line_id: UUID, *, quantity: int) -> Cart:
    """Return the cart with another quantity on the line.

    A line from a priced scale label goes back to quantity times price, since the label no longer
    says what is on the scale; then the price of a price list holds for it, too.

    Raises:
        LineNotFoundError: The cart has no such line.
        QuantityOutOfRangeError: The quantity is below 1 or above the limit.
        SerialIsOnePieceError: The line is one piece with a serial number.
    """
    line = get_line(cart, line_id)
    check_quantity(quantity, line.unit)
    if line.mark is not None and line.mark.serial is not None and quantity != 1:
        raise SerialIsOnePieceError(name=line.name, serial=line.mark.serial)
    fixed = line.fixed_gross_cents if quantity == line.quantity else None
    changed = replace(line, quantity=quantity, fixed_gross_cents=fixed)
    return put_line(cart, _at_best_price(changed, cart.group_ids))


def remove(cart: Cart, line_id: UUID) -> Cart:
    """Return the cart without the line.

    Raises:
        LineNotFoundError: The cart has no such line.
    """
    gone = get_line(cart, line_id)
    left = tuple(line for line in cart.lines if line is not gone)
    if not left:
        return clear(cart)
    return replace(cart, lines=left, touched_line_id=None)


def clear(cart: Cart) -> Cart:
    """Return the cart without any line and coupon; it goes on from no parked cart any more."""
    return replace(cart, lines=(), coupons=(), origin_cart_id=None, touched_line_id=None)


def set_note(cart: Cart, note: str, *, line_id: UUID | None = None) -> Cart:
    """Return the cart with a note on a line, or on the whole cart.

    Args:
        cart: The cart before.
        note: May have several lines; empty takes it off.
        line_id: None: the note is about the whole cart.

    Raises:
        LineNotFoundError: The cart has no such line.
        TextRefusedError: The note is too long or holds characters that no text may have.
        CardDataError: The note looks like the number of a payment card.
    """
    text = clean_text(note, multiline=True, chars_max=NOTE_CHARS_MAX)
    refuse_card_data(text)
    if line_id is None:
        return replace(cart, note=text, touched_line_id=None)
    return put_line(cart, replace(get_line(cart, line_id), note=text))


def set_customer(cart: Cart, customer: CartCustomer | None) -> Cart:
    """Return the cart for another customer; None: a walk-in.

    Each line gets the price that holds for them, of those that were valid when it was added.
    """
    meant = replace(cart, customer=customer, touched_line_id=None)
    lines = tuple(_at_best_price(line, meant.group_ids) for line in cart.lines)
    return replace(meant, lines=lines)


def kinds_of(item: SellableItem) -> tuple[Kind, ...]:
    """Return what offers may call an article: its product, its category."""
    return (item.product_id, item.category_id) if item.category_id else (item.product_id,)


def _new_line(
    item: SellableItem,
    line_id: UUID,
    *,
    quantity: int,
    fixed_gross_cents: int | None,
    registry_item_id: UUID | None,
    mark: GoodsMark | None,
) -> CartLine:
    return CartLine(
        line_id=line_id,
        variant_id=item.variant_id,
        sku=item.sku,
        name=item.name,
        variant_name=item.variant_name,
        barcode=item.barcode,
        quantity=quantity,
        unit=item.unit,
        price_unit_qty=item.price_unit_qty,
        list_price_cents=item.price_cents,
        unit_price_cents=item.price_cents,
        taxes=item.taxes,
        fixed_gross_cents=fixed_gross_cents,
        cost_cents=item.cost_cents,
        is_discountable=item.is_discountable,
        tracks_stock=item.track_stock,
        min_age=item.min_age,
        registry_item_id=registry_item_id,
        special_prices=item.special_prices,
        kinds=kinds_of(item),
        mark=mark,
    )


def _at_best_price(line: CartLine, groups: frozenset[UUID]) -> CartLine:
    """Return the line at the lowest price for members of the groups, unless a person set one."""
    if not line.special_prices or line.is_overridden or line.fixed_gross_cents is not None:
        return line
    special = find_lowest(line.special_prices, groups, shelf_price_cents=line.list_price_cents)
    price_cents = line.list_price_cents if special is None else special.price_cents
    return replace(line, special=special, unit_price_cents=price_cents)


def _refuse_serial_twice(cart: Cart, item: SellableItem, mark: GoodsMark | None) -> None:
    if mark is None or mark.serial is None:
        return
    for line in cart.lines:
        if line.variant_id == item.variant_id and line.mark and line.mark.serial == mark.serial:
            raise SerialTwiceError(name=line.name, serial=mark.serial)


def _may_join(present: CartLine, line: CartLine) -> bool:
    is_plain = present.discount is None and not present.note and not present.is_overridden
    is_counted = (
        line.unit == Unit.EACH and present.fixed_gross_cents is line.fixed_gross_cents is None
    )
    is_same = (
        present.variant_id == line.variant_id
        and present.list_price_cents == line.list_price_cents
        and present.special_prices == line.special_prices
        and present.taxes == line.taxes
        and present.registry_item_id == line.registry_item_id
        and present.card is None
        and present.mark == line.mark
        and present.made == line.made
        and present.open_article is line.open_article is None
    )
    return is_plain and is_counted and is_same
