"""The questions that central is asked most are answered from indexes, however long the past is."""

import json
from collections.abc import Iterator

import pytest

from sync.central.hot_queries import HOT_QUERIES
from sync.central.plans import look_at_plans
from sync.central.schema import init_central
from tests.postgres import PostgresServer
from tests.sync.branch import Branch
from ui.bench.central_past import write_central_past
from ui.command_line import main

ORDERS = 20_000


@pytest.fixture(scope="module")
def long_past(central_server: PostgresServer) -> Iterator[Branch]:
    """A central with 20,000 orders of three years."""
    url = central_server.new_database()
    init_central(url)
    write_central_past(url, orders=ORDERS)
    yield Branch(url=url)
    central_server.drop_database(url)


def test_no_hot_query_reads_a_large_table_from_end_to_end(long_past: Branch) -> None:
    plans = look_at_plans(long_past.url, rows_max=ORDERS // 10)

    assert [plan.name for plan in plans] == [query.name for query in HOT_QUERIES]
    assert {plan.name: plan.scans for plan in plans if plan.scans} == {}


def test_a_query_whose_index_is_gone_is_named_with_the_table(
    long_past: Branch, capsys: pytest.CaptureFixture[str]
) -> None:
    in_order = main(["central", "plans", long_past.url])
    long_past.do("DROP INDEX ix_payments_order_id")
    capsys.readouterr()

    status = main(["central", "plans", long_past.url, "--measure", "--json"])
    long_past.do("CREATE INDEX ix_payments_order_id ON payments (order_id)")

    told = capsys.readouterr()
    queries = {query["name"]: query for query in json.loads(told.out)["queries"]}
    assert (in_order, status) == (0, 1)
    assert queries["payments of an order"]["read_whole"] == ["public.payments"]
    assert "payments of an order" in told.err
    assert all(query["us"] > 0 for query in queries.values())


def test_a_central_without_sales_has_nothing_to_ask_for(branch: Branch) -> None:
    assert "order by number" not in [plan.name for plan in look_at_plans(branch.url)]
