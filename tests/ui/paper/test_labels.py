"""Price labels come out where the sheet has its labels, and every barcode scans."""

from collections import Counter
from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp

from pos.documents.barcodes import BarcodeRefusedError
from pos.documents.fonts import find_fonts
from pos.documents.label_pdf import LabelCountError, LabelWish, write_labels
from pos.documents.label_sheets import (
    A4,
    SHEETS,
    LabelSheet,
    SheetTooSmallError,
    SheetUnknownError,
    get_sheet,
)
from pos.documents.price_label import LabelTooSmallError, PriceLabel
from ui.paper.raster import QtReceiptRaster

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.qt_log_ignore("OpenType support missing for", extend=True),
]

CUP = PriceLabel(
    name="Enamel cup with a long name that needs two lines",
    variant_name="Blue",
    code="4006381333931",
    sku="CUP-BLUE",
    price_cents=1290,
    currency="EUR",
)
FORMATS = (
    zxingcpp.BarcodeFormat.EAN13,
    zxingcpp.BarcodeFormat.EAN8,
    zxingcpp.BarcodeFormat.Code128,
)


@pytest.fixture(scope="module")
def fonts():
    return find_fonts()


def _write(fonts, *wishes, sheet="21-up", start_at=1):
    return write_labels(
        wishes,
        sheet=get_sheet(sheet),
        locale="en_GB",
        fonts=fonts,
        raster=QtReceiptRaster(),
        start_at=start_at,
    )


def _pages(pdf, *, dpi):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72).to_pil() for page in document]
    finally:
        document.close()


def _words(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(document[0].get_textpage().get_text_bounded().split())
    finally:
        document.close()


def _read(page):
    return zxingcpp.read_barcodes(page, formats=FORMATS)


def _internal_code(index):
    body = f"20{index:010d}"
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return f"{body}{-weighted % 10}"


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("sheet", SHEETS)
def test_every_code_of_a_full_sheet_scans(fonts, sheet, dpi):
    codes = [_internal_code(index) for index in range(SHEETS[sheet].per_page)]
    wishes = [LabelWish(label=replace(CUP, code=code, sku="")) for code in codes]

    (page,) = _pages(_write(fonts, *wishes, sheet=sheet), dpi=dpi)

    # Label by label, as a scanner is held: in the whole page a decoder finds codes between codes.
    read = [
        [found.text for found in _read(_cut_out(page, SHEETS[sheet], index, dpi=dpi))]
        for index in range(len(codes))
    ]
    assert read == [[code] for code in codes]


def _cut_out(page, sheet, index, *, dpi):
    left, top = sheet.place(index)
    right, bottom = left + sheet.label[0], top + sheet.label[1]
    return page.crop(tuple(edge * dpi // 25_400 for edge in (left, top, right, bottom)))


@pytest.mark.parametrize("code", ["96385074", "TEE-BLUE-XL", "2112345015002", "012345678905"])
def test_codes_of_all_kinds_scan(fonts, code):
    (page,) = _pages(_write(fonts, LabelWish(label=replace(CUP, code=code))), dpi=203)

    assert {found.text.removeprefix("00") for found in _read(page)} == {code.removeprefix("0")}


def test_a_barcode_stands_on_the_label_it_belongs_to(fonts):
    sheet = SHEETS["21-up"]
    wishes = [LabelWish(label=replace(CUP, code=_internal_code(index))) for index in range(21)]

    (page,) = _pages(_write(fonts, *wishes), dpi=254)

    for found in _read(page):
        left, top = sheet.place(int(found.text[2:12]))
        middle = found.position.top_left.x * 100, found.position.top_left.y * 100
        assert left < middle[0] < left + sheet.label[0]
        assert top < middle[1] < top + sheet.label[1]


def test_a_label_says_name_variant_price_and_sku(fonts):
    words = _words(_write(fonts, LabelWish(label=CUP)))

    assert "Enamel cup with a long name that needs two lines" in words
    assert "Blue" in words
    assert "€12.90" in words
    assert "4006381333931 CUP-BLUE" in words


def test_a_label_made_in_training_says_so_before_the_name(fonts):
    cup = replace(CUP, name="Cup", is_training=True)

    words = _words(_write(fonts, LabelWish(label=cup)))

    assert "TRAINING Cup" in words


def test_goods_sold_by_weight_show_the_price_of_a_kilogram(fonts):
    nuts = replace(CUP, name="Nuts", unit="g", price_unit_qty=100, price_cents=249)

    words = _words(_write(fonts, LabelWish(label=nuts)))

    assert "per 100 g (24.90/kg)" in words


def test_copies_fill_the_sheet_from_the_first_free_label(fonts):
    tea = replace(CUP, code="96385074")

    pdf = _write(fonts, LabelWish(label=CUP, copies=5), LabelWish(label=tea, copies=2), start_at=17)

    first, second = _pages(pdf, dpi=203)
    assert Counter(found.text for found in _read(first)) == {"4006381333931": 5}
    assert Counter(found.text for found in _read(second)) == {"96385074": 2}


def test_many_copies_are_drawn_once(fonts):
    one = len(_write(fonts, LabelWish(label=CUP)))

    hundred = len(_write(fonts, LabelWish(label=CUP, copies=21 * 5)))

    assert hundred < one + 21 * 5 * 60


def test_a_name_that_is_too_long_ends_with_an_ellipsis(fonts):
    long = replace(CUP, name="Very " * 30 + "long")

    words = _words(_write(fonts, LabelWish(label=long), sheet="65-up"))

    assert "…" in words
    assert "Blue" in words


def test_names_in_any_script_and_with_any_character_come_out(fonts):
    hostile = replace(CUP, name="<b>मसाला</b>\x1bp\x00 \u202egnp", variant_name="\ud800")

    (page,) = _pages(_write(fonts, LabelWish(label=hostile)), dpi=203)

    assert {found.text for found in _read(page)} == {"4006381333931"}


def test_a_barcode_too_wide_to_scan_is_refused(fonts):
    wide = replace(CUP, code="A-VERY-LONG-STOCK-KEEPING-UNIT")

    with pytest.raises(LabelTooSmallError) as refused:
        _write(fonts, LabelWish(label=wide), sheet="65-up")

    assert refused.value.needed_um > refused.value.room_um


def test_a_code_that_no_barcode_can_hold_is_refused(fonts):
    with pytest.raises(BarcodeRefusedError):
        _write(fonts, LabelWish(label=replace(CUP, code="日本")))


@pytest.mark.parametrize(("copies", "start_at"), [(0, 1), (20_001, 1), (1, 22), (1, 0)])
def test_a_count_or_a_place_that_is_none_is_refused(fonts, copies, start_at):
    with pytest.raises(LabelCountError):
        _write(fonts, LabelWish(label=CUP, copies=copies), start_at=start_at)


def test_a_sheet_that_nobody_knows_is_refused():
    with pytest.raises(SheetUnknownError) as refused:
        get_sheet("99-up")

    assert "21-up" in refused.value.known


def test_a_sheet_of_ones_own_must_fit_its_page():
    with pytest.raises(SheetTooSmallError):
        LabelSheet(
            name="own",
            page=A4,
            columns=4,
            rows=1,
            label=(63_500, 38_100),
            first=(7_250, 15_150),
            pitch=(66_000, 38_100),
        )


def test_the_same_wish_gives_the_same_bytes(fonts):
    wish = LabelWish(label=CUP, copies=4)

    assert _write(fonts, wish) == _write(fonts, wish)
