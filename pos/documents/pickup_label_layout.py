"""Lays out the label of an order that waits: read from the other side of a cold room."""

from collections.abc import Iterator

from pos.documents import wording
from pos.documents.blocks import Align, Barcode, Block, Blocks, Gap, Size, TextLine
from pos.documents.figures import Figures
from pos.documents.marks import marks
from pos.domain.barcode import receipt_code
from pos.domain.pickup_label import PickupLabel


def lay_out_pickup_label(label: PickupLabel, *, locale: str) -> Blocks:
    """Return the blocks of a label; its code opens the order."""
    figures = Figures(locale=locale, currency=label.currency, timezone=label.timezone)
    return (
        *marks(figures, copy=label.copy, is_training=label.is_training),
        *_body(label, figures),
        Gap(),
        Barcode(text=receipt_code(label.number), caption=label.number),
    )


def _body(label: PickupLabel, figures: Figures) -> Iterator[Block]:
    yield TextLine(left=label.called, align=Align.CENTER, size=Size.LARGE, is_bold=True)
    if label.customer_name:
        yield TextLine(left=label.customer_name, align=Align.CENTER, size=Size.LARGE, is_bold=True)
    ready = wording.ready_on(figures.day(label.ready_on))
    yield TextLine(left=ready, align=Align.CENTER, is_bold=True)
    for goods in label.goods:
        yield TextLine(left=goods, align=Align.CENTER)
    if label.owed_cents:
        owed = figures.money(label.owed_cents)
        yield TextLine(left=wording.to_pay(), right=owed, size=Size.LARGE, is_bold=True)
    yield TextLine(left=label.store_name, align=Align.CENTER, size=Size.SMALL)
