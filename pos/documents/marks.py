"""Marks papers that are not originals, at the top and at the bottom of each."""

from collections.abc import Iterator

from pos.documents import wording
from pos.documents.blocks import Align, Block, Size, TextLine
from pos.documents.figures import Figures
from pos.domain.receipt import CopyMark


def marks(figures: Figures, *, copy: CopyMark | None, is_training: bool) -> Iterator[Block]:
    """Return the lines that say so; none for an original."""
    if is_training:
        yield _heading(wording.training())
    if copy is not None:
        yield _heading(wording.copy_mark(copy))
        made = wording.copy_made(figures.moment(copy.made_at))
        yield TextLine(left=made, align=Align.CENTER, size=Size.SMALL)


def _heading(text: str) -> TextLine:
    return TextLine(left=text, align=Align.CENTER, is_bold=True)
