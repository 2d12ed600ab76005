"""Changes how the store counts money. A drawer that is open goes on as it began.

The rules in force are kept with the shift when it opens (`keep_rules`), so a change takes effect
with the next one, whether it was made here or came from headquarters.
"""

from dataclasses import dataclass

import sqlalchemy as sa

from models.operations import StoreRow
from models.sync import SyncStateRow
from pos.domain.errors import RefusedError
from pos.domain.money import Rounding
from pos.domain.permission import Action
from pos.domain.tax import TaxRounding
from pos.held_offers import SHIFT_RULES_KEY, release_offers
from pos.queries.store_rules import kept_form, read_store_rules
from pos.runtime.changes import Topic
from pos.services.headquarters import EditedRow, SetupChange, write_setup
from pos.services.permissions import Actor, require
from pos.uow import WriteTx

CASH_STEPS_CENTS = (0, 5, 10, 20, 50, 100)
"""0: cash is not rounded."""

_STORES = StoreRow.__table__
_STATE = SyncStateRow.__table__


class CashStepError(RefusedError):
    """There is no such smallest coin. Facts: cash_step_cents, known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyRulesWish:
    """The wish to count money in another way from the next shift on."""

    actor: Actor
    prices_include_tax: bool
    tax_rounding: TaxRounding
    rounding: Rounding
    cash_step_cents: int
    base_version: int | None = None


def change_money_rules(tx: WriteTx, wish: MoneyRulesWish) -> None:
    """Change the store's rules; shifts that are open keep those that they began with.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
        CashStepError: There is no such coin.
        MovedOnError: Headquarters changed the store meanwhile.
    """
    approved_by = require(tx, wish.actor, Action.CHANGE_SETTINGS)
    if wish.cash_step_cents not in CASH_STEPS_CENTS:
        known = tuple(str(step) for step in CASH_STEPS_CENTS)
        raise CashStepError(cash_step_cents=wish.cash_step_cents, known=known)
    store_id = tx.register.store_id
    values = {
        "prices_include_tax": wish.prices_include_tax,
        "tax_rounding": str(wish.tax_rounding),
        "rounding": str(wish.rounding),
        "cash_step_cents": wish.cash_step_cents,
    }
    row = EditedRow(table=_STORES, key=store_id, values=values, base_version=wish.base_version)
    change = SetupChange(
        action="store.money_rules_changed",
        actor_id=wish.actor.staff_id,
        approved_by=approved_by,
        target=(_STORES, store_id),
        rows=(row,),
    )
    write_setup(tx, change)
    tx.touched(Topic.SETTINGS, store_id)


def keep_rules(tx: WriteTx) -> None:
    """Keep the store's rules for the shift that begins now."""
    forget_rules(tx)
    kept = {
        "key": SHIFT_RULES_KEY,
        "value": kept_form(read_store_rules(tx)),
        "updated_at": tx.now,
    }
    tx.connection.execute(sa.insert(_STATE), kept)


def forget_rules(tx: WriteTx) -> None:
    """Let the store's rules and offers hold again: the shift is over."""
    tx.connection.execute(sa.delete(_STATE).where(_STATE.c.key == SHIFT_RULES_KEY))
    if release_offers(tx.connection):
        tx.touched(Topic.PRICES)
