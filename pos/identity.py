"""Reads and writes which register this database belongs to.

The mark is one row of `sync_state`; the names come from the register's and store's own rows.
"""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from models.operations import RegisterRow, StoreRow
from models.sync import SyncStateRow
from pos.runtime.identity import RegisterIdentity

KEY = "identity"

CENTRAL_KEY = "central"
"""The row of `sync_state` that a register has once it belongs to a central."""

HELD_KEY = "held"
"""The row of `sync_state` that says what central has of the tape."""

CONTACT_KEY = "contact"
"""The row of `sync_state` that says when central was spoken to."""

TRAINING_KEY = "training"
"""The row of `sync_state` that a copy of a shop has in which nothing counts."""

_STATE = SyncStateRow.__table__
_REGISTERS = RegisterRow.__table__
_STORES = StoreRow.__table__

_FIND_MARK = sa.select(_STATE.c.value).where(_STATE.c.key == KEY)
_FIND_CENTRAL = sa.select(_STATE.c.key).where(_STATE.c.key == CENTRAL_KEY)
_FIND_NAMES = (
    sa.select(
        _REGISTERS.c.store_id,
        _REGISTERS.c.location_id,
        _REGISTERS.c.code,
        _REGISTERS.c.name,
        _REGISTERS.c.number_prefix,
        _STORES.c.code.label("store_code"),
        _STORES.c.name.label("store_name"),
        _STORES.c.currency,
        _STORES.c.timezone,
        sa.exists().where(_STATE.c.key == TRAINING_KEY).label("is_training"),
    )
    .join_from(_REGISTERS, _STORES, _REGISTERS.c.store_id == _STORES.c.id)
    .where(_REGISTERS.c.id == sa.bindparam("register_id"))
)


def find_identity(connection: sa.Connection) -> RegisterIdentity | None:
    """Return the register of this database, or None while it belongs to none."""
    mark = connection.execute(_FIND_MARK).scalar_one_or_none()
    if mark is None:
        return None
    register_id = UUID(mark["register_id"])
    names = connection.execute(_FIND_NAMES, {"register_id": register_id}).one()
    return RegisterIdentity(
        register_id=register_id,
        store_id=names.store_id,
        location_id=names.location_id,
        code=names.code,
        name=names.name,
        store_code=names.store_code,
        store_name=names.store_name,
        number_prefix=numbers_begin_with(names.number_prefix, mark["incarnation"]),
        incarnation=mark["incarnation"],
        currency=names.currency,
        timezone=ZoneInfo(names.timezone),
        is_training=names.is_training,
    )


def find_register_id(connection: sa.Connection) -> UUID | None:
    """Return the id of the register of this database, or None while it belongs to none."""
    mark = connection.execute(_FIND_MARK).scalar_one_or_none()
    return None if mark is None else UUID(mark["register_id"])


def lead_life(connection: sa.Connection, incarnation: int, *, now: datetime) -> None:
    """Let this database lead another life: its numbers begin with another letter from now on."""
    mark = connection.execute(_FIND_MARK).scalar_one()
    connection.execute(
        sa.update(_STATE)
        .where(_STATE.c.key == KEY)
        .values(value={**mark, "incarnation": incarnation}, updated_at=now)
    )


def has_central(connection: sa.Connection) -> bool:
    """Say whether this register belongs to a central; else it works alone."""
    return connection.execute(_FIND_CENTRAL).first() is not None


def is_training(connection: sa.Connection) -> bool:
    """Say whether this is a copy of a shop in which nothing counts."""
    found = sa.select(_STATE.c.key).where(_STATE.c.key == TRAINING_KEY)
    return connection.execute(found).first() is not None


def numbers_begin_with(prefix: str, incarnation: int) -> str:
    """Return the first part of document numbers: the register's prefix and its incarnation.

    The incarnation is a letter (A, B, … Z, AA, …), so that a restored copy of the database can
    never print a number that the lost one printed already (trust.md, fault 83).
    """
    letters = ""
    while incarnation > 0:
        incarnation, letter = divmod(incarnation - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{prefix}-{letters}"
