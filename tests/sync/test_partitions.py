"""Orders are split by year, events by month, and nobody who sells or reads has to know."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
import pytest

from models.fixed_ids import FIRST_STORE_ID
from pos.runtime.clock import SystemClock
from sync.central.check import Finding, FindingKind, check_central
from tests.sync.branch import SHIRT, Branch, Till

NOW = SystemClock().now()
THIS_YEAR, NEXT_YEAR, LAST_YEAR = NOW.year, NOW.year + 1, NOW.year - 1
MILLISECOND = timedelta(milliseconds=1)
NO_TIME = UUID("8f14e45f-ceea-4d67-9a2b-1d0e5c3b7a90")
"""A key of version 4, as many web shops make them."""


def new_year(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=UTC)


def key_at(moment: datetime, number: int = 1) -> UUID:
    """A UUIDv7 of that moment."""
    milliseconds = (moment - datetime(1970, 1, 1, tzinfo=UTC)) // MILLISECOND
    return UUID(int=milliseconds << 80 | 0x7 << 76 | 0x8 << 60 | number)


def place(branch: Branch, number: str, key: UUID) -> UUID:
    """Place an order of one shirt, as a web shop does."""
    branch.do(
        "INSERT INTO orders (id, number, channel, store_id) VALUES (%s, %s, 'online', %s)",
        key,
        number,
        FIRST_STORE_ID,
    )
    branch.do(
        "INSERT INTO order_lines (id, order_id, line_no, variant_id, product_name, sku, quantity,"
        " list_price_cents, unit_price_cents, gross_cents, total_cents)"
        " SELECT sync.new_id(), %s, 1, variant_id, 'Shirt', 'SHIRT-92', 1, 1990, 1990, 1990, 1990"
        " FROM barcodes WHERE code = %s",
        key,
        SHIRT,
    )
    return key


def partition_of(branch: Branch, key: UUID) -> str:
    return str(branch.ask("SELECT tableoid::regclass::text FROM orders WHERE id = %s", key))


def lose(branch: Branch, partition: str) -> None:
    branch.do(f"ALTER TABLE orders DETACH PARTITION {partition}")
    branch.do(f"DROP TABLE {partition}")


def look_at_event(branch: Branch, key: UUID, moment: datetime) -> None:
    branch.do(
        "INSERT INTO behavior_events (id, created_at, event_type) VALUES (%s, %s, 'view')",
        key,
        moment,
    )


def choose(branch: Branch, key: str, value: str) -> None:
    branch.do(
        "INSERT INTO settings (id, key, value) VALUES (sync.new_id(), %s, %s::jsonb)", key, value
    )


def keep(branch: Branch) -> list[tuple[str, str]]:
    return list(branch.rows("SELECT done, partition_name FROM sync.keep_partitions()"))


def test_a_year_of_orders_ends_at_midnight_utc(branch: Branch) -> None:
    last = place(branch, "W-1", key_at(new_year(NEXT_YEAR) - MILLISECOND))
    first = place(branch, "W-2", key_at(new_year(NEXT_YEAR)))

    assert partition_of(branch, last) == f"orders_{THIS_YEAR}"
    assert partition_of(branch, first) == f"orders_{NEXT_YEAR}"


def test_an_order_whose_key_tells_no_time_is_an_order_like_any_other(branch: Branch) -> None:
    key = place(branch, "W-1", NO_TIME)

    assert partition_of(branch, key) == "orders_default"
    assert branch.rows("SELECT id FROM orders WHERE number = 'W-1'") == [(key,)]
    assert branch.count("order_lines", order_id=key) == 1
    noted = "SELECT count(*) FROM sync.change_inbox WHERE table_name = 'orders' AND row_id = %s"
    assert branch.ask(noted, key) == 1


def test_no_two_orders_have_one_number_in_whatever_year(branch: Branch) -> None:
    place(branch, "W-1", key_at(new_year(THIS_YEAR)))

    for other in (key_at(new_year(NEXT_YEAR)), key_at(new_year(THIS_YEAR), 2), NO_TIME):
        with pytest.raises(psycopg.errors.UniqueViolation) as refusal:
            place(branch, "W-1", other)
        assert refusal.value.diag.constraint_name == "uq_orders_number"
        assert refusal.value.diag.message_detail == "Key (number)=(W-1) already exists."


def test_an_order_that_comes_twice_is_there_once(branch: Branch) -> None:
    key = place(branch, "W-1", key_at(NOW))

    branch.do(
        "INSERT INTO orders (id, number, store_id) VALUES (%s, 'W-1', %s)"
        " ON CONFLICT (id) DO NOTHING",
        key,
        FIRST_STORE_ID,
    )

    assert branch.count("orders", number="W-1") == 1


def test_a_sale_whose_number_is_taken_is_set_aside_until_it_is_free(
    branch: Branch, till: Till
) -> None:
    till.open_shift()
    number = till.sell(SHIRT)
    taken = place(branch, number, NO_TIME)
    till.sync()

    aside = branch.rows("SELECT sqlstate, message FROM sync.dead_letter")
    branch.do("DELETE FROM orders WHERE id = %s", taken)
    branch.initialise()

    ((sqlstate, message),) = aside
    assert sqlstate == "23505"
    assert "uq_orders_number" in message
    assert branch.count("orders", number=number) == 1
    assert branch.ask("SELECT state FROM sync.dead_letter") == "resolved"


def test_a_number_that_an_order_gave_up_may_be_another_order_s(branch: Branch) -> None:
    renamed = place(branch, "W-1", key_at(NOW))
    deleted = place(branch, "W-2", NO_TIME)

    branch.do("UPDATE orders SET number = 'W-3' WHERE id = %s", renamed)
    branch.do("DELETE FROM orders WHERE id = %s", deleted)
    place(branch, "W-1", key_at(NOW, 2))
    place(branch, "W-2", key_at(NOW, 3))

    numbers = branch.rows("SELECT number FROM order_numbers ORDER BY number")
    assert numbers == [("W-1",), ("W-2",), ("W-3",)]


def test_orders_of_all_years_are_numbered_in_one_row(branch: Branch) -> None:
    keys = [key_at(new_year(NEXT_YEAR)), NO_TIME, key_at(NOW)]
    for place_of, key in enumerate(keys):
        place(branch, f"W-{place_of}", key)

    numbers = [branch.ask("SELECT int_id FROM orders WHERE id = %s", key) for key in keys]

    assert numbers == [1, 2, 3]


def test_nobody_goes_past_the_table_to_its_partitions(branch: Branch) -> None:
    place(branch, "W-1", NO_TIME)

    for statement in ("DELETE FROM orders_default", f"SELECT FROM orders_{THIS_YEAR}"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            branch.do(f"SET ROLE countertop_service; {statement}")
    branch.do("SET ROLE countertop_service; UPDATE orders SET customer_notes = 'Ring twice'")

    assert branch.ask("SELECT customer_notes FROM orders") == "Ring twice"


@pytest.mark.parametrize(
    "key",
    [key_at(NOW), key_at(new_year(NEXT_YEAR)), NO_TIME],
    ids=["this year", "next year", "no time"],
)
def test_lines_go_with_their_order_and_payments_hold_it_in_every_partition(
    branch: Branch, key: UUID
) -> None:
    place(branch, "W-1", key)
    pay = (
        "INSERT INTO payments (id, number, order_id, method_id, amount_cents)"
        " SELECT sync.new_id(), 'P-1', %s, id, 100 FROM payment_methods LIMIT 1"
    )

    branch.do(pay, key)
    with pytest.raises(psycopg.errors.IntegrityError):
        branch.do("DELETE FROM orders WHERE id = %s", key)
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        branch.do(pay.replace("P-1", "P-2"), key_at(NOW, 99))
    branch.do("DELETE FROM payments")
    branch.do("DELETE FROM orders WHERE id = %s", key)

    assert branch.count("order_lines") == 0


def test_orders_that_came_before_their_year_had_a_partition_move_into_it(branch: Branch) -> None:
    key = place(branch, "W-1", key_at(new_year(LAST_YEAR) + timedelta(days=40)))
    before = branch.rows("SELECT * FROM orders")

    branch.initialise()

    assert partition_of(branch, key) == f"orders_{LAST_YEAR}"
    assert branch.rows("SELECT * FROM orders") == before
    assert branch.count("order_lines", order_id=key) == 1
    with pytest.raises(psycopg.errors.UniqueViolation):
        place(branch, "W-1", NO_TIME)


def test_a_missing_year_is_named_and_made_with_the_rows_that_wait_for_it(branch: Branch) -> None:
    lose(branch, f"orders_{NEXT_YEAR}")
    key = place(branch, "W-1", key_at(new_year(NEXT_YEAR)))

    found = check_central(branch.url, now=SystemClock().now()).findings
    made_by_the_job = keep(branch)
    branch.initialise()

    missing = Finding(kind=FindingKind.PARTITION_MISSING, subject=f"public.orders_{NEXT_YEAR}")
    assert found == (missing,)
    assert made_by_the_job == []
    assert partition_of(branch, key) == f"orders_{NEXT_YEAR}"
    assert check_central(branch.url, now=SystemClock().now()).findings == ()


def test_partitions_are_made_before_their_time_comes(branch: Branch) -> None:
    lose(branch, f"orders_{THIS_YEAR + 2}")

    assert keep(branch) == [("made", f"public.orders_{THIS_YEAR + 2}")]
    assert keep(branch) == []


def test_events_older_than_the_shop_keeps_them_go_with_their_month(branch: Branch) -> None:
    long_ago = new_year(THIS_YEAR - 3)
    look_at_event(branch, key_at(long_ago), long_ago)
    look_at_event(branch, NO_TIME, long_ago)
    look_at_event(branch, key_at(NOW), NOW)
    place(branch, "W-1", key_at(long_ago))
    branch.initialise()

    done = keep(branch)

    assert done == [("dropped", f"public.behavior_events_{long_ago:%Y_%m}")]
    assert branch.rows("SELECT id FROM behavior_events") == [(key_at(NOW),)]
    assert branch.count("orders", number="W-1") == 1


@pytest.mark.parametrize(
    ("months", "kept"),
    [("0", 2), ("600", 2), ("1", 0)],
    ids=["for good", "for fifty years", "for a month"],
)
def test_a_shop_says_how_long_it_keeps_events(branch: Branch, months: str, kept: int) -> None:
    long_ago = new_year(THIS_YEAR - 3)
    look_at_event(branch, key_at(long_ago), long_ago)
    look_at_event(branch, NO_TIME, long_ago)
    branch.initialise()
    choose(branch, "retention.behavior_events_months", months)

    keep(branch)

    assert branch.count("behavior_events") == kept
