"""Product feeds with row counters and errors."""

import psycopg
import pytest

from tests.sync.branch import Branch

COUNTERS = "SELECT total_rows, processed_rows, success_rows, error_rows FROM product_feeds"


def start(desk: Branch) -> object:
    return desk.ask("SELECT shop.start_feed('goods.csv', 'import', 'csv', 3)")


def test_what_was_processed_is_what_went_well_and_what_did_not(desk: Branch) -> None:
    feed = start(desk)

    desk.do("SELECT shop.note_feed_row(%s, 1)", feed)
    desk.do("SELECT shop.note_feed_row(%s, 2, 'price', 'is no amount')", feed)

    assert desk.rows(COUNTERS) == [(3, 2, 1, 1)]
    assert desk.ask("SELECT errors FROM product_feeds") == [
        {"row": 2, "column": "price", "message": "is no amount"}
    ]


def test_the_counters_fit_together_whoever_writes_them(desk: Branch) -> None:
    start(desk)

    desk.do("UPDATE product_feeds SET processed_rows = 99, success_rows = 2, error_rows = 1")

    assert desk.rows(COUNTERS) == [(3, 3, 2, 1)]


def test_a_feed_has_its_job_in_the_queue(desk: Branch) -> None:
    feed = start(desk)

    assert desk.rows(
        "SELECT j.job_type, j.payload ->> 'feed_id' FROM jobs j"
        " JOIN product_feeds f ON f.job_id = j.id"
    ) == [("product_feed", str(feed))]


def test_a_feed_ends_once_and_has_failed_when_no_row_was_good(desk: Branch) -> None:
    feed = start(desk)
    desk.do("SELECT shop.note_feed_row(%s, 1, 'sku', 'is missing')", feed)

    assert desk.ask("SELECT shop.finish_feed(%s)", feed) == "failed"
    assert desk.ask("SELECT shop.finish_feed(%s)", feed) is None
    with pytest.raises(psycopg.Error, match="this feed is not being worked on"):
        desk.do("SELECT shop.note_feed_row(%s, 2)", feed)
    desk.do("UPDATE product_feeds SET completed_at = now() - interval '4 months'")
    assert desk.ask("SELECT shop.clear_feeds()") == 1
