"""Carts are put aside and taken up again, with everything in them."""

from dataclasses import replace
from uuid import UUID

import pytest

from models.identity import UserRow
from models.price_lists import CustomerGroupMemberRow, CustomerGroupRow
from pos.domain.cart import Cart, CartLine, set_customer, set_note
from pos.domain.cart_concessions import discount_line, discount_order, override_price
from pos.domain.customer import CartCustomer
from pos.domain.discount import Discount
from pos.queries.parked_carts import list_parked
from pos.services.carts import find_open_cart, save_cart
from pos.services.parked_carts import (
    CartGoneError,
    NothingToParkError,
    park_cart,
    recall_cart,
)
from tests.fakes.set_clock import MONDAY_MORNING
from tests.shop import APPLES, CAKE, SHIRT, Shop


def full_cart(shop: Shop) -> Cart:
    cart = shop.cart_of(SHIRT, APPLES, CAKE, quantity=2)
    shirt, apples, cake = (line.line_id for line in cart.lines)
    cart = discount_line(cart, shirt, discount=Discount(percent_ppm=100_000, allowed_by=shop.grace))
    cart = set_note(cart, "two ripe ones", line_id=apples)
    cart = override_price(cart, cake, price_cents=2_500, reason="Dented", allowed_by=shop.grace)
    cart = discount_order(cart, Discount(amount_cents=500, allowed_by=shop.ada))
    return set_note(cart, "Back in ten minutes")


def park(shop: Shop, cart: Cart, label: str = "") -> None:
    with shop.store.write() as tx:
        park_cart(tx, cart, staff_id=shop.ada, label=label)


def without_ids(cart: Cart) -> list[CartLine]:
    """The lines; whoever takes a cart up goes on with lines of his own."""
    return [replace(line, line_id=cart.lines[0].variant_id) for line in cart.lines]


def test_a_recalled_cart_is_the_one_that_was_parked(shop: Shop) -> None:
    cart = full_cart(shop)
    park(shop, cart, "Blue coat")

    with shop.store.write() as tx:
        again = recall_cart(tx, cart.cart_id)

    assert without_ids(again) == without_ids(cart)
    assert (again.order_discount, again.note) == (cart.order_discount, cart.note)


def test_parked_carts_are_listed_by_name_with_what_they_come_to(shop: Shop) -> None:
    park(shop, full_cart(shop), "Blue coat")
    park(shop, shop.cart_of(SHIRT, CAKE))

    with shop.store.read() as tx:
        parked = list_parked(tx, now=MONDAY_MORNING)

    assert {(each.label, each.cashier) for each in parked} == {
        ("Blue coat", "Ada"),
        ("Shirt +1", "Ada"),
    }
    assert {each.total_cents for each in parked} == {4_990, 8_083}


def test_a_parked_cart_is_recalled_once(shop: Shop) -> None:
    cart = shop.cart_of(SHIRT)
    park(shop, cart)
    with shop.store.write() as tx:
        recall_cart(tx, cart.cart_id)

    with pytest.raises(CartGoneError), shop.store.write() as tx:
        recall_cart(tx, cart.cart_id)


def test_an_empty_cart_is_not_parked(shop: Shop) -> None:
    with pytest.raises(NothingToParkError):
        park(shop, Cart(cart_id=shop.ada, currency="EUR"))


def test_saving_an_emptied_cart_leaves_nothing_behind(shop: Shop) -> None:
    cart = shop.cart_of(SHIRT)
    with shop.store.write() as tx:
        save_cart(tx, cart, staff_id=shop.ada)
    with shop.store.write() as tx:
        save_cart(tx, Cart(cart_id=cart.cart_id, currency="EUR"), staff_id=shop.ada)

    with shop.store.read() as tx:
        assert find_open_cart(tx) is None


def test_a_sold_cart_is_gone(shop: Shop) -> None:
    shop.open_shift()
    shop.sell(SHIRT)

    with shop.store.read() as tx:
        assert find_open_cart(tx) is None


def test_a_recalled_cart_is_still_the_customers(shop: Shop) -> None:
    club, ida, member = UUID(int=1), UUID(int=2), UUID(int=3)
    with shop.store.write() as tx:
        tx.rows.add(CustomerGroupRow(id=club, code="club", name="Club"))
        tx.rows.add(UserRow(id=ida, name="Ida Holm", note="Allergic to nuts"))
        tx.flush()
        tx.rows.add(CustomerGroupMemberRow(id=member, customer_group_id=club, user_id=ida))
    customer = CartCustomer(customer_id=ida, name="Ida Holm")
    park(shop, set_customer(shop.cart_of(SHIRT), customer))

    with shop.store.write() as tx:
        (parked,) = list_parked(tx, now=MONDAY_MORNING)
        again = recall_cart(tx, parked.cart_id)

    assert again.customer == CartCustomer(
        customer_id=ida,
        name="Ida Holm",
        group_ids=frozenset({club}),
        note="Allergic to nuts",
    )
