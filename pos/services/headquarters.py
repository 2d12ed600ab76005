"""Changes rows that are headquarters' from a till: staff, roles, settings, taxes, ways to pay.

One call writes the rows here, a line of the audit log with what was before and after, and one fact
that carries both to central. Central takes it when the person named in that line may do it in its
own books, and refuses fields that have become something else there meanwhile (sync/README.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from pos.domain.errors import RefusedError
from pos.domain.fact import Fact, Operation, Row, RowChanged, RowsWritten, to_json
from pos.services.audit import AuditEntry, insert_audit
from pos.uow import WriteTx

HIDDEN = "hidden"
"""Stands in the audit log for what proves who somebody is."""


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

    rows: list[RowsWritten] = field(default_factory=list)
    changes: list[RowChanged] = field(default_factory=list)
    difference: dict[str, list[Any]] = field(default_factory=dict)

    def note(self, table: sa.Table, before: Row, after: Row) -> None:
        for name in {**before, **after}:
            is_proof = name.endswith("_hash")
            values = [HIDDEN, HIDDEN] if is_proof else [before.get(name), after.get(name)]
            self.difference[f"{table.name}.{name}"] = [to_json(value) for value in values]


def write_setup(tx: WriteTx, change: SetupChange) -> bool:
    """Write what somebody decided; False when everything was so already.

    Raises:
        MovedOnError: A row has another version than the person saw.
    """
    written = _Written()
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
    tx.record(
        Fact(
            kind=change.action,
            version=1,
            table=table.name,
            row_id=key,
            operation=Operation.INSERT if written.rows else Operation.UPDATE,
            rows=(*written.rows, RowsWritten(table="audit_log", rows=(audited,))),
            changes=tuple(written.changes),
        )
    )
    return True


def _add(tx: WriteTx, row: AddedRow, written: _Written) -> None:
    values = dict(row.values)
    tx.connection.execute(sa.insert(row.table), values)
    written.rows.append(RowsWritten(table=row.table.name, rows=(values,)))
    written.note(row.table, {}, {name: value for name, value in values.items() if name != "id"})


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
    written.note(row.table, before, after)


def _remove(tx: WriteTx, row: RemovedRow, written: _Written) -> None:
    present = _read(tx, row.table, row.key)
    tx.connection.execute(sa.delete(row.table).where(_key_of(row.table) == row.key))
    own = {"id", "created_at", "updated_at", "row_version"}
    before = {name: value for name, value in present.items() if name not in own}
    written.changes.append(
        RowChanged(
            table=row.table.name,
            row_id=row.key,
            before=before,
            after=None,
            base_version=present["row_version"],
        )
    )
    written.note(row.table, before, {})


def _read(tx: WriteTx, table: sa.Table, key: UUID) -> sa.RowMapping:
    found = tx.connection.execute(sa.select(table).where(_key_of(table) == key)).mappings().first()
    if found is None:
        raise MovedOnError(table=table.name)
    return found


def _key_of(table: sa.Table) -> sa.Column[Any]:
    (key,) = table.primary_key.columns
    return key


_WRITERS: Mapping[type[RowChange], Any] = {AddedRow: _add, EditedRow: _edit, RemovedRow: _remove}
