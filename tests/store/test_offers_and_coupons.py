"""Offers, coupons and price lists in a real shop: what is sold, written, sent and given back."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from models.identity import UserRow
from models.journal import JournalEntryRow
from models.orders import OrderLineRow, OrderRow
from models.pricing import PromotionRedemptionRow, PromotionRow
from models.sync import OutboxRow
from pos.documents.blocks import TextLine
from pos.documents.receipt_layout import lay_out_receipt
from pos.domain.cart import Cart, set_customer
from pos.domain.cart_concessions import discount_order
from pos.domain.completion import CompletedSale
from pos.domain.coupons import (
    CouponElsewhereError,
    CouponOverError,
    CouponUnknownError,
    CouponUsedByCustomerError,
    CouponUsedUpError,
)
from pos.domain.customer import CartCustomer
from pos.domain.discount import Discount
from pos.queries.catalogue import search_items
from pos.queries.customers import find_cart_customer
from pos.queries.offers import find_coupon, list_offers
from pos.queries.order_detail import get_order
from pos.queries.receipts import get_sale_receipt
from pos.services.carts import find_open_cart, save_cart
from pos.services.checkout import PriceChangedError, complete_sale
from tests.fakes.set_clock import SetClock
from tests.offers import aim, form_group, product_of, put_offer, put_price, show_coupon
from tests.shop import CAKE, SHIRT, Shop
from tests.store.test_taking_back import bring_back


def sell(shop: Shop, cart: Cart) -> CompletedSale:
    wish = shop.sale_of(cart)
    with shop.store.write() as tx:
        return complete_sale(tx, wish)


def lines_of(shop: Shop) -> list[sa.Row]:
    with shop.store.read() as tx:
        return list(tx.connection.execute(sa.select(OrderLineRow).order_by(OrderLineRow.line_no)))


def redemptions(shop: Shop) -> list[tuple[str | None, int]]:
    with shop.store.read() as tx:
        found = sa.select(PromotionRedemptionRow.code, PromotionRedemptionRow.discount_cents)
        return [tuple(row) for row in tx.connection.execute(found)]


def uses(shop: Shop, promotion_id: UUID) -> int:
    with shop.store.read() as tx:
        return tx.connection.execute(
            sa.select(PromotionRow.usage_count).where(PromotionRow.id == promotion_id)
        ).scalar_one()


def meet(shop: Shop) -> CartCustomer:
    """Return the customer that every shop knows."""
    with shop.store.read() as tx:
        customer = find_cart_customer(tx, shop.grace)
    assert customer is not None
    return customer


def test_an_offer_applies_by_itself_and_each_line_keeps_its_share(shop: Shop) -> None:
    shop.open_shift()
    put_offer(shop, "Five off", amount_off_cents=500)

    sale = shop.sell(SHIRT, CAKE)

    assert sale.total_cents == 4_490
    shirt, cake = lines_of(shop)
    assert (shirt.discount_cents, cake.discount_cents) == (199, 301)
    assert [(each["name"], each["amount_cents"]) for each in shirt.offers] == [("Five off", 199)]
    with shop.store.read() as tx:
        order = tx.connection.execute(sa.select(OrderRow)).one()
    assert (order.subtotal_cents, order.discount_cents, order.total_cents) == (4_990, 500, 4_490)


def test_an_offer_for_a_category_reaches_its_goods_only(shop: Shop) -> None:
    shop.open_shift()
    cake, everything = product_of(shop, CAKE)
    offer = put_offer(shop, "Not on cakes", percent=10)
    aim(shop, offer, category_id=everything)
    aim(shop, offer, product_id=cake, is_excluded=True)

    assert shop.sell(SHIRT, CAKE).total_cents == 1_791 + 3_000


def test_an_offer_of_tomorrow_is_known_tonight_and_holds_tomorrow(
    shop: Shop, clock: SetClock
) -> None:
    shop.open_shift()
    put_offer(shop, "Tomorrow", percent=50, starts_at=clock.now() + timedelta(hours=12))

    with shop.store.read() as tx:
        known = [offer.name for offer in list_offers(tx)]
    tonight = shop.sell(SHIRT).total_cents
    clock.advance(timedelta(hours=12))

    assert known == ["Tomorrow"]
    assert (tonight, shop.sell(SHIRT).total_cents) == (1_990, 995)


def test_what_was_agreed_on_holds_when_the_offer_ends_while_it_is_paid(
    shop: Shop, clock: SetClock
) -> None:
    shop.open_shift()
    put_offer(shop, "Happy hour", percent=50, expires_at=clock.now() + timedelta(minutes=1))
    wish = replace(shop.sale_of(shop.cart_of(SHIRT)), agreed_at=clock.now())
    clock.advance(timedelta(minutes=2))

    with shop.store.write() as tx:
        sale = complete_sale(tx, wish)

    assert sale.total_cents == 995


def test_an_offer_that_ended_long_ago_is_not_given(shop: Shop, clock: SetClock) -> None:
    shop.open_shift()
    put_offer(shop, "Happy hour", percent=50, expires_at=clock.now() + timedelta(minutes=1))
    wish = replace(shop.sale_of(shop.cart_of(SHIRT)), agreed_at=clock.now())
    clock.advance(timedelta(hours=2))

    with pytest.raises(PriceChangedError), shop.store.write() as tx:
        complete_sale(tx, wish)


def test_offers_that_the_cart_made_up_are_not_given(shop: Shop) -> None:
    shop.open_shift()
    put_offer(shop, "Ten", percent=10)
    with shop.store.read() as tx:
        (ten,) = list_offers(tx)
    honest = shop.sale_of(shop.cart_of(SHIRT))
    made_up = replace(honest.cart, offers=(ten, replace(ten, offer_id="more", is_stackable=True)))

    with pytest.raises(PriceChangedError), shop.store.write() as tx:
        complete_sale(tx, replace(honest, cart=made_up, total_cents=1_612))


def test_a_sale_price_holds_on_its_days_where_the_store_is(shop: Shop, clock: SetClock) -> None:
    today = date(2026, 11, 16)
    put_price(shop, SHIRT, 1_500, "Sale", valid_from=today, valid_to=today)
    shop.open_shift()

    on_its_day = shop.sell(SHIRT).total_cents
    clock.advance(timedelta(days=1))

    assert (on_its_day, shop.sell(SHIRT).total_cents) == (1_500, 1_990)
    assert [line.price_list_name for line in lines_of(shop)] == ["Sale", None]
    assert lines_of(shop)[0].list_price_cents == 1_990


def test_a_tile_shows_the_sale_price_and_no_price_for_members(shop: Shop, clock: SetClock) -> None:
    today = date(2026, 11, 16)
    put_price(shop, SHIRT, 1_500, "Sale", valid_from=today, valid_to=today)
    put_price(shop, CAKE, 2_000, "Club", customer_group_id=form_group(shop, "Club"))

    with shop.store.read() as tx:
        tiles = search_items(tx, on=today)
        tomorrow = search_items(tx, on=today + timedelta(days=1))

    assert {tile.name: tile.price_cents for tile in tiles} == {
        "Shirt": 1_500,
        "Apples": 399,
        "Cake": 3_000,
    }
    assert {tile.price_cents for tile in tomorrow} == {1_990, 399, 3_000}


def test_members_of_a_group_pay_its_prices(shop: Shop) -> None:
    shop.open_shift()
    club = form_group(shop, "Club", shop.grace)
    put_price(shop, SHIRT, 1_800, "Club", customer_group_id=club)

    for_anybody = shop.sell(SHIRT).total_cents
    for_a_member = sell(shop, set_customer(shop.cart_of(SHIRT), meet(shop))).total_cents

    assert (for_anybody, for_a_member) == (1_990, 1_800)


def test_a_coupon_is_redeemed_with_its_sale_and_travels_with_it(shop: Shop) -> None:
    shop.belong_to_central()
    shop.open_shift()
    coupon = put_offer(shop, "Ten off", percent=10, code="TEN", usage_limit=5)

    sell(shop, show_coupon(shop, shop.cart_of(SHIRT), " ten "))

    assert redemptions(shop) == [("TEN", 199)]
    assert uses(shop, coupon) == 1
    with shop.store.read() as tx:
        fact = tx.connection.execute(
            sa.select(OutboxRow.payload).where(OutboxRow.kind == "sale.completed")
        ).scalar_one()
        journal = tx.connection.execute(
            sa.select(JournalEntryRow.payload).where(JournalEntryRow.kind == "sale")
        ).scalar_one()
    tables = [part[0] for part in json.loads(fact)["body"]["rows"]]
    assert "promotion_redemptions" in tables
    assert json.loads(journal)["lines"][0]["offers"] == [{"name": "TEN", "amount_cents": 199}]


def test_a_coupon_that_is_used_up_since_it_was_shown_is_refused(shop: Shop) -> None:
    shop.open_shift()
    put_offer(shop, "Once", percent=10, code="ONCE", usage_limit=1)
    first, second = (shop.sale_of(show_coupon(shop, shop.cart_of(SHIRT), "ONCE")) for _ in "12")
    with shop.store.write() as tx:
        complete_sale(tx, first)

    with pytest.raises(CouponUsedUpError), shop.store.write() as tx:
        complete_sale(tx, second)

    assert redemptions(shop) == [("ONCE", 199)]


def test_a_customer_uses_a_coupon_as_often_as_each_may(shop: Shop) -> None:
    shop.open_shift()
    put_offer(shop, "Welcome", percent=10, code="HELLO", per_user_limit=1)
    cart = set_customer(shop.cart_of(SHIRT), meet(shop))
    sell(shop, show_coupon(shop, cart, "HELLO"))

    with pytest.raises(CouponUsedByCustomerError):
        show_coupon(shop, set_customer(shop.cart_of(SHIRT), meet(shop)), "HELLO")


def test_an_offer_for_each_customer_is_given_as_often_as_each_may(shop: Shop) -> None:
    shop.open_shift()
    once = put_offer(shop, "Welcome", percent=10, per_user_limit=1)

    totals = [shop.sell_to(shop.grace, SHIRT).total_cents for _ in range(2)]

    assert totals == [1_791, 1_990]
    assert redemptions(shop) == [(None, 199)]
    assert uses(shop, once) == 1
    assert shop.sell(SHIRT).total_cents == 1_990


def test_what_a_customer_had_under_a_folded_record_counts(shop: Shop) -> None:
    shop.open_shift()
    put_offer(shop, "Welcome", percent=10, per_user_limit=1)
    shop.sell_to(shop.ada, SHIRT)
    with shop.store.write() as tx:
        folded = sa.update(UserRow.__table__).where(UserRow.id == shop.ada)
        tx.connection.execute(folded.values(merged_into_id=shop.grace))

    assert meet(shop).used_offers
    assert shop.sell_to(shop.grace, SHIRT).total_cents == 1_990


def test_what_another_till_gave_meanwhile_is_not_given_again(shop: Shop) -> None:
    shop.open_shift()
    put_offer(shop, "Welcome", percent=10, per_user_limit=1)
    before = set_customer(shop.cart_of(SHIRT), meet(shop))
    shown = shop.sale_of(before)
    shop.sell_to(shop.grace, SHIRT)

    with pytest.raises(PriceChangedError), shop.store.write() as tx:
        complete_sale(tx, shown)


def test_a_coupon_of_another_store_is_not_taken(shop: Shop) -> None:
    coupon = put_offer(shop, "There", percent=10, code="THERE")
    with shop.store.read() as tx:
        here = tx.register.store_id
    aim(shop, coupon, store_id=here, is_excluded=True)

    with pytest.raises(CouponElsewhereError):
        show_coupon(shop, shop.cart_of(SHIRT), "THERE")


def test_the_last_day_of_a_coupon_is_that_of_the_store(shop: Shop, clock: SetClock) -> None:
    # Midnight between the 15th and the 16th in Vienna.
    put_offer(
        shop, "Over", percent=10, code="OVER", expires_at=datetime(2026, 11, 15, 23, tzinfo=UTC)
    )

    with pytest.raises(CouponOverError) as refused:
        show_coupon(shop, shop.cart_of(SHIRT), "OVER")

    assert refused.value.facts["last_day"] == date(2026, 11, 15)


def test_a_coupon_that_headquarters_took_away_is_refused_when_it_is_paid(shop: Shop) -> None:
    shop.open_shift()
    put_offer(shop, "Ten", percent=10, code="TEN")
    wish = shop.sale_of(show_coupon(shop, shop.cart_of(SHIRT), "TEN"))
    with shop.store.write() as tx:
        tx.connection.execute(sa.update(PromotionRow).values(is_active=False))

    with pytest.raises(CouponUnknownError), shop.store.write() as tx:
        complete_sale(tx, wish)
    with shop.store.read() as tx:
        assert find_coupon(tx, "TEN", customer_id=None) is None


def test_goods_bought_with_a_coupon_give_back_what_was_paid(shop: Shop) -> None:
    shop.open_shift()
    put_offer(shop, "Ten", percent=10, code="TEN")
    sale = sell(shop, show_coupon(shop, shop.cart_of(SHIRT, SHIRT, CAKE), "TEN"))

    back = bring_back(shop, sale.number, 1)

    assert sale.total_cents == 6_282
    assert back.refund_cents == 1_791


def test_receipt_and_order_name_what_came_off_and_what_was_saved(shop: Shop) -> None:
    shop.open_shift()
    put_price(shop, SHIRT, 1_890, "Spring sale")
    put_offer(shop, "Five off", amount_off_cents=500, is_stackable=True)
    put_offer(shop, "Ten", percent=10, code="TEN")
    cart = show_coupon(shop, shop.cart_of(SHIRT, CAKE), "TEN")
    cart = discount_order(cart, Discount(amount_cents=100, allowed_by=shop.grace))

    sale = sell(shop, cart)

    with shop.store.read() as tx:
        receipt = get_sale_receipt(tx, sale.order_id)
        order = get_order(tx, sale.order_id)
    taken = [("Five off", "", 500), ("Ten", "TEN", 439)]
    assert [(each.name, each.code, each.amount_cents) for each in receipt.offers] == taken
    assert [(each.name, each.code, each.amount_cents) for each in order.offers] == taken
    assert (receipt.subtotal_cents, receipt.order_discount_cents) == (4_890, 100)
    assert (receipt.total_cents, receipt.saved_cents) == (3_851, 1_139)
    words = [
        (block.left, block.right)
        for block in lay_out_receipt(receipt, locale="en_GB")
        if isinstance(block, TextLine)
    ]
    for row in (("Spring sale", ""), ("Five off", "-5.00"), ("Ten (TEN)", "-4.39")):
        assert row in words
    assert ("You saved", "11.39") in words


def test_a_cart_comes_back_with_the_prices_that_were_seen_and_its_coupons(shop: Shop) -> None:
    put_offer(shop, "Ten", percent=10, code="TEN")
    price_list = put_price(shop, SHIRT, 1_500, "Sale")
    cart = show_coupon(shop, shop.cart_of(SHIRT), "TEN")
    with shop.store.write() as tx:
        save_cart(tx, cart, staff_id=shop.ada)
        tx.connection.exec_driver_sql("DELETE FROM price_lists WHERE id = ?", (price_list.bytes,))

    with shop.store.read() as tx:
        found = find_open_cart(tx)

    assert found is not None
    assert found.lines == cart.lines
    assert [coupon.code for coupon in found.coupons] == ["TEN"]
