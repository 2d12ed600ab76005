"""Everything that a till knows about one customer, over all records that are theirs."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from models.orders import OrderRow
from models.price_lists import CustomerGroupMemberRow, CustomerGroupRow
from models.registry import RegistryItemRow, RegistryRow
from models.stored_value import StoredValueAccountRow
from pos.domain.contact import CustomerDetails
from pos.domain.credit import CreditLine
from pos.queries.customer_account import (
    CreditMovement,
    OwedOrder,
    list_credit_movements,
    list_owed_orders,
)
from pos.queries.customer_addresses import CustomerAddress, list_addresses
from pos.queries.customer_records import RECORDS_OF
from pos.queries.customers import PERSON_OF
from pos.queries.promises import read_credit
from pos.uow import ReadTx

ORDERS_SHOWN_MAX = 20

_ORDERS = OrderRow.__table__
_GROUPS = CustomerGroupRow.__table__
_MEMBERS = CustomerGroupMemberRow.__table__
_ACCOUNTS = StoredValueAccountRow.__table__
_REGISTRIES = RegistryRow.__table__
_WISHES = RegistryItemRow.__table__


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerOrder:
    """One thing they bought.

    Attributes:
        placed_at: UTC.
        refunded_cents: What of it was given back.
    """

    order_id: UUID
    number: str
    placed_at: datetime
    status: str
    total_cents: int
    refunded_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerRegistry:
    """Their open gift registry."""

    name: str
    due_date: date
    wished: int
    bought: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerSums:
    """What they bought so far, as far as this till knows.

    Attributes:
        spent_cents: What they paid, less what was given back.
        last_at: UTC; None: they bought nothing yet.
    """

    orders: int
    spent_cents: int
    last_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """A customer in full.

    Attributes:
        version: Of the record, so that what headquarters changed meanwhile is not overwritten.
        since: When they were first written down, UTC.
        groups: Names of the groups they are in.
        credit_cents: Store credit they may spend.
        movements: The last changes of that credit, the newest first.
        account: What they may pay later, and owe.
        owing: The orders that they owe for.
        orders: The newest first, at most `ORDERS_SHOWN_MAX`.
    """

    customer_id: UUID
    version: int
    details: CustomerDetails
    since: datetime
    groups: tuple[str, ...]
    credit_cents: int
    movements: tuple[CreditMovement, ...]
    account: CreditLine
    owing: tuple[OwedOrder, ...]
    addresses: tuple[CustomerAddress, ...]
    registry: CustomerRegistry | None
    sums: CustomerSums
    orders: tuple[CustomerOrder, ...]


_GROUPS_OF = (
    sa.select(_GROUPS.c.name)
    .join_from(_MEMBERS, _GROUPS, _GROUPS.c.id == _MEMBERS.c.customer_group_id)
    .where(_MEMBERS.c.user_id.in_(RECORDS_OF), _GROUPS.c.deleted_at.is_(None))
    .distinct()
    .order_by(_GROUPS.c.name)
)
_CREDIT_OF = sa.select(sa.func.coalesce(sa.func.sum(_ACCOUNTS.c.balance_cents), 0)).where(
    _ACCOUNTS.c.user_id.in_(RECORDS_OF),
    _ACCOUNTS.c.kind == "store_credit",
    _ACCOUNTS.c.status == "active",
    _ACCOUNTS.c.deleted_at.is_(None),
)
_REGISTRY_OF = (
    sa.select(
        _REGISTRIES.c.name,
        _REGISTRIES.c.due_date,
        sa.func.coalesce(sa.func.sum(_WISHES.c.quantity), 0).label("wished"),
        sa.func.coalesce(sa.func.sum(_WISHES.c.purchased), 0).label("bought"),
    )
    .select_from(_REGISTRIES.outerjoin(_WISHES, _WISHES.c.registry_id == _REGISTRIES.c.id))
    .where(_REGISTRIES.c.user_id.in_(RECORDS_OF), _REGISTRIES.c.closed_at.is_(None))
    .group_by(_REGISTRIES.c.id)
    .order_by(_REGISTRIES.c.due_date)
    .limit(1)
)
_COUNTS = (_ORDERS.c.user_id.in_(RECORDS_OF), _ORDERS.c.status != "cancelled")
_SUMS_OF = sa.select(
    sa.func.count().label("orders"),
    sa.func.coalesce(sa.func.sum(_ORDERS.c.total_cents - _ORDERS.c.refunded_cents), 0).label(
        "spent_cents"
    ),
    sa.func.max(_ORDERS.c.placed_at).label("last_at"),
).where(*_COUNTS)
_ORDERS_OF = (
    sa.select(
        _ORDERS.c.id.label("order_id"),
        _ORDERS.c.number,
        _ORDERS.c.placed_at,
        _ORDERS.c.status,
        _ORDERS.c.total_cents,
        _ORDERS.c.refunded_cents,
    )
    .where(_ORDERS.c.user_id.in_(RECORDS_OF))
    .order_by(_ORDERS.c.placed_at.desc(), _ORDERS.c.number.desc())
    .limit(ORDERS_SHOWN_MAX)
)


def find_customer(tx: ReadTx, customer_id: UUID) -> Customer | None:
    """Return a customer in full; a record that was folded leads to the one that stays."""
    run = tx.connection.execute
    row = run(PERSON_OF, {"customer_id": customer_id}).first()
    if row is None:
        return None
    which = {"customer_id": row.id}
    registry = run(_REGISTRY_OF, which).mappings().first()
    return Customer(
        customer_id=row.id,
        version=row.row_version,
        details=_details(row),
        since=row.created_at,
        groups=tuple(run(_GROUPS_OF, which).scalars()),
        credit_cents=run(_CREDIT_OF, which).scalar_one(),
        movements=list_credit_movements(tx, row.id),
        account=read_credit(tx, row.id),
        owing=list_owed_orders(tx, row.id),
        addresses=list_addresses(tx, row.id),
        registry=None if registry is None else CustomerRegistry(**registry),
        sums=CustomerSums(**run(_SUMS_OF, which).mappings().one()),
        orders=tuple(CustomerOrder(**each) for each in run(_ORDERS_OF, which).mappings()),
    )


def _details(row: sa.Row) -> CustomerDetails:  # type: ignore[type-arg]
    return CustomerDetails(
        name=row.name,
        phone=row.phone or "",
        email=row.email or "",
        card_no=row.customer_no or "",
        note=row.note or "",
        tax_exempt_no=row.tax_exempt_no or "",
        marketing_opt_in=row.marketing_opt_in,
    )
