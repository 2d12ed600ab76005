"""What people buy together in the demo shop, at which hour, and how much of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from pos.demo_shop.catalogue import Catalogue, Product, Variant

_SMALL_PIECES = (1, 1, 1, 1, 1, 2, 2, 3)
_MANY_PIECES = (1, 2, 2, 3, 4, 4, 6)
_BOUGHT_BY_THE_HANDFUL = frozenset({"rolls", "sweets", "milk", "soft-drinks", "beer-cider"})
_DEAR_FROM_CENTS = 1000
_COUNTERS = frozenset({"cheese", "cold-cuts", "loose"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """An article in a basket.

    Attributes:
        quantity: Whole units: pieces, or grams of weighed goods.
    """

    product: Product
    variant: Variant
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """A reason to come to the shop.

    Attributes:
        hours: First and last hour of the day at which people come for it.
        weight: How common it is within those hours.
        takes: Category and chance in percent of taking something from it, again and again.
        lines: Fewest and most articles.
        has_name: Whether the customer is always known, because something is made for them.
    """

    hours: tuple[int, int]
    weight: int
    takes: tuple[tuple[str, int], ...]
    lines: tuple[int, int]
    has_name: bool = False


_BREAKFAST = Errand(
    hours=(8, 11),
    weight=10,
    lines=(1, 4),
    takes=(("rolls", 50), ("hot-drinks", 30), ("espresso", 15), ("bread", 20), ("milk", 5)),
)
_GROCERIES = Errand(
    hours=(9, 18),
    weight=9,
    lines=(3, 11),
    takes=(
        ("fruit", 20),
        ("vegetables", 20),
        ("salads", 8),
        ("milk", 12),
        ("eggs-butter", 10),
        ("bread", 10),
        ("cheese", 7),
        ("cold-cuts", 6),
        ("pasta-rice", 6),
        ("tins", 5),
        ("sauces-oils", 4),
        ("breakfast", 5),
        ("sweets", 8),
        ("water-juice", 7),
        ("paper", 4),
        ("cleaning", 3),
        ("loose", 4),
        ("ice-cream", 3),
        ("wine", 3),
        ("beer-cider", 3),
        ("chilled", 4),
        ("baby-food", 4),
        ("coffee-tea", 3),
    ),
)
_BABY = Errand(
    hours=(9, 18),
    weight=4,
    lines=(1, 5),
    takes=(
        ("nappies", 30),
        ("care", 30),
        ("baby-food", 20),
        ("baby-milk", 15),
        ("bodysuits", 8),
        ("bottles", 8),
        ("bath-time", 3),
        ("soft-toys", 4),
    ),
)
_CLOTHES = Errand(
    hours=(10, 18),
    weight=7,
    lines=(1, 4),
    takes=(
        ("tops", 26),
        ("trousers", 18),
        ("knitwear", 12),
        ("dresses", 12),
        ("outdoor", 8),
        ("socks", 18),
        ("accessories", 8),
        ("sleepsuits", 10),
        ("bodysuits", 8),
        ("swimwear", 3),
        ("sneakers", 6),
        ("boots", 5),
        ("first-shoes", 5),
        ("slippers", 4),
        ("sandals", 3),
    ),
)
_PRESENT = Errand(
    hours=(10, 18),
    weight=5,
    lines=(1, 4),
    takes=(
        ("picture-books", 20),
        ("games", 14),
        ("puzzles", 8),
        ("soft-toys", 12),
        ("vehicles", 14),
        ("wooden-toys", 9),
        ("building", 8),
        ("dolls", 9),
        ("craft", 14),
        ("wrapping", 22),
        ("outdoor-toys", 5),
        ("bath-toys", 5),
        ("ride-on", 1),
    ),
)
_COFFEE_BREAK = Errand(
    hours=(13, 17),
    weight=6,
    lines=(1, 4),
    takes=(("slices", 35), ("hot-drinks", 40), ("espresso", 20), ("soft-drinks", 8)),
)
_PARTY = Errand(
    hours=(9, 18),
    weight=2,
    lines=(1, 4),
    has_name=True,
    takes=(
        ("birthday-cakes", 30),
        ("celebration-cakes", 8),
        ("party-boxes", 14),
        ("candles", 20),
        ("balloons", 25),
        ("wrapping", 12),
    ),
)
_HOUSE = Errand(
    hours=(9, 18),
    weight=2,
    lines=(1, 5),
    takes=(
        ("cleaning", 26),
        ("laundry", 20),
        ("paper", 24),
        ("kitchen", 12),
        ("light-power", 12),
        ("flowers", 10),
        ("safety", 6),
    ),
)
ERRANDS = (
    _BREAKFAST,
    _GROCERIES,
    _BABY,
    _CLOTHES,
    _PRESENT,
    _COFFEE_BREAK,
    _PARTY,
    _HOUSE,
)

Stall = Mapping[str, tuple[Sequence[Product], Sequence[int]]]
"""Products of each category, and how eagerly each is bought."""


def lay_out(catalogue: Catalogue) -> Stall:
    """Return the goods by category; a category's first articles sell best."""
    by_category: dict[str, tuple[list[Product], list[int]]] = {}
    for product in catalogue.products:
        products, eagerness = by_category.setdefault(product.shelf.category, ([], []))
        products.append(product)
        eagerness.append(max(2, 12 - len(products)))
    return by_category


def choose_errand(chance: Random, *, hour: int) -> Errand:
    """Return why somebody comes in at this hour."""
    fitting = [errand for errand in ERRANDS if errand.hours[0] <= hour <= errand.hours[1]]
    return chance.choices(fitting, weights=[errand.weight for errand in fitting])[0]


def fill_basket(chance: Random, errand: Errand, stall: Stall) -> tuple[Picked, ...]:
    """Return what somebody on this errand brings to the till; no article twice."""
    categories = [category for category, _ in errand.takes]
    weights = [weight for _, weight in errand.takes]
    picked: dict[str, Picked] = {}
    for category in chance.choices(categories, weights=weights, k=chance.randint(*errand.lines)):
        products, eagerness = stall[category]
        product = chance.choices(products, weights=eagerness)[0]
        variant = chance.choice(product.variants)
        picked.setdefault(
            variant.sku,
            Picked(product=product, variant=variant, quantity=_how_much(chance, product)),
        )
    return tuple(picked.values())


def _how_much(chance: Random, product: Product) -> int:
    category = product.shelf.category
    if product.shelf.unit == "g":
        return chance.randint(90, 420) if category in _COUNTERS else chance.randint(180, 1900)
    if category in _BOUGHT_BY_THE_HANDFUL:
        return chance.choice(_MANY_PIECES)
    is_dear = product.variants[0].price_cents >= _DEAR_FROM_CENTS
    return 1 if is_dear else chance.choice(_SMALL_PIECES)
