"""What a manager may decide about the shop, as it stands, with the version that was seen."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from models.operations import RegisterRow, SettingRow, StoreRow
from models.payments import PaymentMethodRow
from models.pricing import TaxCategoryRow, TaxRateRow
from pos.uow import ReadTx

_METHODS = PaymentMethodRow.__table__
_RATES = TaxRateRow.__table__
_CATEGORIES = TaxCategoryRow.__table__
_SETTINGS = SettingRow.__table__
_STORES = StoreRow.__table__
_REGISTERS = RegisterRow.__table__


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodEntry:
    """A way to pay, accepted or not."""

    method_id: UUID
    name: str
    kind: str
    is_active: bool
    position: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRateEntry:
    """A rate of this store; `valid_to` is its last day, None while nothing follows it."""

    rate_id: UUID
    category: str
    name: str
    rate_ppm: int
    is_included: bool
    valid_from: date
    valid_to: date | None
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry:
    """A register of this store."""

    register_id: UUID
    code: str
    name: str
    number_prefix: str
    status: str
    version: int


def list_all_methods(tx: ReadTx) -> tuple[MethodEntry, ...]:
    """Return all ways to pay, those that are accepted first, in the shop's order."""
    rows = tx.connection.execute(
        sa.select(
            _METHODS.c.id.label("method_id"),
            _METHODS.c.name,
            _METHODS.c.kind,
            _METHODS.c.is_active,
            _METHODS.c.position,
            _METHODS.c.row_version.label("version"),
        )
        .where(_METHODS.c.deleted_at.is_(None))
        .order_by(_METHODS.c.is_active.desc(), _METHODS.c.position, _METHODS.c.name)
    )
    return tuple(MethodEntry(**row) for row in rows.mappings())


def list_tax_rates(tx: ReadTx) -> tuple[TaxRateEntry, ...]:
    """Return the rates of this store, by kind of goods and first day."""
    rows = tx.connection.execute(
        sa.select(
            _RATES.c.id.label("rate_id"),
            _CATEGORIES.c.name.label("category"),
            _RATES.c.name,
            _RATES.c.rate_ppm,
            _RATES.c.is_inclusive.label("is_included"),
            _RATES.c.valid_from,
            _RATES.c.valid_to,
            _RATES.c.row_version.label("version"),
        )
        .join_from(_RATES, _CATEGORIES, _CATEGORIES.c.id == _RATES.c.tax_category_id)
        .where(
            _RATES.c.deleted_at.is_(None),
            _RATES.c.store_id.is_(None) | (_RATES.c.store_id == tx.register.store_id),
        )
        .order_by(_CATEGORIES.c.name, _RATES.c.position, _RATES.c.valid_from)
    )
    return tuple(TaxRateEntry(**row) for row in rows.mappings())


def list_registers(tx: ReadTx) -> tuple[RegisterEntry, ...]:
    """Return the registers of this store."""
    rows = tx.connection.execute(
        sa.select(
            _REGISTERS.c.id.label("register_id"),
            _REGISTERS.c.code,
            _REGISTERS.c.name,
            _REGISTERS.c.number_prefix,
            _REGISTERS.c.status,
            _REGISTERS.c.row_version.label("version"),
        )
        .where(_REGISTERS.c.store_id == tx.register.store_id, _REGISTERS.c.deleted_at.is_(None))
        .order_by(_REGISTERS.c.code)
    )
    return tuple(RegisterEntry(**row) for row in rows.mappings())


def read_setting_versions(tx: ReadTx) -> dict[str, int]:
    """Return the versions of the settings that were chosen for this store, by their key."""
    rows = tx.connection.execute(
        sa.select(_SETTINGS.c.key, _SETTINGS.c.row_version).where(
            _SETTINGS.c.store_id == tx.register.store_id
        )
    )
    return {row.key: row.row_version for row in rows}


def read_store_version(tx: ReadTx) -> int:
    """Return what headquarters calls this state of the store."""
    version: int = tx.connection.execute(
        sa.select(_STORES.c.row_version).where(_STORES.c.id == tx.register.store_id)
    ).scalar_one()
    return version
