"""The left side of the sell screen: what is searched for, and the tiles that answer."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from pos.queries.catalogue import CategoryChip as Category
from pos.queries.catalogue import ItemTile
from pos.queries.pictures import DEFAULT_PICTURE
from ui.screens.sell import faces, text
from ui.screens.sell.shop import SellShop
from ui.screens.sell.state import BrowseState, CategoryChip, Found
from ui.shell.runner import Runner
from ui.text.formats import Formats
from ui.widgets.tile import Tile

ALL_GLYPH = "layout-grid"
PIECE = "each"


class Browsing:
    """Looks for tiles; the answer to the newest question wins.

    Attributes:
        state: What is shown.
        products: The product of each variant on the tiles so far.
    """

    def __init__(
        self, *, runner: Runner, shop: SellShop, formats: Formats, changed: Callable[[], None]
    ) -> None:
        self._runner = runner
        self._shop = shop
        self._formats = formats
        self._changed = changed
        self._question = 0
        self._found: tuple[ItemTile, ...] = ()
        self.state = BrowseState()
        self.products: dict[UUID, UUID] = {}

    def start(self) -> None:
        """Ask for the categories and the first tiles."""
        self._runner.ask(self._shop.categories, then=self._show_categories)
        self.reload()

    def reload(self) -> None:
        """Ask for the tiles once more."""
        self._question += 1
        question, words, category_id = self._question, self.state.search, self.state.category_id
        self._runner.ask(
            lambda tx: (question, self._shop.tiles(tx, words, category_id=category_id)),
            then=self._show_tiles,
        )

    def search(self, words: str) -> None:
        """Look for words; none shows the chosen category."""
        self.state = replace(self.state, search=words)
        self.reload()

    def choose_category(self, category_id: UUID | None) -> None:
        """Show a category; None shows all."""
        self.state = replace(self.state, category_id=category_id, search="")
        self._changed()
        self.reload()

    def clear(self) -> bool:
        """Forget the words; False when there were none."""
        if not self.state.search:
            return False
        self.search("")
        self._changed()
        return True

    def tile_of(self, product_id: UUID) -> ItemTile | None:
        """Return a tile that is shown; None when it is gone."""
        return next((tile for tile in self._found if tile.product_id == product_id), None)

    def _show_categories(self, categories: tuple[Category, ...]) -> None:
        everything = CategoryChip(category_id=None, name=text.all_categories(), glyph=ALL_GLYPH)
        chips = tuple(_chip(category) for category in categories)
        self.state = replace(self.state, categories=(everything, *chips))
        self._changed()

    def _show_tiles(self, answer: tuple[int, tuple[ItemTile, ...]]) -> None:
        question, found = answer
        if question != self._question:
            return
        self._found = found
        for item in found:
            self.products.update(dict.fromkeys(item.variant_ids, item.product_id))
        tiles = tuple(tile_face(item, self._formats) for item in found)
        self.state = replace(self.state, tiles=tiles, found=self._how_found(tiles))
        self._changed()

    def _how_found(self, tiles: tuple[Tile, ...]) -> Found:
        if tiles:
            return Found.SOME
        return Found.NO_MATCH if self.state.search else Found.NOTHING


def tile_face(item: ItemTile, formats: Formats) -> Tile:
    """Return an article as its tile shows it."""
    price = formats.money(item.price_cents)
    if item.unit != PIECE:
        price = text.per(price, formats.measure(item.price_unit_qty, item.unit))
    note, tone = faces.stock_note(
        is_tracked=item.track_stock,
        available=item.available if item.is_available else 0,
        threshold=item.low_stock_threshold,
        unit=item.unit,
        formats=formats,
    )
    shown = text.price_from(price) if item.price_from else price
    return Tile(
        key=item.product_id,
        name=formats.keep_units(item.name),
        price=shown,
        note=note,
        note_tone=tone,
        glyph=item.picture.glyph,
        tint=item.picture.tint,
        is_dimmed=item.track_stock and (item.available <= 0 or not item.is_available),
        says=text.tile_says(item.name, shown, note),
    )


def _chip(category: Category) -> CategoryChip:
    glyph = "" if category.picture == DEFAULT_PICTURE else category.picture.glyph
    return CategoryChip(category_id=category.category_id, name=category.name, glyph=glyph)
