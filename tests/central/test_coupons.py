"""Coupons: dates, minimum, highest discount, scope, limits of all and of a customer."""

import json
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.fixed_ids import FIRST_REGISTER_ID, FIRST_STORE_ID, UNCATEGORISED_ID
from pos.domain.discount import Discount, cents_off
from pos.domain.money import CENTS_MAX, divide
from tests.central.web_shop import order, person, product_of, variant
from tests.sync.branch import IDS, Branch


def promotion(desk: Branch, **columns: object) -> UUID:
    """Make coupon TENOFF: 10 %, unless something else is said."""
    key = IDS.new_id()
    values: dict[str, object] = {
        "id": key,
        "code": "TENOFF",
        "name": "Ten",
        "discount_type": "percent",
    }
    values |= {"percent_ppm": 100_000, **columns}
    names, marks = ", ".join(values), ", ".join(["%s"] * len(values))
    desk.do(f"INSERT INTO promotions ({names}) VALUES ({marks})", *values.values())  # noqa: S608
    return key


def target(desk: Branch, of: UUID, column: str, key: object, *, excluded: bool = False) -> None:
    desk.do(
        f"INSERT INTO promotion_targets (id, promotion_id, {column}, is_excluded)"  # noqa: S608
        " VALUES (%s, %s, %s, %s)",
        *(IDS.new_id(), of, key, excluded),
    )


def check(desk: Branch, what: UUID, cents: int = 2000, user: UUID | None = None) -> object:
    lines = json.dumps([{"variant_id": str(what), "total_cents": cents}])
    return desk.ask("SELECT shop.check_coupon(' tenoff', %s, %s)", user, lines)


def redeem(desk: Branch, of: UUID, in_order: UUID) -> object:
    return desk.ask("SELECT shop.redeem_coupon(%s, %s, 200)", in_order, of)


def test_ten_percent_of_twenty_are_two(desk: Branch) -> None:
    promotion(desk)

    assert check(desk, variant(desk)) == 200


def test_no_more_than_the_highest_discount_is_given(desk: Branch) -> None:
    promotion(desk, max_discount_cents=150)

    assert check(desk, variant(desk)) == 150


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"is_active": False}, "there is no such coupon"),
        ({"starts_at": "2099-01-01T00:00:00Z"}, "coupon TENOFF is not valid yet"),
        ({"expires_at": "2020-01-01T00:00:00Z"}, "coupon TENOFF is over"),
        ({"min_purchase_cents": 2001}, "coupon TENOFF needs goods for 2001, not 2000"),
        ({"usage_limit": 0}, "coupon TENOFF is used up"),
        ({"per_user_limit": 1}, "coupon TENOFF is for customers who are signed in"),
    ],
)
def test_the_rule_that_stands_against_it_is_named(
    desk: Branch, columns: dict[str, object], reason: str
) -> None:
    promotion(desk, **columns)

    with pytest.raises(psycopg.Error, match=reason):
        check(desk, variant(desk))


def test_a_coupon_for_a_product_or_a_category_is_for_no_other_goods(desk: Branch) -> None:
    tee, cap = variant(desk), variant(desk, "CAP")
    of_product = promotion(desk)
    target(desk, of_product, "product_id", product_of(desk, tee))

    assert check(desk, tee) == 200
    with pytest.raises(psycopg.Error, match="is for none of these goods"):
        check(desk, cap)
    target(desk, of_product, "category_id", UNCATEGORISED_ID)
    assert check(desk, cap) == 200


def test_what_is_excluded_is_excluded_also_from_its_category(desk: Branch) -> None:
    tee = variant(desk)
    coupon = promotion(desk)
    target(desk, coupon, "category_id", UNCATEGORISED_ID)
    target(desk, coupon, "product_id", product_of(desk, tee), excluded=True)

    with pytest.raises(psycopg.Error, match="is for none of these goods"):
        check(desk, tee)


def test_a_category_stands_for_those_below_it(desk: Branch) -> None:
    tee, top = variant(desk), IDS.new_id()
    desk.do("INSERT INTO categories (id, name, slug) VALUES (%s, 'Top', 'top')", top)
    desk.do("UPDATE categories SET parent_id = %s WHERE id = %s", top, UNCATEGORISED_ID)
    target(desk, promotion(desk), "category_id", top)

    assert check(desk, tee) == 200


def test_a_coupon_of_one_store_is_refused_in_another(desk: Branch) -> None:
    tee, coupon = variant(desk), promotion(desk)
    target(desk, coupon, "store_id", FIRST_STORE_ID, excluded=True)

    with pytest.raises(psycopg.Error, match="is not for this store"):
        check(desk, tee)
    desk.do("UPDATE promotion_targets SET is_excluded = false")
    assert check(desk, tee) == 200


def test_a_customer_uses_it_as_often_as_the_limit_says(desk: Branch) -> None:
    mia, coupon = person(desk), promotion(desk, per_user_limit=1)
    redeem(desk, coupon, order(desk, user=mia))

    with pytest.raises(psycopg.Error, match="this customer has used coupon TENOFF up"):
        redeem(desk, coupon, order(desk, "W-2", user=mia))
    redeem(desk, coupon, order(desk, "W-3", user=person(desk, "Ben")))
    assert desk.ask("SELECT usage_count FROM promotions") == 2


def test_an_order_has_a_coupon_once(desk: Branch) -> None:
    coupon, placed = promotion(desk), order(desk)
    redeem(desk, coupon, placed)

    with pytest.raises(psycopg.Error, match="order W-1 has coupon TENOFF already"):
        redeem(desk, coupon, placed)


def test_a_cancelled_order_gives_its_coupon_back(desk: Branch) -> None:
    coupon = promotion(desk, usage_limit=1)
    redeem(desk, coupon, order(desk))

    desk.do("UPDATE orders SET status = 'cancelled'")

    assert desk.ask("SELECT usage_count FROM promotions") == 0
    redeem(desk, coupon, order(desk, "W-2"))


def test_a_till_that_was_offline_goes_over_the_limit_and_it_is_written_down(desk: Branch) -> None:
    coupon = promotion(desk, usage_limit=0)

    desk.do(
        "INSERT INTO promotion_redemptions (id, promotion_id, order_id, discount_cents,"
        " register_id) VALUES (%s, %s, %s, 200, %s)",
        *(IDS.new_id(), coupon, order(desk), FIRST_REGISTER_ID),
    )

    assert desk.ask("SELECT usage_count FROM promotions") == 1
    assert desk.rows("SELECT kind, register_data ->> 'code' FROM sync_conflicts") == [
        ("over_limit", "TENOFF")
    ]


def test_of_two_customers_one_gets_the_last_use(central: Branch) -> None:
    coupon = promotion(central, usage_limit=1)
    orders = [order(central, number) for number in ("W-1", "W-2")]

    def try_it(placed: UUID) -> bool:
        try:
            redeem(central, coupon, placed)
        except psycopg.Error as error:
            return error.sqlstate != "CT400"
        return True

    with ThreadPoolExecutor(2) as pool:
        gets = list(pool.map(try_it, orders))

    assert sorted(gets) == [False, True]
    assert central.count("promotion_redemptions") == 1


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cases=st.lists(
        st.tuples(st.integers(1, 1_000_000), st.integers(0, CENTS_MAX)), min_size=40, max_size=40
    )
)
def test_a_percentage_gives_to_the_cent_what_it_gives_at_the_till(
    desk: Branch, cases: list[tuple[int, int]]
) -> None:
    at_the_till = [
        cents_off(Discount(percent_ppm=share), value, divide=divide) for share, value in cases
    ]

    in_the_web = desk.rows(
        "SELECT shop.cents_off(c.share, NULL, c.value)"
        " FROM unnest(%s::integer[], %s::bigint[]) WITH ORDINALITY AS c (share, value, place)"
        " ORDER BY c.place",
        *([share for share, _ in cases], [value for _, value in cases]),
    )

    assert [cents for (cents,) in in_the_web] == at_the_till


def test_an_amount_takes_no_more_than_the_goods_are_worth(desk: Branch) -> None:
    promotion(desk, discount_type="amount", percent_ppm=None, amount_off_cents=5000)

    assert check(desk, variant(desk)) == 2000
