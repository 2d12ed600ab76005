"""Lays out a badge or a test page for the receipt printer."""

from pos.documents import wording
from pos.documents.blocks import Align, Barcode, Block, Blocks, Gap, Rule, Size, TextLine
from pos.documents.figures import Figures
from pos.documents.marks import marks
from pos.domain.slip import Slip, SlipKind

RULER = "0123456789" * 3
"""On paper of 58 mm it fills the line; what is cut off shows that the width is set too large."""


def lay_out_slip(slip: Slip, *, locale: str) -> Blocks:
    """Return the blocks of a slip."""
    figures = Figures(locale=locale, currency=slip.currency, timezone=slip.timezone)
    title = wording.slip_title(slip.kind)
    return (
        *marks(figures, copy=slip.copy, is_training=slip.is_training),
        TextLine(left=slip.store_name, align=Align.CENTER),
        TextLine(left=slip.name, align=Align.CENTER, size=Size.LARGE, is_bold=True),
        TextLine(left=title, right=slip.detail),
        *_trial(slip),
        Gap(),
        Barcode(text=slip.code),
        TextLine(left=figures.moment(slip.made_at), align=Align.CENTER, size=Size.SMALL),
    )


def _trial(slip: Slip) -> tuple[Block, ...]:
    if slip.kind is SlipKind.BADGE:
        return ()
    return (
        Rule(),
        TextLine(left=RULER),
        TextLine(left=wording.test_page_letters(), right=wording.test_page_right()),
        TextLine(left=wording.test_page_bold(), is_bold=True),
        Rule(),
    )
