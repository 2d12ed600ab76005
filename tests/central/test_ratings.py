"""Ratings of all products are kept ready for the shop that ranks them for every visitor."""

import psycopg

from tests.sync.branch import Branch

RANKED = "SELECT product_name, score FROM baby_petite.get_product_recommendations('anybody', 2)"


def test_a_new_rating_counts_in_recommendations_from_the_next_refresh_on(central: Branch) -> None:
    add_product(central, "Rattle")
    add_product(central, "Ball")
    rate(central, "Rattle", 4)
    before = central.rows(RANKED)

    central.do("SELECT sync.refresh_summaries()")

    assert sorted(before) == [("Ball", 5.0), ("Rattle", 5.0)]
    assert central.rows(RANKED) == [("Rattle", 85.0), ("Ball", 5.0)]


def test_ratings_are_refreshed_while_a_visitor_reads_them(central: Branch) -> None:
    add_product(central, "Rattle")
    rate(central, "Rattle", 5)

    with psycopg.connect(central.url) as visitor:
        first = visitor.execute(RANKED.encode()).fetchall()
        central.do("SET lock_timeout = '1s'; SELECT sync.refresh_summaries()")
        second = visitor.execute(RANKED.encode()).fetchall()

    assert (first[0], second[0]) == (("Rattle", 5.0), ("Rattle", 105.0))


def add_product(central: Branch, name: str) -> None:
    central.do(
        "INSERT INTO products (id, category_id, name, slug, style_code, base_price_cents, is_new)"
        " SELECT sync.new_id(), id, %s, %s, %s, 990, true FROM categories LIMIT 1",
        name,
        name.lower(),
        name,
    )


def rate(central: Branch, product: str, stars: int) -> None:
    central.do("INSERT INTO users (id, name) VALUES (sync.new_id(), 'Mia')")
    central.do(
        "INSERT INTO reviews (id, product_id, user_id, rating, is_approved)"
        " SELECT sync.new_id(), p.id, u.id, %s, true FROM products p, users u"
        " WHERE p.name = %s AND u.name = 'Mia'",
        stars,
        product,
    )
