"""A catalogue of any size: the same goods, prices and barcodes for the same seed."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

from pos.demo_shop.chance import stream
from pos.runtime.identity import RegisterIdentity
from ui.bench.raw_rows import insert_into

NewId = Callable[[], UUID]
Values = dict[str, Any]

VARIANTS_OF_PRODUCT = 4
CATEGORIES = 40
ON_HAND = 1_000_000
BARCODE_BASE = 200_000_000_000
"""Twelve digits of the numbers that a shop may give out itself; the check digit follows."""

RATES = (("standard", "Standard", 200_000), ("reduced", "Reduced", 100_000))
KINDS = (
    *("Coffee", "Tea", "Cocoa", "Biscuit", "Bread", "Butter", "Cheese", "Yoghurt", "Juice"),
    *("Shirt", "Jumper", "Sock", "Scarf", "Blanket", "Lamp", "Candle", "Bowl", "Cup", "Plate"),
    *("Pencil", "Notebook", "Puzzle", "Kite", "Drum", "Rattle", "Soap", "Brush", "Towel", "Comb"),
)
MANNERS = (
    *("Fine", "Plain", "Rustic", "Golden", "Early", "Late", "Northern", "Southern", "Alpine"),
    *("Soft", "Strong", "Mild", "Bright", "Dark", "Striped", "Checked", "Woven", "Carved"),
    *("Classic", "Modern", "Little", "Great", "Quiet", "Merry", "Winter", "Summer", "Harvest"),
)
MAKERS = ("Aldern", "Brook & Son", "Cobalt", "Dunmore", "Elster", "Fjord", "Garland", "Hearth")
SIZES = ("S", "M", "L", "XL")
TINTS = ("slate", "rose", "amber", "green", "blue")
GLYPHS = ("package", "coffee", "shirt", "lamp", "gift")


@dataclass(slots=True)
class _Stock:
    """The goods as rows, table by table, parents first."""

    ids: NewId
    chance: Random
    register: RegisterIdentity
    rows: dict[str, list[Values]] = field(default_factory=dict)

    def add(self, table: str, **values: object) -> bytes:
        """Add a row and return its id."""
        row_id = self.ids().bytes
        self.rows.setdefault(table, []).append({"id": row_id, **values})
        return row_id


def write_goods(
    driver: sqlite3.Connection,
    register: RegisterIdentity,
    *,
    seed: int,
    variants: int,
    ids: NewId,
) -> None:
    """Write goods with barcodes, taxes, stock and glyphs into a shop that has none."""
    stock = _Stock(ids=ids, chance=stream(seed, "bench", "goods"), register=register)
    taxes = _add_taxes(stock, driver)
    categories = _add_categories(stock, taxes)
    for number in range(variants // VARIANTS_OF_PRODUCT):
        _add_product(stock, number, category=categories[number % CATEGORIES])
    for table, rows in stock.rows.items():
        values = [tuple(row.values()) for row in rows]
        driver.executemany(insert_into(table, rows[0]), values)


def barcode(variant: int) -> str:
    """Return the EAN-13 of the variant with this number, counted from 0."""
    digits = str(BARCODE_BASE + variant)
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-weighted % 10}"


def _add_taxes(stock: _Stock, driver: sqlite3.Connection) -> tuple[bytes, ...]:
    driver.execute("DELETE FROM tax_rates")
    standard = driver.execute("SELECT id FROM tax_categories WHERE is_default").fetchone()[0]
    reduced = stock.add("tax_categories", code="reduced", name="Reduced")
    for category, (_, name, rate_ppm) in zip((standard, reduced), RATES, strict=True):
        stock.add(
            "tax_rates",
            tax_category_id=category,
            name=f"VAT {name}",
            rate_ppm=rate_ppm,
            is_inclusive=1,
            valid_from="2020-01-01",
        )
    return standard, reduced


def _add_categories(stock: _Stock, taxes: tuple[bytes, ...]) -> tuple[bytes, ...]:
    blobs = [
        stock.add(
            "blobs",
            storage_key=f"glyph:{glyph}/{tint}",
            filename=glyph,
            content_type="image/x-glyph",
        )
        for glyph in GLYPHS
        for tint in TINTS
    ]
    return tuple(
        stock.add(
            "categories",
            name=f"Department {number + 1}",
            slug=f"department-{number + 1}",
            image_blob_id=blobs[number % len(blobs)],
            tax_category_id=taxes[number % len(taxes)],
            position=number,
        )
        for number in range(CATEGORIES)
    )


def _add_product(stock: _Stock, number: int, *, category: bytes) -> None:
    chance = stock.chance
    manner, kind = chance.choice(MANNERS), chance.choice(KINDS)
    price_cents = chance.randrange(49, 9_999)
    product = stock.add(
        "products",
        category_id=category,
        name=f"{manner} {kind} {number + 1}",
        slug=f"article-{number + 1}",
        style_code=f"A{number + 1:06d}",
        brand=chance.choice(MAKERS),
        base_price_cents=price_cents,
        popularity_score=chance.randrange(100_000),
    )
    for place, size in enumerate(SIZES):
        _add_variant(
            stock,
            number * VARIANTS_OF_PRODUCT + place,
            product=product,
            size=size,
            price_cents=price_cents + 50 * place,
        )


def _add_variant(
    stock: _Stock, number: int, *, product: bytes, size: str, price_cents: int
) -> None:
    variant = stock.add(
        "variants",
        product_id=product,
        name=size,
        sku=f"A{number // VARIANTS_OF_PRODUCT + 1:06d}-{size}",
        is_default=int(size == SIZES[0]),
        position=SIZES.index(size),
        option1_name="Size",
        option1_value=size,
        price_cents=price_cents,
        cost_cents=price_cents * 6 // 10,
    )
    stock.add("barcodes", variant_id=variant, code=barcode(number), is_primary=1)
    here = {"variant_id": variant, "location_id": stock.register.location_id.bytes}
    stock.add("stock_movements", **here, kind="opening", quantity_delta=ON_HAND)
    stock.add("inventory_levels", **here, on_hand=ON_HAND)
