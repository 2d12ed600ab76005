"""One price label: what is on it and where, on any pen; nothing here knows of pages."""

from dataclasses import dataclass
from typing import Protocol

from pos.documents import wording
from pos.documents.barcodes import Symbology, bars_of, modules_of, symbology_of
from pos.documents.figures import Figures
from pos.documents.typeset import Edge
from pos.documents.wrapping import Measure, wrap
from pos.domain.errors import RefusedError
from pos.domain.money import divide
from pos.domain.text import printable

MODULE_UM_MAX = 330
"""The module of a trade item's barcode at its nominal size."""

MODULE_UM_MIN = 250
"""Narrower bars do not scan reliably from a 203 dpi printer."""

BARCODE_HEIGHT_UM_MIN = 5_000
MARGIN_UM = 2_000
_LARGE_LABEL_UM = 30_000
_BASE_UNITS = {"g": 1_000, "ml": 1_000, "mm": 1_000}


class LabelTooSmallError(RefusedError):
    """The barcode `code` needs `needed_um` of the label's `room_um` micrometres."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceLabel:
    """What must be on the label.

    Attributes:
        code: What the barcode says: the GTIN, an internal 2x code, or the SKU.
        price_cents: For `price_unit_qty` of `unit`, taxes as the shop shows its prices.
        currency: ISO 4217 code.
        is_training: It must never hang on a shelf, and says so before the name.
    """

    name: str
    code: str
    price_cents: int
    currency: str
    variant_name: str = ""
    sku: str = ""
    unit: str = "each"
    price_unit_qty: int = 1
    is_training: bool = False


class LabelPen(Protocol):
    """What a label needs of a page or a picture; lengths in micrometres, origin at the top left."""

    def width(self, text: str, *, size_um: int, is_bold: bool) -> int:
        """Return how wide a text will be."""
        ...

    def text(
        self,
        text: str,
        *,
        at_um: int,
        baseline_um: int,
        size_um: int,
        is_bold: bool = False,
        edge: Edge = Edge.LEFT,
    ) -> None:
        """Draw one line of text."""
        ...

    def bars(
        self,
        bars: tuple[tuple[int, int], ...],
        *,
        left_um: int,
        top_um: int,
        module_um: int,
        height_um: int,
    ) -> None:
        """Draw the bars of a barcode."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sizes:
    """Heights of the letters of one label."""

    name: int
    small: int
    price: int
    name_lines: int


def draw_label(
    label: PriceLabel, pen: LabelPen, *, place: tuple[int, int], size: tuple[int, int], locale: str
) -> None:
    """Draw a label with its left top corner at a place.

    Raises:
        BarcodeRefusedError: The code cannot be a barcode.
        LabelTooSmallError: The barcode would be too narrow to scan.
    """
    left, top = place[0] + MARGIN_UM, place[1] + MARGIN_UM // 2
    room = (size[0] - 2 * MARGIN_UM, size[1] - MARGIN_UM)
    sizes = _sizes(size[1])
    below = _draw_name(label, pen, left=left, top=top, room_um=room[0], sizes=sizes)
    below = _draw_price(
        label, pen, left=left, top=below, room_um=room[0], sizes=sizes, locale=locale
    )
    bottom = top + room[1]
    _draw_code(label, pen, left=left, top=below, bottom=bottom, room_um=room[0], sizes=sizes)


def _sizes(height_um: int) -> _Sizes:
    is_large = height_um >= _LARGE_LABEL_UM
    return _Sizes(
        name=3_200 if is_large else 2_500,
        small=2_300 if is_large else 1_900,
        price=6_000 if is_large else 4_000,
        name_lines=2 if is_large else 1,
    )


def _draw_name(
    label: PriceLabel, pen: LabelPen, *, left: int, top: int, room_um: int, sizes: _Sizes
) -> int:
    def measure(text: str) -> int:
        return pen.width(text, size_um=sizes.name, is_bold=True)

    name = f"{wording.training_label()} {label.name}" if label.is_training else label.name
    for line in _shortened(printable(name), sizes.name_lines, room_um, measure):
        top += sizes.name
        pen.text(line, at_um=left, baseline_um=top, size_um=sizes.name, is_bold=True)
    return top + sizes.name // 4


def _shortened(text: str, lines_max: int, room_um: int, measure: Measure) -> list[str]:
    """Wrap a text and cut what is too much, with an ellipsis to show it."""
    lines = list(wrap(text, width=room_um, measure=measure))
    if len(lines) <= lines_max:
        return lines
    last = lines[lines_max - 1]
    while last and measure(last + "…") > room_um:
        last = last[:-1]
    return [*lines[: lines_max - 1], last.rstrip() + "…"]


def _draw_price(
    label: PriceLabel,
    pen: LabelPen,
    *,
    left: int,
    top: int,
    room_um: int,
    sizes: _Sizes,
    locale: str,
) -> int:
    figures = Figures(locale=locale, currency=label.currency)
    baseline = top + sizes.price
    price = printable(figures.money(label.price_cents))
    right = left + room_um
    pen.text(
        price,
        at_um=right,
        baseline_um=baseline,
        size_um=sizes.price,
        is_bold=True,
        edge=Edge.RIGHT,
    )
    beside = room_um - pen.width(price, size_um=sizes.price, is_bold=True) - MARGIN_UM // 2

    def measure(text: str) -> int:
        return pen.width(text, size_um=sizes.small, is_bold=False)

    notes = filter(None, (_per_base_unit(label, figures), printable(label.variant_name)))
    for index, note in enumerate(notes):
        (shown,) = _shortened(note, 1, beside, measure)
        note_baseline = baseline - index * sizes.small * 5 // 4
        pen.text(shown, at_um=left, baseline_um=note_baseline, size_um=sizes.small)
    return baseline + sizes.small // 2


def _per_base_unit(label: PriceLabel, figures: Figures) -> str:
    """Say what the price is for, and the price of a kilogram, litre or metre where that differs."""
    base = _BASE_UNITS.get(label.unit)
    if base is None:
        return ""
    measure = figures.quantity(
        label.price_unit_qty, unit=label.unit, price_unit_qty=label.price_unit_qty
    )
    if label.price_unit_qty == base:
        return printable(wording.price_per(measure))
    base_cents = divide(label.price_cents * base, label.price_unit_qty)
    base_price = figures.unit_price(base_cents, unit=label.unit, price_unit_qty=base)
    return printable(f"{wording.price_per(measure)} ({base_price})")


def _draw_code(
    label: PriceLabel,
    pen: LabelPen,
    *,
    left: int,
    top: int,
    bottom: int,
    room_um: int,
    sizes: _Sizes,
) -> None:
    symbology = symbology_of(label.code)
    modules = modules_of(label.code, symbology)
    module = _module_um(label.code, symbology, len(modules), room_um)
    caption = bottom - sizes.small // 3
    height = caption - sizes.small - top
    if height < BARCODE_HEIGHT_UM_MIN:
        raise LabelTooSmallError(code=label.code, needed_um=BARCODE_HEIGHT_UM_MIN, room_um=height)
    width = (symbology.quiet_left + len(modules) + symbology.quiet_right) * module
    first_bar = left + (room_um - width) // 2 + symbology.quiet_left * module
    pen.bars(bars_of(modules), left_um=first_bar, top_um=top, module_um=module, height_um=height)
    shown = label.code if label.sku in {"", label.code} else f"{label.code}  {label.sku}"
    pen.text(
        printable(shown),
        at_um=left + room_um // 2,
        baseline_um=caption,
        size_um=sizes.small,
        edge=Edge.CENTER,
    )


def _module_um(code: str, symbology: Symbology, count: int, room_um: int) -> int:
    all_modules = symbology.quiet_left + count + symbology.quiet_right
    module = min(MODULE_UM_MAX, room_um // all_modules)
    if module < MODULE_UM_MIN:
        raise LabelTooSmallError(code=code, needed_um=all_modules * MODULE_UM_MIN, room_um=room_um)
    return module
