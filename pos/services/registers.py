"""Names this register, and tries its printer and its drawer."""

from dataclasses import dataclass
from uuid import UUID

from models.operations import RegisterRow
from pos.domain.errors import RefusedError
from pos.domain.permission import Action
from pos.domain.text import clean_text
from pos.runtime.changes import Topic
from pos.services import print_jobs
from pos.services.audit import AuditEntry, write_audit
from pos.services.headquarters import EditedRow, SetupChange, write_setup
from pos.services.permissions import Actor, require
from pos.uow import WriteTx

_REGISTERS = RegisterRow.__table__


class RegisterNameMissingError(RefusedError):
    """A register needs a name. No facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameWish:
    """The wish to call this register something else."""

    actor: Actor
    name: str
    base_version: int | None = None


def rename_register(tx: WriteTx, wish: RenameWish) -> None:
    """Call this register something else; its code and its numbers stay.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
        RegisterNameMissingError: The name is empty.
        MovedOnError: Headquarters changed the register meanwhile.
    """
    approved_by = require(tx, wish.actor, Action.CHANGE_SETTINGS)
    name = clean_text(wish.name)
    if not name:
        raise RegisterNameMissingError
    key = tx.register.register_id
    row = EditedRow(
        table=_REGISTERS, key=key, values={"name": name}, base_version=wish.base_version
    )
    change = SetupChange(
        action="register.renamed",
        actor_id=wish.actor.staff_id,
        approved_by=approved_by,
        target=(_REGISTERS, key),
        rows=(row,),
    )
    write_setup(tx, change)
    tx.know_again()
    tx.touched(Topic.SETTINGS, key)


def print_test_page(tx: WriteTx, actor: Actor) -> UUID:
    """Print a page on which one sees whether the printer is set up well.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
    """
    require(tx, actor, Action.CHANGE_SETTINGS)
    return print_jobs.enqueue_slip(
        tx, "registers", tx.register.register_id, staff_id=actor.staff_id
    )


def try_drawer(tx: WriteTx, actor: Actor) -> UUID:
    """Open the drawer to see whether it does; the audit log knows of it.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
    """
    approved_by = require(tx, actor, Action.CHANGE_SETTINGS)
    entry = AuditEntry(
        action="drawer.tried",
        actor_id=actor.staff_id,
        target_type="register",
        target_id=str(tx.register.register_id),
        metadata={"approved_by": str(approved_by) if approved_by else None},
    )
    write_audit(tx, entry)
    return print_jobs.enqueue_drawer_kick(tx, staff_id=actor.staff_id)


def print_badge(tx: WriteTx, actor: Actor, staff_id: UUID) -> UUID:
    """Print somebody's badge: their name and number, and the code that a scanner reads.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
    """
    require(tx, actor, Action.MANAGE_STAFF)
    return print_jobs.enqueue_slip(tx, "staff", staff_id, staff_id=actor.staff_id)
