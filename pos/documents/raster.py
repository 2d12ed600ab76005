"""A picture of a paper in black and white, and who draws it.

The picture on the screen is the picture that is sent. `pos` only says what it needs; the one
implementation is `ui.paper.raster`, because shaping every script needs Qt.
"""

from dataclasses import dataclass
from typing import Protocol

from pos.documents.blocks import Blocks

BITS_PER_BYTE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Bitmap:
    """Dots, row by row from the top, each row padded to whole bytes.

    Attributes:
        dots: 1 is black; the first dot is the highest bit of its byte.
    """

    width: int
    height: int
    dots: bytes

    def __post_init__(self) -> None:
        assert len(self.dots) == self.row_bytes * self.height, "rows are missing or too many"

    @property
    def row_bytes(self) -> int:
        """Bytes of one row."""
        return (self.width + BITS_PER_BYTE - 1) // BITS_PER_BYTE

    def rows(self, first: int, count: int) -> "Bitmap":
        """Return a strip of at most `count` rows."""
        last = min(first + count, self.height)
        part = self.dots[first * self.row_bytes : last * self.row_bytes]
        return Bitmap(width=self.width, height=last - first, dots=part)


class ReceiptRaster(Protocol):
    """Draws blocks as dots; may be called from any thread."""

    def render(self, blocks: Blocks, *, width_dots: int) -> Bitmap:
        """Return the picture; equal blocks and widths give equal pictures."""
        ...
