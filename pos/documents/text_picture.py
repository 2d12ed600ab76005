"""A line of text as dots, for scripts that neither a PDF nor Pillow can shape."""

from PIL import Image

from pos.documents.blocks import TextLine
from pos.documents.raster import ReceiptRaster

LETTER_DOTS = 24
"""Height of the letters in the picture."""

BELOW_BASELINE = 5
"""One in so many of the picture's dots, counted from below, is under the baseline."""

_INVERTED = tuple(range(255, -1, -1))


def picture_of_text(line: TextLine, raster: ReceiptRaster) -> Image.Image:
    """Return black letters on white, as wide as they are."""
    bitmap = raster.render((line,), width_dots=LETTER_DOTS * (len(line.left) + 1))
    image = Image.frombytes("1", (bitmap.width, bitmap.height), bitmap.dots, "raw", "1;I")
    _, _, right, _ = image.convert("L").point(_INVERTED).getbbox() or (0, 0, 1, 1)
    return image.crop((0, 0, right, bitmap.height))
