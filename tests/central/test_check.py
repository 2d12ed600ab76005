"""`countertop central check` names what is broken and says what to do about it."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta

import psycopg
import pytest

from sync.central.check import check_central
from sync.central.schema import init_central
from sync.central.seed_views import declared_views
from tests.postgres import PostgresServer
from tests.sync.branch import Branch
from ui.command_line import main
from ui.text import central as words

Check = Callable[[], tuple[int, str]]


@pytest.fixture(scope="module")
def fresh(central_server: PostgresServer, new_central: str) -> Iterator[Branch]:
    """A central that no test of this module changes."""
    url = central_server.new_database(template=new_central)
    yield Branch(url=url)
    central_server.drop_database(url)


@pytest.fixture
def check(central: Branch, capsys: pytest.CaptureFixture[str]) -> Check:
    """Run the command; return its status and what it printed."""

    def run() -> tuple[int, str]:
        status = main(["central", "check", central.url])
        return status, capsys.readouterr().out

    return run


def test_of_a_fresh_central_nothing_is_said_but_that_it_is_in_order(
    fresh: Branch, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["central", "check", fresh.url])

    assert status == 0
    assert capsys.readouterr().out.startswith("Central is in order: schema ")


def test_in_json_a_fresh_central_has_no_findings(
    fresh: Branch, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["central", "check", fresh.url, "--json"])

    found = json.loads(capsys.readouterr().out)
    assert (status, found["ok"], found["findings"]) == (0, True, [])


def test_the_list_of_views_is_what_central_has(fresh: Branch) -> None:
    there = fresh.rows(
        "SELECT schemaname::text, viewname::text FROM pg_views WHERE schemaname IN"
        " ('compat', 'cloudkidd', 'ecommerce', 'microservices', 'bakery', 'baby_petite')"
    )

    assert sorted(declared_views()) == sorted(there)


HARM = (
    ('DROP VIEW baby_petite."Review" CASCADE', 'View baby_petite."Review" is missing.'),
    ("DROP VIEW bakery.shipments", "View bakery.shipments is missing."),
    (
        "REVOKE SELECT ON ecommerce.product FROM compat_reader",
        "A role lacks a right: compat_reader: ecommerce.product.",
    ),
    (
        "REVOKE SELECT ON baby_petite.orders FROM countertop_customer",
        "A role lacks a right: countertop_customer: baby_petite.orders.",
    ),
    (
        "REVOKE USAGE ON SCHEMA bakery FROM countertop_service",
        "A role lacks a right: countertop_service: schema bakery.",
    ),
    (
        "REVOKE INSERT ON orders FROM countertop_service",
        "A role lacks a right: countertop_service: orders.",
    ),
    (
        "GRANT DELETE ON stock_movements TO countertop_service",
        "A role may do or see too much: countertop_service: stock_movements.",
    ),
    (
        "ALTER TABLE orders DISABLE ROW LEVEL SECURITY",
        "A role may do or see too much: countertop_customer: orders.",
    ),
    (
        "REVOKE EXECUTE ON FUNCTION sync_api.push FROM countertop_device",
        "Registers may not call push(integer,bigint,text,bytea).",
    ),
)


def test_what_was_broken_by_hand_is_named_and_mended_by_init(
    central: Branch, check: Check, subtests: pytest.Subtests
) -> None:
    for statement, _ in HARM:
        central.do(statement)

    status, printed = check()
    init_central(central.url)

    assert status == 1
    for statement, sentence in HARM:
        with subtests.test(statement):
            assert f"{sentence}\n  Run countertop central init URL" in printed
    assert check()[0] == 0


def test_a_month_without_a_partition_is_named(central: Branch, check: Check) -> None:
    name = central.ask("SELECT to_char(now() AT TIME ZONE 'UTC', '\"inbox\"_YYYY_MM')")
    central.do(f"DROP TABLE sync.{name}")

    status, printed = check()

    assert status == 1
    assert f"Partition sync.{name} is missing." in printed
    assert "Run countertop central init URL" in printed


@pytest.mark.parametrize(
    ("version", "sentence", "advice"),
    [
        (1, "The tables are of schema 1.", "Run countertop central init URL."),
        (9999, "which is newer than this program.", "Update Countertop on this machine."),
    ],
)
def test_a_wrong_version_is_named(
    central: Branch, check: Check, version: int, sentence: str, advice: str
) -> None:
    central.do("UPDATE sync.alembic_version SET version_num = %s", f"{version:04}")

    status, printed = check()

    assert status == 1
    assert sentence in printed
    assert advice in printed


def test_an_index_whose_making_failed_is_named(central: Branch, check: Check) -> None:
    for _ in range(2):
        central.do("INSERT INTO users (id, name) VALUES (gen_random_uuid(), 'Twin')")
    with pytest.raises(psycopg.errors.UniqueViolation):
        central.do("CREATE UNIQUE INDEX CONCURRENTLY once ON users (name)")

    status, printed = check()

    assert status == 1
    assert "Index once is not valid.\n  Run REINDEX INDEX once." in printed


@pytest.mark.parametrize(
    ("offset_s", "sentence"),
    [
        (-60, "The clock of central is 60 s ahead of this machine's."),
        (60, "The clock of central is 60 s behind this machine's."),
    ],
)
def test_a_clock_that_is_off_is_named_with_how_far(
    fresh: Branch, offset_s: int, sentence: str
) -> None:
    here = fresh.ask("SELECT clock_timestamp()") + timedelta(seconds=offset_s)

    (found,) = check_central(fresh.url, now=here).findings

    message, advice = words.finding(found.kind, found.subject)
    assert message == sentence
    assert advice == "Let both machines set their clocks from the network."


def test_clocks_that_differ_by_less_than_five_seconds_are_in_order(fresh: Branch) -> None:
    here = fresh.ask("SELECT clock_timestamp()") + timedelta(seconds=2)

    assert check_central(fresh.url, now=here).findings == ()
