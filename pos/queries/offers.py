"""The shop's offers and coupons, as far as they are for this store."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID

import sqlalchemy as sa

from models.catalogue import CategoryRow
from models.pricing import PromotionRedemptionRow, PromotionRow, PromotionTargetRow
from pos.domain.coupons import Coupon
from pos.domain.discount import Discount
from pos.domain.offer import Kind, Offer
from pos.held_offers import Held, read_held
from pos.prepared import PreparedQuery
from pos.queries.customer_records import RECORDS_OF
from pos.queries.store_rules import day_in_store
from pos.uow import ReadTx

OFFERS_MAX = 500
"""The most offers that a till looks at."""

_P = PromotionRow.__table__
_T = PromotionTargetRow.__table__
_C = CategoryRow.__table__
_R = PromotionRedemptionRow.__table__

_IS_ON = _P.c.is_active & _P.c.deleted_at.is_(None)
_IS_LEFT = _P.c.usage_limit.is_(None) | (_P.c.usage_count < _P.c.usage_limit)
_AUTOMATIC = PreparedQuery(
    sa.select(_P).where(_P.c.code.is_(None), _IS_ON, _IS_LEFT).order_by(_P.c.id).limit(OFFERS_MAX)
)
_BY_CODE = PreparedQuery(sa.select(_P).where(_P.c.code == sa.bindparam("code"), _IS_ON))
_TARGETS_OF = PreparedQuery(sa.select(_T).where(_T.c.promotion_id == sa.bindparam("promotion_id")))
_CATEGORIES = PreparedQuery(sa.select(_C.c.id, _C.c.parent_id))
_USES_OF = PreparedQuery(
    sa.select(sa.func.count().label("uses"))
    .select_from(_R)
    .where(
        _R.c.promotion_id == sa.bindparam("promotion_id"),
        _R.c.user_id.in_(RECORDS_OF),
    )
)
_USED_UP = PreparedQuery(
    sa.select(_P.c.id)
    .where(_P.c.code.is_(None), _P.c.per_user_limit.is_not(None), _IS_ON)
    .where(
        sa.select(sa.func.count())
        .where(_R.c.promotion_id == _P.c.id, _R.c.user_id.in_(RECORDS_OF))
        .correlate(_P)
        .scalar_subquery()
        >= _P.c.per_user_limit
    )
)


def list_offers(tx: ReadTx) -> tuple[Offer, ...]:
    """Return the offers of this store that apply by themselves, also those of later days.

    Who gets what is limited for each customer is said by `find_used_offers`.
    """
    rows = _AUTOMATIC.all(tx.connection, {})
    if not rows:
        return ()
    below, held = _Below(tx), read_held(tx.connection)
    read = [_read_offer(tx, row, below, held) for row in rows]
    return tuple(offer for offer, scope in read if scope.is_here(tx))


def find_used_offers(tx: ReadTx, customer_id: UUID) -> frozenset[UUID]:
    """Return the offers without a code that a customer has had as often as one may, as known here.

    Uses under records that were folded into theirs count.
    """
    return frozenset(row.id for row in _USED_UP.all(tx.connection, {"customer_id": customer_id}))


def find_coupon(tx: ReadTx, code: str, *, customer_id: UUID | None) -> Coupon | None:
    """Return a coupon by its code, in any case of letters; None: there is none, or not any more.

    Args:
        customer_id: Whose uses are counted; None: nobody's.
    """
    row = _BY_CODE.first(tx.connection, {"code": code.strip().upper()})
    if row is None:
        return None
    offer, scope = _read_offer(tx, row, _Below(tx), read_held(tx.connection))
    first_day, last_day = offer_days(tx, row.starts_at, row.expires_at)
    return Coupon(
        offer=offer,
        is_here=scope.is_here(tx),
        first_day=first_day,
        last_day=last_day,
        uses=row.usage_count,
        uses_by_customer=_count_uses(tx, row.id, customer_id),
    )


def offer_days(
    tx: ReadTx, starts_at: datetime | None, expires_at: datetime | None
) -> tuple[date | None, date | None]:
    """Return the first and the last day of an offer where the store is; None: it has none.

    Args:
        starts_at: UTC; the first moment.
        expires_at: UTC; the end itself is outside.
    """
    return (
        day_in_store(tx, starts_at) if starts_at else None,
        day_in_store(tx, expires_at - timedelta(microseconds=1)) if expires_at else None,
    )


def _count_uses(tx: ReadTx, promotion_id: UUID, customer_id: UUID | None) -> int:
    if customer_id is None:
        return 0
    values = {"promotion_id": promotion_id, "customer_id": customer_id}
    counted = _USES_OF.first(tx.connection, values)
    return counted.uses if counted else 0


_Target: TypeAlias = tuple[UUID | None, UUID | None, UUID | None, bool]
"""A product, a category or a store, and whether it is left out."""


class _Scope(NamedTuple):
    """What an offer is for: kinds of goods and stores, and those that it is not for."""

    goods: frozenset[Kind]
    not_goods: frozenset[Kind]
    stores: frozenset[UUID]
    not_stores: frozenset[UUID]

    def is_here(self, tx: ReadTx) -> bool:
        """Say whether it is for this store."""
        store_id = tx.register.store_id
        return store_id not in self.not_stores and (not self.stores or store_id in self.stores)


class _Below:
    """The categories below each category; read when the first offer asks."""

    def __init__(self, tx: ReadTx) -> None:
        self._tx = tx
        self._children: dict[UUID | None, list[UUID]] | None = None

    def find(self, category_id: UUID) -> set[UUID]:
        """Return a category and all below it."""
        children = self._read()
        found, waiting = {category_id}, [category_id]
        while waiting:
            for child in children[waiting.pop()]:
                if child not in found:
                    found.add(child)
                    waiting.append(child)
        return found

    def _read(self) -> dict[UUID | None, list[UUID]]:
        if self._children is None:
            self._children = defaultdict(list)
            for row in _CATEGORIES.all(self._tx.connection, {}):
                self._children[row.parent_id].append(row.id)
        return self._children


def _read_offer(
    tx: ReadTx,
    row: Any,  # noqa: ANN401 - a row of promotions
    below: _Below,
    held: Held,
) -> tuple[Offer, _Scope]:
    """Return an offer as it is given now: as the open shift began, where it was changed since."""
    kept = held.get(str(row.id))
    if kept is None:
        targets = _TARGETS_OF.all(tx.connection, {"promotion_id": row.id})
        named = [(t.product_id, t.category_id, t.store_id, t.is_excluded) for t in targets]
        scope = _scope_of(named, below)
        return _offer(row._asdict(), scope), scope
    scope = _scope_of(map(_kept_target, kept["targets"]), below)
    return _offer({**row._asdict(), **kept["terms"]}, scope), scope


def _kept_target(target: Mapping[str, Any]) -> _Target:
    product, category, store = (
        UUID(target[name]) if target[name] else None
        for name in ("product_id", "category_id", "store_id")
    )
    return product, category, store, target["is_excluded"]


def _scope_of(targets: Iterable[_Target], below: _Below) -> _Scope:
    goods: dict[bool, set[Kind]] = {True: set(), False: set()}
    stores: dict[bool, set[UUID]] = {True: set(), False: set()}
    for product_id, category_id, store_id, is_excluded in targets:
        if product_id is not None:
            goods[is_excluded].add(product_id)
        elif category_id is not None:
            goods[is_excluded] |= below.find(category_id)
        elif store_id is not None:
            stores[is_excluded].add(store_id)
    return _Scope(
        goods=frozenset(goods[False]),
        not_goods=frozenset(goods[True]),
        stores=frozenset(stores[False]),
        not_stores=frozenset(stores[True]),
    )


def _offer(row: Mapping[str, Any], scope: _Scope) -> Offer:
    return Offer(
        offer_id=row["id"],
        name=row["name"],
        terms=Discount(percent_ppm=row["percent_ppm"], amount_cents=row["amount_off_cents"]),
        code=row["code"] or "",
        minimum_cents=row["min_purchase_cents"] or 0,
        maximum_cents=row["max_discount_cents"],
        buy_pieces=max(row["buy_qty"] or 0, 0),
        get_pieces=max(row["get_qty"] or 0, 0),
        wanted=scope.goods,
        unwanted=scope.not_goods,
        is_stackable=row["is_stackable"],
        priority=row["priority"],
        uses_max=row["usage_limit"],
        uses_per_customer_max=row["per_user_limit"],
        starts_at=row["starts_at"],
        ends_at=row["expires_at"],
    )
