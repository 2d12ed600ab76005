"""What the toy shop sells: the articles that the pictures of the sell screen show."""

from uuid import UUID

from pos.domain.product import SellableItem
from pos.domain.quantity import Unit
from pos.domain.tax import TaxRate
from pos.queries.catalogue import ItemTile
from pos.queries.pictures import Picture

VAT20 = TaxRate(code="VAT20", name="VAT 20\u00a0%", rate_ppm=200_000, is_included=True)
VAT5 = TaxRate(code="VAT5", name="5\u00a0%", rate_ppm=50_000, is_included=True)

CATEGORIES = (
    ("Coffee & tea", "coffee", "amber"),
    ("Bakery", "croissant", "rose"),
    ("Fruit & veg", "apple", "lime"),
    ("Dairy", "milk", "blue"),
    ("Drinks", "cup-soda", "teal"),
    ("Snacks", "cookie", "violet"),
    ("Household", "spray-can", "slate"),
    ("Frozen", "snowflake", "blue"),
)

ARTICLES = (
    # name, price, stock (None: not kept), low at, glyph, category, VAT 5 %
    ("Flat white, 250 ml", 340, None, 0, "coffee", 0, False),
    ("Espresso double", 260, None, 0, "coffee", 0, False),
    ("Breakfast tea, 80 bags", 449, 34, 6, "leaf", 0, True),
    ("Butter croissant", 220, 18, 6, "croissant", 1, True),
    ("Sourdough loaf, 800 g", 495, 6, 6, "wheat", 1, True),
    ("Cinnamon roll", 310, 3, 6, "donut", 1, True),
    ("Bananas, loose", 189, None, 0, "banana", 2, True),
    ("Pink Lady apples, 6 pack", 379, 22, 6, "apple", 2, True),
    ("Cherry tomatoes, 250 g", 229, 12, 6, "cherry", 2, True),
    ("Carrots, 1 kg", 119, 40, 6, "carrot", 2, True),
    ("Organic whole milk, 1 l", 169, 55, 6, "milk", 3, True),
    ("Free-range eggs, 12", 429, 9, 6, "egg", 3, True),
    ("Mature cheddar, 350 g", 515, 14, 6, "pizza", 3, True),
    ("Sparkling water, 6 \u00d7 1.5 l", 349, 27, 6, "glass-water", 4, False),
    ("Orange juice, 1 l", 289, 0, 6, "citrus", 4, False),
    ("Craft lager, 330 ml", 245, 48, 6, "beer", 4, False),
    ("House red, 750 ml", 899, 11, 6, "wine", 4, False),
    ("Dark chocolate 70 %, 100 g", 279, 31, 6, "candy", 5, False),
    ("Oat cookies, 200 g", 215, 2, 6, "cookie", 5, False),
    ("Salted popcorn, 90 g", 185, 26, 6, "popcorn", 5, False),
    ("Dish soap lemon, 500 ml", 249, 19, 6, "droplets", 6, False),
    ("Kitchen rolls, 4 pack", 399, 8, 6, "scroll", 6, False),
    ("Vanilla ice cream, 900 ml", 459, 16, 6, "ice-cream-cone", 7, False),
    ("Frozen peas, 750 g", 199, 21, 6, "snowflake", 7, True),
)

COFFEE_BEANS = UUID(int=900)
BEAN_SIZES = (("250 g", 890), ("500 g", 1_650), ("1 kg", 2_990))
CHERRIES_BY_WEIGHT = UUID(int=950)
EAN_OF_MILK = "4006381333931"
EAN_OF_WINE = "5901234123457"
EANS = {EAN_OF_MILK: 10, EAN_OF_WINE: 16}
_WINE = 16
GIFT_CARD = UUID(int=970)
"""The article that puts money on gift cards."""
BIRTHDAY_CAKE = UUID(int=980)
"""Made for the customer."""


def product_id(place: int) -> UUID:
    return UUID(int=100 + place)


def variant_id(place: int) -> UUID:
    return UUID(int=500 + place)


def tile_of(place: int) -> ItemTile:
    item = item_at(place)
    return _tile(item, picture=Picture(glyph=item.category_glyph, tint=item.tint))


def _tile(*variants: SellableItem, picture: Picture) -> ItemTile:
    """Make the tile of an article, the variant of the lowest price first."""
    first = variants[0]
    return ItemTile(
        product_id=first.product_id,
        name=first.name,
        price_cents=first.price_cents,
        price_from=len({each.price_cents for each in variants}) > 1,
        unit=first.unit.value,
        price_unit_qty=first.price_unit_qty,
        track_stock=first.track_stock,
        available=sum(each.available for each in variants),
        low_stock_threshold=first.low_stock_threshold,
        is_available=True,
        picture=picture,
        variant_count=len(variants),
        variant_ids=tuple(each.variant_id for each in variants),
    )


def coffee_beans() -> tuple[SellableItem, ...]:
    return tuple(
        SellableItem(
            variant_id=UUID(int=910 + place),
            product_id=COFFEE_BEANS,
            sku=f"BEANS-{place}",
            name="Coffee beans",
            variant_name=size,
            price_cents=price,
            taxes=(VAT5,),
            available=7 * place,
            low_stock_threshold=3,
        )
        for place, (size, price) in enumerate(BEAN_SIZES)
    )


def odd_tiles() -> tuple[ItemTile, ...]:
    """Tiles of what is not in the list: in sizes, by weight, without a price, made to order."""
    return (
        _tile(*coffee_beans(), picture=Picture(glyph="coffee", tint="amber")),
        _tile(cherries(), picture=Picture(glyph="cherry", tint="lime")),
        _tile(gift_card_article(), picture=Picture(glyph="gift", tint="rose")),
        _tile(birthday_cake(), picture=Picture(glyph="cake", tint="rose")),
    )


def gift_card_article() -> SellableItem:
    return SellableItem(
        variant_id=GIFT_CARD,
        product_id=UUID(int=971),
        sku="GIFT",
        name="Gift card",
        price_cents=0,
        track_stock=False,
        is_discountable=False,
        is_gift_card=True,
    )


def birthday_cake() -> SellableItem:
    return SellableItem(
        variant_id=BIRTHDAY_CAKE,
        product_id=UUID(int=981),
        sku="CAKE",
        name="Birthday cake",
        price_cents=4_490,
        taxes=(VAT5,),
        track_stock=False,
        is_customizable=True,
    )


def item_at(place: int) -> SellableItem:
    name, price, stock, low, glyph, category, low_vat = ARTICLES[place]
    return SellableItem(
        variant_id=variant_id(place),
        product_id=product_id(place),
        sku=f"SKU-{place:03d}",
        barcode=next((ean for ean, at in EANS.items() if at == place), None),
        name=name,
        price_cents=price,
        taxes=(VAT5 if low_vat else VAT20,),
        track_stock=stock is not None,
        available=stock or 0,
        low_stock_threshold=low,
        min_age=18 if place == _WINE else None,
        category_glyph=glyph,
        tint=CATEGORIES[category][2],
    )


def cherries() -> SellableItem:
    return SellableItem(
        variant_id=CHERRIES_BY_WEIGHT,
        product_id=UUID(int=951),
        sku="CHERRIES",
        name="Loose cherries",
        unit=Unit.GRAM,
        price_unit_qty=1_000,
        price_cents=890,
        taxes=(VAT5,),
        available=12_500,
        low_stock_threshold=1_000,
    )
