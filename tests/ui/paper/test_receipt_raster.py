"""The paper that comes out is the picture on the screen, dot by dot, and its barcode scans."""

import threading
from itertools import pairwise

import pytest
import zxingcpp
from PIL import Image

from pos.documents.blocks import Barcode, TextLine
from pos.documents.day_report_layout import lay_out_day_report
from pos.documents.escpos_job import PaperOptions, paper_job
from pos.documents.receipt_layout import lay_out_receipt
from pos.domain.barcode import receipt_code
from tests.fakes.escpos_interpreter import Raster, dots_of, paint_paper, read_job
from tests.fakes.paper_corpus import CORPUS, PLAIN, Z_REPORT
from ui.paper.raster import QtReceiptRaster, bitmap_of, image_of

WIDTHS = [384, 512, 576]
BLACK_SHARE_MAX = 0.4
BARCODE_MODULE_DOTS = 3
BARCODE_DOTS = (156 + 20) * BARCODE_MODULE_DOTS

# Qt says once per script that a Latin font has no Devanagari before it takes one that has.
pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.qt_log_ignore("OpenType support missing for", extend=True),
]


def _picture(name, width):
    blocks = lay_out_receipt(CORPUS[name], locale="en_GB")
    return QtReceiptRaster().render(blocks, width_dots=width)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", CORPUS)
def test_the_emulated_paper_is_the_preview(name, width):
    preview = _picture(name, width)

    paper = read_job(paper_job(preview, PaperOptions()))

    assert dots_of(paper.events) == (width // 8, preview.dots)
    assert paper.unknown == []
    assert not paper.is_truncated


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", CORPUS)
def test_the_receipt_number_scans_from_the_paper(name, width):
    job = read_job(paper_job(_picture(name, width), PaperOptions()))

    paper = paint_paper(job.events, width_dots=width)

    found = zxingcpp.read_barcodes(paper, formats=zxingcpp.BarcodeFormat.Code128)
    assert [each.text for each in found] == [receipt_code(CORPUS[name].number)]


@pytest.mark.parametrize("name", ["plain", "hostile", "languages", "200 lines"])
def test_no_slice_is_a_black_bar(name):
    job = read_job(paper_job(_picture(name, 576), PaperOptions()))

    for strip in job.events:
        if isinstance(strip, Raster):
            black = sum(byte.bit_count() for byte in strip.dots)
            assert black < BLACK_SHARE_MAX * len(strip.dots) * 8


@pytest.mark.parametrize("width", WIDTHS)
def test_every_bar_is_whole_modules_wide_and_has_its_quiet_zone(width):
    bitmap = QtReceiptRaster().render((Barcode(text="S1R1-A-000124"),), width_dots=width)
    picture = Image.frombytes("1", (width, bitmap.height), bitmap.dots, "raw", "1;I").convert("L")
    bars = picture.crop((0, 0, width, BARCODE_DOTS)).transpose(Image.Transpose.ROTATE_90)
    lies_across = width > 384
    across = picture if lies_across else bars
    middle = 40 if lies_across else width // 2

    dots = [across.getpixel((x, middle)) == 0 for x in range(across.width)]

    first, last = dots.index(True), len(dots) - 1 - dots[::-1].index(True)
    # Beyond the print lies the paper's own margin of 4 mm, more than ten modules.
    assert min(first, len(dots) - 1 - last) >= (5 if lies_across else 10) * BARCODE_MODULE_DOTS
    assert {run % BARCODE_MODULE_DOTS for run in _runs(dots[first : last + 1])} == {0}


def test_a_receipt_code_lies_across_80_mm_paper_whose_own_margin_completes_the_quiet_zone():
    code = Barcode(text=receipt_code("S1R1-A-000124"))
    bitmap = QtReceiptRaster().render((code,), width_dots=576)
    picture = Image.frombytes("1", (576, bitmap.height), bitmap.dots, "raw", "1;I").convert("L")

    dots = [picture.getpixel((x, 40)) == 0 for x in range(576)]

    first, last = dots.index(True), len(dots) - 1 - dots[::-1].index(True)
    assert min(first, len(dots) - 1 - last) >= 5 * BARCODE_MODULE_DOTS
    assert bitmap.height < 200


def _runs(dots):
    runs = [1]
    for before, dot in pairwise(dots):
        if before == dot:
            runs[-1] += 1
        else:
            runs.append(1)
    return runs


def test_a_long_name_is_wrapped_and_its_amount_stays_whole_at_the_edge():
    short = QtReceiptRaster().render((TextLine(left="Tea", right="1,234.56"),), width_dots=384)
    long = QtReceiptRaster().render((TextLine(left="Tea " * 30, right="1,234.56"),), width_dots=384)

    rows = long.height // short.height
    amount = (384 - 110) // 8
    last_row = [
        long.dots[row * 48 + amount : (row + 1) * 48]
        for row in range((rows - 1) * short.height, long.height)
    ]
    one_row = [short.dots[row * 48 + amount : (row + 1) * 48] for row in range(short.height)]

    assert rows == 6
    assert last_row == one_row


def test_two_threads_draw_the_same_picture():
    blocks = lay_out_receipt(PLAIN, locale="en_GB")
    here = QtReceiptRaster().render(blocks, width_dots=576)
    elsewhere = []

    threads = [
        threading.Thread(
            target=lambda: elsewhere.append(QtReceiptRaster().render(blocks, width_dots=576))
        )
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert elsewhere == [here] * 4


def test_a_day_report_is_drawn_like_a_receipt():
    bitmap = QtReceiptRaster().render(lay_out_day_report(Z_REPORT, locale="en_GB"), width_dots=576)

    image = image_of(bitmap)

    assert (image.width(), image.height()) == (576, bitmap.height)
    assert sum(byte.bit_count() for byte in bitmap.dots) > 5000


@pytest.mark.parametrize("width", WIDTHS)
def test_the_picture_for_the_screen_has_the_dots_that_are_sent(width):
    sent = _picture("plain", width)

    assert bitmap_of(image_of(sent)) == sent
