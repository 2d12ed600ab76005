"""Price labels by the sheet, and the same words on the same sheets with nothing else."""

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from pos.documents.fonts import PaperFonts, find_fonts
from pos.documents.label_pdf import LabelWish, write_labels
from pos.documents.label_sheets import get_sheet
from pos.documents.price_label import PriceLabel
from ui.app import make_application
from ui.bench.goods import KINDS, MANNERS, barcode
from ui.bench.row import Trial
from ui.bench.stopwatch import thread_ms
from ui.paper.raster import QtReceiptRaster

LOCALE = "en_GB"
SHEET = get_sheet("30-up")
MS_PER_S = 1_000
LETTER_POINTS = 9


def label_trial(*, distinct: int, copies: int) -> Trial:
    """Return the trial of so many different labels, each so many times, in labels per second."""
    make_application([])
    fonts, raster = find_fonts(), QtReceiptRaster()
    wishes = [LabelWish(label=_label(number), copies=copies) for number in range(distinct)]

    def product() -> None:
        write_labels(wishes, sheet=SHEET, locale=LOCALE, fonts=fonts, raster=raster)

    def words() -> None:
        write_words(wishes, fonts)

    count = distinct * copies
    return Trial(
        value=lambda: [count * MS_PER_S / thread_ms(product)],
        limit=lambda: [count * MS_PER_S / thread_ms(words)],
    )


def write_words(wishes: list[LabelWish], fonts: PaperFonts) -> bytes:
    """Return sheets with nothing but names and prices on them."""
    target = BytesIO()
    canvas = Canvas(target, invariant=1, pageCompression=1)
    labels = [wish.label for wish in wishes for _ in range(wish.copies)]
    for number, label in enumerate(labels):
        place = number % SHEET.per_page
        if number and place == 0:
            canvas.showPage()
        if place == 0:
            canvas.setFont(fonts.regular.name, LETTER_POINTS)
        left, top = place % SHEET.columns * 200, place // SHEET.columns * 70
        canvas.drawString(left, top, label.name)
        canvas.drawString(left, top + 20, f"{label.price_cents / 100:.2f}")
    canvas.save()
    return target.getvalue()


def _label(number: int) -> PriceLabel:
    manner, kind = MANNERS[number % len(MANNERS)], KINDS[number % len(KINDS)]
    return PriceLabel(
        name=f"{manner} {kind} {number}",
        code=barcode(number),
        price_cents=199 + number,
        currency="EUR",
        sku=f"A{number:06d}",
    )
