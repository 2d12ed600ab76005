"""The demo shop's category tree, with the tax, glyph and tint of each branch."""

from dataclasses import dataclass

STANDARD = "standard"
INTERMEDIATE = "intermediate"
REDUCED = "reduced"
ZERO = "zero"


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A branch of the tree.

    Attributes:
        key: Its slug, and what shelves name it by.
        parent: Key of the branch above; None for a department.
        position: Place among its sisters, from 0.
        tint: One of the theme's category tints.
        tax: Code of the tax category of its goods.
    """

    key: str
    name: str
    parent: str | None
    position: int
    glyph: str
    tint: str
    tax: str


_Branch = tuple[str, str, str]
"""Key, name and glyph of a category."""

_TREE: tuple[tuple[_Branch, str, str, tuple[tuple[_Branch, tuple[_Branch, ...]], ...]], ...] = (
    (
        ("clothing", "Clothing", "shirt"),
        "blue",
        STANDARD,
        (
            (
                ("babies", "Babies 50-86", "baby"),
                (
                    ("bodysuits", "Bodysuits", "baby"),
                    ("sleepsuits", "Sleepsuits & pyjamas", "moon-star"),
                ),
            ),
            (
                ("children", "Children 86-116", "shirt"),
                (
                    ("tops", "T-shirts & tops", "shirt"),
                    ("knitwear", "Knitwear", "shirt"),
                    ("trousers", "Trousers & shorts", "ruler"),
                    ("dresses", "Dresses & skirts", "sparkles"),
                ),
            ),
            (("outdoor", "Jackets & snowsuits", "umbrella"), ()),
            (("swimwear", "Swimwear", "waves-horizontal"), ()),
            (("accessories", "Hats", "hat-glasses"), ()),
            (("socks", "Socks & tights", "footprints"), ()),
        ),
    ),
    (
        ("shoes", "Shoes", "sport-shoe"),
        "slate",
        STANDARD,
        (
            (("first-shoes", "First shoes", "baby"), ()),
            (("sneakers", "Sneakers", "sport-shoe"), ()),
            (("boots", "Boots", "footprints"), ()),
            (("sandals", "Sandals", "sun"), ()),
            (("slippers", "Slippers", "house"), ()),
        ),
    ),
    (
        ("toys", "Toys", "toy-brick"),
        "violet",
        STANDARD,
        (
            (("soft-toys", "Soft toys", "rabbit"), ()),
            (("wooden-toys", "Wooden toys", "shapes"), ()),
            (("building", "Building", "toy-brick"), ()),
            (("vehicles", "Vehicles", "car"), (("ride-on", "Ride-ons", "bike"),)),
            (("dolls", "Dolls & dressing up", "crown"), ()),
            (("games", "Games", "dices"), (("puzzles", "Puzzles", "puzzle"),)),
            (("craft", "Craft & drawing", "palette"), ()),
            (("outdoor-toys", "Sand & garden", "shovel"), ()),
            (("bath-toys", "Bath toys", "bubbles"), ()),
        ),
    ),
    (
        ("books", "Books", "book-open"),
        "violet",
        REDUCED,
        ((("picture-books", "Picture books", "book-open"), ()),),
    ),
    (
        ("nursery", "Nursery", "baby"),
        "teal",
        STANDARD,
        (
            (
                ("feeding", "Feeding", "utensils"),
                (
                    ("bottles", "Bottles & dummies", "milk"),
                    ("feeding-gear", "High chairs & helpers", "armchair"),
                ),
            ),
            (("care", "Care", "droplets"), (("nappies", "Nappies", "package"),)),
            (("sleep", "Sleeping bags", "moon"), (("bedding", "Bedding", "bed-single"),)),
            (("bath-time", "Bath & potty", "bath"), ()),
            (("on-the-go", "On the go", "backpack"), ()),
            (("safety", "Safety", "shield-check"), ()),
        ),
    ),
    (
        ("bakery", "Bakery", "croissant"),
        "amber",
        REDUCED,
        (
            (("bread", "Bread", "wheat"), ()),
            (("rolls", "Rolls & pastries", "croissant"), ()),
            (("slices", "Cakes by the slice", "cake-slice"), ()),
            (("biscuits", "Biscuits", "cookie"), ()),
        ),
    ),
    (
        ("cakes", "Cakes to order", "cake"),
        "rose",
        INTERMEDIATE,
        (
            (("birthday-cakes", "Birthday cakes", "cake"), ()),
            (("celebration-cakes", "Celebration cakes", "cake"), ()),
            (("party-boxes", "Party boxes", "cupcake"), ()),
        ),
    ),
    (
        ("fresh", "Fresh food", "apple"),
        "lime",
        REDUCED,
        (
            (("fruit", "Fruit", "apple"), ()),
            (("vegetables", "Vegetables", "carrot"), ()),
            (("salads", "Salad, herbs & berries", "salad"), ()),
            (("cheese", "Cheese counter", "pizza"), ()),
            (("cold-cuts", "Ham & sausage counter", "ham"), ()),
            (
                ("dairy", "Dairy", "milk"),
                (("milk", "Milk & yoghurt", "milk"), ("eggs-butter", "Eggs & butter", "egg")),
            ),
            (("chilled", "Chilled meals", "soup"), ()),
        ),
    ),
    (
        ("pantry", "Pantry", "wheat"),
        "amber",
        REDUCED,
        (
            (("loose", "Loose goods", "nut"), ()),
            (("pasta-rice", "Pasta, rice & flour", "utensils"), ()),
            (("breakfast", "Breakfast & jam", "sun"), ()),
            (("sauces-oils", "Sauces, oil & spices", "droplet"), ()),
            (("tins", "Tins & jars", "can"), ()),
            (("sweets", "Sweets & snacks", "candy"), ()),
            (
                ("baby-kitchen", "Baby kitchen", "baby"),
                (("baby-food", "Purées & pouches", "soup"), ("baby-milk", "Baby milk", "milk")),
            ),
            (("ice-cream", "Frozen & ice cream", "ice-cream-cone"), ()),
        ),
    ),
    (
        ("cafe", "Café", "coffee"),
        "amber",
        INTERMEDIATE,
        (
            (("hot-drinks", "Hot drinks", "coffee"), ()),
            (("espresso", "Espresso bar", "coffee"), ()),
        ),
    ),
    (
        ("drinks", "Drinks", "cup-soda"),
        "teal",
        REDUCED,
        (
            (("coffee-tea", "Coffee & tea", "coffee"), ()),
            (("water-juice", "Water & juice", "glass-water"), ()),
            (("soft-drinks", "Soft drinks", "cup-soda"), ()),
        ),
    ),
    (
        ("alcohol", "Beer & wine", "wine"),
        "rose",
        STANDARD,
        ((("beer-cider", "Beer & cider", "beer"), ()), (("wine", "Wine", "wine"), ())),
    ),
    (
        ("household", "Household", "house"),
        "slate",
        STANDARD,
        (
            (("cleaning", "Cleaning", "spray-can"), ()),
            (("laundry", "Laundry", "washing-machine"), ()),
            (("paper", "Paper & bags", "scroll"), ()),
            (("kitchen", "Kitchen", "cooking-pot"), ()),
            (("light-power", "Light & power", "lightbulb"), ()),
            (("flowers", "Flowers & seeds", "flower"), ()),
        ),
    ),
    (
        ("party", "Party & gifts", "gift"),
        "rose",
        STANDARD,
        (
            (("balloons", "Balloons & table", "party-popper"), ()),
            (("candles", "Number candles", "flame"), ()),
            (("wrapping", "Wrapping & cards", "gift"), ()),
        ),
    ),
    (
        ("good-causes", "Good causes", "heart-handshake"),
        "teal",
        ZERO,
        ((("charity", "Charity cards", "heart-handshake"), ()),),
    ),
)


def list_categories() -> tuple[Category, ...]:
    """Return all categories, each after the one above it."""
    found: list[Category] = []

    def add(branch: _Branch, parent: str | None, position: int, *, tint: str, tax: str) -> None:
        key, name, glyph = branch
        found.append(
            Category(
                key=key,
                name=name,
                parent=parent,
                position=position,
                glyph=glyph,
                tint=tint,
                tax=tax,
            )
        )

    for place, (department, tint, tax, branches) in enumerate(_TREE):
        add(department, None, place, tint=tint, tax=tax)
        for branch_place, (branch, twigs) in enumerate(branches):
            add(branch, department[0], branch_place, tint=tint, tax=tax)
            for twig_place, twig in enumerate(twigs):
                add(twig, branch[0], twig_place, tint=tint, tax=tax)
    return tuple(found)
