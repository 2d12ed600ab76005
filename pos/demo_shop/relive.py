"""Posts the demo shop's past through the services that post real sales, at the times it happened.

So the past has what the present has: gapless numbers, a journal that verifies, counted shifts, and
a tape that central accepts. All of it is one transaction: a shop has its past or none.
"""

import heapq
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from operator import itemgetter
from uuid import UUID

import sqlalchemy as sa

from models.print_jobs import PrintJobRow
from pos.demo_shop.chance import SeededIds
from pos.demo_shop.past import PastDay, PastReturn, PastSale
from pos.demo_shop.people_rows import customer_id, staff_id
from pos.demo_shop.shop import DemoShop
from pos.domain.cart import Cart, add, set_customer
from pos.domain.cart_concessions import discount_order
from pos.domain.completion import CompleteSale
from pos.domain.customer import CartCustomer
from pos.domain.product import SellableItem
from pos.domain.returns import Disposition
from pos.domain.shift import CashMovementKind
from pos.queries.items import find_sellable
from pos.queries.returns import find_returnable
from pos.runtime.changes import Topic
from pos.services.cash_movements import MoveCashWish, move_cash
from pos.services.checkout import complete_sale
from pos.services.permissions import Actor
from pos.services.return_rows import ReturnedGoods
from pos.services.returns import AcceptReturn, accept_return
from pos.services.shifts import (
    CloseShiftWish,
    OpenShiftWish,
    close_shift,
    open_shift,
)
from pos.uow import Store, WriteTx

_JOBS = PrintJobRow.__table__


def write_history(store: Store, shop: DemoShop) -> None:
    """Post all past days into a register that holds the shop's reference rows and nothing since.

    Raises:
        RefusedError: A service refused what was planned: the database is not as the shop left it.
    """
    with store.write(origin="demo") as tx:
        past = _Past(tx, shop)
        for day in shop.history:
            past.live(day)
        _call_printed(tx)
        for topic in (Topic.SALES, Topic.STOCK, Topic.SHIFTS, Topic.OUTBOX):
            tx.touched(topic)


class _PastClock:
    """Stands at the moment that is being relived."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def monotonic_ms(self) -> int:
        return int(self.moment.timestamp() * 1000)


class _Past:
    """One register's past while it is being posted."""

    def __init__(self, tx: WriteTx, shop: DemoShop) -> None:
        self._outer = tx
        self._shop = shop
        self._clock = _PastClock(shop.stocked_at)
        self._ids = SeededIds(shop.seed, self._clock)
        self._items: dict[str, SellableItem] = {}
        self._customers = {each.customer_no: each.name for each in shop.customers}
        self._numbers: dict[datetime, str] = {}
        self._manager = Actor(staff_id=staff_id(shop, shop.staff[-1].employee_no))

    def live(self, day: PastDay) -> None:
        """Open the drawer, do what was done, count, close."""
        open_shift(
            self._at(day.opened_at),
            OpenShiftWish(actor=self._manager, opening_float_cents=day.float_cents),
        )
        for _, event in _in_order(day):
            if isinstance(event, PastSale):
                self._sell(event)
            else:
                self._take_back(event)
        closing = self._at(day.closed_at)
        if day.drop_cents:
            move_cash(
                closing,
                MoveCashWish(
                    actor=self._manager,
                    kind=CashMovementKind.DROP,
                    amount_cents=day.drop_cents,
                    reason="To the safe",
                ),
            )
        close_shift(
            closing,
            CloseShiftWish(
                actor=self._manager,
                counted_cash_cents=day.counted_cents,
                count_detail={},
                note="Counted twice." if day.difference_cents else "",
            ),
        )

    def _at(self, moment: datetime) -> WriteTx:
        """Return the transaction as it looks at a moment of the past."""
        self._clock.moment = moment
        return self._outer.at(moment, ids=self._ids)

    def _sell(self, sale: PastSale) -> None:
        tx = self._at(sale.at)
        completed = complete_sale(
            tx,
            CompleteSale(
                sale_id=tx.new_id(),
                cart=self._cart(tx, sale),
                tenders=sale.tenders,
                total_cents=sale.total_cents,
                staff_id=staff_id(self._shop, sale.employee_no),
            ),
        )
        self._numbers[sale.at] = completed.number

    def _cart(self, tx: WriteTx, sale: PastSale) -> Cart:
        cart = Cart(cart_id=tx.new_id(), currency=tx.register.currency)
        for line in sale.lines:
            item = self._item(tx, line.variant.barcodes[0].code)
            cart = add(cart, item, line_id=tx.new_id(), quantity=line.quantity)
        if sale.customer_no is not None:
            customer = CartCustomer(
                customer_id=customer_id(self._shop, sale.customer_no),
                name=self._customers[sale.customer_no],
            )
            cart = set_customer(cart, customer)
        if sale.discount is None:
            return cart
        by_the_manager = replace(sale.discount, allowed_by=self._manager.staff_id)
        return discount_order(cart, by_the_manager)

    def _item(self, tx: WriteTx, code: str) -> SellableItem:
        if code not in self._items:
            item = find_sellable(tx, code, on=self._shop.history[0].day)
            assert item is not None, f"nothing carries {code}"
            self._items[code] = item
        return self._items[code]

    def _take_back(self, back: PastReturn) -> None:
        tx = self._at(back.at)
        number = self._numbers[back.sale.at]
        accept_return(
            tx,
            AcceptReturn(
                return_id=tx.new_id(),
                number=number,
                goods=(
                    ReturnedGoods(
                        order_line_id=_line_id(tx, number, back),
                        quantity=back.line.quantity,
                        reason=back.reason,
                        disposition=(
                            Disposition.RESTOCK if back.is_restocked else Disposition.VENDOR_RETURN
                        ),
                    ),
                ),
                actor=self._manager,
            ),
        )


def _in_order(day: PastDay) -> Iterator[tuple[datetime, PastSale | PastReturn]]:
    sales = [(sale.at, sale) for sale in day.sales]
    returns = [(back.at, back) for back in day.returns]
    return heapq.merge(sales, returns, key=itemgetter(0))


def _line_id(tx: WriteTx, number: str, back: PastReturn) -> UUID:
    order = find_returnable(tx, number)
    assert order is not None, f"{number} was not sold here"
    return order.lines[back.line_no].sold.line_id


def _call_printed(tx: WriteTx) -> None:
    """Mark all paper of the past as handed out, so that no printer starts on a month of it."""
    tx.connection.execute(
        sa.update(_JOBS).values(
            state="done",
            attempts=1,
            bytes_started_at=_JOBS.c.created_at,
            confirmed_at=_JOBS.c.created_at,
            updated_at=_JOBS.c.created_at,
        )
    )
