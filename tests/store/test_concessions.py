"""Nobody sells below the price who may not, whichever way the sale reaches the service."""

import json
from dataclasses import replace

import pytest
import sqlalchemy as sa

from models.journal import JournalEntryRow
from models.operations import SettingRow
from models.orders import OrderLineRow
from pos.domain.cart import Cart, remove
from pos.domain.cart_concessions import discount_line, discount_order, override_price
from pos.domain.discount import Discount
from pos.domain.permission import Action
from pos.services.checkout import complete_sale
from pos.services.parked_carts import park_cart, recall_cart
from pos.services.permissions import (
    ApprovalNeededError,
    ApprovalNotValidError,
    PermissionDeniedError,
)
from tests.shop import CAKE, SHIRT, Shop


def cheaper_shirt(shop: Shop, discount: Discount) -> Cart:
    cart = shop.cart_of(SHIRT)
    return discount_line(cart, cart.lines[0].line_id, discount=discount)


def ring_up(shop: Shop, cart: Cart) -> int:
    shop.open_shift()
    wish = shop.sale_of(cart)
    with shop.store.write() as tx:
        return complete_sale(tx, wish).total_cents


def test_a_cashier_gives_a_discount_up_to_the_ceiling_alone(shop: Shop) -> None:
    assert ring_up(shop, cheaper_shirt(shop, Discount(percent_ppm=100_000))) == 1_791


@pytest.mark.parametrize(
    "discount", [Discount(percent_ppm=100_001), Discount(amount_cents=200)], ids=["share", "amount"]
)
def test_a_larger_discount_on_a_line_needs_an_approval(shop: Shop, discount: Discount) -> None:
    with pytest.raises(ApprovalNeededError) as refused:
        ring_up(shop, cheaper_shirt(shop, discount))

    assert refused.value.action is Action.DISCOUNT_LINE


def test_a_discount_that_a_manager_allowed_is_sold_by_the_cashier(shop: Shop) -> None:
    discount = Discount(percent_ppm=900_000, allowed_by=shop.grace)

    assert ring_up(shop, cheaper_shirt(shop, discount)) == 199


def test_a_cashier_who_names_herself_is_held_to_her_own_ceiling(shop: Shop) -> None:
    with pytest.raises(ApprovalNeededError):
        ring_up(shop, cheaper_shirt(shop, Discount(percent_ppm=500_000, allowed_by=shop.ada)))


def test_somebody_who_may_not_allow_it_does_not_help(shop: Shop) -> None:
    with shop.store.write() as tx:
        nobody = tx.new_id()

    with pytest.raises(ApprovalNotValidError):
        ring_up(shop, cheaper_shirt(shop, Discount(percent_ppm=500_000, allowed_by=nobody)))


def test_a_discount_does_not_grow_by_taking_goods_out_of_the_cart(shop: Shop) -> None:
    cart = discount_order(shop.cart_of(CAKE, SHIRT), Discount(amount_cents=249))
    emptied = remove(cart, cart.lines[0].line_id)

    with pytest.raises(ApprovalNeededError) as refused:
        ring_up(shop, emptied)

    assert refused.value.action is Action.DISCOUNT_ORDER


def test_the_same_discount_on_the_full_cart_needs_nobody(shop: Shop) -> None:
    cart = discount_order(shop.cart_of(CAKE, SHIRT), Discount(amount_cents=249))

    assert ring_up(shop, cart) == 4_741


def test_a_cashier_does_not_change_a_price_alone(shop: Shop) -> None:
    cart = shop.cart_of(SHIRT)
    cart = override_price(cart, cart.lines[0].line_id, price_cents=1_000, reason="Dented")

    with pytest.raises(ApprovalNeededError) as refused:
        ring_up(shop, cart)

    assert refused.value.action is Action.OVERRIDE_PRICE


@pytest.mark.parametrize(
    ("kind", "price_cents", "action"),
    [
        # The shirt costs 9.95 without tax, and 19.90 on the shelf with 20 % inside.
        ("cost", 1_194, Action.OVERRIDE_PRICE),
        ("cost", 1_193, Action.OVERRIDE_BELOW_FLOOR),
        ("percent", 1_393, Action.OVERRIDE_PRICE),
        ("percent", 1_392, Action.OVERRIDE_BELOW_FLOOR),
        ("none", 1, Action.OVERRIDE_PRICE),
    ],
)
def test_a_price_below_the_floor_asks_for_more(
    shop: Shop, kind: str, price_cents: int, action: Action
) -> None:
    with shop.store.write() as tx:
        row = {"id": tx.new_id(), "scope": "global", "key": "price_floor", "value": kind}
        tx.connection.execute(sa.insert(SettingRow), row)
    cart = shop.cart_of(SHIRT)
    cart = override_price(cart, cart.lines[0].line_id, price_cents=price_cents, reason="Dented")

    with pytest.raises(ApprovalNeededError) as refused:
        ring_up(shop, cart)

    assert refused.value.action is action


def test_somebody_without_the_right_to_sell_sells_nothing(shop: Shop) -> None:
    shop.open_shift()
    with shop.store.write() as tx:
        stranger = tx.new_id()
    wish = replace(shop.sale_of(shop.cart_of(SHIRT)), staff_id=stranger)

    with pytest.raises(PermissionDeniedError), shop.store.write() as tx:
        complete_sale(tx, wish)


def test_what_was_allowed_stays_allowed_in_a_parked_cart(shop: Shop) -> None:
    cart = cheaper_shirt(shop, Discount(percent_ppm=500_000, allowed_by=shop.grace))
    cart = discount_order(cart, Discount(percent_ppm=100_000, allowed_by=shop.grace))
    with shop.store.write() as tx:
        park_cart(tx, cart, staff_id=shop.ada)
    with shop.store.write() as tx:
        again = recall_cart(tx, cart.cart_id)

    assert ring_up(shop, again) == 896


def test_the_journal_and_the_sale_say_who_allowed_what(shop: Shop) -> None:
    cart = cheaper_shirt(shop, Discount(percent_ppm=500_000, allowed_by=shop.grace))
    line_id = cart.lines[0].line_id
    cart = override_price(cart, line_id, price_cents=1_000, reason="Dented", allowed_by=shop.grace)

    ring_up(shop, discount_order(cart, Discount(percent_ppm=50_000)))

    with shop.store.read() as tx:
        payload = tx.connection.execute(
            sa.select(JournalEntryRow.payload).where(JournalEntryRow.kind == "sale")
        ).scalar_one()
        by = tx.connection.execute(sa.select(OrderLineRow.price_override_by)).scalar_one()
    said = json.loads(payload)
    (line,) = said["lines"]
    assert by == shop.grace
    assert (line["list_price_cents"], line["unit_price_cents"]) == (1_990, 1_000)
    assert line["price_reason"] == "Dented"
    assert line["price_by"] == line["discount_by"] == str(shop.grace)
    assert line["discount_cents"] == 525
    assert said["discount_by"] == str(shop.ada)
