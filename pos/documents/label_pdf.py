"""Prints price labels on sheets, as a PDF to be printed without scaling.

A label that comes three times or more is drawn once and placed again and again; all others are
drawn where they stand, because a form for every single label makes the file larger and slower.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from pos.documents.fonts import PaperFonts
from pos.documents.label_sheets import LabelSheet
from pos.documents.pdf_pen import POINTS_PER_INCH, UM_PER_INCH, PdfPen
from pos.documents.price_label import PriceLabel, draw_label
from pos.documents.raster import ReceiptRaster
from pos.domain.errors import RefusedError

LABELS_MAX = 20_000
FORM_FROM_COPIES = 3
_SCALE = POINTS_PER_INCH / UM_PER_INCH


class LabelCountError(RefusedError):
    """`wanted` labels from place `start_at` cannot be printed; at most `limit` at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelWish:
    """A label and how often it is wanted."""

    label: PriceLabel
    copies: int = 1


def write_labels(
    wishes: Sequence[LabelWish],
    *,
    sheet: LabelSheet,
    locale: str,
    fonts: PaperFonts,
    raster: ReceiptRaster,
    start_at: int = 1,
) -> bytes:
    """Return sheets of labels; equal wishes give equal bytes.

    Args:
        wishes: In the order in which they are to be printed.
        sheet: The paper in the printer.
        locale: As in "en_GB".
        fonts: Embedded as far as they are used.
        raster: Draws names whose script the fonts lack.
        start_at: The first free label of a sheet that was used before, counted from 1.

    Raises:
        LabelCountError: None are wanted, too many, or there is no such place on the sheet.
        BarcodeRefusedError: A code cannot be a barcode.
        LabelTooSmallError: A barcode would be too narrow to scan on these labels.
    """
    wanted = sum(wish.copies for wish in wishes)
    if not 0 < wanted <= LABELS_MAX or not 1 <= start_at <= sheet.per_page:
        raise LabelCountError(wanted=wanted, start_at=start_at, limit=LABELS_MAX)
    target = BytesIO()
    canvas = Canvas(
        target,
        pagesize=(sheet.page[0] * _SCALE, sheet.page[1] * _SCALE),
        invariant=1,
        pageCompression=1,
    )
    canvas.setViewerPreference("PrintScaling", "None")
    pen = PdfPen(canvas, fonts=fonts, raster=raster, height_um=sheet.page[1])
    printer = _SheetPrinter(canvas, pen, sheet=sheet, locale=locale)
    printer.draw_forms(wishes)
    printer.draw_pages(wishes, start_at=start_at)
    canvas.save()
    return target.getvalue()


class _SheetPrinter:
    """Places labels page by page."""

    def __init__(self, canvas: Canvas, pen: PdfPen, *, sheet: LabelSheet, locale: str) -> None:
        self._canvas = canvas
        self._pen = pen
        self._sheet = sheet
        self._locale = locale

    def draw_forms(self, wishes: Sequence[LabelWish]) -> None:
        """Draw labels that come often, each at the corner of a page, to be moved from there."""
        for index, wish in enumerate(wishes):
            if wish.copies >= FORM_FROM_COPIES:
                self._canvas.beginForm(_form_name(index), 0, 0, *self._sheet.page)
                self._draw(wish.label, (0, 0))
                self._canvas.endForm()

    def draw_pages(self, wishes: Sequence[LabelWish], *, start_at: int) -> None:
        """Place every label on the next free place."""
        self._canvas.scale(_SCALE, _SCALE)
        position = start_at - 1
        for index, wish in _one_by_one(wishes):
            if position == self._sheet.per_page:
                self._canvas.showPage()
                self._canvas.scale(_SCALE, _SCALE)
                position = 0
            self._place(index, wish, self._sheet.place(position))
            position += 1
        self._canvas.showPage()

    def _place(self, index: int, wish: LabelWish, place: tuple[int, int]) -> None:
        if wish.copies < FORM_FROM_COPIES:
            self._draw(wish.label, place)
            return
        self._canvas.saveState()
        self._canvas.translate(place[0], -place[1])
        self._canvas.doForm(_form_name(index))
        self._canvas.restoreState()

    def _draw(self, label: PriceLabel, place: tuple[int, int]) -> None:
        draw_label(label, self._pen, place=place, size=self._sheet.label, locale=self._locale)


def _one_by_one(wishes: Sequence[LabelWish]) -> Iterator[tuple[int, LabelWish]]:
    for index, wish in enumerate(wishes):
        for _ in range(wish.copies):
            yield index, wish


def _form_name(index: int) -> str:
    return f"label{index}"
