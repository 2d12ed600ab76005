"""The receipt for what was left of an order and is paid when it is fetched."""

from uuid import UUID

import sqlalchemy as sa

from models.identity import UserRow
from models.orders import OrderRow
from models.payments import PaymentRow
from pos.domain.receipt import Receipt, ReceiptKind
from pos.queries.receipt_parts import TENDERS, read_shop, tenders_of
from pos.uow import ReadTx

_O = OrderRow.__table__
_P = PaymentRow.__table__
_U = UserRow.__table__

_COLLECTED = (
    sa.select(
        _O.c.number,
        _O.c.currency,
        sa.func.coalesce(_O.c.customer_name, "").label("customer_name"),
        sa.func.coalesce(_U.c.name, "").label("cashier"),
        _P.c.captured_at,
        _P.c.settles_payment_id,
    )
    .select_from(_P.join(_O, _O.c.id == _P.c.order_id).outerjoin(_U, _U.c.id == _P.c.staff_id))
    .where(_P.c.id == sa.bindparam("payment_id"))
)
_TENDERS_OF = TENDERS.where(
    _P.c.settles_payment_id == sa.bindparam("settles_payment_id"),
    _P.c.captured_at == sa.bindparam("captured_at"),
).order_by(_P.c.number)


def get_balance_receipt(tx: ReadTx, payment_id: UUID) -> Receipt:
    """Return what is on the receipt of a payment that settled a promise.

    Raises:
        sqlalchemy.exc.NoResultFound: This register does not know the payment.
    """
    run = tx.connection.execute
    found = run(_COLLECTED, {"payment_id": payment_id}).mappings().one()
    which = {name: found[name] for name in ("settles_payment_id", "captured_at")}
    tenders = run(_TENDERS_OF, which).mappings().all()
    return Receipt(
        kind=ReceiptKind.BALANCE,
        number=found["number"],
        shop=read_shop(tx),
        register_code=tx.register.code,
        cashier=found["cashier"],
        issued_at=found["captured_at"],
        currency=found["currency"],
        lines=(),
        total_cents=sum(tender["amount_cents"] for tender in tenders),
        tenders=tenders_of(tenders),
        customer_name=found["customer_name"] or None,
        is_training=tx.register.is_training,
    )
