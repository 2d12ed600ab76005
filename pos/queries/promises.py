"""Money that was promised: on whose account, for which order, and how much of it is still owed."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from models.identity import UserRow
from models.orders import OrderRow
from models.payments import PaymentMethodRow, PaymentRow
from pos.domain.credit import CreditLine
from pos.domain.payment import TenderKind
from pos.domain.sale import TenderState
from pos.queries.customer_records import RECORDS_OF
from pos.tenders import get_tender_type
from pos.uow import ReadTx

ON_ACCOUNT = "on_account"

_O = OrderRow.__table__
_P = PaymentRow.__table__
_M = PaymentMethodRow.__table__
_U = UserRow.__table__

_CUSTOMER = sa.select(_U.c.name, _U.c.credit_limit_cents).where(
    _U.c.id == sa.bindparam("customer_id")
)
_OWED = (
    sa.select(sa.func.coalesce(sa.func.sum(_P.c.amount_cents - _P.c.refunded_cents), 0))
    .join_from(_P, _O, _O.c.id == _P.c.order_id)
    .join(_M, _M.c.id == _P.c.method_id)
    .where(
        _O.c.user_id.in_(RECORDS_OF),
        _M.c.code == ON_ACCOUNT,
        _P.c.status == str(TenderState.PENDING),
    )
)
_PROMISES = (
    sa.select(
        _P.c.id.label("payment_id"),
        _P.c.order_id,
        _O.c.number.label("order_number"),
        _M.c.code.label("method_code"),
        _M.c.name.label("method_name"),
        _M.c.kind,
        _O.c.user_id.label("customer_id"),
        _O.c.currency,
        (_P.c.amount_cents - _P.c.refunded_cents).label("owed_cents"),
    )
    .join_from(_P, _M, _M.c.id == _P.c.method_id)
    .join(_O, _O.c.id == _P.c.order_id)
    .where(_P.c.status == str(TenderState.PENDING))
    .order_by(_P.c.number)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A tender whose money is still to come.

    Attributes:
        owed_cents: What was promised, less what came back; above 0.
        customer_id: None: a walk-in customer.
    """

    payment_id: UUID
    order_id: UUID
    order_number: str
    method_code: str
    method_name: str
    kind: TenderKind
    owed_cents: int
    customer_id: UUID | None
    currency: str


def read_credit(tx: ReadTx, customer_id: UUID) -> CreditLine:
    """Return what a customer may still owe; for one who is not known here: nothing."""
    which = {"customer_id": customer_id}
    row = tx.connection.execute(_CUSTOMER, which).first()
    return CreditLine(
        customer_name=row.name if row else "",
        limit_cents=row.credit_limit_cents if row else None,
        owed_cents=tx.connection.execute(_OWED, which).scalar_one(),
    )


def list_promises(tx: ReadTx, order_id: UUID) -> tuple[Promise, ...]:
    """Return what is still owed for an order, in the order of its tenders."""
    return _read(tx, _PROMISES.where(_P.c.order_id == order_id))


def list_due_at_handover(tx: ReadTx, order_id: UUID) -> tuple[Promise, ...]:
    """Return what has to be paid before an order is handed over: all but what is on account."""
    promises = list_promises(tx, order_id)
    return tuple(each for each in promises if each.method_code != ON_ACCOUNT)


def find_promise(tx: ReadTx, payment_id: UUID) -> Promise | None:
    """Return a promise; None: it was collected, nothing is owed of it, or it is none."""
    return next(iter(_read(tx, _PROMISES.where(_P.c.id == payment_id))), None)


def _read(tx: ReadTx, query: sa.Select[tuple[object, ...]]) -> tuple[Promise, ...]:
    found = []
    for row in tx.connection.execute(query).mappings():
        kind = TenderKind(row["kind"])
        if row["owed_cents"] > 0 and get_tender_type(row["method_code"], kind=kind).is_promise:
            found.append(Promise(**{**row, "kind": kind}))
    return tuple(found)
