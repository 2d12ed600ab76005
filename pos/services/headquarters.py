"""Changes rows that are headquarters' from a till: staff, roles, settings, taxes, ways to pay.

One call writes the rows here, a line of the audit log with what was before and after, an entry of
the journal with the same, and one fact that carries all of it to central. Central takes it when the
person named in that line may do it in its own books, and refuses fields that have become something
else there meanwhile (sync/README.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from pos.domain.errors import RefusedError
from pos.domain.fact import Fact, Operation, Row, RowChanged, RowsWritten, to_json
from pos.services.audit import AuditEntry, insert_audit
from pos.services.journal import Entry, write_entry
from pos.uow import WriteTx

HIDDEN = "hidden"
"""Stands in the audit log for what proves who somebody is."""

PERSONAL = frozenset({"users.name"})
"""What the audit log may forget, and the journal, which never can, is not told."""

_HIDDEN_PAIR = [HIDDEN, HIDDEN]
_OWN = frozenset({"id", "created_at", "updated_at", "row_version"})
"""Columns that say nothing of what was decided."""


class MovedOnError(RefusedError):
    """Headquarters changed the row after it was looked at here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedRow:
    """A new row."""

    table: sa.Table
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedRow:
    """Other values in a row.

    Attributes:
        base_version: The version that the person had before them; None: whichever is here.
    """

    table: sa.Table
    key: UUID
    values: Mapping[str, Any]
    base_version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedRow:
    """A row that is no more."""

    table: sa.Table
    key: UUID


RowChange = AddedRow | EditedRow | RemovedRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupChange:
    """What somebody decided.

    Attributes:
        action: What was done, as `subject.verb`; the kind of the fact and of the audit entry.
        actor_id: Who did it.
        approved_by: Who agreed, where that was needed.
        target: The table and the key of its subject.
        rows: Parents before children.
    """

    action: str
    actor_id: UUID
    target: tuple[sa.Table, UUID]
    rows: Sequence[RowChange]
    approved_by: UUID | None = None


@dataclass(slots=True)
class _Written:
    """What was written so far, for the fact and the audit log."""

    target_id: UUID
    rows: list[RowsWritten] = field(default_factory=list)
    changes: list[RowChanged] = field(default_factory=list)
    difference: dict[str, list[Any]] = field(default_factory=dict)
    journalled: dict[str, list[Any]] = field(default_factory=dict)

    def note(self, table: sa.Table, key: UUID, before: Row, after: Row) -> None:
        """Note old and new values of each column; a row beside the target is named by its key."""
        row = table.name if key == self.target_id else f"{table.name} {key}"
        for name in {**before, **after}:
            values = [to_json(before.get(name)), to_json(after.get(name))]
            is_proof = name.endswith("_hash")
            is_personal = f"{table.name}.{name}" in PERSONAL
            self.difference[f"{row}.{name}"] = _HIDDEN_PAIR if is_proof else values
            self.journalled[f"{row}.{name}"] = _HIDDEN_PAIR if is_proof or is_personal else values


def write_setup(tx: WriteTx, change: SetupChange) -> bool:
    """Write what somebody decided; False when everything was so already.

    Raises:
        MovedOnError: A row has another version than the person saw.
    """
    written = _Written(target_id=change.target[1])
    for row in change.rows:
        _WRITERS[type(row)](tx, row, written)
    if not (written.rows or written.changes):
        return False
    table, key = change.target
    entry = AuditEntry(
        action=change.action,
        actor_id=change.actor_id,
        target_type=table.name,
        target_id=str(key),
        metadata={
            "changed": written.difference,
            "approved_by": str(change.approved_by) if change.approved_by else None,
        },
    )
    audited = insert_audit(tx, entry)
    journalled = write_entry(tx, _journal_entry(change, written))
    tx.record(
        Fact(
            kind=change.action,
            version=1,
            table=table.name,
            row_id=key,
            operation=Operation.INSERT if written.rows else Operation.UPDATE,
            rows=(
                *written.rows,
                RowsWritten(table="journal_entries", rows=(journalled,)),
                RowsWritten(table="audit_log", rows=(audited,)),
            ),
            changes=tuple(written.changes),
        )
    )
    return True


def _journal_entry(change: SetupChange, written: _Written) -> Entry:
    """Return the entry: who did what to which row, without names of people."""
    table, key = change.target
    return Entry(
        kind="setup",
        payload={
            "action": change.action,
            "target": [table.name, str(key)],
            "approved_by": str(change.approved_by) if change.approved_by else None,
            "changed": written.journalled,
        },
        staff_id=change.actor_id,
    )


def _add(tx: WriteTx, row: AddedRow, written: _Written) -> None:
    values = dict(row.values)
    tx.connection.execute(sa.insert(row.table), values)
    written.rows.append(RowsWritten(table=row.table.name, rows=(values,)))
    (key,) = row.table.primary_key.columns
    new = {name: value for name, value in values.items() if name not in _OWN}
    written.note(row.table, values[key.name], {}, new)


def _edit(tx: WriteTx, row: EditedRow, written: _Written) -> None:
    present = _read(tx, row.table, row.key)
    if row.base_version is not None and present["row_version"] != row.base_version:
        raise MovedOnError(table=row.table.name)
    after = {name: value for name, value in row.values.items() if present[name] != value}
    if not after:
        return
    before = {name: present[name] for name in after}
    key = _key_of(row.table)
    tx.connection.execute(
        sa.update(row.table).where(key == row.key).values(**after, updated_at=tx.now)
    )
    written.changes.append(
        RowChanged(
            table=row.table.name,
            row_id=row.key,
            before=before,
            after=after,
            base_version=present["row_version"],
        )
    )
    written.note(row.table, row.key, before, after)


def _remove(tx: WriteTx, row: RemovedRow, written: _Written) -> None:
    present = _read(tx, row.table, row.key)
    tx.connection.execute(sa.delete(row.table).where(_key_of(row.table) == row.key))
    before = {name: value for name, value in present.items() if name not in _OWN}
    written.changes.append(
        RowChanged(
            table=row.table.name,
            row_id=row.key,
            before=before,
            after=None,
            base_version=present["row_version"],
        )
    )
    written.note(row.table, row.key, before, {})


def _read(tx: WriteTx, table: sa.Table, key: UUID) -> sa.RowMapping:
    found = tx.connection.execute(sa.select(table).where(_key_of(table) == key)).mappings().first()
    if found is None:
        raise MovedOnError(table=table.name)
    return found


def _key_of(table: sa.Table) -> sa.Column[Any]:
    (key,) = table.primary_key.columns
    return key


_WRITERS: Mapping[type[RowChange], Any] = {AddedRow: _add, EditedRow: _edit, RemovedRow: _remove}
