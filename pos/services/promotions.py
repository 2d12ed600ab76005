"""Switches offers and coupons on and off, and says from when to when they are good."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from models.pricing import PromotionRow
from pos.domain.errors import RefusedError
from pos.domain.permission import Action
from pos.runtime.changes import Topic
from pos.services.headquarters import EditedRow, SetupChange, write_setup
from pos.services.permissions import Actor, require
from pos.uow import ReadTx, WriteTx

_PROMOTIONS = PromotionRow.__table__
_ONE_DAY = timedelta(days=1)


class PromotionDaysError(RefusedError):
    """The last day lies before the first. No facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromotionWish:
    """The wish to change when an offer or a coupon is good.

    Attributes:
        first_day: In the store's days; None: it has always been good.
        last_day: Its last whole day; None: until somebody ends it.
    """

    actor: Actor
    promotion_id: UUID
    is_active: bool
    first_day: date | None
    last_day: date | None
    base_version: int | None = None


def change_promotion(tx: WriteTx, wish: PromotionWish) -> None:
    """Switch an offer or a coupon on or off, and move its days.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
        PromotionDaysError: The last day lies before the first.
        MovedOnError: Headquarters changed it meanwhile.
    """
    approved_by = require(tx, wish.actor, Action.CHANGE_SETTINGS)
    if wish.first_day and wish.last_day and wish.last_day < wish.first_day:
        raise PromotionDaysError
    values = {
        "is_active": wish.is_active,
        "starts_at": _midnight(tx, wish.first_day),
        "expires_at": _midnight(tx, wish.last_day + _ONE_DAY if wish.last_day else None),
    }
    row = EditedRow(
        table=_PROMOTIONS, key=wish.promotion_id, values=values, base_version=wish.base_version
    )
    change = SetupChange(
        action="promotion.changed",
        actor_id=wish.actor.staff_id,
        approved_by=approved_by,
        target=(_PROMOTIONS, wish.promotion_id),
        rows=(row,),
    )
    write_setup(tx, change)
    tx.touched(Topic.PRICES, wish.promotion_id)


def _midnight(tx: ReadTx, day: date | None) -> datetime | None:
    """Return the moment (UTC) at which a day begins where the store is."""
    if day is None:
        return None
    return datetime.combine(day, time.min, tzinfo=tx.register.timezone).astimezone(UTC)
