"""The PDF of a paper has the words of the printed one, and its barcode scans."""

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from pos.documents.blocks import TextLine
from pos.documents.day_report_layout import lay_out_day_report
from pos.documents.fonts import FONT_FOLDERS, find_fonts
from pos.documents.paper_pdf import write_pdf
from pos.documents.receipt_layout import lay_out_receipt
from pos.domain.barcode import receipt_code
from tests.fakes.paper_corpus import CORPUS, HOSTILE_NAMES, PLAIN, Z_REPORT, selling
from ui.paper.raster import QtReceiptRaster

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.qt_log_ignore("OpenType support missing for", extend=True),
]


@pytest.fixture(scope="module")
def fonts():
    return find_fonts()


def _pdf(receipt, fonts):
    blocks = lay_out_receipt(receipt, locale="en_GB")
    return write_pdf(blocks, title=receipt.number, fonts=fonts, raster=QtReceiptRaster())


def _words(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(
            " ".join(page.get_textpage().get_text_bounded().split()) for page in document
        )
    finally:
        document.close()


def _picture(pdf, *, dpi):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[0].render(scale=dpi / 72).to_pil()
    finally:
        document.close()


def test_the_words_are_those_of_the_paper(fonts):
    words = _words(_pdf(PLAIN, fonts))

    for expected in (
        "Corner Shop",
        "Tax no. GB 123 4567 89",
        "S1R1-A-000124",
        "2 × 4.50 9.00 A",  # noqa: RUF001 - that is what is printed
        "Enamel cup Blue 14.00 A",
        "TOTAL £21.00",
        "A VAT 20% 17.50 3.50 21.00",
        "Change 4.00",
    ):
        assert expected in words


@pytest.mark.parametrize("name", CORPUS)
def test_every_paper_of_the_corpus_becomes_a_pdf_whose_barcode_scans(fonts, name):
    pdf = _pdf(CORPUS[name], fonts)

    found = zxingcpp.read_barcodes(_picture(pdf, dpi=203), formats=zxingcpp.BarcodeFormat.Code128)

    assert [each.text for each in found] == [receipt_code(CORPUS[name].number)]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_no_name_breaks_the_pdf_or_is_read_as_markup(fonts, name):
    words = _words(_pdf(selling(name), fonts))

    assert "TOTAL £4.50" in words
    assert all(char.isprintable() for char in words)
    assert "/etc/passwd" not in name or "<img src='/etc/passwd'/>" in words


def test_the_same_paper_gives_the_same_bytes(fonts):
    assert _pdf(PLAIN, fonts) == _pdf(PLAIN, fonts)


def test_a_z_report_becomes_a_pdf(fonts):
    blocks = lay_out_day_report(Z_REPORT, locale="en_GB")

    words = _words(write_pdf(blocks, title="Z 17", fonts=fonts, raster=QtReceiptRaster()))

    assert "Difference -0.10" in words
    assert "Journal entry 912 1122aabbccddeeff" in words


@pytest.mark.parametrize("folders", [FONT_FOLDERS, (Path("/nonexistent"),)])
@pytest.mark.parametrize("sign", "€₹£¥")
def test_every_currency_is_seen_with_the_fonts_of_any_computer(folders, sign):
    blocks = (TextLine(left="", right=f"{sign}5.00"),)
    with_sign = write_pdf(blocks, title="", fonts=find_fonts(folders), raster=QtReceiptRaster())
    without = write_pdf(
        (TextLine(left="", right="5.00"),),
        title="",
        fonts=find_fonts(folders),
        raster=QtReceiptRaster(),
    )

    assert _ink(with_sign) > _ink(without) * 1.1


def _ink(pdf):
    return sum(255 - dot for dot in _picture(pdf, dpi=203).convert("L").tobytes())


def test_a_script_that_needs_shaping_is_put_in_as_a_picture(fonts):
    pdf = _pdf(selling("मसाला चाय"), fonts)

    assert "TOTAL £4.50" in _words(pdf)
    assert b"/Subtype /Image" in pdf
    assert b"/Subtype /Image" not in _pdf(selling("Tea"), fonts)


def test_a_paper_longer_than_a_page_goes_on_on_the_next(fonts):
    blocks = tuple(TextLine(left=f"line {index}") for index in range(900))

    pdf = write_pdf(blocks, title="", fonts=fonts, raster=QtReceiptRaster())

    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 2
    document.close()
    assert "line 899" in _words(pdf)
