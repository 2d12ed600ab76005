"""Whatever customers show, the uses of a coupon are its rows, and within its limits."""

from collections import Counter
from dataclasses import replace
from uuid import UUID

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.pricing import PromotionRedemptionRow, PromotionRow
from pos.domain.cart import Cart, set_customer
from pos.domain.errors import RefusedError
from pos.queries.customers import find_cart_customer
from pos.services.checkout import complete_sale
from tests.gift_cards import know_customer
from tests.offers import put_offer, show_coupon
from tests.shop import APPLES, Shop

IN_ALL, FOR_EACH = 4, 2

VISITS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["shown", "shown twice", "changed their mind"])),
    min_size=1,
    max_size=9,
)
"""Who of three customers comes, and what they do with the coupon."""


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(visits=VISITS)
def test_a_coupon_is_used_as_often_as_its_rows_say_and_never_more_than_it_may(
    shop: Shop, visits: list[tuple[int, str]]
) -> None:
    _open(shop)
    code = f"TEN{_count(shop)}"
    coupon_id = put_offer(
        shop, code, percent=10, code=code, usage_limit=IN_ALL, per_user_limit=FOR_EACH
    )
    customers = [know_customer(shop) for _ in range(3)]
    expected: Counter[int] = Counter()

    for who, what in visits:
        may = expected.total() < IN_ALL and expected[who] < FOR_EACH
        took = _visit(shop, customers[who], code, what)
        assert took == (may and what != "changed their mind")
        expected[who] += took

    rows = sa.select(PromotionRedemptionRow.user_id).where(
        PromotionRedemptionRow.promotion_id == coupon_id
    )
    count = sa.select(PromotionRow.usage_count).where(PromotionRow.id == coupon_id)
    with shop.store.read() as tx:
        used = Counter(tx.connection.execute(rows).scalars())
        assert tx.connection.execute(count).scalar_one() == used.total() == expected.total()
    assert used == Counter({customers[who]: times for who, times in expected.items() if times})


def _visit(shop: Shop, customer_id: UUID, code: str, what: str) -> bool:
    """Sell apples to a customer who shows the coupon; say whether it was used."""
    with shop.store.read() as tx:
        customer = find_cart_customer(tx, customer_id)
    cart = set_customer(shop.cart_of(APPLES, quantity=1_000), customer)
    offered = _show(shop, cart, code)
    if what == "shown twice":
        offered = _show(shop, offered, code)
    if what == "changed their mind":
        offered = replace(offered, coupons=())
    wish = shop.sale_of(offered)
    with shop.store.write() as tx:
        complete_sale(tx, wish)
    return bool(offered.coupons)


def _show(shop: Shop, cart: Cart, code: str) -> Cart:
    """Return the cart with the coupon where it is taken, and as it was where it is refused."""
    try:
        return show_coupon(shop, cart, code)
    except RefusedError:
        return cart


def _open(shop: Shop) -> None:
    with shop.store.read() as tx:
        is_open = tx.connection.exec_driver_sql("SELECT count(*) FROM shifts").scalar_one()
    if not is_open:
        shop.open_shift()


def _count(shop: Shop) -> int:
    with shop.store.read() as tx:
        return tx.connection.exec_driver_sql("SELECT count(*) FROM promotions").scalar_one()
