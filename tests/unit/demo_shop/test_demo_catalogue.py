"""The demo shop's shelves look like a shop's, and every number on them is right."""

from collections import Counter

import pytest
from lucide import get_icon_list
from stdnum import ean

from pos.demo_shop.catalogue import RATES_PPM, Catalogue, build_catalogue
from pos.demo_shop.chance import DEMO_SEED
from pos.demo_shop.departments import Category
from pos.demo_shop.slugs import slug_of

TINTS = {"teal", "amber", "rose", "blue", "violet", "lime", "slate"}
NAME_CHARS_MAX = 60


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return build_catalogue(DEMO_SEED)


def test_the_shop_is_as_large_as_promised(catalogue):
    assert len(catalogue.categories) >= 40
    assert len(catalogue.products) >= 600
    assert len(list(catalogue.variants())) >= 2000


def test_the_same_seed_gives_the_same_catalogue(catalogue):
    assert build_catalogue(DEMO_SEED) == catalogue


def test_another_seed_gives_other_colours_under_the_same_names(catalogue):
    other = build_catalogue(DEMO_SEED + 1)

    assert [product.name for product in other.products] == [
        product.name for product in catalogue.products
    ]
    assert other != catalogue


def test_every_category_hangs_below_one_that_comes_before_it(catalogue):
    seen: set[str] = set()
    for category in catalogue.categories:
        assert category.parent is None or category.parent in seen
        seen.add(category.key)


def test_the_tree_is_three_levels_deep(catalogue):
    parents = {category.key: category.parent for category in catalogue.categories}

    depths = Counter(_depth(category, parents) for category in catalogue.categories)

    assert set(depths) == {0, 1, 2}


def test_no_two_categories_share_a_name(catalogue):
    names = Counter(category.name.lower() for category in catalogue.categories)

    assert names.most_common(1)[0][1] == 1


def test_every_branch_without_branches_has_goods(catalogue):
    above = {category.parent for category in catalogue.categories}
    with_goods = {product.shelf.category for product in catalogue.products}

    leaves = {category.key for category in catalogue.categories} - above

    assert leaves <= with_goods


def test_no_two_products_share_a_name_or_an_address(catalogue):
    names = Counter(product.name for product in catalogue.products)
    slugs = Counter(product.slug for product in catalogue.products)

    assert names.most_common(1)[0][1] == 1
    assert slugs.most_common(1)[0][1] == 1


def test_names_fit_on_a_tile_and_a_receipt(catalogue):
    too_long = [p.name for p in catalogue.products if len(p.name) > NAME_CHARS_MAX]

    assert too_long == []


def test_variants_of_a_product_differ_in_their_options(catalogue):
    for product in catalogue.products:
        names = [variant.name for variant in product.variants]
        assert len(set(names)) == len(names)
        assert [variant.position for variant in product.variants] == list(range(len(names)))


def test_no_two_variants_share_a_sku(catalogue):
    skus = Counter(variant.sku for _, variant in catalogue.variants())

    assert skus.most_common(1)[0][1] == 1


def test_no_barcode_is_used_twice(catalogue):
    codes = Counter(code.code for _, variant in catalogue.variants() for code in variant.barcodes)

    assert codes.most_common(1)[0][1] == 1


def test_every_ean_lies_in_the_range_for_shops_and_has_the_right_check_digit(catalogue):
    codes = [
        barcode.code
        for _, variant in catalogue.variants()
        for barcode in variant.barcodes
        if barcode.symbology == "ean13"
    ]

    assert len(codes) >= 2000
    assert all(ean.is_valid(code) and len(code) == 13 for code in codes)
    assert {code[:2] for code in codes} <= {"20", "24"}


def test_every_variant_has_one_primary_code(catalogue):
    for _, variant in catalogue.variants():
        assert sum(barcode.is_primary for barcode in variant.barcodes) == 1


def test_some_goods_can_be_scanned_by_the_pack(catalogue):
    packs = [b for _, v in catalogue.variants() for b in v.barcodes if b.pack_qty > 1]

    assert len(packs) > 100
    assert not any(barcode.is_primary for barcode in packs)


def test_weighed_goods_are_priced_per_kilogram_and_found_by_five_digits(catalogue):
    weighed = [(p, v) for p, v in catalogue.variants() if p.shelf.unit == "g"]

    assert len(weighed) > 50
    for product, variant in weighed:
        assert product.shelf.price_unit_qty == 1000
        assert [code.symbology for code in variant.barcodes] == ["plu"]
        assert len(variant.barcodes[0].code) == 5


def test_prices_are_plausible_and_end_like_a_shops(catalogue):
    for product, variant in catalogue.variants():
        assert 20 <= variant.price_cents <= 40_000, product.name
        assert variant.price_cents % 10 in {0, 5, 9}, product.name


def test_goods_cost_the_shop_less_than_they_bring_without_tax(catalogue):
    for product, variant in catalogue.variants():
        net_cents = variant.price_cents * 1_000_000 // (1_000_000 + RATES_PPM[product.tax])
        assert 0 < variant.cost_cents <= net_cents, variant.sku


def test_a_sale_price_is_below_the_price_before(catalogue):
    marked_down = [v for _, v in catalogue.variants() if v.compare_at_price_cents is not None]

    assert len(marked_down) > 50
    assert all(v.price_cents < v.compare_at_price_cents for v in marked_down)


def test_every_glyph_is_an_icon_that_is_installed(catalogue):
    icons = set(get_icon_list())
    used = {p.glyph for p in catalogue.products} | {c.glyph for c in catalogue.categories}

    assert used - icons == set()


def test_every_tint_is_one_of_the_themes(catalogue):
    assert {p.tint for p in catalogue.products} | {c.tint for c in catalogue.categories} == TINTS


def test_clothes_come_in_european_sizes_and_colours_with_a_swatch(catalogue):
    shirt = next(p for p in catalogue.products if p.name == "Rocket T-shirt")

    sizes = {dict(variant.options)["Size"] for variant in shirt.variants}

    assert sizes == {"86", "92", "98", "104", "110", "116"}
    assert all(variant.color_code.startswith("#") for variant in shirt.variants)
    assert len(shirt.variants) == 18


def test_cakes_are_made_to_order(catalogue):
    cake = next(p for p in catalogue.products if p.name == "Birthday cake, unicorn")

    assert cake.shelf.lead_time_days == 3
    assert cake.shelf.is_customizable
    assert [v.price_cents for v in cake.variants if v.name.endswith("Vanilla")] == [
        4690,
        5890,
        7590,
    ]


def test_beer_and_wine_are_for_adults(catalogue):
    adults = {p.shelf.category for p in catalogue.products if p.shelf.min_age == 18}

    assert adults == {"beer-cider", "wine"}


def test_goods_are_taxed_at_four_rates(catalogue):
    assert {product.tax for product in catalogue.products} == {
        "standard",
        "intermediate",
        "reduced",
        "zero",
    }


def test_a_name_becomes_a_plain_web_address():
    assert slug_of("Café latte, 300 ml") == "cafe-latte-300-ml"


def _depth(category: Category, parents: dict[str, str | None]) -> int:
    depth, above = 0, category.parent
    while above is not None:
        depth, above = depth + 1, parents[above]
    return depth
