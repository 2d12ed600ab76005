"""Erases a customer: the record is emptied here, in central and at every other till, for good.

What the law says must stay (orders, receipts, the journal) stays without the name. Only the moment
travels: a fact that said what is gone would keep it. Central empties its own rows and the others.
"""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from models.identity import UserRow
from pos.domain.erasure import ErasureReason, StillUnsettledError
from pos.domain.permission import Action
from pos.forgetting import EMPTY_RECORD, forget
from pos.queries.customer_records import RECORDS_OF
from pos.queries.erasure import find_erasure
from pos.runtime.changes import Topic
from pos.services.audit import AuditEntry, write_audit
from pos.services.customers import CustomerGoneError, follow, get_record
from pos.services.headquarters import EditedRow, SetupChange, write_setup
from pos.services.permissions import Actor, require
from pos.uow import WriteTx

_USERS = UserRow.__table__


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseCustomer:
    """The wish that a customer is known no longer."""

    actor: Actor
    customer_id: UUID
    reason: ErasureReason


def erase_customer(tx: WriteTx, wish: EraseCustomer) -> None:
    """Empty all that tells who a customer is; this cannot be undone.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
        CustomerGoneError: There is no such customer.
        StillUnsettledError: They owe or are owed something, or a sale of theirs is not over.
    """
    approved_by = require(tx, wish.actor, Action.ERASE_CUSTOMER)
    get_record(tx, wish.customer_id)
    _refuse_unsettled(tx, wish.customer_id)
    records = tuple(tx.connection.execute(RECORDS_OF, {"customer_id": wish.customer_id}).scalars())
    # The merged records follow by themselves in central: only the person is told of.
    edited = EditedRow(table=_USERS, key=wish.customer_id, values={"erased_at": tx.now})
    write_setup(
        tx,
        SetupChange(
            action="customer.erased",
            actor_id=wish.actor.staff_id,
            target=(_USERS, wish.customer_id),
            rows=(edited,),
            approved_by=approved_by,
        ),
    )
    _note_reason(tx, wish)
    tx.connection.execute(
        sa.update(_USERS)
        .where(_USERS.c.id.in_(records))
        .values(**EMPTY_RECORD, erased_at=tx.now, deleted_at=tx.now, updated_at=tx.now)
    )
    forget(tx.connection, records, at=tx.now)
    follow(tx, *records)
    tx.touched(Topic.SALES, *records)


def _refuse_unsettled(tx: WriteTx, customer_id: UUID) -> None:
    preview = find_erasure(tx, customer_id)
    if preview is None:
        raise CustomerGoneError(customer_id=customer_id)
    if preview.unsettled:
        raise StillUnsettledError(name=preview.name, unsettled=preview.unsettled)


def _note_reason(tx: WriteTx, wish: EraseCustomer) -> None:
    write_audit(
        tx,
        AuditEntry(
            action="customer.erasure_reason",
            actor_id=wish.actor.staff_id,
            target_type="users",
            target_id=str(wish.customer_id),
            metadata={"reason": str(wish.reason)},
        ),
    )
