"""Builds the demo shop's catalogue: what its shelves hold, as products, variants and barcodes."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from pos.demo_shop.chance import stream
from pos.demo_shop.colours import tint_of
from pos.demo_shop.departments import Category, list_categories
from pos.demo_shop.goods import (
    bakery,
    clothing,
    drinks,
    fresh,
    household,
    nursery,
    pantry,
    shoes,
    toys,
)
from pos.demo_shop.numbers import article_code, pack_code, scale_number
from pos.demo_shop.prices import cost_of, sale_price
from pos.demo_shop.shelf import Axis, Choice, Good, Shelf
from pos.demo_shop.slugs import slug_of

SHELVES: tuple[Shelf, ...] = (
    *clothing.SHELVES,
    *shoes.SHELVES,
    *toys.SHELVES,
    *nursery.SHELVES,
    *bakery.SHELVES,
    *fresh.SHELVES,
    *pantry.SHELVES,
    *drinks.SHELVES,
    *household.SHELVES,
)
RATES_PPM = {"standard": 200_000, "intermediate": 100_000, "reduced": 55_000, "zero": 0}

_ON_SALE_ONE_IN = 12
_OFF_PERCENT = (20, 25, 30)
_FASHION = frozenset(shelf.category for shelf in (*clothing.SHELVES, *shoes.SHELVES))
_PLAY = frozenset(shelf.category for shelf in toys.SHELVES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Barcode:
    """A code on a variant, or on a pack of it.

    Attributes:
        symbology: ean13, or plu for the number typed for weighed goods.
        pack_qty: Units that one scan stands for.
    """

    code: str
    symbology: str = "ean13"
    pack_qty: int = 1
    is_primary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """What is scanned, priced and stocked.

    Attributes:
        options: Name and value of each option, in order.
        color_code: Swatch of the colour option, "#rrggbb"; None: it has none.
        price_cents: With tax, for `price_unit_qty` units.
        compare_at_price_cents: The price before the sale; None: it is not on sale.
        cost_cents: Without tax, for `price_unit_qty` units.
    """

    sku: str
    name: str
    position: int
    options: tuple[tuple[str, str], ...]
    color_code: str | None
    price_cents: int
    compare_at_price_cents: int | None
    cost_cents: int
    barcodes: tuple[Barcode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """An article as customers know it; the shelf says what it has in common with its neighbours.

    Attributes:
        tint: Ground of its glyph: by its first colour, else the category's.
    """

    style_code: str
    slug: str
    name: str
    brand: str | None
    shelf: Shelf
    tax: str
    glyph: str
    tint: str
    is_featured: bool
    is_new: bool
    variants: tuple[Variant, ...]

    @property
    def is_on_sale(self) -> bool:
        """Whether any variant is marked down."""
        return any(variant.compare_at_price_cents is not None for variant in self.variants)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Everything the shop sells."""

    categories: tuple[Category, ...]
    products: tuple[Product, ...]

    def variants(self) -> Iterator[tuple[Product, Variant]]:
        """Go through all variants with their products."""
        for product in self.products:
            for variant in product.variants:
                yield product, variant


def build_catalogue(seed: int) -> Catalogue:
    """Return the catalogue of the shop with this seed."""
    categories = list_categories()
    by_key = {category.key: category for category in categories}
    products = tuple(
        _product(seed, by_key[shelf.category], shelf, shelf_no=shelf_no, number=number)
        for shelf_no, shelf in enumerate(SHELVES, start=1)
        for number in range(1, len(shelf.goods) + 1)
    )
    return Catalogue(categories=categories, products=products)


def _product(seed: int, category: Category, shelf: Shelf, *, shelf_no: int, number: int) -> Product:
    name, price_cents, glyph = shelf.goods[number - 1]
    style_code = f"{shelf.prefix}-{number:03}"
    chance = stream(seed, "product", style_code)
    axes = tuple(_picked(axis, chance) for axis in shelf.axes)
    off_percent = _markdown(shelf, chance)
    combinations = tuple(itertools.product(*axes))
    variants = tuple(
        _variant(
            shelf,
            (name, price_cents, glyph),
            choices,
            style_code=style_code,
            barcode_no=(shelf_no, number, position),
            tax=category.tax,
            off_percent=off_percent,
        )
        for position, choices in enumerate(combinations)
    )
    swatches = [choice.hex_colour for choice in combinations[0] if choice.hex_colour]
    return Product(
        style_code=style_code,
        slug=slug_of(name),
        name=name,
        brand=shelf.brands[(number - 1) % len(shelf.brands)] if shelf.brands else None,
        shelf=shelf,
        tax=category.tax,
        glyph=glyph,
        tint=tint_of(swatches[0]) if swatches else category.tint,
        is_featured=number == 1,
        is_new=shelf.category in _FASHION and number == len(shelf.goods),
        variants=variants,
    )


def _picked(axis: Axis, chance: Random) -> tuple[Choice, ...]:
    if axis.pick is None:
        return axis.choices
    return tuple(chance.sample(axis.choices, axis.pick))


def _markdown(shelf: Shelf, chance: Random) -> int:
    goes_out_of_fashion = shelf.category in _FASHION or shelf.category in _PLAY
    if not (goes_out_of_fashion and shelf.is_discountable):
        return 0
    return chance.choice(_OFF_PERCENT) if chance.randrange(_ON_SALE_ONE_IN) == 0 else 0


def _variant(
    shelf: Shelf,
    good: Good,
    choices: tuple[Choice, ...],
    *,
    style_code: str,
    barcode_no: tuple[int, int, int],
    tax: str,
    off_percent: int,
) -> Variant:
    full_cents = good[1] + sum(choice.surcharge_cents for choice in choices)
    price_cents = sale_price(full_cents, off_percent=off_percent)
    options = tuple(
        (axis.name, choice.label) for axis, choice in zip(shelf.axes, choices, strict=True)
    )
    swatches = [choice.hex_colour for choice in choices if choice.hex_colour]
    return Variant(
        sku="-".join((style_code, *(choice.code for choice in choices))),
        name=" / ".join(choice.label for choice in choices),
        position=barcode_no[2],
        options=options,
        color_code=swatches[0] if swatches else None,
        price_cents=price_cents,
        compare_at_price_cents=full_cents if off_percent else None,
        cost_cents=cost_of(
            full_cents, rate_ppm=RATES_PPM[tax], margin_percent=shelf.margin_percent
        ),
        barcodes=_barcodes(shelf, barcode_no),
    )


def _barcodes(shelf: Shelf, barcode_no: tuple[int, int, int]) -> tuple[Barcode, ...]:
    if shelf.unit != "each":
        return (Barcode(code=scale_number(barcode_no), symbology="plu", is_primary=True),)
    piece = Barcode(code=article_code(barcode_no), is_primary=True)
    if shelf.pack_qty is None:
        return (piece,)
    return (piece, Barcode(code=pack_code(barcode_no), pack_qty=shelf.pack_qty))
