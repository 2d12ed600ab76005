"""However often a cart is parked, travels and is taken up: no price, discount or total changes."""

import json
from dataclasses import replace
from uuid import UUID

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.carts import CartRow
from models.sync import OutboxRow
from pos.domain.cart import Cart, set_note
from pos.domain.cart_concessions import discount_line, discount_order, override_price
from pos.domain.cart_pricing import price_cart
from pos.domain.discount import Discount
from pos.domain.fact import written_in
from pos.domain.pricing import PricedBasket
from pos.queries.store_rules import read_pricing_rules
from pos.services.parked_carts import park_cart, recall_cart
from pos.uow import WriteTx
from sync.apply import Reading, write_rows
from sync.wire import FeedRow, RowsByTable
from tests.shop import APPLES, CAKE, SHIRT, Shop

NOBODY = UUID(int=0)

discounts = st.one_of(
    st.none(),
    st.integers(0, 1_000_000).map(lambda ppm: Discount(percent_ppm=ppm)),
    st.integers(0, 9_999).map(lambda cents: Discount(amount_cents=cents)),
)
lines = st.tuples(
    st.sampled_from((SHIRT, APPLES, CAKE)),
    st.integers(1, 2_000),
    discounts,
    # With the largest quantity still less than one line may be worth.
    st.one_of(st.none(), st.integers(0, 49_999)),
    st.sampled_from(("", "by the door")),
)


def fill(shop: Shop, wanted: list[tuple[str, int, Discount | None, int | None, str]]) -> Cart:
    cart = shop.cart_of(SHIRT)
    cart = replace(cart, lines=())
    for code, quantity, discount, price_cents, note in wanted:
        (line,) = shop.cart_of(code, quantity=quantity).lines
        cart = replace(cart, lines=(*cart.lines, line))
        cart = discount_line(cart, line.line_id, discount=discount)
        if price_cents is not None:
            cart = override_price(
                cart, line.line_id, price_cents=price_cents, reason="Dented", allowed_by=shop.grace
            )
        cart = set_note(cart, note, line_id=line.line_id)
    return cart


def travel(tx: WriteTx) -> None:
    """Take what the last fact says from this till, and bring it back as central sends it."""
    envelope = tx.connection.execute(
        sa.select(OutboxRow.payload)
        .where(OutboxRow.kind == "cart.parked")
        .order_by(OutboxRow.seq.desc())
        .limit(1)
    ).scalar_one()
    tx.connection.execute(sa.delete(CartRow))
    rows: RowsByTable = tuple(
        FeedRow(table=table, key=UUID(row["id"]), position=1, values={**row, "row_version": 1})
        for table, written in written_in(json.loads(envelope)["body"])
        for row in written
    )
    assert write_rows(tx, rows, Reading(last_seq=0)) == 0


def priced(tx: WriteTx, cart: Cart) -> PricedBasket:
    return price_cart(read_pricing_rules(tx), cart)


def without_ids(cart: Cart) -> Cart:
    bare = tuple(replace(line, line_id=NOBODY) for line in cart.lines)
    return replace(
        cart, cart_id=NOBODY, lines=bare, origin_cart_id=None, label="", touched_line_id=None
    )


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(wanted=st.lists(lines, min_size=1, max_size=5), discount=discounts, times=st.integers(1, 3))
def test_parking_moving_and_recalling_change_no_price_no_discount_and_no_total(
    shop: Shop,
    wanted: list[tuple[str, int, Discount | None, int | None, str]],
    discount: Discount | None,
    times: int,
) -> None:
    cart = discount_order(fill(shop, wanted), discount)
    again = cart
    for _ in range(times):
        with shop.store.write() as tx:
            park_cart(tx, again, staff_id=shop.ada)
            parked_id = again.cart_id
            travel(tx)
            again = recall_cart(tx, parked_id)

    with shop.store.write() as tx:
        assert without_ids(again) == without_ids(cart)
        assert priced(tx, again) == priced(tx, cart)
