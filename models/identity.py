"""People: customers, staff, their roles and addresses."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import (
    Archived,
    Mutable,
    Row,
    central_reference,
    default,
    one_of,
    reference,
)
from models.types import (
    Cents,
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
    credit_limit_cents: Mapped[Cents | None]  # of what may be owed on account; null: nothing may
    marketing_opt_in: Mapped[StartsFalse]
    # From then on the record is empty; orders go on pointing at it.
    erased_at: Mapped[datetime | None]
    # Duplicate folded into this person.
    merged_into_id: Mapped[UUID | None] = central_reference("users.id", ondelete="SET NULL")


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
