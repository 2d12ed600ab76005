"""What goes wrong with a disk, a file or a second start is said, and loses nothing."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest
import sqlalchemy as sa

from models.migrations.runner import DatabaseIsNewerError
from models.orders import OrderRow
from models.print_jobs import PrintJobRow
from pos.domain.journal import FaultKind
from pos.instance_lock import AlreadyRunningError
from pos.journal_file import check_journal
from pos.register_file import create_register, open_register
from pos.runtime.clock import SystemClock
from pos.runtime.ids import TimeOrderedIds
from pos.runtime.paths import Paths
from pos.services.carts import find_open_cart, save_cart
from pos.services.checkout import complete_sale, find_completed_sale
from pos.sqlite import DatabaseMissingError, DatabaseReadOnlyError, DiskFullError
from pos.uow import Store
from tests.fakes.set_clock import SetClock
from tests.shop import SHIRT, Shop, find_shop

KILLS = 12


def open_at(home: Path) -> Paths:
    paths = Paths(home=home)
    clock = SystemClock()
    with open_register(paths, clock=clock, ids=TimeOrderedIds(clock)):
        return paths


def test_a_second_start_on_the_same_data_is_refused_and_names_the_first(
    shop_template: Path,
) -> None:
    clock = SetClock()
    home = shop_template.parent
    paths = Paths(home=home)

    with (
        open_register(paths, clock=clock, ids=TimeOrderedIds(clock)),
        pytest.raises(AlreadyRunningError) as refused,
    ):
        open_at(home)

    assert refused.value.process_id == str(os.getpid())


def test_a_database_of_a_newer_version_is_left_alone(shop_template: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(shop_template, tmp_path / "till.db"))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 9999")

    with pytest.raises(DatabaseIsNewerError) as refused:
        open_at(tmp_path)

    assert refused.value.found == 9999


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    clock = SystemClock()
    paths = Paths(home=Path("/proc/nowhere"))

    with (
        pytest.raises(DatabaseReadOnlyError) as refused,
        create_register(paths, clock=clock, ids=TimeOrderedIds(clock)),
    ):
        pass

    assert refused.value.path == paths.home


def test_without_a_database_the_till_says_so(tmp_path: Path) -> None:
    with pytest.raises(DatabaseMissingError):
        open_at(tmp_path)


def fill_the_disk(store: Store) -> None:
    """Let the file grow no more, and take the pages that are free in it."""
    with store.write() as tx:
        tx.connection.exec_driver_sql("CREATE TABLE filling (page BLOB)")
        pages = tx.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        tx.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with suppress(DiskFullError):
        for _row in range(1_000):
            with store.write() as tx:
                tx.connection.exec_driver_sql("INSERT INTO filling VALUES (zeroblob(3000))")


def test_on_a_full_disk_nothing_is_posted_and_the_cart_is_kept(shop: Shop) -> None:
    shop.open_shift()
    cart = shop.cart_of(SHIRT)
    with shop.store.write() as tx:
        save_cart(tx, cart, staff_id=shop.ada)
    wish = shop.sale_of(cart)
    fill_the_disk(shop.store)

    with pytest.raises(DiskFullError), shop.store.write() as tx:
        complete_sale(tx, wish)

    with shop.store.read() as tx:
        assert find_completed_sale(tx, wish.sale_id) is None
        kept = find_open_cart(tx)
    assert kept is not None
    assert kept.lines == cart.lines


def fill_in_savepoint(store: Store) -> None:
    with store.write() as tx, tx.connection.begin_nested():
        for _row in range(1_000):
            tx.connection.exec_driver_sql("INSERT INTO filling VALUES (zeroblob(3000))")


def test_a_disk_that_is_full_inside_of_a_savepoint_is_called_full(shop: Shop) -> None:
    with shop.store.write() as tx:
        tx.connection.exec_driver_sql("CREATE TABLE filling (page BLOB)")
        pages = tx.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        tx.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 10}")

    with pytest.raises(DiskFullError):
        fill_in_savepoint(shop.store)


def test_an_open_cart_survives_a_restart_at_the_price_the_customer_saw(shop: Shop) -> None:
    cart = shop.cart_of(SHIRT, SHIRT)
    with shop.store.write() as tx:
        save_cart(tx, cart, staff_id=shop.ada)
        tx.connection.exec_driver_sql("UPDATE variants SET price_cents = 9999")
    path, clock = shop.store.path, SetClock()
    shop.store.close()

    again = Store(path, clock=clock, ids=TimeOrderedIds(clock))
    with again.read() as tx:
        kept = find_open_cart(tx)
    again.close()

    assert kept is not None
    assert [(line.quantity, line.unit_price_cents) for line in kept.lines] == [(2, 1_990)]


@pytest.mark.slow
def test_killed_at_any_moment_a_sale_is_whole_or_absent_with_the_cart_still_there(
    shop_template: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(shop_template, tmp_path / "till.db"))
    acknowledged: list[str] = []

    for kill in range(KILLS):
        command = [sys.executable, "-m", "tests.seller", str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as seller:
            assert seller.stdout is not None
            # The moment of the kill wanders: after so many acknowledgements.
            acknowledged += [seller.stdout.readline().strip() for _ in range(1 + kill % 3)]
            seller.send_signal(signal.SIGKILL)
            acknowledged += [line.strip() for line in seller.stdout if line.endswith("\n")]
        _assert_whole(path, acknowledged)

    assert len(acknowledged) >= KILLS


def _assert_whole(path: Path, acknowledged: list[str]) -> None:
    clock = SetClock()
    store = Store(path, clock=clock, ids=TimeOrderedIds(clock))
    shop = find_shop(store)
    with store.read() as tx:
        numbers = set(tx.connection.execute(sa.select(OrderRow.number)).scalars())
        papers = tx.connection.execute(
            sa.select(sa.func.count()).where(PrintJobRow.kind == "receipt")
        ).scalar_one()
        half_written = tx.connection.exec_driver_sql(
            "SELECT count(*) FROM orders o WHERE NOT EXISTS "
            "(SELECT 1 FROM payments p WHERE p.order_id = o.id) OR NOT EXISTS "
            "(SELECT 1 FROM order_lines l WHERE l.order_id = o.id) OR NOT EXISTS "
            "(SELECT 1 FROM stock_movements m WHERE m.reference_id = o.id) OR NOT EXISTS "
            "(SELECT 1 FROM journal_entries j WHERE j.order_id = o.id) OR NOT EXISTS "
            "(SELECT 1 FROM outbox b WHERE b.row_id = o.id)"
        ).scalar_one()
        cart = find_open_cart(tx)
    store.close()
    assert shop.ada
    assert set(acknowledged) <= numbers
    assert sorted(numbers) == [f"S1R1-A-{each:06d}" for each in range(1, len(numbers) + 1)]
    assert papers == len(numbers)
    assert half_written == 0
    assert cart is None or cart.lines
    assert check_journal(path).fault is None


def test_an_entry_that_was_touched_is_found(shop: Shop, tmp_path: Path) -> None:
    shop.open_shift()
    for _ in range(3):
        shop.sell(SHIRT)
    copy = tmp_path / "copy.db"
    shop.store.close()
    shutil.copy(shop.store.path, copy)
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER journal_entries_refuse_update")
        connection.execute(
            "UPDATE journal_entries SET payload = replace(payload, '1990', '1090') WHERE seq = 3"
        )

    fault = check_journal(copy).fault

    assert fault is not None
    assert (fault.seq, fault.kind) == (3, FaultKind.HASH)
