"""Says which customers are in the groups that price lists are for."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from models.price_lists import CustomerGroupMemberRow, CustomerGroupRow
from pos.domain.errors import RefusedError
from pos.domain.permission import Action
from pos.runtime.changes import Topic
from pos.services.headquarters import AddedRow, RemovedRow, RowChange, SetupChange, write_setup
from pos.services.permissions import Actor, require
from pos.uow import WriteTx

MEMBERS_MAX = 2_000
"""The most customers of one decision."""

_GROUPS = CustomerGroupRow.__table__
_MEMBERS = CustomerGroupMemberRow.__table__


class TooManyMembersError(RefusedError):
    """So many customers are more than one decision may move. Facts: count, limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersWish:
    """The wish that customers join a group, or leave it."""

    actor: Actor
    group_id: UUID
    customers: frozenset[UUID]
    is_leaving: bool


def change_members(tx: WriteTx, wish: MembersWish) -> int:
    """Put customers into a group or take them out; return how many that changed.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
        TooManyMembersError: They are more than one decision may write.
    """
    approved_by = require(tx, wish.actor, Action.CHANGE_PRICE)
    if len(wish.customers) > MEMBERS_MAX:
        raise TooManyMembersError(count=len(wish.customers), limit=MEMBERS_MAX)
    found = sa.select(_MEMBERS.c.user_id, _MEMBERS.c.id).where(
        _MEMBERS.c.customer_group_id == wish.group_id,
        _MEMBERS.c.user_id.in_(list(wish.customers)),
    )
    present = {row.user_id: row.id for row in tx.connection.execute(found)}
    rows = _leave(present) if wish.is_leaving else _join(tx, wish, present)
    change = SetupChange(
        action="customer_group.left" if wish.is_leaving else "customer_group.joined",
        actor_id=wish.actor.staff_id,
        approved_by=approved_by,
        target=(_GROUPS, wish.group_id),
        rows=rows,
    )
    if write_setup(tx, change):
        tx.touched(Topic.PRICES, wish.group_id)
        tx.touched(Topic.PEOPLE, *wish.customers)
    return len(rows)


def _leave(present: Mapping[UUID, UUID]) -> tuple[RowChange, ...]:
    return tuple(RemovedRow(table=_MEMBERS, key=key) for key in present.values())


def _join(tx: WriteTx, wish: MembersWish, present: Mapping[UUID, UUID]) -> tuple[RowChange, ...]:
    return tuple(
        AddedRow(
            table=_MEMBERS,
            values={
                "id": tx.new_id(),
                "created_at": tx.now,
                "updated_at": tx.now,
                "customer_group_id": wish.group_id,
                "user_id": customer_id,
            },
        )
        for customer_id in sorted(wish.customers - present.keys())
    )
