"""The form in which a department lists its goods: shelves of articles that come in choices."""

from dataclasses import dataclass

Good = tuple[str, int, str]
"""An article as a price list has it: name, price in cents, glyph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of an option.

    Attributes:
        label: As the shelf label says it: "92", "Sage".
        code: Its part of the SKU.
        surcharge_cents: Added to the article's price.
        hex_colour: Swatch of a colour as "#a3b18a"; None for any other option.
    """

    label: str
    code: str
    surcharge_cents: int = 0
    hex_colour: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """An option that an article comes in.

    Attributes:
        pick: How many of the choices each article gets; None means all.
    """

    name: str
    choices: tuple[Choice, ...]
    pick: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Articles of one category that have everything but name, price and look in common.

    Attributes:
        category: Key of the category.
        prefix: First part of their style codes.
        goods: Name, price in cents for `price_unit_qty` units, and the glyph of its tile.
        axes: What they come in; none means one variant.
        brands: House brands they are given in turn; empty means unbranded.
        about: One sentence for the description.
        unit: each, g or ml.
        price_unit_qty: 1000 with unit g means that the price is per kilogram.
        margin_percent: Of the price without tax.
        weight_g: Shipping weight of one piece; None for goods sold by weight.
        pack_qty: Pieces in an outer pack that has a barcode of its own; None when there is none.
        stock: Least and most units on hand; None for goods that are not counted.
        lead_time_days: Days from order to hand-over.
        options: What is chosen when it is ordered, as it is typed (`product_options`).
    """

    category: str
    prefix: str
    goods: tuple[Good, ...]
    axes: tuple[Axis, ...] = ()
    brands: tuple[str, ...] = ()
    about: str = ""
    unit: str = "each"
    price_unit_qty: int = 1
    margin_percent: int = 35
    weight_g: int | None = None
    pack_qty: int | None = None
    stock: tuple[int, int] | None = (6, 30)
    lead_time_days: int = 0
    min_age: int | None = None
    is_customizable: bool = False
    options: str = ""
    is_returnable: bool = True
    is_discountable: bool = True
