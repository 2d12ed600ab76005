"""Makes the file of price labels in each of the formats that there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pos.documents.label_sheets import get_sheet
from pos.documents.price_label import PriceLabel
from pos.documents.raster import ReceiptRaster
from pos.domain.errors import RefusedError
from pos.queries.stock import StockRow

PICTURES_MAX = 500
"""Labels of one PNG, which has them all below each other."""


class LabelFormat(StrEnum):
    """What labels can be written as: sheets, a label printer's language, a picture."""

    PDF = "pdf"
    ZPL = "zpl"
    PNG = "png"


class NoSuchLabelError(RefusedError):
    """A sheet of layout `layout` has `per_page` labels, and none at place `start_at`."""


class TooManyPicturesError(RefusedError):
    """`wanted` labels are too many for one picture, which holds `limit`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedLabel:
    """A variant and how many labels of it are wanted."""

    row: StockRow
    copies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelJob:
    """Labels to be made.

    Attributes:
        currency: ISO 4217 code of the prices.
        layout: Name of the sheet; label printers and pictures take the size of its labels.
        start_at: The first free label of a sheet that was used before, counted from 1.
        is_training: The shop is a copy in which nothing counts.
    """

    wanted: Sequence[WantedLabel]
    currency: str
    locale: str
    layout: str
    kind: LabelFormat = LabelFormat.PDF
    start_at: int = 1
    is_training: bool = False


def make_label_file(job: LabelJob, raster: ReceiptRaster) -> bytes:
    """Return the bytes of the file.

    Args:
        raster: Draws names whose script the paper's fonts lack.

    Raises:
        SheetUnknownError: There is no layout of that name.
        NoSuchLabelError: The sheet has no label at `start_at`.
        LabelCountError: Too many are wanted.
        TooManyPicturesError: They are too many for a picture.
        BarcodeRefusedError: A code cannot be a barcode.
        LabelTooSmallError: A barcode would be too narrow to scan on these labels.
    """
    # Loaded here for its cost: half a second that a till's start need not wait for.
    from pos.documents.fonts import find_fonts
    from pos.documents.label_pdf import LabelWish, write_labels
    from pos.documents.label_picture import LabelRoll

    sheet, fonts = get_sheet(job.layout), find_fonts()
    if not 1 <= job.start_at <= sheet.per_page:
        raise NoSuchLabelError(layout=job.layout, per_page=sheet.per_page, start_at=job.start_at)
    wishes = [LabelWish(label=_label(each.row, job), copies=each.copies) for each in job.wanted]
    if job.kind is LabelFormat.PDF:
        return write_labels(
            wishes,
            sheet=sheet,
            locale=job.locale,
            fonts=fonts,
            raster=raster,
            start_at=job.start_at,
        )
    roll = LabelRoll(size=sheet.label, locale=job.locale, fonts=fonts, raster=raster)
    if job.kind is LabelFormat.ZPL:
        return roll.zpl(wishes)
    count = sum(wish.copies for wish in wishes)
    if count > PICTURES_MAX:
        raise TooManyPicturesError(wanted=count, limit=PICTURES_MAX)
    return roll.png(wishes)


def _label(row: StockRow, job: LabelJob) -> PriceLabel:
    return PriceLabel(
        name=row.name,
        variant_name=row.variant_name,
        code=row.barcode or row.sku,
        sku=row.sku,
        price_cents=row.price_cents,
        currency=job.currency,
        unit=row.unit,
        price_unit_qty=row.price_unit_qty,
        is_training=job.is_training,
    )
