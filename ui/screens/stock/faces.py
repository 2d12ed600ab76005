"""Turns stock and movements into what is shown of them. Pure."""

from datetime import datetime

from pos.domain.product import StockState as Level
from pos.domain.quantity import is_measured
from pos.queries.catalogue import CategoryChip
from pos.queries.pictures import DEFAULT_PICTURE
from pos.queries.stock import MovementLine, StockFilter, StockRow, VariantStock
from ui.screens.stock import text
from ui.screens.stock.state import ArticleRow, DetailState, MovementFace, Nothing, StockChip
from ui.shell.theme.tokens import Tone
from ui.text.article_name import full_name
from ui.text.formats import MINUS, Formats

_TONES = {
    Level.ENOUGH: Tone.TEXT,
    Level.LOW: Tone.WARN,
    Level.OUT: Tone.DANGER,
    Level.UNTRACKED: Tone.CAPTION,
}


def chips_of(categories: tuple[CategoryChip, ...]) -> tuple[StockChip, ...]:
    """Return the chips: everything, what is low, what is out, and the categories."""
    return (
        StockChip(key=StockFilter.ALL, name=text.everything(), glyph="layout-grid"),
        StockChip(key=StockFilter.LOW, name=text.low(), glyph="trending-down"),
        StockChip(key=StockFilter.OUT, name=text.out(), glyph="circle-slash"),
        *(_chip(category) for category in categories),
    )


def article_row(row: StockRow, formats: Formats) -> ArticleRow:
    """Return a variant as its row shows it."""
    available = _level(row.available, row, formats)
    return ArticleRow(
        variant_id=row.variant_id,
        name=formats.keep_units(row.name),
        variant_name=row.variant_name,
        sku=row.sku,
        barcode=row.barcode or "",
        price=_price(row, formats),
        on_hand=_level(row.on_hand, row, formats) if row.track_stock else "",
        reserved=_level(row.reserved, row, formats) if row.track_stock else "",
        available=available,
        tone=_TONES[row.state],
        glyph=row.picture.glyph,
        tint=row.picture.tint,
        says=text.row_says(full_name(row), available),
    )


def nothing_of(words: str, chosen: object) -> Nothing:
    """Return what is said when nothing fits the words and the chip."""
    if words:
        return Nothing(title=text.no_match(words), hint=text.no_match_hint())
    titles = {StockFilter.LOW: text.nothing_low(), StockFilter.OUT: text.nothing_out()}
    return Nothing(title=titles.get(chosen, text.no_match("")))  # type: ignore[call-overload]


def detail_of(
    stock: VariantStock,
    movements: tuple[MovementLine, ...],
    formats: Formats,
    *,
    may_adjust: bool,
) -> DetailState:
    """Return one variant with its places and movements."""
    row = stock.row
    is_kept = row.track_stock
    facts = (row.sku, row.barcode or "", _price(row, formats))
    return DetailState(
        variant_id=row.variant_id,
        name=full_name(row),
        subtitle=text.DOT.join(filter(None, facts)),
        on_hand=_level(row.on_hand, row, formats),
        reserved=_level(row.reserved, row, formats),
        available=_level(row.available, row, formats),
        tone=_TONES[row.state],
        hint=text.low_at(formats.quantity(row.low_stock_threshold, row.unit)) if is_kept else "",
        places=_places(stock, formats),
        movements=tuple(_movement(each, row, formats) for each in movements),
        can_adjust=may_adjust and is_kept,
    )


def note_of(*, is_full: bool, rows: int, stale_since: datetime | None, formats: Formats) -> str:
    """Return what must be known of the list: that there is more, and how old it is."""
    parts = []
    if is_full:
        parts.append(text.first_only(rows))
    if stale_since is not None:
        parts.append(text.as_of(formats.clock(stale_since)))
    return " ".join(parts)


def _chip(category: CategoryChip) -> StockChip:
    glyph = "" if category.picture == DEFAULT_PICTURE else category.picture.glyph
    return StockChip(key=category.category_id, name=category.name, glyph=glyph)


def _price(row: StockRow, formats: Formats) -> str:
    price = formats.money(row.price_cents)
    if not is_measured(row.unit):
        return price
    return text.per(price, formats.measure(row.price_unit_qty, row.unit))


def _level(quantity: int, row: StockRow, formats: Formats) -> str:
    return formats.quantity(quantity, row.unit) if row.track_stock else text.not_kept()


def _places(stock: VariantStock, formats: Formats) -> tuple[tuple[str, str], ...]:
    places = stock.places
    if len(places) == 1 and not places[0].bin:
        return ()
    return tuple(
        (text.place(place.name, place.bin), formats.quantity(place.on_hand, stock.row.unit))
        for place in places
    )


def _movement(line: MovementLine, row: StockRow, formats: Formats) -> MovementFace:
    kind, when = text.movement(line.kind), formats.moment(line.occurred_at)
    written = formats.quantity(abs(line.quantity_delta), row.unit)
    is_in = line.quantity_delta > 0
    delta = f"+{written}" if is_in else f"{MINUS}{written}"
    detail = text.DOT.join(filter(None, (line.document, line.who, text.reason_words(line.reason))))
    return MovementFace(
        kind=kind,
        detail=detail,
        delta=delta,
        when=when,
        is_in=is_in,
        says=text.movement_says(kind, delta, when, detail),
    )
