"""What lets people and programs in at central: passwords, tokens, sessions, keys."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import (
    Internal,
    Row,
    Side,
    one_of,
    reference,
)
from models.types import (
    EmptyList,
    StartsNow,
    StartsTrue,
    UtcNow,
    Zero,
)


class UserCredentialRow(Row, side=Side.CENTRAL):
    """Password login data, kept apart so that hashes never reach a register.

    Sync: central. On every register: no.
    """

    __tablename__ = "user_credentials"

    user_id: Mapped[UUID] = reference("users.id", ondelete="CASCADE", primary_key=True)
    password_hash: Mapped[str]  # bcrypt cost 12 or argon2id, full modular string
    password_changed_at: Mapped[StartsNow]
    last_login_at: Mapped[datetime | None]
    failed_attempts: Mapped[Zero]
    locked_until: Mapped[datetime | None]
    created_at: Mapped[StartsNow]
    updated_at: Mapped[StartsNow] = mapped_column(onupdate=UtcNow())


class VerificationTokenRow(Internal, side=Side.CENTRAL):
    """One-time secrets: password reset, phone code, e-mail check.

    Sync: central. On every register: no.
    """

    __tablename__ = "verification_tokens"
    __table_args__ = (
        CheckConstraint(
            "user_id IS NOT NULL OR phone IS NOT NULL OR email IS NOT NULL",
            name="subject",
        ),
        Index(None, "user_id"),
        Index(None, "phone"),
        Index(None, "expires_at"),
    )

    purpose: Mapped[str] = one_of("password_reset", "phone_otp", "email_verify")
    user_id: Mapped[UUID | None] = reference("users.id", ondelete="CASCADE")
    phone: Mapped[str | None]
    email: Mapped[str | None]
    token_hash: Mapped[str] = mapped_column(unique=True)  # the secret itself is never stored
    attempts: Mapped[Zero]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SessionRow(Internal, side=Side.CENTRAL, int_id=True):
    """Web / API sessions, also of guests.

    Sync: central. On every register: no.
    """

    __tablename__ = "sessions"
    __table_args__ = (
        Index(None, "user_id"),
        Index(None, "cart_id"),
        Index(None, "expires_at"),
    )

    token_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[UUID | None] = reference("users.id", ondelete="CASCADE")
    cart_id: Mapped[UUID | None] = reference("carts.id", ondelete="SET NULL")  # guest cart
    expires_at: Mapped[datetime]
    last_activity_at: Mapped[StartsNow]


class ApiKeyRow(Internal, side=Side.CENTRAL, int_id=True):
    """Keys for integrations.

    Sync: central. On every register: no.
    """

    __tablename__ = "api_keys"
    __table_args__ = (Index(None, "user_id"),)

    user_id: Mapped[UUID] = reference("users.id", ondelete="CASCADE")
    key_hash: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    scopes: Mapped[EmptyList]
    is_active: Mapped[StartsTrue]
    revoked_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
