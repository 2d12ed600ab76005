"""The demo shop's catalogue as rows, parents before children."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from models.base import Row
from models.catalogue import (
    BarcodeRow,
    BlobRow,
    CategoryRow,
    ProductImageRow,
    ProductRow,
    VariantRow,
)
from models.fixed_ids import STANDARD_TAX_ID
from models.inventory import SupplierRow
from models.pricing import TaxCategoryRow, TaxRateRow
from pos.demo_shop.catalogue import RATES_PPM, Product, Variant
from pos.demo_shop.place import Place
from pos.demo_shop.popularity import sum_popularity
from pos.demo_shop.shop import DemoShop
from pos.demo_shop.slugs import slug_of
from pos.domain.product_options import options_document, parse_options
from pos.queries.pictures import GLYPH_PREFIX

Values = dict[str, Any]
TableRows = tuple[type[Row], list[Values]]

GLYPH_TYPE = "image/x-glyph"
_TAX_NAMES = {
    "standard": ("Standard", "VAT 20 %"),
    "intermediate": ("Prepared food", "VAT 10 %"),
    "reduced": ("Food & books", "VAT 5.5 %"),
    "zero": ("Without tax", "VAT 0 %"),
}
_MARKET = "Regional wholesale market"
_GRAMS_TO_MG = 1000


def catalogue_rows(shop: DemoShop, place: Place) -> Iterator[TableRows]:
    """Go through the tables of the catalogue with the rows of each, without the required ones."""
    yield TaxCategoryRow, _tax_categories(shop)
    yield TaxRateRow, _tax_rates(shop, place)
    yield BlobRow, _glyphs(shop)
    yield CategoryRow, _categories(shop)
    yield SupplierRow, _suppliers(shop)
    yield ProductRow, _products(shop)
    yield VariantRow, [_variant(shop, *pair) for pair in shop.catalogue.variants()]
    yield BarcodeRow, _barcodes(shop)
    yield ProductImageRow, _images(shop)


def variant_id(shop: DemoShop, variant: Variant) -> UUID:
    """Return the id of a variant's row."""
    return shop.id_of("variant", variant.sku)


def product_id(shop: DemoShop, product: Product) -> UUID:
    """Return the id of a product's row."""
    return shop.id_of("product", product.style_code)


def category_id(shop: DemoShop, key: str) -> UUID:
    """Return the id of a category's row."""
    return shop.id_of("category", key)


def _tax_id(shop: DemoShop, code: str) -> UUID:
    return STANDARD_TAX_ID if code == "standard" else shop.id_of("tax category", code)


def _tax_categories(shop: DemoShop) -> list[Values]:
    return [
        {"id": _tax_id(shop, code), "code": code, "name": _TAX_NAMES[code][0]}
        for code in RATES_PPM
        if code != "standard"
    ]


def _tax_rates(shop: DemoShop, place: Place) -> list[Values]:
    return [
        {
            "id": shop.id_of("tax rate", code),
            "tax_category_id": _tax_id(shop, code),
            "store_id": place.store_id,
            "name": _TAX_NAMES[code][1],
            "rate_ppm": rate_ppm,
            "is_inclusive": True,
            "valid_from": shop.last_day.replace(year=shop.last_day.year - 5, month=1, day=1),
        }
        for code, rate_ppm in RATES_PPM.items()
    ]


def _glyphs(shop: DemoShop) -> list[Values]:
    pictures = {(category.glyph, category.tint) for category in shop.catalogue.categories}
    pictures |= {(product.glyph, product.tint) for product in shop.catalogue.products}
    return [
        {
            "id": _glyph_id(shop, glyph, tint),
            "storage_key": f"{GLYPH_PREFIX}{glyph}/{tint}",
            "filename": glyph,
            "content_type": GLYPH_TYPE,
        }
        for glyph, tint in sorted(pictures)
    ]


def _glyph_id(shop: DemoShop, glyph: str, tint: str) -> UUID:
    return shop.id_of("glyph", glyph, tint)


def _categories(shop: DemoShop) -> list[Values]:
    return [
        {
            "id": category_id(shop, category.key),
            "name": category.name,
            "slug": category.key,
            "parent_id": category_id(shop, category.parent) if category.parent else None,
            "image_blob_id": _glyph_id(shop, category.glyph, category.tint),
            "position": category.position,
            "tax_category_id": _tax_id(shop, category.tax),
        }
        for category in shop.catalogue.categories
    ]


def _suppliers(shop: DemoShop) -> list[Values]:
    names = sorted({product.brand or _MARKET for product in shop.catalogue.products})
    return [
        {
            "id": shop.id_of("supplier", name),
            "code": f"SUP{number:02}",
            "name": name,
            "email": f"orders@{slug_of(name)}.example.com",
            "lead_time_days": 1 if name == _MARKET else 5,
            "payment_terms": "30 days net",
        }
        for number, name in enumerate(names, start=1)
    ]


def _products(shop: DemoShop) -> list[Values]:
    popularity = sum_popularity(shop.history)
    return [
        {**_product(shop, product), "popularity_score": popularity[product.style_code]}
        for product in shop.catalogue.products
    ]


def _product(shop: DemoShop, product: Product) -> Values:
    shelf, first = product.shelf, product.variants[0]
    is_cake = shelf.lead_time_days > 0
    return {
        "id": product_id(shop, product),
        "category_id": category_id(shop, shelf.category),
        "name": product.name,
        "slug": product.slug,
        "style_code": product.style_code,
        "brand": product.brand,
        "description": shelf.about or None,
        "short_description": shelf.about or None,
        "base_price_cents": first.price_cents,
        "compare_at_price_cents": first.compare_at_price_cents,
        "cost_cents": first.cost_cents,
        "tags": [shelf.category, "made to order"] if is_cake else [shelf.category],
        "is_featured": product.is_featured,
        "is_new": product.is_new,
        "is_on_sale": product.is_on_sale,
        "is_customizable": shelf.is_customizable,
        "options": options_document(parse_options(shelf.options)),
        "is_discountable": shelf.is_discountable,
        "is_returnable": shelf.is_returnable,
        "min_age": shelf.min_age,
        "published_at": shop.stocked_at,
    }


def _variant(shop: DemoShop, product: Product, variant: Variant) -> Values:
    shelf = product.shelf
    first, second = (*variant.options, (None, None), (None, None))[:2]
    return {
        "id": variant_id(shop, variant),
        "product_id": product_id(shop, product),
        "name": variant.name,
        "sku": variant.sku,
        "is_default": variant.position == 0,
        "position": variant.position,
        "option1_name": first[0],
        "option1_value": first[1],
        "option2_name": second[0],
        "option2_value": second[1],
        "color_code": variant.color_code,
        "price_cents": variant.price_cents,
        "compare_at_price_cents": variant.compare_at_price_cents,
        "cost_cents": variant.cost_cents,
        "unit": shelf.unit,
        "price_unit_qty": shelf.price_unit_qty,
        "weight_mg": None if shelf.weight_g is None else shelf.weight_g * _GRAMS_TO_MG,
        "track_stock": shelf.stock is not None,
        "backorder_policy": "deny" if shelf.stock is not None else "continue",
        "lead_time_days": shelf.lead_time_days,
        "supplier_id": shop.id_of("supplier", product.brand or _MARKET),
    }


def _barcodes(shop: DemoShop) -> list[Values]:
    return [
        {
            "id": shop.id_of("barcode", barcode.code),
            "variant_id": variant_id(shop, variant),
            "code": barcode.code,
            "symbology": barcode.symbology,
            "pack_qty": barcode.pack_qty,
            "is_primary": barcode.is_primary,
        }
        for _, variant in shop.catalogue.variants()
        for barcode in variant.barcodes
    ]


def _images(shop: DemoShop) -> list[Values]:
    return [
        {
            "id": shop.id_of("image", product.style_code),
            "product_id": product_id(shop, product),
            "blob_id": _glyph_id(shop, product.glyph, product.tint),
            "alt_text": product.name,
            "is_primary": True,
        }
        for product in shop.catalogue.products
    ]
