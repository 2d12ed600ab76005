"""Offers as they were when the open shift began, where somebody has changed them since.

What touches money takes effect with the next shift, whether it was decided here or came from
headquarters: before such a change an offer's terms and goods are kept here, until the shift is
over. An offer that began in this shift may be put right at once. That one is switched off, or has
other days or limits, is no change of its terms.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.pricing import PromotionRow, PromotionTargetRow
from models.sync import SyncStateRow
from pos.domain.fact import to_json
from pos.prepared import PreparedQuery

MONEY_TERMS = (
    "discount_type",
    "percent_ppm",
    "amount_off_cents",
    "buy_qty",
    "get_qty",
    "min_purchase_cents",
    "max_discount_cents",
    "is_stackable",
    "priority",
)
"""Columns of an offer that say what it takes off."""

TARGET_COLUMNS = ("product_id", "category_id", "store_id", "is_excluded")
"""Columns that say what it is for."""

HELD_KEY = "shift_offers"
"""Where they stand."""

SHIFT_RULES_KEY = "shift_rules"
"""Where the money rules of the open shift stand; between shifts nothing stands there."""

_P = PromotionRow.__table__
_T = PromotionTargetRow.__table__
_STATE = SyncStateRow.__table__
_HELD = PreparedQuery(sa.select(_STATE.c.value).where(_STATE.c.key == HELD_KEY))
_SHIFT = sa.select(_STATE.c.updated_at).where(_STATE.c.key == SHIFT_RULES_KEY)

Held = Mapping[str, Mapping[str, Any]]
"""By the text of the offer's id: `terms`, by column, and `targets`, a document for each."""


def read_held(connection: sa.Connection) -> Held:
    """Return the offers that are kept for the open shift."""
    row = _HELD.first(connection, {})
    return row.value if row else {}


def hold_offers(connection: sa.Connection, promotion_ids: Iterable[UUID]) -> bool:
    """Keep offers that are about to change; say whether any goes on as before in this shift."""
    began = connection.execute(_SHIFT).scalar()
    if began is None:
        return False
    held = dict(read_held(connection))
    older = sa.select(_P).where(_P.c.id.in_(list(promotion_ids)), _P.c.created_at < began)
    rows = connection.execute(older).mappings().all()
    fresh = {str(row["id"]): row for row in rows if str(row["id"]) not in held}
    if fresh:
        held |= {key: _kept_form(connection, row) for key, row in fresh.items()}
        release_offers(connection)
        connection.execute(sa.insert(_STATE), {"key": HELD_KEY, "value": held})
    return bool(rows)


def release_offers(connection: sa.Connection) -> bool:
    """Let offers hold as they are now: the shift is over. Say whether any was another one."""
    deleted = connection.execute(sa.delete(_STATE).where(_STATE.c.key == HELD_KEY))
    return deleted.rowcount > 0


def _kept_form(connection: sa.Connection, row: sa.RowMapping) -> dict[str, Any]:
    targets = connection.execute(sa.select(_T).where(_T.c.promotion_id == row["id"])).mappings()
    return {
        "terms": {name: row[name] for name in MONEY_TERMS},
        "targets": [{name: to_json(row[name]) for name in TARGET_COLUMNS} for row in targets],
    }
