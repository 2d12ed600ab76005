"""The settings in force at this register: its own, else its store's, else everybody's."""

import json
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.operations import SettingRow
from pos.domain.price_floor import FloorKind, PriceFloor
from pos.prepared import PreparedQuery
from pos.runtime.settings import Settings, settings_from
from pos.uow import ReadTx

_SETTINGS = SettingRow.__table__
_NEAREST_LAST = ("global", "store", "register")
_STORED = PreparedQuery(
    sa.select(
        _SETTINGS.c.key,
        sa.type_coerce(_SETTINGS.c.value, sa.Text).label("value"),
        _SETTINGS.c.scope,
        _SETTINGS.c.store_id,
        _SETTINGS.c.register_id,
    )
)


def read_price_floor(tx: ReadTx) -> PriceFloor:
    """Return how low a person may set a price alone."""
    settings = read_settings(tx)
    return PriceFloor(
        kind=FloorKind(settings.price_floor), percent_below=settings.price_floor_percent
    )


def read_settings(tx: ReadTx) -> Settings:
    """Return the settings in force."""
    return _in_force(
        tuple(_STORED.all(tx.connection, {})), tx.register.store_id, tx.register.register_id
    )


@lru_cache(maxsize=4)
def _in_force(stored: tuple[Any, ...], store_id: UUID, register_id: UUID) -> Settings:
    """Return what the table's rows come to here: each sale asks, and hardly ever did one change."""
    owners = {None, store_id, register_id}
    here = [row for row in stored if (row.store_id or row.register_id) in owners]
    here.sort(key=lambda row: _NEAREST_LAST.index(row.scope))
    return settings_from({row.key: json.loads(row.value) for row in here})
