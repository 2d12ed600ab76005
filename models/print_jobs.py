"""Paper that has to come out, written in the transaction of the sale it belongs to."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Row, Side, one_of
from models.types import StartsFalse, StartsNow, UtcNow, Zero


class PrintJobRow(Row, side=Side.REGISTER):
    """One receipt, label, report or drawer kick on its way to a device.

    The payload stays, so that a copy equals the original after prices and templates changed.
    """

    __tablename__ = "print_jobs"
    __table_args__ = (
        Index(None, "printer", "state", "next_at"),
        Index(None, "doc_type", "doc_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    printer: Mapped[str]  # code of the device in the register's settings
    kind: Mapped[str]  # receipt, label, report, slip, ticket, drawer
    doc_type: Mapped[str | None]  # table of the document; null: a test page or the drawer
    doc_id: Mapped[UUID | None]
    spec_json: Mapped[str]  # what is on the paper, from which the payload was drawn
    payload: Mapped[bytes | None] = mapped_column(LargeBinary)  # null: drawn later, or cleared
    width_dots: Mapped[int | None]
    state: Mapped[str] = one_of(
        "queued",
        "sending",
        "done",
        "sent_unconfirmed",
        "waiting",
        "interrupted",
        "expired",
        "cancelled",
        "failed",
        default="queued",
    )
    attempts: Mapped[Zero]
    bytes_started_at: Mapped[datetime | None]  # from here on a repeat is a COPY
    next_at: Mapped[datetime | None]  # null: at once
    confirmed_at: Mapped[datetime | None]
    error_code: Mapped[str | None]
    is_copy: Mapped[StartsFalse]
    copy_no: Mapped[Zero]  # 0: the original
    expires_at: Mapped[datetime | None]
    created_by: Mapped[UUID | None]
    created_at: Mapped[StartsNow]
    updated_at: Mapped[StartsNow] = mapped_column(onupdate=UtcNow())
