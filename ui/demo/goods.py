"""What the demo's customers buy: things that lie on the shelf, counted in pieces."""

from dataclasses import dataclass

from pos.demo_shop.shop import DemoShop

PIECES_MIN = 8
PRICE_MIN_CENTS = 900
PRICE_MAX_CENTS = 5_000
GOODS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Good:
    """An article with what a scanner reads on it."""

    name: str
    variant_name: str
    sku: str
    code: str
    price_cents: int


def choose_goods(shop: DemoShop) -> tuple[Good, ...]:
    """Return the first few articles that fit, each of another product and at its full price."""
    found: dict[str, Good] = {}
    for holding in shop.holdings:
        variant, shelf = holding.variant, holding.product.shelf
        fits = (
            shelf.unit == "each"
            and shelf.min_age is None
            and holding.remaining >= PIECES_MIN
            and PRICE_MIN_CENTS <= variant.price_cents <= PRICE_MAX_CENTS
            and variant.compare_at_price_cents is None
        )
        if fits and holding.product.shelf.category not in found:
            found[shelf.category] = Good(
                name=holding.product.name,
                variant_name=variant.name,
                sku=variant.sku,
                code=variant.barcodes[0].code,
                price_cents=variant.price_cents,
            )
    return tuple(found.values())[:GOODS]


def choose_breakfast(shop: DemoShop) -> tuple[str, ...]:
    """Return a code for each piece: three of one roll, two of another, and milk."""
    rolls = _codes_of(shop, "rolls")
    return (*(rolls[:1] * 3), *(rolls[1:2] * 2), *_codes_of(shop, "milk")[:1])


def choose_on_offer(shop: DemoShop) -> tuple[str, ...]:
    """Return codes of goods that are on offer: three puzzles of which one is free, a sale price."""
    return (*_codes_of(shop, "puzzles")[:3], *_codes_of(shop, "breakfast")[:1])


def choose_made_to_order(shop: DemoShop) -> str:
    """Return the code of something that is made for the customer."""
    made = (each for each in shop.catalogue.products if each.shelf.is_customizable)
    return next(variant.barcodes[0].code for each in made for variant in each.variants)


def _codes_of(shop: DemoShop, category: str) -> list[str]:
    return [
        holding.variant.barcodes[0].code
        for holding in shop.holdings
        if holding.product.shelf.category == category and holding.remaining
    ]
