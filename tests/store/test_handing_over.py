"""What was made waits to be fetched, is listed by its day, and is handed over once."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
import sqlalchemy as sa

from models.drawer import ShiftRow
from models.orders import OrderLineRow, OrderRow, OrderStatusHistoryRow
from pos.domain.customer import CartCustomer
from pos.domain.fetching import Fetching, fetching_on
from pos.domain.made_to_order import MadeToOrder
from pos.queries.orders import OrderCriteria, OrderFilter, list_orders
from pos.services.cash_movements import ShiftNotOpenError
from pos.services.checkout import complete_sale
from pos.services.handing_over import (
    BalanceOwedError,
    HandOver,
    NothingToHandOverError,
    hand_over,
)
from pos.services.permissions import Actor
from tests.gift_cards import offer_gift_cards
from tests.shop import CAKE, SHIRT, Shop, cash
from tests.store.test_made_to_order import cake_for, sell
from tests.store.test_promises import ON_ACCOUNT, ON_DELIVERY, mina

TODAY, TOMORROW, FRIDAY = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 20)
FOR_MIA = MadeToOrder(ready_on=FRIDAY, message="Happy birthday, Mia")


def fetch(shop: Shop, order_id: UUID) -> None:
    with shop.store.write() as tx:
        hand_over(tx, HandOver(actor=Actor(staff_id=shop.ada), order_id=order_id))


def state(shop: Shop) -> tuple[str, str]:
    with shop.store.read() as tx:
        columns = sa.select(OrderRow.status, OrderRow.fulfilment_status)
        return tuple(tx.connection.execute(columns).one())


def listed(shop: Shop, chosen: OrderFilter) -> list[str]:
    criteria = OrderCriteria(chosen=chosen, business_date=TODAY)
    with shop.store.read() as tx:
        return [row.number for row in list_orders(tx, criteria)]


def test_a_cake_waits_until_it_is_fetched(shop: Shop) -> None:
    shop.open_shift()
    sold = sell(shop, cake_for(shop, FOR_MIA))
    before = state(shop)

    fetch(shop, sold.order_id)

    assert (before, state(shop)) == (("confirmed", "unfulfilled"), ("completed", "fulfilled"))
    with shop.store.read() as tx:
        steps = sa.select(OrderStatusHistoryRow.to_status).order_by(OrderStatusHistoryRow.id)
        assert tx.connection.execute(steps).scalars().all() == ["confirmed", "completed"]
        assert tx.connection.execute(sa.select(OrderLineRow.fulfilled_qty)).scalar_one() == 1


def test_what_lay_in_the_shop_is_with_the_customer_at_once(shop: Shop) -> None:
    shop.open_shift()

    shop.sell(SHIRT)

    assert state(shop) == ("completed", "fulfilled")


def test_a_cake_with_a_shirt_is_partly_with_the_customer(shop: Shop) -> None:
    shop.open_shift()
    cake, shirt = cake_for(shop, FOR_MIA), shop.cart_of(SHIRT)

    sell(shop, replace(cake, lines=(*cake.lines, *shirt.lines)))

    assert state(shop) == ("confirmed", "partially_fulfilled")


def test_todays_orders_come_first_then_what_is_late_then_what_has_time(shop: Shop) -> None:
    shop.open_shift()
    days = (FRIDAY, TODAY, date(2026, 11, 13), TOMORROW)
    numbers = [sell(shop, cake_for(shop, MadeToOrder(ready_on=day))).number for day in days]
    shop.sell(CAKE)

    friday, today, late, tomorrow = numbers
    assert listed(shop, OrderFilter.TO_COLLECT) == [today, late, tomorrow, friday]


def test_what_was_fetched_is_neither_to_make_nor_to_collect(shop: Shop) -> None:
    shop.open_shift()
    sold = sell(shop, cake_for(shop, FOR_MIA))

    fetch(shop, sold.order_id)

    assert listed(shop, OrderFilter.TO_MAKE) == listed(shop, OrderFilter.TO_COLLECT) == []


def test_it_is_handed_over_once(shop: Shop) -> None:
    shop.open_shift()
    sold = sell(shop, cake_for(shop, FOR_MIA))
    fetch(shop, sold.order_id)

    with pytest.raises(NothingToHandOverError):
        fetch(shop, sold.order_id)


def test_what_lay_in_the_shop_is_not_handed_over_again(shop: Shop) -> None:
    shop.open_shift()
    sold = shop.sell(CAKE)

    with pytest.raises(NothingToHandOverError):
        fetch(shop, sold.order_id)


def test_the_rest_has_to_be_paid_first(shop: Shop) -> None:
    offer_gift_cards(shop)
    shop.open_shift()
    wish = shop.sale_of(cake_for(shop, FOR_MIA), cash(900), ON_DELIVERY)
    with shop.store.write() as tx:
        sold = complete_sale(tx, wish)

    with pytest.raises(BalanceOwedError) as refused:
        fetch(shop, sold.order_id)

    assert refused.value.owed_cents == 2_100
    assert state(shop)[0] == "confirmed"


def test_what_is_on_account_may_stay_owed(shop: Shop) -> None:
    offer_gift_cards(shop)
    customer = mina(shop, limit_cents=5_000)
    shop.open_shift()
    mina_okafor = CartCustomer(customer_id=customer, name="Mina Okafor")
    cart = replace(cake_for(shop, FOR_MIA), customer=mina_okafor)
    wish = shop.sale_of(cart, ON_ACCOUNT)
    with shop.store.write() as tx:
        sold = complete_sale(tx, wish)

    fetch(shop, sold.order_id)

    assert state(shop)[0] == "completed"


def test_nothing_is_handed_over_while_the_register_is_closed(shop: Shop) -> None:
    shop.open_shift()
    sold = sell(shop, cake_for(shop, FOR_MIA))
    with shop.store.write() as tx:
        tx.connection.execute(sa.update(ShiftRow).values(status="closed", closed_at=tx.now))

    with pytest.raises(ShiftNotOpenError):
        fetch(shop, sold.order_id)


def test_late_is_the_day_after_and_given_up_after_the_days_of_the_shop() -> None:
    how = [fetching_on(FRIDAY, today=date(2026, 11, day), wait_days=2) for day in range(19, 24)]

    assert how == [
        Fetching.LATER,
        Fetching.TODAY,
        Fetching.LATE,
        Fetching.LATE,
        Fetching.NOT_COLLECTED,
    ]
