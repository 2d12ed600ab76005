"""Numbers, prices and ids of the demo shop, checked by hand."""

from datetime import UTC, datetime

import pytest

from pos.demo_shop.chance import SeededIds, named_id, stream
from pos.demo_shop.numbers import article_code, check_digit, pack_code, scale_number
from pos.demo_shop.prices import cost_of, sale_price


def test_the_check_digit_is_that_of_a_known_label():
    assert check_digit("211234501500") == 2


def test_a_piece_and_its_pack_have_different_codes():
    assert article_code((1, 1, 9)) == "2000100100097"
    assert pack_code((1, 1, 9)) != article_code((1, 1, 9))


def test_the_scale_number_has_five_digits():
    assert scale_number((49, 5, 0)) == "14905"


@pytest.mark.parametrize(
    ("full_cents", "off_percent", "sale_cents"),
    [(1990, 0, 1990), (1990, 30, 1399), (890, 20, 709), (24900, 25, 18699)],
)
def test_a_markdown_ends_like_a_shops_price(full_cents, off_percent, sale_cents):
    assert sale_price(full_cents, off_percent=off_percent) == sale_cents


def test_the_margin_is_taken_of_the_price_without_tax():
    assert cost_of(1200, rate_ppm=200_000, margin_percent=40) == 600


def test_a_thing_keeps_its_id_and_no_other_thing_has_it():
    shirt = named_id(20, "variant", "TSH-001-86-RED")

    assert shirt == named_id(20, "variant", "TSH-001-86-RED")
    assert shirt != named_id(21, "variant", "TSH-001-86-RED")
    assert shirt != named_id(20, "variant", "TSH-001", "86-RED")
    assert shirt.version == 7


def test_ids_of_events_rise_while_the_clock_stands_still():
    ids = SeededIds(20, _StoppedClock())

    made = [ids.new_id() for _ in range(50)]

    assert made == sorted(made)
    assert len(set(made)) == 50
    assert {each.version for each in made} == {7}


def test_two_sources_of_one_seed_make_the_same_ids():
    first, second = SeededIds(20, _StoppedClock()), SeededIds(20, _StoppedClock())

    assert [first.new_id() for _ in range(5)] == [second.new_id() for _ in range(5)]


def test_subjects_draw_from_streams_of_their_own():
    assert stream(20, "people").getrandbits(64) != stream(20, "stock").getrandbits(64)


class _StoppedClock:
    def now(self) -> datetime:
        return datetime(2026, 11, 20, 9, 30, tzinfo=UTC)

    def monotonic_ms(self) -> int:
        return 0
