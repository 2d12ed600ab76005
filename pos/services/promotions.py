"""Makes offers and coupons, changes them, and switches them off and on.

What an offer takes off, and off which goods, changes with the next shift (`pos.held_offers`); its
name, its days, its limits and whether it is given at all change at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.pricing import PromotionRow, PromotionTargetRow
from pos.domain.errors import RefusedError
from pos.domain.offer_terms import OfferScope, OfferTerms, check_offer, read_code
from pos.domain.permission import Action
from pos.domain.text import clean_text
from pos.held_offers import MONEY_TERMS, hold_offers
from pos.queries.offers import offer_days
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

_PROMOTIONS = PromotionRow.__table__
_TARGETS = PromotionTargetRow.__table__
_ONE_DAY = timedelta(days=1)

_Target = tuple[UUID | None, UUID | None, UUID | None]
"""A product, a category or a store."""


class CouponCodeTakenError(RefusedError):
    """There is or was a coupon of that code. Facts: code, name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOfferWish:
    """The wish for a new offer.

    Attributes:
        code: What customers show, in any case of letters; None: it applies by itself.
    """

    actor: Actor
    terms: OfferTerms
    scope: OfferScope
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferWish:
    """The wish to change an offer; its code stays, for it is on paper that customers have.

    Attributes:
        scope: None: it stays for what it is for.
        base_version: The version that the person saw; None: whichever is here.
    """

    actor: Actor
    promotion_id: UUID
    terms: OfferTerms
    scope: OfferScope | None = None
    base_version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchWish:
    """The wish to end an offer at once, or to give it again."""

    actor: Actor
    promotion_id: UUID
    is_active: bool
    base_version: int | None = None


def add_offer(tx: WriteTx, wish: NewOfferWish) -> UUID:
    """Make an offer or a coupon and return its id.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
        RefusedError: It cannot be so; see `pos.domain.offer_terms`.
        CouponCodeTakenError: There is or was a coupon of that code.
    """
    approved_by = require(tx, wish.actor, Action.CHANGE_SETTINGS)
    terms = _checked(wish.terms)
    code = None if wish.code is None else read_code(wish.code)
    _check_free(tx, code)
    promotion_id = tx.new_id()
    moment = {"created_at": tx.now, "updated_at": tx.now}
    values = {"id": promotion_id, **moment, "code": code, "is_active": True, "priority": 0}
    promotion = AddedRow(table=_PROMOTIONS, values=values | _values(tx, terms))
    targets = [_added(tx, promotion_id, target) for target in _targets_of(wish.scope)]
    change = SetupChange(
        action="promotion.added",
        actor_id=wish.actor.staff_id,
        approved_by=approved_by,
        target=(_PROMOTIONS, promotion_id),
        rows=(promotion, *targets),
    )
    write_setup(tx, change)
    tx.touched(Topic.PRICES, promotion_id)
    return promotion_id


def change_offer(tx: WriteTx, wish: OfferWish) -> bool:
    """Change an offer; say whether a part of that waits for the next shift.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
        RefusedError: It cannot be so; see `pos.domain.offer_terms`.
        MovedOnError: Headquarters changed it meanwhile.
    """
    approved_by = require(tx, wish.actor, Action.CHANGE_SETTINGS)
    terms = _checked(wish.terms)
    values = _values(tx, terms) | _kept_moments(tx, wish.promotion_id, terms)
    targets = _changes_of_targets(tx, wish)
    is_about_money = bool(targets) or _changes_money(tx, wish.promotion_id, values)
    waits = is_about_money and hold_offers(tx.connection, [wish.promotion_id])
    _write(tx, "promotion.changed", wish, values, approved_by=approved_by, targets=targets)
    return waits


def switch_offer(tx: WriteTx, wish: SwitchWish) -> None:
    """End an offer at once, or give it again.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
        MovedOnError: Headquarters changed it meanwhile.
    """
    approved_by = require(tx, wish.actor, Action.CHANGE_SETTINGS)
    action = "promotion.resumed" if wish.is_active else "promotion.ended"
    _write(tx, action, wish, {"is_active": wish.is_active}, approved_by=approved_by)


def _write(
    tx: WriteTx,
    action: str,
    wish: OfferWish | SwitchWish,
    values: Mapping[str, Any],
    *,
    approved_by: UUID | None,
    targets: tuple[RowChange, ...] = (),
) -> None:
    row = EditedRow(
        table=_PROMOTIONS, key=wish.promotion_id, values=values, base_version=wish.base_version
    )
    change = SetupChange(
        action=action,
        actor_id=wish.actor.staff_id,
        approved_by=approved_by,
        target=(_PROMOTIONS, wish.promotion_id),
        rows=(row, *targets),
    )
    write_setup(tx, change)
    tx.touched(Topic.PRICES, wish.promotion_id)


def _checked(terms: OfferTerms) -> OfferTerms:
    cleaned = replace(terms, name=clean_text(terms.name))
    check_offer(cleaned)
    return cleaned


def _check_free(tx: ReadTx, code: str | None) -> None:
    """Refuse a code that some coupon has, also one that has ended: its paper may still come."""
    taken = sa.select(_PROMOTIONS.c.name).where(_PROMOTIONS.c.code == code)
    name = tx.connection.execute(taken).scalar() if code else None
    if name is not None:
        raise CouponCodeTakenError(code=code, name=name)


def _values(tx: ReadTx, terms: OfferTerms) -> dict[str, Any]:
    is_share = terms.discount.percent_ppm is not None
    return {
        "name": terms.name,
        "discount_type": "percent" if is_share else "amount",
        "percent_ppm": terms.discount.percent_ppm,
        "amount_off_cents": terms.discount.amount_cents,
        "buy_qty": terms.buy_pieces or None,
        "get_qty": terms.get_pieces or None,
        "min_purchase_cents": terms.minimum_cents or None,
        "max_discount_cents": terms.maximum_cents,
        "usage_limit": terms.uses_max,
        "per_user_limit": terms.uses_per_customer_max,
        "is_stackable": terms.is_combinable,
        "starts_at": _midnight(tx, terms.first_day),
        "expires_at": _midnight(tx, terms.last_day + _ONE_DAY if terms.last_day else None),
    }


def _kept_moments(tx: ReadTx, promotion_id: UUID, terms: OfferTerms) -> dict[str, Any]:
    """Return the moments of the days that stay: a web shop's offers may end at noon."""
    columns = (_PROMOTIONS.c.starts_at, _PROMOTIONS.c.expires_at)
    which = sa.select(*columns).where(_PROMOTIONS.c.id == promotion_id)
    row = tx.connection.execute(which).first()
    if row is None:
        return {}
    first_day, last_day = offer_days(tx, row.starts_at, row.expires_at)
    kept: dict[str, Any] = {}
    if first_day == terms.first_day:
        kept["starts_at"] = row.starts_at
    if last_day == terms.last_day:
        kept["expires_at"] = row.expires_at
    return kept


def _changes_money(tx: ReadTx, promotion_id: UUID, values: Mapping[str, Any]) -> bool:
    names = [name for name in MONEY_TERMS if name in values]
    columns = (_PROMOTIONS.c[name] for name in names)
    row = tx.connection.execute(sa.select(*columns).where(_PROMOTIONS.c.id == promotion_id)).first()
    return row is not None and list(row) != [values[name] for name in names]


def _changes_of_targets(tx: WriteTx, wish: OfferWish) -> tuple[RowChange, ...]:
    """Return what makes an offer one for other goods and stores; what stays is left alone."""
    if wish.scope is None:
        return ()
    found = sa.select(_TARGETS).where(_TARGETS.c.promotion_id == wish.promotion_id)
    present = {
        (row.product_id, row.category_id, row.store_id): row.id
        for row in tx.connection.execute(found)
    }
    wanted = _targets_of(wish.scope)
    gone = [RemovedRow(table=_TARGETS, key=key) for it, key in present.items() if it not in wanted]
    new = [_added(tx, wish.promotion_id, each) for each in wanted if each not in present]
    return (*gone, *new)


def _targets_of(scope: OfferScope) -> list[_Target]:
    store = [(None, None, scope.store_id)] if scope.store_id else []
    return [
        *((each, None, None) for each in sorted(scope.products)),
        *((None, each, None) for each in sorted(scope.categories)),
        *store,
    ]


def _added(tx: WriteTx, promotion_id: UUID, target: _Target) -> AddedRow:
    product_id, category_id, store_id = target
    values = {
        "id": tx.new_id(),
        "created_at": tx.now,
        "updated_at": tx.now,
        "promotion_id": promotion_id,
        "product_id": product_id,
        "category_id": category_id,
        "store_id": store_id,
        "is_excluded": False,
    }
    return AddedRow(table=_TARGETS, values=values)


def _midnight(tx: ReadTx, day: date | None) -> datetime | None:
    """Return the moment (UTC) at which a day begins where the store is."""
    if day is None:
        return None
    return datetime.combine(day, time.min, tzinfo=tx.register.timezone).astimezone(UTC)
