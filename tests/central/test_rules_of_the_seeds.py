"""Rules that the seeds write down and the tables hold by themselves."""

import psycopg
import pytest

from tests.central.web_shop import cart, line, order, person, product_of, receive, variant
from tests.sync.branch import IDS, Branch


def test_available_is_quantity_minus_reserved(desk: Branch) -> None:
    tee = variant(desk)
    receive(desk, tee, 10)
    key = order(desk)
    line(desk, key, tee, 3)

    desk.do("SELECT shop.reserve(%s)", key)

    assert desk.rows(
        "SELECT quantity, reserved, available FROM baby_petite.inventory_status WHERE sku = 'TEE'"
    ) == [(10, 3, 7)]
    with pytest.raises(psycopg.errors.GeneratedAlways):
        desk.do("UPDATE inventory_levels SET available = 5")


@pytest.mark.parametrize(
    ("received", "status"), [(0, "OUT_OF_STOCK"), (10, "LOW_STOCK"), (11, "IN_STOCK")]
)
def test_goods_are_in_stock_low_or_out_of_stock(desk: Branch, received: int, status: str) -> None:
    tee = variant(desk)
    if received:
        receive(desk, tee, received)

    assert (
        desk.ask("SELECT stock_status FROM baby_petite.inventory_status WHERE sku = 'TEE'")
        == status
    )


def test_the_total_of_an_order_is_the_sum_of_its_goods(desk: Branch) -> None:
    key = order(desk)
    line(desk, key, variant(desk), 2)
    line(desk, key, variant(desk, "CAP"), 1)

    total = desk.ask("SELECT baby_petite.calculate_order_total(compat.key_text(%s))::text", key)
    assert total == "30.00"


def test_what_is_liked_on_sale_and_new_is_recommended_first(desk: Branch) -> None:
    liked, plain, _gone = variant(desk), variant(desk, "CAP"), variant(desk, "OLD")
    desk.do(
        "UPDATE products SET popularity_score = 100, is_on_sale = true, is_new = true"
        " WHERE id = %s",
        product_of(desk, liked),
    )
    desk.do("UPDATE products SET is_active = false WHERE slug = 'old'")

    found = desk.rows(
        "SELECT product_name, score FROM baby_petite.get_product_recommendations('', 50)"
        " WHERE product_name IN ('Tee', 'Cap', 'Old')"
    )

    assert found == [("Tee", 45.0), ("Cap", 0.0)]
    assert product_of(desk, plain)


@pytest.mark.parametrize("rating", [0.5, 5.5])
def test_a_review_is_from_one_to_five(desk: Branch, rating: float) -> None:
    product = product_of(desk, variant(desk))

    with pytest.raises(psycopg.errors.CheckViolation):
        desk.do(
            "INSERT INTO reviews (id, product_id, user_id, rating) VALUES (%s, %s, %s, %s)",
            *(IDS.new_id(), product, person(desk), rating),
        )


def test_each_step_of_an_order_is_in_its_history(desk: Branch) -> None:
    key = order(desk)
    line(desk, key, variant(desk), 1)

    for status in ("processing", "ready", "shipped"):
        desk.do("SELECT shop.set_order_status(%s, %s)", key, status)

    assert desk.rows("SELECT from_status, to_status FROM order_status_history ORDER BY id") == [
        ("confirmed", "processing"),
        ("processing", "ready"),
        ("ready", "shipped"),
    ]


DELETED_WITH = (
    ("carts.user_id", "c"),
    ("cart_lines.cart_id", "c"),
    ("children.user_id", "c"),
    ("registries.user_id", "c"),
    ("reviews.user_id", "c"),
    ("wishlists.user_id", "c"),
    ("wishlist_items.wishlist_id", "c"),
    ("sessions.user_id", "c"),
    ("api_keys.user_id", "c"),
    ("order_lines.order_id", "c"),
    ("shipments.order_id", "c"),
    ("shipment_lines.shipment_id", "c"),
    ("variants.product_id", "c"),
    ("product_images.product_id", "c"),
    ("price_history.variant_id", "c"),
    ("payments.order_id", "r"),
    ("refunds.payment_id", "r"),
    ("returns.order_id", "r"),
    ("order_lines.variant_id", "r"),
    ("stock_movements.variant_id", "r"),
    ("products.category_id", "r"),
    ("promotion_redemptions.promotion_id", "r"),
    ("behavior_events.user_id", "n"),
    ("order_status_history.changed_by", "n"),
    ("price_history.changed_by", "n"),
    ("sessions.cart_id", "n"),
    ("users.avatar_blob_id", "n"),
    ("product_feeds.created_by", "n"),
)
"""Goes along (c), stands in the way (r), or forgets (n)."""


def test_own_parts_go_along_money_stands_in_the_way_and_history_forgets(
    desk: Branch, subtests: pytest.Subtests
) -> None:
    for column, expected in DELETED_WITH:
        with subtests.test(column):
            table, name = column.split(".")
            rule = desk.ask(
                "SELECT c.confdeltype::text FROM pg_constraint c"
                " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ALL (c.conkey)"
                " WHERE c.contype = 'f' AND c.conparentid = 0"
                " AND c.conrelid = %s::regclass AND a.attname = %s",
                *(table, name),
            )
            assert rule == expected


def test_a_customer_takes_their_carts_and_wishes_along(desk: Branch) -> None:
    mia = person(desk)
    cart(desk, user=mia)
    desk.do("INSERT INTO wishlists (id, user_id) VALUES (%s, %s)", IDS.new_id(), mia)

    desk.do("DELETE FROM users WHERE id = %s", mia)

    assert (desk.count("carts"), desk.count("wishlists")) == (0, 0)


def test_an_order_that_was_paid_for_cannot_be_deleted(desk: Branch) -> None:
    key = order(desk)
    desk.do("SELECT shop.record_payment(NULL, %s, 'card', 2000, 'captured')", key)

    with pytest.raises(psycopg.IntegrityError):
        desk.do("DELETE FROM orders WHERE id = %s", key)


def test_an_article_in_somebodys_cart_cannot_be_deleted(desk: Branch) -> None:
    tee, basket = variant(desk), cart(desk)
    desk.do(
        "INSERT INTO cart_lines (id, cart_id, line_no, variant_id, quantity, unit_price_cents)"
        " VALUES (%s, %s, 1, %s, 1, 1000)",
        *(IDS.new_id(), basket, tee),
    )

    with pytest.raises(psycopg.IntegrityError):
        desk.do("DELETE FROM variants WHERE id = %s", tee)
    desk.do("DELETE FROM carts WHERE id = %s", basket)
    assert desk.count("cart_lines") == 0
