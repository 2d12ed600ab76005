"""What of a sale may still come back, and to which tenders the money may go."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from models.orders import OrderLineRow, OrderLineTaxRow, OrderRow
from models.payments import PaymentMethodRow, PaymentRow
from models.returns import ReturnLineRow
from pos.domain.made_to_order import find_made_to_order
from pos.domain.payment import TenderKind
from pos.domain.returns import PaidTender, SoldLine
from pos.domain.sale import WAITING, TenderState
from pos.domain.stored_value import CardToLoad, find_card
from pos.tenders import get_tender_type
from pos.uow import ReadTx

_O = OrderRow.__table__
_LINES = OrderLineRow.__table__
_TAXES = OrderLineTaxRow.__table__
_P = PaymentRow.__table__
_M = PaymentMethodRow.__table__
_BACK = ReturnLineRow.__table__


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnableLine:
    """A sold line as the returns screen shows it.

    Attributes:
        sold: The figures that decide what is left and what it is worth.
        card: The gift card that the line put money on; None: it sold goods.
        waits: It is made to order and was not fetched yet.
    """

    sold: SoldLine
    variant_id: UUID
    name: str
    variant_name: str
    sku: str
    barcode: str | None
    price_unit_qty: int
    unit_price_cents: int
    card: CardToLoad | None = None
    waits: bool = False

    @property
    def returnable_qty(self) -> int:
        """What of it may come back: of what was not fetched yet nothing."""
        return 0 if self.waits else self.sold.returnable_qty


@dataclass(frozen=True, slots=True, kw_only=True)
class SoldTax:
    """One tax of a sold line."""

    name: str
    rate_ppm: int
    taxable_cents: int
    tax_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnableOrder:
    """A sale of which something may come back.

    Attributes:
        sold_on: Business day of the sale; None: it was made without a shift.
        tenders: In the order of payment, with what went back to each already.
    """

    order_id: UUID
    number: str
    sold_on: date | None
    placed_at: datetime
    customer_id: UUID | None
    customer_name: str
    currency: str
    total_cents: int
    refunded_cents: int
    lines: tuple[ReturnableLine, ...]
    tenders: tuple[PaidTender, ...]


_ORDER = sa.select(
    _O.c.id.label("order_id"),
    _O.c.number,
    _O.c.business_date.label("sold_on"),
    _O.c.placed_at,
    _O.c.user_id.label("customer_id"),
    sa.func.coalesce(_O.c.customer_name, "").label("customer_name"),
    _O.c.currency,
    _O.c.total_cents,
    _O.c.refunded_cents,
    _O.c.status,
).where(_O.c.number == sa.bindparam("number"))

# Counted from the returns themselves: `returned_qty` is their projection, never the authority.
_RETURNED = (
    sa.select(sa.func.coalesce(sa.func.sum(_BACK.c.quantity), 0))
    .where(_BACK.c.order_line_id == _LINES.c.id)
    .scalar_subquery()
)
_LINES_OF = (
    sa.select(_LINES, _RETURNED.label("came_back"))
    .where(_LINES.c.order_id == sa.bindparam("order_id"))
    .order_by(_LINES.c.line_no)
)
_TENDERS_OF = (
    sa.select(
        _P.c.id.label("payment_id"),
        _M.c.code.label("method_code"),
        _M.c.kind,
        _P.c.amount_cents,
        _P.c.rounding_cents,
        _P.c.refunded_cents,
        _M.c.is_refundable,
        _P.c.captured_at.is_not(None).label("is_collected"),
        _P.c.stored_value_account_id.label("account_id"),
    )
    .join_from(_P, _M, _M.c.id == _P.c.method_id)
    .where(
        _P.c.order_id == sa.bindparam("order_id"),
        _P.c.captured_at.is_not(None) | (_P.c.status == str(TenderState.PENDING)),
    )
    .order_by(_P.c.number)
)
_TAXES_OF = sa.select(
    _TAXES.c.name, _TAXES.c.rate_ppm, _TAXES.c.taxable_cents, _TAXES.c.tax_cents
).where(_TAXES.c.order_line_id == sa.bindparam("line_id"))


def find_returnable(tx: ReadTx, number: str) -> ReturnableOrder | None:
    """Return a sale by the number on its receipt; None: this register does not know it."""
    order = tx.connection.execute(_ORDER, {"number": number}).mappings().first()
    if order is None:
        return None
    which = {"order_id": order["order_id"]}
    columns = dict(order)
    waits = columns.pop("status") in WAITING
    rows = tx.connection.execute(_LINES_OF, which).mappings()
    return ReturnableOrder(
        **columns,
        lines=tuple(_line(row, order_waits=waits) for row in rows),
        tenders=_tenders(tx.connection.execute(_TENDERS_OF, which).mappings()),
    )


def list_sold_taxes(tx: ReadTx, line_id: UUID) -> tuple[SoldTax, ...]:
    """Return the taxes that were charged on a sold line."""
    rows = tx.connection.execute(_TAXES_OF, {"line_id": line_id}).mappings()
    return tuple(SoldTax(**row) for row in rows)


def _tenders(rows: Iterable[sa.RowMapping]) -> tuple[PaidTender, ...]:
    """Return what was paid and what was promised; what only waits for an answer is neither."""
    found = []
    for row in rows:
        kind = TenderKind(row["kind"])
        declared = get_tender_type(row["method_code"], kind=kind)
        if row["is_collected"] or declared.is_promise:
            may = row["is_refundable"] and declared.is_refundable
            found.append(PaidTender(**{**row, "kind": kind, "is_refundable": may}))
    return tuple(found)


def _line(row: sa.RowMapping, *, order_waits: bool) -> ReturnableLine:
    return ReturnableLine(
        sold=SoldLine(
            line_id=row["id"],
            sold_qty=row["quantity"],
            returned_qty=row["came_back"],
            paid_cents=row["total_cents"],
            tax_cents=row["tax_cents"],
            unit=row["unit"],
        ),
        variant_id=row["variant_id"],
        name=row["product_name"],
        variant_name=row["variant_name"],
        sku=row["sku"],
        barcode=row["barcode"],
        price_unit_qty=row["price_unit_qty"],
        unit_price_cents=row["unit_price_cents"],
        card=find_card(row["customization"]),
        waits=order_waits and find_made_to_order(row["customization"]) is not None,
    )
