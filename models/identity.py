"""People and how they prove who they are: customers, staff, roles, addresses, keys."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import (
    Archived,
    Internal,
    Mutable,
    Row,
    Side,
    central_reference,
    default,
    one_of,
    reference,
)
from models.types import (
    EmptyList,
    EmptyText,
    StartsFalse,
    StartsNow,
    StartsTrue,
    UtcNow,
    Zero,
    ZeroBigInt,
)


class UserRow(Archived, int_id=True):
    """Every person the business knows: customers, staff, service accounts.

    Sync: shared-lww. On every register: yes (staff and the store's customers; all customers if
    setting sync.customers = all).
    """

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint("merged_into_id <> id", name="not_self"),
        Index(None, "name"),
    )

    # Kept lower-case by the app; login, e-receipts.
    email: Mapped[str | None] = mapped_column(unique=True)
    phone: Mapped[str | None] = mapped_column(unique=True)  # E.164; loyalty look-up at the till
    name: Mapped[str]  # display name, always filled
    first_name: Mapped[str | None]
    last_name: Mapped[str | None]
    customer_no: Mapped[str | None] = mapped_column(unique=True)  # loyalty / member card number
    avatar_blob_id: Mapped[UUID | None] = reference("blobs.id", ondelete="SET NULL")
    is_active: Mapped[StartsTrue]
    is_system: Mapped[StartsFalse]  # walk-in customer and service accounts; cannot be edited
    email_verified_at: Mapped[datetime | None]
    phone_verified_at: Mapped[datetime | None]
    note: Mapped[str | None]
    tax_exempt_no: Mapped[str | None]
    marketing_opt_in: Mapped[StartsFalse]
    # Duplicate folded into this person.
    merged_into_id: Mapped[UUID | None] = central_reference("users.id", ondelete="SET NULL")


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


class RoleRow(Mutable, int_id=True):
    """Named permission sets.

    Sync: down. On every register: yes.
    """

    __tablename__ = "roles"

    code: Mapped[str] = mapped_column(unique=True)  # customer, staff, manager, admin are seeded
    name: Mapped[str] = mapped_column(unique=True)
    description: Mapped[str | None]
    permissions: Mapped[EmptyList]  # array of permission codes, e.g. order.void, discount.over_20
    rank: Mapped[Zero]  # highest rank wins where a seed shows one role
    is_system: Mapped[StartsFalse]


class UserRoleRow(Mutable, int_id=True):
    """Who has which role.

    Sync: down. On every register: yes (staff).
    """

    __tablename__ = "user_roles"
    __table_args__ = (
        UniqueConstraint("user_id", "role_id"),
        Index(None, "role_id"),
    )

    user_id: Mapped[UUID] = reference("users.id", ondelete="CASCADE")
    role_id: Mapped[UUID] = reference("roles.id", ondelete="CASCADE")
    assigned_at: Mapped[StartsNow]
    assigned_by: Mapped[UUID | None] = central_reference("users.id", ondelete="SET NULL")


class StaffRow(Row):
    """Employee data; PIN for register sign-in.

    Sync: down. On every register: yes (home store and floaters).
    """

    __tablename__ = "staff"
    __table_args__ = (Index(None, "home_store_id"),)

    user_id: Mapped[UUID] = reference("users.id", ondelete="CASCADE", primary_key=True)
    employee_no: Mapped[str] = mapped_column(unique=True)
    pin_hash: Mapped[str | None]  # argon2id with per-row salt; verified offline
    pin_changed_at: Mapped[datetime | None]
    # Null: may work in every store.
    home_store_id: Mapped[UUID | None] = reference("stores.id", ondelete="SET NULL")
    hired_on: Mapped[date | None]
    left_on: Mapped[date | None]
    is_active: Mapped[StartsTrue]
    created_at: Mapped[StartsNow]
    updated_at: Mapped[StartsNow] = mapped_column(onupdate=UtcNow())
    row_version: Mapped[ZeroBigInt]


class AddressRow(Archived, int_id=True):
    """Postal addresses of people and stores.

    Sync: shared-lww. On every register: with their user.
    """

    __tablename__ = "addresses"
    __table_args__ = (
        Index(None, "user_id", "is_default"),
        Index(None, "postal_code"),
    )

    # Null: store or guest address.
    user_id: Mapped[UUID | None] = reference("users.id", ondelete="CASCADE")
    type: Mapped[str] = one_of("shipping", "billing", "both", default="shipping")
    recipient_name: Mapped[EmptyText]
    first_name: Mapped[str | None]
    last_name: Mapped[str | None]
    company: Mapped[str | None]
    phone: Mapped[str | None]
    line1: Mapped[str]
    line2: Mapped[str | None]
    city: Mapped[str]
    state: Mapped[EmptyText]
    postal_code: Mapped[str]
    country: Mapped[str] = default("US")  # ISO 3166-1 alpha-2
    is_default: Mapped[StartsFalse]


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
