"""Gives a tax a new rate from a day on; what was sold before that day stays as it was."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.pricing import TaxRateRow
from pos.domain.errors import RefusedError
from pos.domain.money import PPM
from pos.domain.permission import Action
from pos.domain.text import clean_text
from pos.queries.store_rules import day_in_store
from pos.runtime.changes import Topic
from pos.services.headquarters import AddedRow, EditedRow, SetupChange, write_setup
from pos.services.permissions import Actor, require
from pos.uow import WriteTx

_RATES = TaxRateRow.__table__
ONE_DAY = timedelta(days=1)


class TaxRateOutOfRangeError(RefusedError):
    """A rate is 0 to 100 %, with a name that is printed. No facts."""


class TaxDayTooEarlyError(RefusedError):
    """A new rate begins tomorrow at the earliest, and after the one it follows. Facts: earliest."""


class TaxRateEndedError(RefusedError):
    """The rate has an end already, so another one follows it. Facts: last_day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRateWish:
    """The wish for a new rate in place of one that is in force.

    Attributes:
        follows: The rate that ends the day before.
        valid_from: Its first day.
    """

    actor: Actor
    follows: UUID
    name: str
    rate_ppm: int
    valid_from: date
    base_version: int | None = None


def follow_tax_rate(tx: WriteTx, wish: TaxRateWish) -> UUID:
    """End a rate and let a new one follow it; return the new one's id.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
        TaxRateOutOfRangeError: The rate or its name cannot be.
        TaxDayTooEarlyError: Sales of that day may be written already.
        TaxRateEndedError: Another rate follows it already.
        MovedOnError: Headquarters changed it meanwhile.
    """
    approved_by = require(tx, wish.actor, Action.CHANGE_SETTINGS)
    old = (
        tx.connection.execute(sa.select(_RATES).where(_RATES.c.id == wish.follows)).mappings().one()
    )
    name = clean_text(wish.name)
    if not name or not 0 <= wish.rate_ppm <= PPM:
        raise TaxRateOutOfRangeError
    if old["valid_to"] is not None:
        raise TaxRateEndedError(last_day=old["valid_to"])
    earliest = max(day_in_store(tx, tx.now), old["valid_from"]) + ONE_DAY
    if wish.valid_from < earliest:
        raise TaxDayTooEarlyError(earliest=earliest)
    new = _new_rate(tx, wish, old, name=name)
    ended = EditedRow(
        table=_RATES,
        key=wish.follows,
        values={"valid_to": wish.valid_from - ONE_DAY},
        base_version=wish.base_version,
    )
    new_id: UUID = new["id"]
    change = SetupChange(
        action="tax_rate.followed",
        actor_id=wish.actor.staff_id,
        approved_by=approved_by,
        target=(_RATES, new_id),
        rows=(AddedRow(table=_RATES, values=new), ended),
    )
    write_setup(tx, change)
    tx.touched(Topic.PRICES, new_id)
    return new_id


def _new_rate(tx: WriteTx, wish: TaxRateWish, old: sa.RowMapping, *, name: str) -> dict[str, Any]:
    return {
        "id": tx.new_id(),
        "created_at": tx.now,
        "updated_at": tx.now,
        "tax_category_id": old["tax_category_id"],
        "store_id": tx.register.store_id,
        "name": name,
        "rate_ppm": wish.rate_ppm,
        "is_inclusive": old["is_inclusive"],
        "is_compound": old["is_compound"],
        "position": old["position"],
        "valid_from": wish.valid_from,
    }
