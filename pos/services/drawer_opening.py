"""Opens the drawer without a sale: with a reason, a name and an entry in the journal.

An open drawer is where money gets lost, so each opening is counted on the shift's report
(features.md E). Before the first shift it opens too: its float has to be counted.
"""

from dataclasses import dataclass
from uuid import UUID

from pos.domain.errors import RefusedError
from pos.domain.fact import Fact, RowsWritten
from pos.domain.permission import Action
from pos.domain.text import clean_reason
from pos.queries.shifts import find_open_shift
from pos.runtime.changes import Topic
from pos.services import print_jobs
from pos.services.journal import Entry, write_entry
from pos.services.permissions import Actor, require
from pos.uow import WriteTx


class OpeningNeedsReasonError(RefusedError):
    """Nobody opens the drawer without saying what for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDrawerWish:
    """The wish to open the drawer, and what for."""

    actor: Actor
    reason: str


def open_drawer(tx: WriteTx, wish: OpenDrawerWish) -> UUID:
    """Open the drawer and note who did and why; return the id of the journal's entry.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
        OpeningNeedsReasonError: Say what for.
        RefusedError: The reason cannot be kept.
    """
    reason = clean_reason(wish.reason, missing=OpeningNeedsReasonError)
    approved_by = require(tx, wish.actor, Action.OPEN_DRAWER)
    shift = find_open_shift(tx)
    row = write_entry(
        tx,
        Entry(
            kind="no_sale",
            payload={
                "reason": reason,
                "approved_by": str(approved_by) if approved_by else None,
            },
            shift_id=shift.shift_id if shift else None,
            staff_id=wish.actor.staff_id,
        ),
    )
    tx.record(
        Fact(
            kind="drawer.opened",
            version=1,
            table="journal_entries",
            row_id=row["id"],
            rows=(RowsWritten(table="journal_entries", rows=(row,)),),
        )
    )
    print_jobs.enqueue_drawer_kick(tx, staff_id=wish.actor.staff_id)
    tx.touched(Topic.SHIFTS)
    entry_id: UUID = row["id"]
    return entry_id
