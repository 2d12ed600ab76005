"""Makes one customer of two records: one stays, the other one points at it from then on.

Nothing that was sold is rewritten here: reads go by all records of a person. What the record that
stays lacks comes over; an old card, number or id still finds the person. Central moves orders,
addresses and carts to the record that stays, also those that come later (`same_person.sql`).
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.identity import UserRow
from models.stored_value import StoredValueAccountRow
from pos.domain.errors import RefusedError
from pos.domain.fact import Fact, Operation, RowChanged
from pos.domain.permission import Action
from pos.services.audit import AuditEntry, write_audit
from pos.services.customers import follow, get_record, write_change
from pos.services.permissions import Actor, require
from pos.uow import WriteTx

_USERS = UserRow.__table__
_ACCOUNTS = StoredValueAccountRow.__table__
_UNIQUE = ("phone", "email", "customer_no")
_COMES_OVER = (*_UNIQUE, "note", "tax_exempt_no", "first_name", "last_name")
"""What the record that stays takes over where it has nothing; consent is each record's own."""


class SamePersonError(RefusedError):
    """A record cannot be folded into itself. No facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeCustomers:
    """The wish to make one customer of two records.

    Attributes:
        kept_id: The record that stays.
        folded_id: The record that points at it from then on.
    """

    actor: Actor
    kept_id: UUID
    folded_id: UUID


def merge_customers(tx: WriteTx, wish: MergeCustomers) -> None:
    """Fold one record into another.

    Raises:
        PermissionDeniedError: The actor may not, and nobody who may approved it.
        SamePersonError: Both are one record.
        CustomerGoneError: One of them is not there any more.
    """
    require(tx, wish.actor, Action.EDIT_CUSTOMER)
    if wish.kept_id == wish.folded_id:
        raise SamePersonError
    kept, folded = get_record(tx, wish.kept_id), get_record(tx, wish.folded_id)
    taken = _taken_over(kept, folded)
    # What only one person can have is given up before the other record takes it.
    given_up = dict.fromkeys((name for name in _UNIQUE if name in taken), None)
    changes = [write_change(tx, folded, {**given_up, "merged_into_id": wish.kept_id})]
    if taken:
        changes.append(write_change(tx, kept, taken))
    changes += _lead_on(tx, wish)
    _hand_credit_over(tx, wish)
    tx.record(
        Fact(
            kind="customer.merged",
            version=1,
            table="users",
            row_id=wish.folded_id,
            operation=Operation.UPDATE,
            changes=tuple(changes),
        )
    )
    write_audit(
        tx,
        AuditEntry(
            action="customer.merged",
            actor_id=wish.actor.staff_id,
            target_type="user",
            target_id=str(wish.kept_id),
            metadata={"folded_id": str(wish.folded_id)},
        ),
    )
    follow(tx, wish.kept_id, wish.folded_id)


def _taken_over(kept: dict[str, Any], folded: dict[str, Any]) -> dict[str, Any]:
    return {name: folded[name] for name in _COMES_OVER if folded[name] and not kept[name]}


def _lead_on(tx: WriteTx, wish: MergeCustomers) -> list[RowChanged]:
    """Let what was folded into the folded record before point at the one that stays."""
    earlier = tx.connection.execute(
        sa.select(_USERS).where(_USERS.c.merged_into_id == wish.folded_id)
    ).mappings()
    return [write_change(tx, dict(row), {"merged_into_id": wish.kept_id}) for row in earlier.all()]


def _hand_credit_over(tx: WriteTx, wish: MergeCustomers) -> None:
    """Let the person spend what was on the folded record; central does it by itself."""
    tx.connection.execute(
        sa.update(_ACCOUNTS)
        .where(_ACCOUNTS.c.user_id == wish.folded_id)
        .values(user_id=wish.kept_id, updated_at=tx.now)
    )
