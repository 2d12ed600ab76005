"""Makes price lists, with the groups that they are for, and puts articles on them.

A list is for a group of customers, for some days, or both; without a group and with days it is a
sale. A price on it reaches lines that are added later; what lies in a cart keeps the price seen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.catalogue import CategoryRow, ProductRow, VariantRow
from models.price_lists import CustomerGroupRow, PriceListPriceRow, PriceListRow
from pos.domain.discount import Discount, cents_off
from pos.domain.errors import RefusedError
from pos.domain.money import Rounding, rounder
from pos.domain.permission import Action
from pos.domain.text import clean_text
from pos.runtime.changes import Topic
from pos.services.headquarters import (
    AddedRow,
    EditedRow,
    RemovedRow,
    RowChange,
    SetupChange,
    write_setup,
)
from pos.services.permissions import Actor, require
from pos.uow import ReadTx, WriteTx

PRICES_MAX = 2_000
"""The most prices of one decision."""

_LISTS = PriceListRow.__table__
_PRICES = PriceListPriceRow.__table__
_GROUPS = CustomerGroupRow.__table__
_V = VariantRow.__table__
_P = ProductRow.__table__
_C = CategoryRow.__table__


class PriceListNameMissingError(RefusedError):
    """A list and a group have a name. No facts."""


class PriceListDaysError(RefusedError):
    """The last day lies before the first. No facts."""


class EndlessSaleError(RefusedError):
    """A list for everybody has a last day: without one it is the shelf price. No facts."""


class ListPriceNotLowerError(RefusedError):
    """A list only lowers prices. Facts: name of the article, shelf_cents, list_cents."""


class ListArticlesMissingError(RefusedError):
    """No article was chosen, or none of the chosen is there any more. No facts."""


class TooManyListPricesError(RefusedError):
    """So many prices are more than one decision may write. Facts: count, limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewListWish:
    """The wish for a new list.

    Attributes:
        group_id: Whom it is for; None: a new group, or everybody.
        new_group: Name of a group that is made for it; "": none.
        is_only_here: For this store; else for all.
        is_combinable: Offers and coupons may come off its prices as well.
    """

    actor: Actor
    name: str
    group_id: UUID | None
    new_group: str
    first_day: date | None
    last_day: date | None
    is_only_here: bool
    is_combinable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListWish:
    """The wish to change a list; whom it is for and where stays."""

    actor: Actor
    list_id: UUID
    name: str
    first_day: date | None
    last_day: date | None
    is_combinable: bool
    is_active: bool
    base_version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PricesWish:
    """The wish to set the prices of articles on a list.

    Attributes:
        products: Articles, with all their variants.
        categories: With all that is below them.
        cut: What comes off the shelf price of each; None: see `price_cents`.
        price_cents: What each costs; None: they are taken off the list when `cut` is None, too.
    """

    actor: Actor
    list_id: UUID
    products: frozenset[UUID]
    categories: frozenset[UUID]
    cut: Discount | None = None
    price_cents: int | None = None


def add_list(tx: WriteTx, wish: NewListWish) -> UUID:
    """Make a list without prices, with its group where that is new, and return its id.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
        PriceListNameMissingError: It has no name.
        PriceListDaysError: It ends before it begins.
        EndlessSaleError: It is for everybody and has no last day.
    """
    approved_by = require(tx, wish.actor, Action.CHANGE_PRICE)
    new_group = clean_text(wish.new_group)
    values = _checked(wish.name, wish.first_day, wish.last_day)
    if wish.group_id is None and not new_group and wish.last_day is None:
        raise EndlessSaleError
    groups = [_added(tx, _GROUPS, {"name": new_group})] if new_group else []
    values |= {
        "customer_group_id": groups[0].values["id"] if groups else wish.group_id,
        "store_id": tx.register.store_id if wish.is_only_here else None,
        "is_active": True,
        "is_stackable": wish.is_combinable,
    }
    row = _added(tx, _LISTS, values)
    list_id: UUID = row.values["id"]
    _write(tx, "price_list.added", wish.actor, list_id, (*groups, row), approved_by=approved_by)
    return list_id


def change_list(tx: WriteTx, wish: ListWish) -> None:
    """Change what a list is called and when it is good.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
        PriceListNameMissingError: It has no name.
        PriceListDaysError: It ends before it begins.
        EndlessSaleError: It is for everybody and has no last day.
        MovedOnError: Headquarters changed it meanwhile.
    """
    approved_by = require(tx, wish.actor, Action.CHANGE_PRICE)
    values = _checked(wish.name, wish.first_day, wish.last_day)
    group = sa.select(_LISTS.c.customer_group_id).where(_LISTS.c.id == wish.list_id)
    if wish.last_day is None and tx.connection.execute(group).scalar() is None:
        raise EndlessSaleError
    values |= {"is_stackable": wish.is_combinable, "is_active": wish.is_active}
    row = EditedRow(table=_LISTS, key=wish.list_id, values=values, base_version=wish.base_version)
    _write(tx, "price_list.changed", wish.actor, wish.list_id, (row,), approved_by=approved_by)


def set_prices(tx: WriteTx, wish: PricesWish) -> int:
    """Set what articles cost on a list, or take them off it; return of how many variants.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
        ListArticlesMissingError: There are none.
        TooManyListPricesError: There are too many.
        ListPriceNotLowerError: One of them costs no less than on the shelf.
    """
    approved_by = require(tx, wish.actor, Action.CHANGE_PRICE)
    variants = _variants(tx, wish)
    found = sa.select(_PRICES.c.variant_id, _PRICES.c.id).where(
        _PRICES.c.price_list_id == wish.list_id
    )
    present = {row.variant_id: row.id for row in tx.connection.execute(found)}
    if wish.cut is None and wish.price_cents is None:
        rows = [_removed(present[each.id]) for each in variants if each.id in present]
    else:
        rows = [_price(tx, wish, each, present.get(each.id)) for each in variants]
    _write(tx, "price_list.priced", wish.actor, wish.list_id, rows, approved_by=approved_by)
    return len(rows)


def _checked(name: str, first_day: date | None, last_day: date | None) -> dict[str, Any]:
    cleaned = clean_text(name)
    if not cleaned:
        raise PriceListNameMissingError
    if first_day and last_day and last_day < first_day:
        raise PriceListDaysError
    return {"name": cleaned, "valid_from": first_day, "valid_to": last_day}


def _variants(tx: ReadTx, wish: PricesWish) -> list[Any]:
    """Return the variants of the chosen articles and categories that are for sale."""
    below = (
        sa.select(_C.c.id).where(_C.c.id.in_(list(wish.categories))).cte("below", recursive=True)
    )
    below = below.union(sa.select(_C.c.id).join(below, _C.c.parent_id == below.c.id))
    is_chosen = _P.c.id.in_(list(wish.products)) | _P.c.category_id.in_(sa.select(below.c.id))
    found = tx.connection.execute(
        sa.select(_V.c.id, _V.c.price_cents, _P.c.name)
        .join_from(_V, _P, _P.c.id == _V.c.product_id)
        .where(is_chosen, _V.c.is_active, _V.c.deleted_at.is_(None), _P.c.kind != "gift_card")
        .order_by(_P.c.name, _V.c.position)
        .limit(PRICES_MAX + 1)
    ).all()
    if not found:
        raise ListArticlesMissingError
    if len(found) > PRICES_MAX:
        raise TooManyListPricesError(count=len(found), limit=PRICES_MAX)
    return list(found)


def _price(
    tx: WriteTx,
    wish: PricesWish,
    variant: Any,  # noqa: ANN401 - a row of the query
    key: UUID | None,
) -> RowChange:
    shelf_cents = variant.price_cents
    cents = wish.price_cents
    if wish.cut is not None:
        divide = rounder(Rounding.HALF_UP)
        cents = shelf_cents - cents_off(wish.cut, shelf_cents, divide=divide)
    assert cents is not None, "a price, or what comes off"
    if not 0 <= cents < shelf_cents:
        raise ListPriceNotLowerError(name=variant.name, shelf_cents=shelf_cents, list_cents=cents)
    if key is not None:
        return EditedRow(table=_PRICES, key=key, values={"price_cents": cents})
    values = {"price_list_id": wish.list_id, "variant_id": variant.id, "price_cents": cents}
    return _added(tx, _PRICES, values)


def _removed(key: UUID) -> RowChange:
    return RemovedRow(table=_PRICES, key=key)


def _added(tx: WriteTx, table: sa.Table, values: Mapping[str, Any]) -> AddedRow:
    new_id = tx.new_id()
    row = {"id": new_id, "created_at": tx.now, "updated_at": tx.now, **values}
    if "code" in table.columns:
        # Nobody types it, so it may be what no other till makes.
        row["code"] = new_id.hex[-12:].upper()
    return AddedRow(table=table, values=row)


def _write(
    tx: WriteTx,
    action: str,
    actor: Actor,
    list_id: UUID,
    rows: Iterable[RowChange],
    *,
    approved_by: UUID | None,
) -> None:
    change = SetupChange(
        action=action,
        actor_id=actor.staff_id,
        approved_by=approved_by,
        target=(_LISTS, list_id),
        rows=tuple(rows),
    )
    write_setup(tx, change)
    tx.touched(Topic.PRICES, list_id)
