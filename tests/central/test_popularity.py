"""Popularity follows what is sold, brought back and reviewed, whoever writes it."""

from uuid import UUID

import pytest

from tests.central.web_shop import line, order, person, product_of, variant
from tests.sync.branch import IDS, Branch


@pytest.fixture
def tee(desk: Branch) -> UUID:
    """A variant of which three pieces were ordered once; its product has two reviews."""
    key = variant(desk)
    line(desk, order(desk), key, 3)
    for name, rating in (("Mia", 3), ("Ben", 5)):
        desk.do(
            "INSERT INTO reviews (id, product_id, user_id, rating, is_approved)"
            " VALUES (%s, %s, %s, %s, true)",
            *(IDS.new_id(), product_of(desk, key), person(desk, name), rating),
        )
    desk.ask("SELECT shop.refresh_touched_products()")
    return key


def score(desk: Branch, of: UUID) -> object:
    """Let the job come, and look."""
    desk.ask("SELECT shop.refresh_touched_products()")
    return desk.ask(
        "SELECT popularity_score FROM products p JOIN variants v ON v.product_id = p.id"
        " WHERE v.id = %s",
        of,
    )


def test_three_pieces_in_one_order_and_two_reviews_of_four_on_average_are_43_and_a_half(
    desk: Branch, tee: UUID
) -> None:
    assert score(desk, tee) == 43.5


def test_a_new_score_is_not_told_to_the_tills(desk: Branch, tee: UUID) -> None:
    told = "SELECT count(*) FROM sync.change_inbox WHERE table_name = 'products'"
    before = desk.ask(told)

    desk.do("UPDATE order_lines SET quantity = 5")

    assert score(desk, tee) == 44.5
    assert desk.ask(told) == before


def test_goods_that_came_back_do_not_count(desk: Branch, tee: UUID) -> None:
    desk.do("UPDATE order_lines SET returned_qty = 1")

    assert score(desk, tee) == 43.0


def test_a_cancelled_order_does_not_count(desk: Branch, tee: UUID) -> None:
    desk.do("UPDATE orders SET status = 'cancelled'")

    assert score(desk, tee) == 40.0


def test_a_review_that_is_not_approved_or_gone_does_not_count(desk: Branch, tee: UUID) -> None:
    desk.do("UPDATE reviews SET is_approved = false WHERE rating = 3")
    assert score(desk, tee) == 53.5

    desk.do("DELETE FROM reviews")
    assert score(desk, tee) == 3.5


def test_a_line_that_is_taken_out_or_moved_counts_for_the_right_product(
    desk: Branch, tee: UUID
) -> None:
    cap = variant(desk, "CAP")

    desk.do("UPDATE order_lines SET variant_id = %s", cap)
    assert (score(desk, tee), score(desk, cap)) == (40.0, 3.5)

    desk.do("DELETE FROM order_lines")
    assert (score(desk, tee), score(desk, cap)) == (40.0, 0.0)


def test_a_variant_that_moves_to_another_product_takes_its_sales_along(
    desk: Branch, tee: UUID
) -> None:
    old = product_of(desk, tee)
    cap = variant(desk, "CAP")
    desk.do(
        "UPDATE variants SET is_default = false, product_id = %s WHERE id = %s",
        *(product_of(desk, cap), tee),
    )

    assert score(desk, tee) == 3.5
    assert desk.ask("SELECT popularity_score FROM products WHERE id = %s", old) == 40.0


def test_only_what_was_touched_is_worked_out_and_once(desk: Branch, tee: UUID) -> None:
    desk.do("UPDATE products SET popularity_score = 1")
    desk.do("UPDATE order_lines SET quantity = 4")
    desk.do("UPDATE order_lines SET quantity = 5")

    assert desk.ask("SELECT shop.refresh_touched_products()") == 1
    assert desk.ask("SELECT shop.refresh_touched_products()") == 0
    assert score(desk, tee) == 44.5
