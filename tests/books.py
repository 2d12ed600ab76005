"""What must hold of a register's file at every moment, whatever the shop did before."""

import sqlalchemy as sa

from models.inventory import InventoryLevelRow, StockMovementRow
from models.journal import JournalEntryRow
from models.orders import OrderLineRow, OrderLineTaxRow, OrderRow
from models.payments import PaymentMethodRow, PaymentRow, RefundRow
from models.returns import ReturnLineRow, ReturnRow
from models.sync import OutboxRow
from pos import tape
from pos.queries.turnover import read_turnover
from pos.uow import ReadTx

_O = OrderRow.__table__
_L = OrderLineRow.__table__
_T = OrderLineTaxRow.__table__
_P = PaymentRow.__table__
_F = RefundRow.__table__
_B = ReturnLineRow.__table__


def _sum(column: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(column), 0)


def _sum_where(
    column: sa.ColumnElement[int], where: sa.ColumnElement[bool]
) -> sa.ScalarSelect[int]:
    return sa.select(_sum(column)).where(where).correlate(_O, _L, _P).scalar_subquery()


_ORDERS = sa.select(
    _O,
    _sum_where(_L.c.total_cents, _L.c.order_id == _O.c.id).label("of_lines"),
    _sum_where(_L.c.tax_cents, _L.c.order_id == _O.c.id).label("tax_of_lines"),
    _sum_where(_L.c.discount_cents, _L.c.order_id == _O.c.id).label("discount_of_lines"),
    _sum_where(
        _P.c.amount_cents, (_P.c.order_id == _O.c.id) & _P.c.settles_payment_id.is_(None)
    ).label("paid"),
    _sum_where(_F.c.amount_cents, _F.c.order_id == _O.c.id).label("paid_back"),
)
_LINES = sa.select(
    _L,
    _sum_where(_T.c.tax_cents, _T.c.order_line_id == _L.c.id).label("of_taxes"),
    _sum_where(_B.c.quantity, _B.c.order_line_id == _L.c.id).label("came_back"),
    _sum_where(_B.c.refund_cents, _B.c.order_line_id == _L.c.id).label("given_back"),
    _sum_where(_B.c.kept_cents, _B.c.order_line_id == _L.c.id).label("kept"),
    _sum_where(_B.c.tax_cents, _B.c.order_line_id == _L.c.id).label("tax_given_back"),
)
_TENDERS = sa.select(
    _P,
    PaymentMethodRow.kind,
    _sum_where(_F.c.amount_cents, _F.c.payment_id == _P.c.id).label("back"),
    _sum_where(_F.c.amount_cents + _F.c.rounding_cents, _F.c.payment_id == _P.c.id).label("out"),
).join_from(_P, PaymentMethodRow, PaymentMethodRow.id == _P.c.method_id)
_LEVELS = sa.select(InventoryLevelRow.variant_id, InventoryLevelRow.on_hand)
_MOVED = sa.select(
    StockMovementRow.variant_id, sa.func.sum(StockMovementRow.quantity_delta)
).group_by(StockMovementRow.variant_id)


def check_orders(tx: ReadTx) -> None:
    """Lines, taxes, discounts and tenders sum to the orders that they belong to."""
    for order in tx.connection.execute(_ORDERS):
        assert order.total_cents == order.of_lines == order.paid
        assert order.tax_cents == order.tax_of_lines
        assert order.discount_cents == order.discount_of_lines
        assert order.refunded_cents == order.paid_back <= order.total_cents


def check_lines(tx: ReadTx) -> None:
    """No line gives back more than it sold and cost, and all of it gives back exactly that."""
    for line in tx.connection.execute(_LINES):
        assert line.tax_cents == line.of_taxes
        assert line.came_back == line.returned_qty <= line.quantity
        assert line.given_back + line.kept <= line.total_cents
        if line.came_back == line.quantity:
            assert line.given_back + line.kept == line.total_cents
            assert line.kept or line.tax_given_back == line.tax_cents


def check_tenders(tx: ReadTx) -> None:
    """No tender gives back more than it paid, and all of it pays out what was handed over."""
    for tender in tx.connection.execute(_TENDERS):
        kept = tender.tendered_cents - tender.change_cents
        assert kept == tender.amount_cents + tender.rounding_cents
        assert tender.kind == "cash" or tender.change_cents == tender.rounding_cents == 0
        assert tender.refunded_cents == tender.back <= tender.amount_cents
        assert tender.out <= kept
        if tender.back == tender.amount_cents:
            assert tender.out == kept


def check_stock(tx: ReadTx) -> None:
    """What lies on the shelf is the sum of its movements."""
    assert dict(tx.connection.execute(_LEVELS).all()) == dict(tx.connection.execute(_MOVED).all())


def check_numbers(tx: ReadTx) -> None:
    """Documents and journal entries are numbered from 1 without gaps."""
    for column in (OrderRow.number, ReturnRow.number, PaymentRow.number, RefundRow.number):
        labels = tx.connection.execute(sa.select(column)).scalars()
        _check_dense(sorted(int(label[-6:]) for label in labels))
    _check_dense(sorted(tx.connection.execute(sa.select(JournalEntryRow.seq)).scalars()))


def check_turnover(tx: ReadTx) -> None:
    """The counters that the journal states are the sums of all documents."""
    sold = tx.connection.execute(sa.select(_sum(_O.c.total_cents))).scalar_one()
    back = tx.connection.execute(sa.select(_sum(_B.c.refund_cents))).scalar_one()
    assert read_turnover(tx) == (sold, back)


def check_tape(tx: ReadTx) -> None:
    """The tape is numbered without gaps and each fact is chained to the one before."""
    facts = tx.connection.execute(sa.select(OutboxRow.__table__).order_by(OutboxRow.seq)).all()
    _check_dense([fact.seq for fact in facts])
    chain = tape.CHAIN_START
    for fact in facts:
        chain = tape.link(chain, fact.payload)
        assert fact.chain == chain


def _check_dense(numbers: list[int]) -> None:
    assert numbers == list(range(1, len(numbers) + 1))


ALL_CHECKS = (
    check_orders,
    check_lines,
    check_tenders,
    check_stock,
    check_numbers,
    check_turnover,
    check_tape,
)
