"""The settings in force at this register: its own, else its store's, else everybody's."""

import sqlalchemy as sa

from models.operations import SettingRow
from pos.domain.price_floor import FloorKind, PriceFloor
from pos.prepared import PreparedQuery
from pos.runtime.settings import Settings, settings_from
from pos.uow import ReadTx

_SETTINGS = SettingRow.__table__
_NEAREST_LAST = sa.case(
    (_SETTINGS.c.scope == "global", 0), (_SETTINGS.c.scope == "store", 1), else_=2
)
_STORED = PreparedQuery(
    sa.select(_SETTINGS.c.key, _SETTINGS.c.value)
    .where(
        (_SETTINGS.c.scope == "global")
        | (_SETTINGS.c.store_id == sa.bindparam("store_id"))
        | (_SETTINGS.c.register_id == sa.bindparam("register_id"))
    )
    .order_by(_NEAREST_LAST)
)


def read_price_floor(tx: ReadTx) -> PriceFloor:
    """Return how low a person may set a price alone."""
    settings = read_settings(tx)
    return PriceFloor(
        kind=FloorKind(settings.price_floor), percent_below=settings.price_floor_percent
    )


def read_settings(tx: ReadTx) -> Settings:
    """Return the settings in force."""
    here = {"store_id": tx.register.store_id, "register_id": tx.register.register_id}
    return settings_from({row.key: row.value for row in _STORED.all(tx.connection, here)})
