"""Says right what central could not book: what is known of a customer, and nothing else.

The fact that was set aside stays on the tape and at central as it was. Another fact takes its place
and names it. What was sold or paid is never corrected like this: that takes a document of its own.
"""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.sync import OutboxRow
from pos.domain.contact import CustomerDetails, clean_details
from pos.domain.errors import RefusedError
from pos.domain.fact import Fact, Operation, RowChanged, RowsWritten, rows_in
from pos.domain.permission import Action
from pos.queries.attention import ABOUT_CUSTOMERS, FactKey, read_attention
from pos.queries.store_rules import read_country
from pos.services.attention import note_corrected
from pos.services.audit import AuditEntry, write_audit
from pos.services.customers import (
    columns_of,
    follow,
    get_record,
    refuse_taken,
    write_change,
)
from pos.services.permissions import Actor, require
from pos.uow import ReadTx, WriteTx

_OUTBOX = OutboxRow.__table__
_FIND = sa.select(_OUTBOX.c.op_id, _OUTBOX.c.kind, _OUTBOX.c.row_id, _OUTBOX.c.payload).where(
    _OUTBOX.c.incarnation == sa.bindparam("life"), _OUTBOX.c.seq == sa.bindparam("number")
)


class NotCorrectableError(RefusedError):
    """This fact does not wait for a correction, or none can be made at a till. Facts: seq."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectFact:
    """The wish to say right what is known of a customer.

    Attributes:
        fact: The fact that was set aside.
        details: Everything about the customer as it shall be, also what stays.
    """

    actor: Actor
    fact: FactKey
    details: CustomerDetails


def correct_fact(tx: WriteTx, wish: CorrectFact) -> UUID:
    """Put a fact on the tape that takes the place of one that was set aside.

    Returns:
        The event id of the new one.

    Raises:
        PermissionDeniedError: The actor may not, and nobody who may approved it.
        NotCorrectableError: It does not wait for a correction, or is no fact about a customer.
        CustomerGoneError: This till knows the customer no more.
        TakenByAnotherError: A telephone, an e-mail or a card is somebody else's.
        RefusedError: Something typed cannot be kept; see `pos.domain.contact.clean_details`.
    """
    require(tx, wish.actor, Action.EDIT_CUSTOMER)
    former = _get_former(tx, wish.fact)
    present = get_record(tx, former.row_id)
    values = columns_of(clean_details(wish.details, country=read_country(tx)))
    refuse_taken(tx, former.row_id, values)
    write_change(tx, present, values)
    event_id = tx.new_id()
    body = json.loads(former.payload)["body"]
    tx.record(_said_right(former, body, present, values), event_id=event_id)
    _note_who(tx, wish.actor, former, event_id=event_id)
    note_corrected(tx, wish.fact)
    follow(tx, former.row_id)
    return event_id


def _get_former(tx: ReadTx, key: FactKey) -> sa.Row[Any, Any, Any, Any]:
    waits = any(fact.key == key and not fact.is_corrected for fact in read_attention(tx).facts)
    former = tx.connection.execute(_FIND, {"life": key[0], "number": key[1]}).first()
    if not waits or former is None or former.kind not in ABOUT_CUSTOMERS:
        raise NotCorrectableError(seq=key[1])
    return former


def _said_right(
    former: sa.Row[Any, Any, Any, Any],
    body: dict[str, Any],
    present: dict[str, Any],
    values: dict[str, Any],
) -> Fact:
    if former.kind == "customer.added":
        (added,) = rows_in(body, "users")
        return Fact(
            kind=former.kind,
            version=1,
            table="users",
            row_id=former.row_id,
            rows=(RowsWritten(table="users", rows=({**added, **values},)),),
            supersedes=former.op_id,
        )
    return Fact(
        kind=former.kind,
        version=1,
        table="users",
        row_id=former.row_id,
        operation=Operation.UPDATE,
        changes=(_changed(former.row_id, body, present, values),),
        supersedes=former.op_id,
    )


def _changed(
    customer_id: UUID, body: dict[str, Any], present: dict[str, Any], values: dict[str, Any]
) -> RowChanged:
    """Return the change from what central still has: it took nothing of the one set aside."""
    there = {name: value for change in body["changes"] for name, value in change[2].items()}
    before = {name: there.get(name, present[name]) for name in values}
    different = [name for name in values if values[name] != before[name]]
    return RowChanged(
        table="users",
        row_id=customer_id,
        before={name: before[name] for name in different},
        after={name: values[name] for name in different},
    )


def _note_who(
    tx: WriteTx, actor: Actor, former: sa.Row[Any, Any, Any, Any], *, event_id: UUID
) -> None:
    write_audit(
        tx,
        AuditEntry(
            action="fact.corrected",
            actor_id=actor.staff_id,
            target_type="fact",
            target_id=str(former.op_id),
            metadata={"kind": former.kind, "superseded_by": str(event_id)},
        ),
    )
