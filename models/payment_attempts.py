"""What was asked of a card terminal, written before it was asked."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped

from models.base import Internal, Side, one_of, partial_index
from models.types import Cents, Currency, JsonValue, StartsFalse, ZeroCents


class PaymentAttemptRow(Internal, side=Side.REGISTER):
    """One request to a card terminal; the tender of a sale when it was approved.

    Sync: never. On every register: own.
    """

    __tablename__ = "payment_attempts"
    __table_args__ = (
        CheckConstraint("amount_cents > 0", name="amount"),
        CheckConstraint("length(card_last4) = 4", name="card"),
        Index(None, "cart_id"),
        Index(None, "state", "order_id"),
        Index(None, "driver", "answered_at"),
        partial_index(
            "ix_payment_attempts_giving_back",
            "giving_back_since",
            where="giving_back_since IS NOT NULL",
        ),
    )

    # The key is also the reference that the terminal is given: the same when it is asked again.
    cart_id: Mapped[UUID]
    sale_id: Mapped[UUID]  # what the order will be called
    order_id: Mapped[UUID | None]  # null: it pays nothing yet
    method_code: Mapped[str]
    driver: Mapped[str]
    amount_cents: Mapped[Cents]
    tip_cents: Mapped[ZeroCents]
    currency: Mapped[Currency]
    state: Mapped[str] = one_of(
        "sent",
        "approved",
        "declined",
        "cancelled",
        "not_started",
        "unknown",
        "not_charged",
        "reversed",
        default="sent",
    )
    is_late: Mapped[StartsFalse]  # approved after somebody had been told that it was not
    answered_at: Mapped[datetime | None]
    message: Mapped[str | None]  # of the terminal, for people
    authorisation: Mapped[str | None]
    card_last4: Mapped[str | None]
    card_brand: Mapped[str | None]
    staff_id: Mapped[UUID]
    resolved_by: Mapped[UUID | None]  # who said what an unknown one was
    resolved_at: Mapped[datetime | None]
    # The terminal's last receipt before it was asked; null: nobody knew it for sure.
    before_terminal_id: Mapped[str | None]
    before_receipt_no: Mapped[int | None]
    # Where the terminal keeps what it charged.
    terminal_id: Mapped[str | None]
    receipt_no: Mapped[int | None]
    # When the terminal was to give it back; null: never, or it said what became of that.
    giving_back_since: Mapped[datetime | None]
    customer_text: Mapped[JsonValue | None]  # lines for the customer's paper
