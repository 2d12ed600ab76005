"""Prices other than the shelf price: for a while, for a group of customers, or both."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Archived, Mutable, reference
from models.types import Cents, StartsTrue


class CustomerGroupRow(Archived):
    """Customers who are treated alike: members of the club, nurseries, staff.

    Sync: down. On every register: yes.
    """

    __tablename__ = "customer_groups"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]


class CustomerGroupMemberRow(Mutable):
    """Who is in which group.

    Sync: down. On every register: with its customer.
    """

    __tablename__ = "customer_group_members"
    __table_args__ = (
        UniqueConstraint("customer_group_id", "user_id"),
        Index(None, "user_id"),
    )

    customer_group_id: Mapped[UUID] = reference("customer_groups.id", ondelete="CASCADE")
    user_id: Mapped[UUID] = reference("users.id", ondelete="CASCADE")


class PriceListRow(Archived):
    """Prices for some customers, some days, or some customers on some days.

    Sync: down. On every register: yes.
    """

    __tablename__ = "price_lists"
    __table_args__ = (CheckConstraint("valid_to >= valid_from", name="period"),)

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]  # as printed
    # Null: for everybody.
    customer_group_id: Mapped[UUID | None] = reference("customer_groups.id", ondelete="CASCADE")
    store_id: Mapped[UUID | None] = reference("stores.id", ondelete="CASCADE")  # null: every store
    valid_from: Mapped[date | None]  # first day, where the store is; null: since ever
    valid_to: Mapped[date | None]  # last day; null: no end
    is_active: Mapped[StartsTrue]
    is_stackable: Mapped[StartsTrue]  # offers and coupons may come off these prices as well


class PriceListPriceRow(Mutable):
    """What a variant costs on a price list.

    Sync: down. On every register: yes.
    """

    __tablename__ = "price_list_prices"
    __table_args__ = (
        UniqueConstraint("price_list_id", "variant_id"),
        CheckConstraint("price_cents >= 0", name="price"),
        Index(None, "variant_id"),
    )

    price_list_id: Mapped[UUID] = reference("price_lists.id", ondelete="CASCADE")
    variant_id: Mapped[UUID] = reference("variants.id", ondelete="CASCADE")
    price_cents: Mapped[Cents]  # of price_unit_qty units, as the variant's own price
    # The lowest price of the 30 days before the list begins, which alone may be shown as "was"
    # (98/6/EC, article 6a). Null: not known, so nothing is shown.
    prior_price_cents: Mapped[Cents | None]
