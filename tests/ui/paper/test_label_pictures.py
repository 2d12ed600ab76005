"""Labels for label printers are pictures: they scan, and no name is a command."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from pos.documents.fonts import find_fonts
from pos.documents.label_pdf import LabelWish
from pos.documents.label_picture import LabelRoll
from pos.documents.label_sheets import SHEETS
from pos.documents.price_label import LabelTooSmallError, PriceLabel
from ui.paper.raster import QtReceiptRaster

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.qt_log_ignore("OpenType support missing for", extend=True),
]

CUP = PriceLabel(
    name="Cup",
    variant_name="Blue",
    code="4006381333931",
    sku="CUP-BLUE",
    price_cents=1290,
    currency="EUR",
)
ZPL_LABEL = re.compile(
    r"\^XA\^PW(\d+)\^LL(\d+)\^FO0,0\^GFA,(\d+),(\d+),(\d+),([0-9A-F]+)\^FS\^PQ(\d+)\^XZ\n"
)


@pytest.fixture(scope="module")
def roll():
    return LabelRoll(
        size=(63_500, 38_100), locale="en_GB", fonts=find_fonts(), raster=QtReceiptRaster()
    )


def _codes(picture):
    return [found.text for found in zxingcpp.read_barcodes(picture.convert("L"))]


def test_a_picture_has_every_copy_and_each_scans(roll):
    tea = replace(CUP, code="TEE-BLUE-L")

    png = roll.png([LabelWish(label=CUP, copies=2), LabelWish(label=tea)])

    picture = Image.open(BytesIO(png))
    assert picture.size == (508, 305 * 3)
    labels = [picture.crop((0, 305 * index, 508, 305 * (index + 1))) for index in range(3)]
    assert [_codes(label) for label in labels] == [
        ["4006381333931"],
        ["4006381333931"],
        ["TEE-BLUE-L"],
    ]


def test_a_label_printer_is_told_the_picture_and_how_often(roll):
    zpl = roll.zpl([LabelWish(label=CUP, copies=7)]).decode()

    width, height, size, _, row_bytes, dots, copies = ZPL_LABEL.fullmatch(zpl).groups()
    assert (width, height, copies) == ("508", "305", "7")
    assert int(size) == int(row_bytes) * int(height) == len(dots) // 2
    picture = Image.frombytes(
        "1", (int(row_bytes) * 8, int(height)), bytes.fromhex(dots), "raw", "1;I"
    )
    assert _codes(picture) == ["4006381333931"]


@pytest.mark.parametrize("name", ["^XZ~JA^FD", "मसाला चाय", "\x1b\x00\u202e", "~HS", "₹ 50"])
def test_no_name_is_a_command_of_the_label_printer(roll, name):
    zpl = roll.zpl([LabelWish(label=replace(CUP, name=name))]).decode()

    assert ZPL_LABEL.fullmatch(zpl)


@pytest.mark.parametrize("sheet", SHEETS)
def test_labels_of_every_size_scan(sheet):
    roll = LabelRoll(
        size=SHEETS[sheet].label, locale="en_GB", fonts=find_fonts(), raster=QtReceiptRaster()
    )

    picture = Image.open(BytesIO(roll.png([LabelWish(label=CUP)])))

    assert _codes(picture) == ["4006381333931"]


def test_a_code_too_wide_for_the_roll_is_refused(roll):
    with pytest.raises(LabelTooSmallError):
        roll.zpl([LabelWish(label=replace(CUP, code="A-VERY-LONG-STOCK-KEEPING-UNIT"))])
