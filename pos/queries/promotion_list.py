"""The offers and coupons of the shop, also those that are past or switched off."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.catalogue import CategoryRow, ProductRow
from models.operations import StoreRow
from models.pricing import PromotionRow, PromotionTargetRow
from pos.domain.discount import Discount
from pos.domain.offer_terms import OfferTerms
from pos.held_offers import read_held
from pos.queries.offers import offer_days
from pos.uow import ReadTx

_P = PromotionRow.__table__
_T = PromotionTargetRow.__table__
_C = CategoryRow.__table__
_PATH_MAX = 20
"""The deepest that a category may lie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Goods or a store that an offer is for.

    Attributes:
        is_excluded: It is for all but this.
    """

    target_id: UUID
    name: str
    is_excluded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PromotionEntry:
    """One offer, or one coupon.

    Attributes:
        code: What a customer shows; "" for an offer that applies by itself.
        terms: As they hold from the next shift on.
        used: How often, as far as this till knows.
        waits: Until the shift ends it takes off what it took off when the shift began.
    """

    promotion_id: UUID
    code: str
    terms: OfferTerms
    is_active: bool
    used: int
    waits: bool
    version: int
    categories: tuple[Target, ...] = ()
    products: tuple[Target, ...] = ()
    stores: tuple[Target, ...] = ()


def list_promotions(tx: ReadTx) -> tuple[PromotionEntry, ...]:
    """Return all of them, those that are switched on first, by name."""
    rows = tx.connection.execute(
        sa.select(_P).where(_P.c.deleted_at.is_(None)).order_by(_P.c.is_active.desc(), _P.c.name)
    ).mappings()
    targets, held = _read_targets(tx), read_held(tx.connection)
    return tuple(
        PromotionEntry(
            promotion_id=row["id"],
            code=row["code"] or "",
            terms=_terms(tx, row),
            is_active=row["is_active"],
            used=row["usage_count"],
            waits=str(row["id"]) in held,
            version=row["row_version"],
            **{kind: tuple(found) for kind, found in targets[row["id"]].items()},
        )
        for row in rows
    )


def list_category_paths(tx: ReadTx) -> tuple[Target, ...]:
    """Return the categories in use by their whole names, with those above them first."""
    in_use = _C.c.deleted_at.is_(None) & _C.c.is_active
    rows = {row.id: row for row in tx.connection.execute(sa.select(_C).where(in_use))}
    paths = (Target(target_id=row.id, name=_path(rows, row.id)) for row in rows.values())
    return tuple(sorted(paths, key=lambda each: each.name.casefold()))


def _path(rows: Mapping[UUID | None, Any], key: UUID) -> str:
    names: list[str] = []
    row = rows.get(key)
    while row is not None and len(names) < _PATH_MAX:
        names.append(row.name)
        row = rows.get(row.parent_id)
    return " \u203a ".join(reversed(names))


def _read_targets(tx: ReadTx) -> Mapping[UUID, Mapping[str, list[Target]]]:
    products, stores = ProductRow.__table__, StoreRow.__table__
    rows = tx.connection.execute(
        sa.select(
            _T,
            _C.c.name.label("category"),
            products.c.name.label("product"),
            stores.c.name.label("store"),
        )
        .outerjoin_from(_T, _C, _C.c.id == _T.c.category_id)
        .outerjoin(products, products.c.id == _T.c.product_id)
        .outerjoin(stores, stores.c.id == _T.c.store_id)
        .order_by("category", "product", "store")
    )
    found: dict[UUID, dict[str, list[Target]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        kind, key, name = _named(row)
        target = Target(target_id=key, name=name or "", is_excluded=row.is_excluded)
        found[row.promotion_id][kind].append(target)
    return found


def _named(row: Any) -> tuple[str, UUID, str | None]:  # noqa: ANN401 - a row of the query
    if row.product_id is not None:
        return "products", row.product_id, row.product
    if row.category_id is not None:
        return "categories", row.category_id, row.category
    return "stores", row.store_id, row.store


def _terms(tx: ReadTx, row: sa.RowMapping) -> OfferTerms:
    first_day, last_day = offer_days(tx, row["starts_at"], row["expires_at"])
    return OfferTerms(
        name=row["name"],
        discount=Discount(percent_ppm=row["percent_ppm"], amount_cents=row["amount_off_cents"]),
        buy_pieces=row["buy_qty"] or 0,
        get_pieces=row["get_qty"] or 0,
        minimum_cents=row["min_purchase_cents"] or 0,
        maximum_cents=row["max_discount_cents"],
        is_combinable=row["is_stackable"],
        uses_max=row["usage_limit"],
        uses_per_customer_max=row["per_user_limit"],
        first_day=first_day,
        last_day=last_day,
    )
