"""Says how much a customer may owe on account; central asks in its own books who decided it."""

from dataclasses import dataclass
from uuid import UUID

from models.identity import UserRow
from pos.domain.errors import RefusedError
from pos.domain.permission import Action
from pos.runtime.changes import Topic
from pos.services.customers import get_record
from pos.services.headquarters import EditedRow, SetupChange, write_setup
from pos.services.permissions import Actor, require
from pos.uow import WriteTx

LIMIT_CENTS_MAX = 100_000_000

_USERS = UserRow.__table__


class LimitAmountError(RefusedError):
    """A limit is between 0 and the largest one. Facts: amount_cents, limit_cents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitWish:
    """The wish to let a customer owe so much.

    Attributes:
        limit_cents: None: they pay at once from now on.
        base_version: The version of the customer that was seen; None: whichever is here.
    """

    actor: Actor
    customer_id: UUID
    limit_cents: int | None
    base_version: int | None = None


def limit_credit(tx: WriteTx, wish: LimitWish) -> None:
    """Let a customer owe so much; what is owed already stays owed.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
        LimitAmountError: It is below 0 or out of all proportion.
        CustomerGoneError: There is no such customer.
        MovedOnError: Headquarters changed the customer meanwhile.
    """
    approved_by = require(tx, wish.actor, Action.LIMIT_CREDIT)
    if wish.limit_cents is not None and not 0 <= wish.limit_cents <= LIMIT_CENTS_MAX:
        raise LimitAmountError(amount_cents=wish.limit_cents, limit_cents=LIMIT_CENTS_MAX)
    get_record(tx, wish.customer_id)
    edited = EditedRow(
        table=_USERS,
        key=wish.customer_id,
        values={"credit_limit_cents": wish.limit_cents},
        base_version=wish.base_version,
    )
    change = SetupChange(
        action="customer.limited",
        actor_id=wish.actor.staff_id,
        target=(_USERS, wish.customer_id),
        rows=(edited,),
        approved_by=approved_by,
    )
    if write_setup(tx, change):
        tx.touched(Topic.PEOPLE, wish.customer_id)
