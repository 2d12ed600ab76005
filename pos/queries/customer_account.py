"""How a customer's store credit came about, and for which orders they still owe."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from models.orders import OrderRow
from models.payments import PaymentMethodRow, PaymentRow
from models.stored_value import StoredValueAccountRow, StoredValueEntryRow
from pos.domain.sale import TenderState
from pos.domain.stored_value import AccountKind, EntryKind
from pos.queries.customer_records import RECORDS_OF
from pos.queries.promises import ON_ACCOUNT
from pos.uow import ReadTx

MOVEMENTS_SHOWN_MAX = 5
OWING_SHOWN_MAX = 10

_ACCOUNTS = StoredValueAccountRow.__table__
_ENTRIES = StoredValueEntryRow.__table__
_ORDERS = OrderRow.__table__
_PAYMENTS = PaymentRow.__table__
_METHODS = PaymentMethodRow.__table__


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditMovement:
    """One change of their credit.

    Attributes:
        amount_cents: Signed: positive for the customer.
        moved_at: UTC.
    """

    kind: EntryKind
    amount_cents: int
    moved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedOrder:
    """An order that is not paid yet, on account.

    Attributes:
        placed_at: UTC.
    """

    number: str
    placed_at: datetime
    owed_cents: int


_MOVEMENTS_OF = (
    sa.select(_ENTRIES.c.kind, _ENTRIES.c.amount_cents, _ENTRIES.c.occurred_at.label("moved_at"))
    .join_from(_ENTRIES, _ACCOUNTS, _ACCOUNTS.c.id == _ENTRIES.c.account_id)
    .where(
        _ACCOUNTS.c.user_id.in_(RECORDS_OF),
        _ACCOUNTS.c.kind == str(AccountKind.STORE_CREDIT),
    )
    .order_by(_ENTRIES.c.occurred_at.desc(), _ENTRIES.c.id.desc())
    .limit(MOVEMENTS_SHOWN_MAX)
)
_OWED = sa.func.sum(_PAYMENTS.c.amount_cents - _PAYMENTS.c.refunded_cents)
_OWING_OF = (
    sa.select(_ORDERS.c.number, _ORDERS.c.placed_at, _OWED.label("owed_cents"))
    .join_from(_PAYMENTS, _ORDERS, _ORDERS.c.id == _PAYMENTS.c.order_id)
    .join(_METHODS, _METHODS.c.id == _PAYMENTS.c.method_id)
    .where(
        _ORDERS.c.user_id.in_(RECORDS_OF),
        _METHODS.c.code == ON_ACCOUNT,
        _PAYMENTS.c.status == str(TenderState.PENDING),
    )
    .group_by(_ORDERS.c.id)
    .having(_OWED > 0)
    .order_by(_ORDERS.c.placed_at)
    .limit(OWING_SHOWN_MAX)
)


def list_credit_movements(tx: ReadTx, customer_id: UUID) -> tuple[CreditMovement, ...]:
    """Return the last changes of a customer's credit that this till knows, the newest first."""
    rows = tx.connection.execute(_MOVEMENTS_OF, {"customer_id": customer_id}).mappings()
    return tuple(CreditMovement(**{**row, "kind": EntryKind(row["kind"])}) for row in rows)


def list_owed_orders(tx: ReadTx, customer_id: UUID) -> tuple[OwedOrder, ...]:
    """Return the orders that a customer has not paid yet, the oldest first."""
    rows = tx.connection.execute(_OWING_OF, {"customer_id": customer_id}).mappings()
    return tuple(OwedOrder(**row) for row in rows)
