"""What a scan or a tap resolves to: a variant with everything that the till needs to sell it."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from pos.domain.errors import RefusedError
from pos.domain.product_options import ProductOption
from pos.domain.quantity import Unit
from pos.domain.special_price import SpecialPrice
from pos.domain.tax import TaxRate


class OutOfStockError(RefusedError):
    """The shop does not sell what it does not have. Facts: sku, available, quantity, unit."""


class SoldOutError(RefusedError):
    """Somebody marked the article as not sold today. Facts: sku, name."""


class BackorderPolicy(StrEnum):
    """What happens at the till when the stock that is kept of an article is used up.

    Deny: it is sold by who may sell beyond the stock, or with their leave. Continue: it is sold,
    and the till says that it is short.
    """

    DENY = "deny"
    CONTINUE = "continue"


class StockState(StrEnum):
    """How much there is, in one word."""

    UNTRACKED = "untracked"
    OUT = "out"
    LOW = "low"
    ENOUGH = "enough"


@dataclass(frozen=True, slots=True, kw_only=True)
class SellableItem:
    """A variant as the register may sell it now.

    Attributes:
        barcode: The code that was scanned, or the variant's first one; None: it has none.
        variant_name: Size, colour and the like; empty for a product without variants.
        price_unit_qty: How many units `price_cents` buys.
        cost_cents: Cost of one price unit; None: not known.
        taxes: In the order in which they are charged.
        pack_qty: Units that one scan of this code stands for.
        available: Units on hand and not reserved, as far as this register knows.
        min_age: Years that the buyer must have; None: no limit.
        category_glyph: Name of the picture that stands for the category; None: none.
        tint: Colour of the tile as "#rrggbb"; None: by category.
        category_id: What offers may be for, besides the product; None: not known.
        special_prices: Of the price lists that are valid today, also those for other customers.
        is_available: May be sold today.
        is_customizable: It is made for the customer, who says what shall stand on it.
        options: What is chosen of it when it is made, beside the variant.
        is_gift_card: Selling it puts its price on a card; that is no turnover and has no tax.
    """

    variant_id: UUID
    product_id: UUID
    sku: str
    name: str
    price_cents: int
    barcode: str | None = None
    variant_name: str = ""
    unit: Unit = Unit.EACH
    price_unit_qty: int = 1
    cost_cents: int | None = None
    taxes: tuple[TaxRate, ...] = ()
    pack_qty: int = 1
    track_stock: bool = True
    available: int = 0
    low_stock_threshold: int = 0
    backorder_policy: BackorderPolicy = BackorderPolicy.DENY
    is_available: bool = True
    is_discountable: bool = True
    min_age: int | None = None
    category_glyph: str | None = None
    tint: str | None = None
    is_gift_card: bool = False
    is_customizable: bool = False
    options: tuple[ProductOption, ...] = ()
    category_id: UUID | None = None
    special_prices: tuple[SpecialPrice, ...] = ()


def stock_state(item: SellableItem) -> StockState:
    """Return how much there is, for the tile and the list."""
    if not item.track_stock:
        return StockState.UNTRACKED
    if item.available <= 0:
        return StockState.OUT
    return StockState.LOW if item.available <= item.low_stock_threshold else StockState.ENOUGH


def check_sellable(item: SellableItem, quantity: int) -> None:
    """Refuse a quantity that the shop's own rules keep from being sold.

    Args:
        item: With the stock as this register knows it.
        quantity: Units that the cart would hold in all.

    Raises:
        SoldOutError: The article is switched off for today.
        OutOfStockError: There is less, and the article is not sold on backorder.
    """
    if not item.is_available:
        raise SoldOutError(sku=item.sku, name=item.name)
    is_limited = item.backorder_policy == BackorderPolicy.DENY
    if is_limited and is_beyond_stock(item, quantity):
        raise OutOfStockError(
            sku=item.sku, available=item.available, quantity=quantity, unit=item.unit
        )


def is_beyond_stock(item: SellableItem, quantity: int) -> bool:
    """Say whether this is more than there is; where no stock is kept, nothing is."""
    return item.track_stock and quantity > item.available
