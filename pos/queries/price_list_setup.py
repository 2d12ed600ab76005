"""The price lists of the shop as Setup shows them, also those that are past or switched off."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from models.catalogue import ProductRow, VariantRow
from models.identity import UserRow
from models.operations import StoreRow
from models.price_lists import (
    CustomerGroupMemberRow,
    CustomerGroupRow,
    PriceListPriceRow,
    PriceListRow,
)
from pos.uow import ReadTx

PRICES_SHOWN_MAX = 12
"""Prices of a list that are named one by one."""

MEMBERS_SHOWN_MAX = 200
"""Customers of a group that are named one by one."""

_L = PriceListRow.__table__
_PRICES = PriceListPriceRow.__table__
_G = CustomerGroupRow.__table__
_M = CustomerGroupMemberRow.__table__
_S = StoreRow.__table__
_V = VariantRow.__table__
_P = ProductRow.__table__
_U = UserRow.__table__
_PLACE = sa.func.row_number().over(
    partition_by=_PRICES.c.price_list_id, order_by=(_P.c.name, _V.c.position)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPrice:
    """What an article costs on a list, and on the shelf; minor units."""

    name: str
    price_cents: int
    shelf_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupEntry:
    """A group of customers.

    Attributes:
        members: Who is in it, as far as this till knows: the first of them by name, at most
            `MEMBERS_SHOWN_MAX`.
        member_count: How many there are.
    """

    group_id: UUID
    name: str
    members: tuple[str, ...]
    member_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceListEntry:
    """One list.

    Attributes:
        group: Whom it is for; None: everybody.
        store: The only store that has it; "": every store.
        prices: The first of them by name, at most `PRICES_SHOWN_MAX`.
        price_count: How many there are.
    """

    list_id: UUID
    name: str
    group: GroupEntry | None
    store: str
    first_day: date | None
    last_day: date | None
    is_active: bool
    is_combinable: bool
    prices: tuple[ListPrice, ...]
    price_count: int
    version: int


def list_price_lists(tx: ReadTx) -> tuple[PriceListEntry, ...]:
    """Return all of them, those that are switched on first, by name."""
    groups = {each.group_id: each for each in list_groups(tx)}
    prices, counts = _read_prices(tx), _count_prices(tx)
    rows = tx.connection.execute(
        sa.select(_L, _S.c.name.label("store"))
        .outerjoin_from(_L, _S, _S.c.id == _L.c.store_id)
        .where(_L.c.deleted_at.is_(None))
        .order_by(_L.c.is_active.desc(), _L.c.name)
    )
    return tuple(
        PriceListEntry(
            list_id=row.id,
            name=row.name,
            group=groups.get(row.customer_group_id),
            store=row.store or "",
            first_day=row.valid_from,
            last_day=row.valid_to,
            is_active=row.is_active,
            is_combinable=row.is_stackable,
            prices=tuple(prices[row.id]),
            price_count=counts.get(row.id, 0),
            version=row.row_version,
        )
        for row in rows
    )


def list_groups(tx: ReadTx) -> tuple[GroupEntry, ...]:
    """Return the groups of customers by name."""
    members = _read_members(tx)
    rows = tx.connection.execute(
        sa.select(_G.c.id, _G.c.name, sa.func.count(_M.c.id).label("members"))
        .outerjoin_from(_G, _M, _M.c.customer_group_id == _G.c.id)
        .where(_G.c.deleted_at.is_(None))
        .group_by(_G.c.id)
        .order_by(_G.c.name)
    )
    return tuple(
        GroupEntry(
            group_id=row.id,
            name=row.name,
            members=tuple(members[row.id]),
            member_count=row.members,
        )
        for row in rows
    )


def _read_members(tx: ReadTx) -> Mapping[UUID, list[str]]:
    place = sa.func.row_number().over(
        partition_by=_M.c.customer_group_id, order_by=(_U.c.name, _U.c.id)
    )
    numbered = (
        sa.select(_M.c.customer_group_id, _U.c.name, place.label("place"))
        .join_from(_M, _U, _U.c.id == _M.c.user_id)
        .subquery()
    )
    shown = sa.select(numbered).where(numbered.c.place <= MEMBERS_SHOWN_MAX)
    found: dict[UUID, list[str]] = defaultdict(list)
    for row in tx.connection.execute(shown.order_by(numbered.c.place)):
        found[row.customer_group_id].append(row.name)
    return found


def _read_prices(tx: ReadTx) -> Mapping[UUID, list[ListPrice]]:
    numbered = (
        sa.select(
            _PRICES.c.price_list_id,
            _PRICES.c.price_cents,
            _V.c.price_cents.label("shelf_cents"),
            _V.c.name.label("variant"),
            _P.c.name,
            _PLACE.label("place"),
        )
        .join_from(_PRICES, _V, _V.c.id == _PRICES.c.variant_id)
        .join(_P, _P.c.id == _V.c.product_id)
        .subquery()
    )
    shown = sa.select(numbered).where(numbered.c.place <= PRICES_SHOWN_MAX)
    found: dict[UUID, list[ListPrice]] = defaultdict(list)
    for row in tx.connection.execute(shown.order_by(numbered.c.place)):
        name = ", ".join(filter(None, (row.name, row.variant)))
        price = ListPrice(name=name, price_cents=row.price_cents, shelf_cents=row.shelf_cents)
        found[row.price_list_id].append(price)
    return found


def _count_prices(tx: ReadTx) -> Mapping[UUID, int]:
    counted = sa.select(_PRICES.c.price_list_id, sa.func.count()).group_by(_PRICES.c.price_list_id)
    return {row[0]: row[1] for row in tx.connection.execute(counted)}
