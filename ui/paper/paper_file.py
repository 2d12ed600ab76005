"""Makes the file of a receipt or a report in each of the formats that there are."""

from enum import StrEnum
from io import BytesIO

from pos.documents.blocks import Blocks
from pos.documents.paper_text import write_text
from pos.documents.raster import Bitmap, ReceiptRaster

DOTS_PER_COLUMN = 12
"""A letter of a printer's own font is twelve dots wide: 576 dots are 48 columns."""

DOTS_PER_INCH = 203


class PaperFormat(StrEnum):
    """What a paper can be written as."""

    PNG = "png"
    PDF = "pdf"
    ESCPOS = "escpos"
    TEXT = "text"


def make_paper_file(
    blocks: Blocks,
    kind: PaperFormat,
    *,
    title: str,
    width_dots: int,
    raster: ReceiptRaster,
) -> bytes:
    """Return the bytes of the file.

    Args:
        title: What a reader of the PDF shows in its title bar.
        width_dots: Of the register's printer; a PDF is always as wide as 80 mm paper.
        raster: Draws what the format itself cannot.
    """
    match kind:
        case PaperFormat.TEXT:
            lines = write_text(blocks, columns=width_dots // DOTS_PER_COLUMN)
            return ("\n".join(lines) + "\n").encode()
        case PaperFormat.PDF:
            # Loaded here for its cost, as are the printer's bytes below.
            from pos.documents.fonts import find_fonts
            from pos.documents.paper_pdf import write_pdf

            return write_pdf(blocks, title=title, fonts=find_fonts(), raster=raster)
        case PaperFormat.PNG:
            return _png(raster.render(blocks, width_dots=width_dots))
        case PaperFormat.ESCPOS:
            from pos.documents.escpos_job import PaperOptions, paper_job

            return paper_job(raster.render(blocks, width_dots=width_dots), PaperOptions())


def _png(bitmap: Bitmap) -> bytes:
    from PIL import Image

    size = (bitmap.width, bitmap.height)
    target = BytesIO()
    picture = Image.frombytes("1", size, bitmap.dots, "raw", "1;I")
    picture.save(target, "PNG", dpi=(DOTS_PER_INCH, DOTS_PER_INCH))
    return target.getvalue()
