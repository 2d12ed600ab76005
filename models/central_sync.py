"""Central's half of the exchange, in schema `sync`: the copies of the tapes and the board.

The tape goes up: `device_head` knows how far each tape was copied, `inbox` holds what was copied.
The board comes down: writers note keys in `change_inbox`, one sequencer gives them positions in
`feed`, and registers read the rows behind the keys. Devices call functions of schema `sync_api`;
they have no right to any of these tables.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Identity,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    UniqueConstraint,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import UserDefinedType

from models.base import Internal, Row, Side, default, one_of, partial_index, reference
from models.types import (
    BigInt,
    Bytes32,
    EmptyObject,
    Flag,
    JsonValue,
    StartsNow,
    UtcNow,
    Zero,
    ZeroBigInt,
)

SCHEMA = "sync"


class TransactionId(UserDefinedType[int]):
    """PostgreSQL's 64-bit transaction number."""

    cache_ok = True

    def get_col_spec(self, **_options: object) -> str:
        """Return the name of the type."""
        return "xid8"


class EpochRow(Row, side=Side.CENTRAL):
    """One history of the central database; a failover or a restore begins another.

    The uuid is its identity, the number only the order.
    """

    __tablename__ = "epoch"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012

    epoch: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    uuid: Mapped[UUID] = mapped_column(unique=True)
    system_identifier: Mapped[BigInt]
    timeline: Mapped[int]
    start_pos: Mapped[BigInt]  # the feed's head when it began, before any new position
    started_at: Mapped[StartsNow]


class DeviceRow(Row, side=Side.CENTRAL):
    """Enrolment and progress of each register."""

    __tablename__ = "device"
    __table_args__ = (Index(None, "store_id"), {"schema": SCHEMA})

    device_id: Mapped[UUID] = reference("registers.id", ondelete="CASCADE", primary_key=True)
    store_id: Mapped[UUID] = reference("stores.id", ondelete="RESTRICT")
    device_name: Mapped[str | None]
    database_role: Mapped[str | None] = mapped_column(unique=True)
    status: Mapped[str] = one_of("active", "blocked", "revoked", default="active")
    incarnation: Mapped[int] = default(1)  # the life of the register's file that may push now
    receipt_series: Mapped[str | None]
    token_hash: Mapped[str] = mapped_column(unique=True)
    public_key: Mapped[str | None]
    app_version: Mapped[str | None]
    protocol_version: Mapped[int | None]
    schema_version: Mapped[str | None]
    clock_offset_ms: Mapped[BigInt | None]  # device minus central
    pulled_seq: Mapped[ZeroBigInt]  # feed position it confirmed
    pulled_epoch: Mapped[int | None]
    last_seen_at: Mapped[datetime | None]
    created_at: Mapped[StartsNow]
    updated_at: Mapped[StartsNow] = mapped_column(onupdate=UtcNow())


class DeviceHeadRow(Row, side=Side.CENTRAL):
    """How far one tape was copied: the watermark, and the lock of a push."""

    __tablename__ = "device_head"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012

    device_id: Mapped[UUID] = reference(
        f"{SCHEMA}.device.device_id", ondelete="CASCADE", primary_key=True
    )
    incarnation: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last_seq: Mapped[ZeroBigInt]
    chain: Mapped[Bytes32 | None]  # null: nothing was copied yet
    last_receipts: Mapped[EmptyObject]  # {series: last number}
    ended_at: Mapped[datetime | None]  # another installation took over: this life sends no more
    updated_at: Mapped[StartsNow] = mapped_column(onupdate=UtcNow())


class InboxRow(Row, side=Side.CENTRAL, partition_by="RANGE (event_id)"):
    """One fact of a tape, stored before anyone tries to understand it.

    Partitioned by event_id, which begins with the time at the till. No content can stop a tape.
    """

    __tablename__ = "inbox"
    __table_args__ = (
        PrimaryKeyConstraint("store_id", "event_id"),
        Index(None, "device_id", "incarnation", "seq"),
        partial_index("ix_inbox_unfinished", "status", where="status <> 'done'"),
        {"schema": SCHEMA},
    )

    store_id: Mapped[UUID]
    event_id: Mapped[UUID]  # op_id of the register's outbox
    device_id: Mapped[UUID]
    incarnation: Mapped[int]
    seq: Mapped[BigInt]
    kind: Mapped[str]
    version: Mapped[int]
    envelope: Mapped[str]  # the line as it was hashed
    status: Mapped[str] = one_of("new", "done", "deferred", "dead", default="new")
    received_at: Mapped[StartsNow]


class DeadLetterRow(Row, side=Side.CENTRAL):
    """A fact that could not be taken into the business tables; waits for a person."""

    __tablename__ = "dead_letter"
    __table_args__ = (
        Index(None, "state"),
        {"schema": SCHEMA},
    )

    device_id: Mapped[UUID] = mapped_column(primary_key=True)
    incarnation: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[BigInt] = mapped_column(primary_key=True, autoincrement=False)
    event_id: Mapped[UUID | None]  # null: the line could not be read
    raw: Mapped[bytes | None] = mapped_column(
        LargeBinary
    )  # the line itself when it is not in inbox
    sqlstate: Mapped[str | None]
    message: Mapped[str]
    attempts: Mapped[Zero]
    state: Mapped[str] = one_of("open", "resolved", "dismissed", default="open")
    resolved_by: Mapped[UUID | None] = reference("users.id", ondelete="SET NULL")
    resolved_at: Mapped[datetime | None]
    created_at: Mapped[StartsNow]
    superseded_by: Mapped[UUID | None]  # event_id of the fact with which somebody corrected it


class UncountedRow(Row, side=Side.CENTRAL):
    """A movement of stock that its level does not contain yet (sync.md 2.5, the roller)."""

    __tablename__ = "uncounted"
    __table_args__ = (Index(None, "variant_id", "location_id"), {"schema": SCHEMA})

    movement_id: Mapped[UUID] = mapped_column(primary_key=True)
    variant_id: Mapped[UUID]
    location_id: Mapped[UUID]
    quantity_delta: Mapped[BigInt]


class ChangeInboxRow(Row, side=Side.CENTRAL):
    """A key that changed and has no position yet."""

    __tablename__ = "change_inbox"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012

    id: Mapped[BigInt] = mapped_column(Identity(always=True), primary_key=True)
    # The change counts once no older transaction is still writing.
    xid: Mapped[int] = mapped_column(TransactionId, server_default=text("pg_current_xact_id()"))
    feed_id: Mapped[UUID]
    table_name: Mapped[str]
    row_id: Mapped[UUID]


class FeedRow(Row, side=Side.CENTRAL):
    """The newest position of each key in each feed; a key whose row is gone is a tombstone.

    A feed belongs to one store, or to every store under the zero UUID.
    """

    __tablename__ = "feed"
    __table_args__ = (UniqueConstraint("feed_id", "pos"), {"schema": SCHEMA})

    feed_id: Mapped[UUID] = mapped_column(primary_key=True)
    table_name: Mapped[str] = mapped_column(primary_key=True)
    row_id: Mapped[UUID] = mapped_column(primary_key=True)
    pos: Mapped[BigInt]
    changed_at: Mapped[StartsNow]


class HeadRow(Row, side=Side.CENTRAL):
    """The newest position given out, in one row; whoever holds its lock is the sequencer."""

    __tablename__ = "head"
    __table_args__ = (
        CheckConstraint("is_only", name="one_row"),
        {"schema": SCHEMA},
    )

    is_only: Mapped[bool] = mapped_column(Flag, primary_key=True, server_default=true())
    pos: Mapped[ZeroBigInt]
    purged_pos: Mapped[ZeroBigInt]  # rows that went before are forgotten, up to here


class SyncConflictRow(Internal, side=Side.CENTRAL):
    """Clashes met while merging, with the outcome; a notification goes to the store."""

    __tablename__ = "sync_conflicts"
    __table_args__ = (
        Index(None, "resolution"),
        Index(None, "table_name", "row_id"),
    )

    register_id: Mapped[UUID | None] = reference("registers.id", ondelete="SET NULL")
    op_id: Mapped[UUID | None]
    table_name: Mapped[str]
    row_id: Mapped[UUID]
    kind: Mapped[str] = one_of(
        "field_clash",
        "unique_clash",
        "stale_update",
        "missing_parent",
        "negative_stock",
        "overspent_value",
        "over_limit",
        "chain_break",
    )
    central_data: Mapped[JsonValue | None]
    register_data: Mapped[JsonValue | None]
    resolution: Mapped[str] = one_of(
        "open",
        "central_kept",
        "register_kept",
        "merged",
        "split",
        "dismissed",
        default="open",
    )
    resolved_by: Mapped[UUID | None] = reference("users.id", ondelete="SET NULL")
    resolved_at: Mapped[datetime | None]
    note: Mapped[str | None]
