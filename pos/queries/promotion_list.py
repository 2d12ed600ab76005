"""The offers and coupons of the shop, also those that are past or switched off."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from models.pricing import PromotionRow
from pos.queries.store_rules import day_in_store
from pos.uow import ReadTx

_PROMOTIONS = PromotionRow.__table__
_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PromotionEntry:
    """One offer, or one coupon.

    Attributes:
        code: What a customer shows; "" for an offer that applies by itself.
        percent_ppm: What it takes off as a share; None: `amount_off_cents` says how much.
        first_day: In the store's days; None: it has always been good.
        last_day: None: it is good until somebody ends it.
        used: How often, as far as this till knows.
    """

    promotion_id: UUID
    name: str
    code: str
    percent_ppm: int | None
    amount_off_cents: int | None
    is_active: bool
    first_day: date | None
    last_day: date | None
    used: int
    version: int


def list_promotions(tx: ReadTx) -> tuple[PromotionEntry, ...]:
    """Return all of them, those that are switched on first, by name."""
    rows = tx.connection.execute(
        sa.select(_PROMOTIONS)
        .where(_PROMOTIONS.c.deleted_at.is_(None))
        .order_by(_PROMOTIONS.c.is_active.desc(), _PROMOTIONS.c.name)
    ).mappings()
    return tuple(_entry(tx, row) for row in rows)


def _entry(tx: ReadTx, row: sa.RowMapping) -> PromotionEntry:
    ends: datetime | None = row["expires_at"]
    starts: datetime | None = row["starts_at"]
    return PromotionEntry(
        promotion_id=row["id"],
        name=row["name"],
        code=row["code"] or "",
        percent_ppm=row["percent_ppm"],
        amount_off_cents=row["amount_off_cents"],
        is_active=row["is_active"],
        first_day=None if starts is None else day_in_store(tx, starts),
        # The end is exclusive: the moment before it is on the last day.
        last_day=None if ends is None else day_in_store(tx, ends - _MOMENT),
        used=row["usage_count"],
        version=row["row_version"],
    )
