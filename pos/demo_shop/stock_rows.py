"""The demo shop's opening stock as rows: a movement for what was counted in, and the level."""

from collections.abc import Iterator

import sqlalchemy as sa

from models.inventory import InventoryLevelRow, StockMovementRow
from pos.demo_shop.catalogue_rows import TableRows, Values, variant_id
from pos.demo_shop.place import Place
from pos.demo_shop.shop import DemoShop
from pos.demo_shop.stock import Holding

_LEVELS = InventoryLevelRow.__table__
_MOVEMENTS = StockMovementRow.__table__
_MOVED = (
    sa.select(sa.func.coalesce(sa.func.sum(_MOVEMENTS.c.quantity_delta), 0))
    .where(
        _MOVEMENTS.c.variant_id == _LEVELS.c.variant_id,
        _MOVEMENTS.c.location_id == _LEVELS.c.location_id,
    )
    .scalar_subquery()
)


def add_up_levels(connection: sa.Connection) -> None:
    """Make every level the sum of its movements; central has done so by itself already."""
    connection.execute(sa.update(_LEVELS).values(on_hand=_MOVED))


def stock_rows(shop: DemoShop, place: Place) -> Iterator[TableRows]:
    """Go through the tables of stock with the rows of each, as they were before the history."""
    yield InventoryLevelRow, [_level(shop, place, holding) for holding in shop.holdings]
    yield (
        StockMovementRow,
        [_opening(shop, place, holding) for holding in shop.holdings if holding.opening],
    )


def _level(shop: DemoShop, place: Place, holding: Holding) -> Values:
    return {
        "id": shop.id_of("level", place.location_id, holding.variant.sku),
        "variant_id": variant_id(shop, holding.variant),
        "location_id": place.location_id,
        "low_stock_threshold": holding.low_at,
        "reorder_point": holding.low_at * 2,
        "reorder_quantity": holding.low_at * 5,
        "bin": holding.place,
        "last_restocked_at": shop.stocked_at,
    }


def _opening(shop: DemoShop, place: Place, holding: Holding) -> Values:
    return {
        "id": shop.id_of("opening", place.location_id, holding.variant.sku),
        "variant_id": variant_id(shop, holding.variant),
        "location_id": place.location_id,
        "kind": "opening",
        "quantity_delta": holding.opening,
        "unit_cost_cents": holding.variant.cost_cents,
        "reference_type": "manual",
        "reason": "Opening count",
        "occurred_at": shop.stocked_at,
    }
