"""The register's half of the exchange with central: the tape going up, marks of what came down."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Row, Side, one_of, partial_index
from models.types import BigInt, Bytes32, JsonValue, StartsNow, UtcNow, Zero, ZeroBigInt


class OutboxRow(Row, side=Side.REGISTER):
    """The tape: every fact this register has to tell, in the order in which it happened.

    Append-only; `seq` is dense within an incarnation. An incarnation is one life of the database
    file: a restored or cloned register goes on under the next one, from 1. A line stays until it
    is acknowledged and older than anything central could lose.
    """

    __tablename__ = "outbox"
    __table_args__ = (partial_index("ix_outbox_waiting", "seq", where="acked_at IS NULL"),)

    incarnation: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[BigInt] = mapped_column(primary_key=True, autoincrement=False)
    op_id: Mapped[UUID] = mapped_column(unique=True)  # idempotency key, kept across incarnations
    kind: Mapped[str]  # name of the fact, as in sale_completed
    version: Mapped[int]  # of the payload's form, per kind
    table_name: Mapped[str]  # of the row the fact is about
    row_id: Mapped[UUID]
    op: Mapped[str] = one_of("insert", "update", "delete", "delta")
    payload: Mapped[str]  # one line of canonical JSON: the exact bytes that were hashed
    chain: Mapped[Bytes32]  # sha-256 of the chain before it and the payload
    base_version: Mapped[BigInt | None]  # row_version the change was made on
    created_at: Mapped[StartsNow]
    attempts: Mapped[Zero]
    last_error: Mapped[str | None]
    acked_at: Mapped[datetime | None]  # what central said last; central's own mark is the truth


class SyncStateRow(Row, side=Side.REGISTER):
    """Cursors and marks of this node: pull_cursor, bootstrap_done, clock_offset_ms and others."""

    __tablename__ = "sync_state"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[JsonValue]
    updated_at: Mapped[StartsNow] = mapped_column(onupdate=UtcNow())


class CounterRow(Row, side=Side.REGISTER):
    """Gap-free numbers of this register, taken in the transaction that uses them.

    Names: order, receipt, journal, payment, refund, return, shift, stock_document.
    """

    __tablename__ = "counters"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[ZeroBigInt]  # the last number used
    last_hash: Mapped[str | None]  # end of the journal chain
    updated_at: Mapped[StartsNow] = mapped_column(onupdate=UtcNow())


class PullLogRow(Row, side=Side.REGISTER):
    """One line per page taken from the feed, kept 30 days.

    After a restore of central, the cursor goes back to the last page whose head central still has.
    """

    __tablename__ = "pull_log"

    id: Mapped[int] = mapped_column(primary_key=True)
    cursor: Mapped[BigInt]  # feed position after the page
    head: Mapped[BigInt]  # central's newest position when the page was read
    epoch: Mapped[int]
    pulled_at: Mapped[StartsNow]


class QuarantineRow(Row, side=Side.REGISTER):
    """A row of the feed that this version of the program cannot store. Shown, never dropped."""

    __tablename__ = "quarantine"

    table_name: Mapped[str] = mapped_column(primary_key=True)
    row_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[BigInt]  # in the feed
    payload: Mapped[JsonValue]
    error: Mapped[str]
    quarantined_at: Mapped[StartsNow]
