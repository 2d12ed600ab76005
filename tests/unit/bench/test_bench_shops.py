"""Generated shops are real shops: the till can go on in them where their past ended."""

import sqlite3
from contextlib import closing

import pytest

from pos.runtime.clock import SystemClock
from pos.runtime.ids import TimeOrderedIds
from pos.services.checkout import complete_sale
from pos.uow import Store
from ui.bench.goods import barcode
from ui.bench.sales import random_codes, ready_to_pay
from ui.bench.shops import ShopSize, find_shop


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("bench")


@pytest.fixture(scope="module")
def old_shop(cache):
    return find_shop(cache, ShopSize(variants=40, orders=1_030))


def _ask(path, statement):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchall()


def test_a_past_has_as_many_orders_as_wished_over_as_many_days_as_it_takes(old_shop) -> None:
    days = _ask(old_shop, "SELECT business_date, count(*) FROM orders GROUP BY 1 ORDER BY 1")

    assert days == [("2026-01-05", 1_000), ("2026-01-06", 30)]


def test_the_numbers_of_a_made_up_past_have_no_gap(old_shop) -> None:
    first, last, count = _ask(old_shop, "SELECT min(number), max(number), count(*) FROM orders")[0]
    journal = _ask(old_shop, "SELECT max(seq) - count(*) FROM journal_entries")

    assert (first, last, count) == ("S1R1-A-000001", "S1R1-A-001030", 1_030)
    assert journal == [(0,)]


def test_a_made_up_past_breaks_no_rule_of_the_tables(old_shop) -> None:
    assert _ask(old_shop, "PRAGMA foreign_key_check") == []
    assert _ask(old_shop, "PRAGMA integrity_check") == [("ok",)]


def test_the_till_goes_on_where_the_past_ended(old_shop, tmp_path) -> None:
    path = tmp_path / "till.db"
    path.write_bytes(old_shop.read_bytes())
    clock = SystemClock()

    with closing(Store(path, clock=clock, ids=TimeOrderedIds(clock))) as store:
        with store.write() as tx:
            wish = ready_to_pay(tx, random_codes(1, "test", variants=40))
        with store.write() as tx:
            sale = complete_sale(tx, wish)

    assert sale.number == "S1R1-A-001031"


def test_a_shop_is_made_once_and_then_kept(cache, old_shop) -> None:
    made = old_shop.stat().st_mtime_ns

    again = find_shop(cache, ShopSize(variants=40, orders=1_030))

    assert (again, again.stat().st_mtime_ns) == (old_shop, made)


def test_barcodes_carry_their_check_digit() -> None:
    assert [barcode(0), barcode(1), barcode(12_345)] == [
        "2000000000008",
        "2000000000015",
        "2000000123455",
    ]
