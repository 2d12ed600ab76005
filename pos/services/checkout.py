"""Completes a sale: one transaction that holds everything, or nothing happened.

Nothing is shown, printed or kicked open before it is committed (trust.md D-01, D-03). The wish
carries the sale's id, made before anything is written: asked twice, posted once, and after a crash
the till can look whether it was posted (trust.md 0.4).
"""

from uuid import UUID

import sqlalchemy as sa

from models.orders import OrderLineRow, OrderLineTaxRow, OrderRow, OrderStatusHistoryRow
from models.payments import PaymentRow
from pos.domain.cart import Cart
from pos.domain.cart_pricing import charged, price_cart
from pos.domain.completion import CompletedSale, CompleteSale
from pos.domain.errors import RefusedError
from pos.domain.fact import Fact, RowsWritten
from pos.domain.payment import Settlement, settle
from pos.domain.permission import Action
from pos.domain.pricing import PricedBasket, PricingRules
from pos.domain.sale import Sale
from pos.prepared import PreparedChange, PreparedQuery
from pos.queries.shifts import find_open_shift
from pos.queries.store_rules import read_pricing_rules
from pos.runtime.changes import Topic
from pos.services import carts, print_jobs, sale_payments, sale_rows
from pos.services.concessions import check_concessions
from pos.services.gift_cards import load_cards
from pos.services.journal import write_entry
from pos.services.permissions import Actor, require
from pos.services.sale_offers import moment_of_prices, redeem, with_offers
from pos.services.stock import move
from pos.uow import ReadTx, WriteTx

FACT_VERSION = 1

_ORDERS = OrderRow.__table__
_PAYMENTS = PaymentRow.__table__
_INSERT_ORDER = PreparedChange(sa.insert(_ORDERS))
_INSERT_LINES = PreparedChange(sa.insert(OrderLineRow.__table__))
_INSERT_TAXES = PreparedChange(sa.insert(OrderLineTaxRow.__table__))
_INSERT_HISTORY = PreparedChange(sa.insert(OrderStatusHistoryRow.__table__))
_INSERT_PAYMENTS = PreparedChange(sa.insert(_PAYMENTS))
_FIND_POSTED = PreparedQuery(
    sa.select(_ORDERS.c.number, _ORDERS.c.total_cents, _ORDERS.c.rounding_cents).where(
        _ORDERS.c.id == sa.bindparam("sale_id")
    )
)
_SUM_CHANGE = sa.select(sa.func.coalesce(sa.func.sum(_PAYMENTS.c.change_cents), 0)).where(
    _PAYMENTS.c.order_id == sa.bindparam("sale_id")
)


class EmptyCartError(RefusedError):
    """There is nothing to pay."""


class NoOpenShiftError(RefusedError):
    """The drawer of this register has no open shift."""


class PriceChangedError(RefusedError):
    """The cart does not cost what was shown. Facts: shown_cents, total_cents."""


class NotFullyPaidError(RefusedError):
    """The tenders do not cover the total. Facts: remaining_cents, currency."""


def complete_sale(tx: WriteTx, wish: CompleteSale) -> CompletedSale:
    """Post a sale with its lines, taxes, tenders, stock, journal entry, receipt and fact.

    Raises:
        EmptyCartError: The cart has no lines.
        PermissionDeniedError: This person may not sell, or not at these prices.
        ApprovalNeededError: A price or a discount is above what this person may give alone.
        ApprovalNotValidError: Who is said to have allowed it may not.
        NoOpenShiftError: Open a shift first.
        PriceChangedError: The cart does not cost what was shown.
        CouponUnknownError: A coupon was taken away since it was shown.
        NotFullyPaidError: The tenders do not cover it.
        RefusedError: A tender does not fit; see `pos.domain.payment.settle` and
            `pos.services.sale_payments.accept_tenders`. A coupon may not be used any more; see
            `pos.domain.coupons.check_terms`.
    """
    posted = find_completed_sale(tx, wish.sale_id)
    if posted is not None:
        return posted
    require(tx, Actor(staff_id=wish.staff_id), Action.RING_SALE)
    shift = find_open_shift(tx)
    if shift is None:
        raise NoOpenShiftError
    rules = read_pricing_rules(tx)
    offered = with_offers(tx, wish.cart, at=moment_of_prices(tx, wish.agreed_at))
    priced, settlement = _agree(wish, offered, rules)
    cart = charged(rules, offered)
    check_concessions(tx, cart, priced, staff_id=wish.staff_id)
    sale = Sale(
        sale_id=wish.sale_id,
        number=f"{tx.register.number_prefix}-{tx.next_number('order'):06d}",
        cart=cart,
        priced=priced,
        settlement=settlement,
        rules=rules,
        staff_id=wish.staff_id,
        shift_id=shift.shift_id,
        business_date=shift.business_date,
        sold_at=tx.now,
    )
    _post(tx, sale)
    return CompletedSale(
        order_id=wish.sale_id,
        number=sale.number,
        total_cents=priced.total_cents,
        change_cents=settlement.change_cents,
        rounding_cents=settlement.rounding_cents,
    )


def find_completed_sale(tx: ReadTx, sale_id: UUID) -> CompletedSale | None:
    """Return what was posted under this id, or None: the answer after a crash or a second press."""
    order = _FIND_POSTED.first(tx.connection, {"sale_id": sale_id})
    if order is None:
        return None
    return CompletedSale(
        order_id=sale_id,
        number=order.number,
        total_cents=order.total_cents,
        change_cents=tx.connection.execute(_SUM_CHANGE, {"sale_id": sale_id}).scalar_one(),
        rounding_cents=order.rounding_cents,
        was_posted_before=True,
    )


def _agree(wish: CompleteSale, cart: Cart, rules: PricingRules) -> tuple[PricedBasket, Settlement]:
    """Price and settle once more here, so that nothing is posted that was not shown."""
    if not cart.lines:
        raise EmptyCartError
    priced = price_cart(rules, cart)
    if priced.total_cents != wish.total_cents:
        raise PriceChangedError(shown_cents=wish.total_cents, total_cents=priced.total_cents)
    settlement = settle(
        priced.total_cents,
        wish.tenders,
        cash_step_cents=rules.cash_step_cents,
        rounding=rules.rounding,
    )
    if settlement.remaining_cents > 0:
        raise NotFullyPaidError(remaining_cents=settlement.remaining_cents, currency=rules.currency)
    return priced, settlement


def _post(tx: WriteTx, sale: Sale) -> None:
    order = sale_rows.order_row(tx, sale)
    lines, taxes = sale_rows.line_rows(tx, sale)
    bill = sale.bill
    payments = sale_payments.payment_rows(tx, bill, sale_payments.accept_tenders(tx, bill))
    history = sale_rows.history_row(tx, sale)
    _INSERT_ORDER.run(tx.connection, order)
    _INSERT_LINES.run_all(tx.connection, lines)
    _INSERT_TAXES.run_all(tx.connection, taxes)
    _INSERT_PAYMENTS.run_all(tx.connection, payments)
    _INSERT_HISTORY.run(tx.connection, history)
    redeemed = sale_payments.take_from_accounts(tx, bill, payments)
    loaded = load_cards(tx, sale, lines)
    redemptions = redeem(tx, sale)
    movements = move(tx, sale_rows.movements(sale))
    journal = write_entry(tx, sale_rows.journal_entry(tx, sale))
    carts.close_cart(tx, sale.cart)
    _ask_for_paper(tx, sale)
    written = (
        RowsWritten(table="orders", rows=(order,)),
        RowsWritten(table="order_lines", rows=tuple(lines)),
        RowsWritten(table="order_line_taxes", rows=tuple(taxes)),
        RowsWritten(table="order_status_history", rows=(history,)),
        RowsWritten(table="promotion_redemptions", rows=redemptions),
        RowsWritten(table="stored_value_accounts", rows=loaded.accounts),
        RowsWritten(table="payments", rows=tuple(payments)),
        RowsWritten(table="stored_value_entries", rows=(*redeemed, *loaded.entries)),
        RowsWritten(table="stock_movements", rows=movements),
        RowsWritten(table="journal_entries", rows=(journal,)),
    )
    tx.record(
        Fact(
            kind="sale.completed",
            version=FACT_VERSION,
            table="orders",
            row_id=sale.sale_id,
            rows=tuple(part for part in written if part.rows),
        )
    )
    tx.touched(Topic.SALES, sale.sale_id)
    tx.touched(Topic.SHIFTS)


def _ask_for_paper(tx: WriteTx, sale: Sale) -> None:
    """Open the drawer when something goes in, and print; both after the commit, by the spooler."""
    goes_in = any(sale_payments.type_of(tender).opens_drawer for tender in sale.payments)
    print_jobs.enqueue_receipt(
        tx, "orders", sale.sale_id, staff_id=sale.staff_id, opens_drawer=goes_in
    )
    if any(line.made for line in sale.cart.lines):
        print_jobs.enqueue_work_ticket(tx, sale.sale_id, staff_id=sale.staff_id)
