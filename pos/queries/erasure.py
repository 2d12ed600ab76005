"""What erasing a customer would take away, and what has to be settled before."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.carts import CartRow
from models.identity import AddressRow
from models.orders import OrderRow
from models.payments import PaymentRow
from models.stored_value import StoredValueAccountRow
from pos.domain.erasure import ErasurePreview, Unsettled
from pos.domain.sale import TenderState
from pos.domain.stored_value import AccountKind
from pos.queries.customer_records import RECORDS_OF
from pos.queries.customers import PERSON_OF
from pos.uow import ReadTx

OVER = ("completed", "cancelled", "refunded")
"""States in which nothing is to be done any more about an order."""

_ADDRESSES = AddressRow.__table__
_ORDERS = OrderRow.__table__
_PAYMENTS = PaymentRow.__table__
_ACCOUNTS = StoredValueAccountRow.__table__
_CARTS = CartRow.__table__

_COUNT_ADDRESSES = (
    sa.select(sa.func.count())
    .select_from(_ADDRESSES)
    .where(_ADDRESSES.c.user_id.in_(RECORDS_OF), _ADDRESSES.c.deleted_at.is_(None))
)
_COUNT_ORDERS = (
    sa.select(sa.func.count()).select_from(_ORDERS).where(_ORDERS.c.user_id.in_(RECORDS_OF))
)
_OWED = (
    sa.select(
        sa.func.coalesce(sa.func.sum(_PAYMENTS.c.amount_cents - _PAYMENTS.c.refunded_cents), 0)
    )
    .join_from(_PAYMENTS, _ORDERS, _ORDERS.c.id == _PAYMENTS.c.order_id)
    .where(_ORDERS.c.user_id.in_(RECORDS_OF), _PAYMENTS.c.status == str(TenderState.PENDING))
)
_CREDIT = sa.select(sa.func.coalesce(sa.func.sum(_ACCOUNTS.c.balance_cents), 0)).where(
    _ACCOUNTS.c.user_id.in_(RECORDS_OF),
    _ACCOUNTS.c.kind == str(AccountKind.STORE_CREDIT),
    _ACCOUNTS.c.deleted_at.is_(None),
)
_ON_HOLD = sa.select(
    sa.exists().where(
        _CARTS.c.user_id.in_(RECORDS_OF),
        _CARTS.c.channel == "register",
        _CARTS.c.status.in_(("open", "parked")),
    )
)
_OPEN_ORDER = sa.select(
    sa.exists().where(_ORDERS.c.user_id.in_(RECORDS_OF), _ORDERS.c.status.not_in(OVER))
)


def find_erasure(tx: ReadTx, customer_id: UUID) -> ErasurePreview | None:
    """Return what erasing a customer would do; None: there is no such customer any more."""
    person = tx.connection.execute(PERSON_OF, {"customer_id": customer_id}).first()
    if person is None:
        return None
    which = {"customer_id": person.id}
    owed, credit = _ask(tx, _OWED, which), _ask(tx, _CREDIT, which)
    open_things = (
        (owed != 0, Unsettled.OWES),
        (credit != 0, Unsettled.HAS_CREDIT),
        (_ask(tx, _ON_HOLD, which) > 0, Unsettled.SALE_ON_HOLD),
        (_ask(tx, _OPEN_ORDER, which) > 0, Unsettled.ORDER_OPEN),
    )
    return ErasurePreview(
        name=person.name,
        addresses=_ask(tx, _COUNT_ADDRESSES, which),
        orders=_ask(tx, _COUNT_ORDERS, which),
        owed_cents=owed,
        credit_cents=credit,
        unsettled=tuple(word for is_open, word in open_things if is_open),
    )


def _ask(tx: ReadTx, query: sa.Select[Any], which: dict[str, UUID]) -> int:
    return int(tx.connection.execute(query, which).scalar_one())
