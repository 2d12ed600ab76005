"""A shop that worked alone joins a central, with everything that it has and has done."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from models.fixed_ids import FIRST_REGISTER_ID, FIRST_STORE_ID
from models.operations import SettingRow
from pos.life import Reason, begin_life
from pos.runtime.clock import SystemClock
from pos.services.permissions import Actor
from pos.services.staff import EditStaffWish, HireWish, edit_staff, hire, let_go
from sync.adoption import adopt
from sync.central.check import check_central
from sync.enrolment import Enrol, Enrolled
from sync.errors import (
    AlreadyEnrolledError,
    CentralRefusedError,
    ShopClashError,
    StoreTakenError,
)
from tests.fakes.set_clock import SetClock
from tests.postgres import PostgresServer
from tests.shop import APPLES, open_shop
from tests.sync.branch import CAKE, SHIRT, Branch, Till
from ui.command_line import main


@pytest.fixture
def central(central_server: PostgresServer, new_central: str) -> Iterator[Branch]:
    """A central that was just set up."""
    url = central_server.new_database(template=new_central)
    yield Branch(url=url)
    central_server.drop_database(url)


@pytest.fixture(scope="session")
def shop_file(register_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a shop that works alone and opens today; do not open it."""
    home = tmp_path_factory.mktemp("alone")
    shutil.copy(register_template, home / "till.db")
    till = Till(home, Branch(url=""), SetClock())
    with closing(till):
        open_shop(till.store)
        till.open_shift()
    return home / "till.db"


@pytest.fixture
def alone(shop_file: Path, central: Branch, tmp_path: Path, clock: SetClock) -> Iterator[Till]:
    """The register of that shop, in reach of the central."""
    home = tmp_path / "alone"
    home.mkdir()
    shutil.copy(shop_file, home / "till.db")
    with closing(Till(home, central, clock)) as till:
        yield till


def join(till: Till, *, store: str = "S1", register: str = "R1") -> Enrolled:
    wish = Enrol(url=till.branch.url, store_code=store, register_code=register)
    return adopt(till.lanes, wish, secrets_file=till.secrets, clock=till.clock)


def test_the_whole_past_of_a_shop_that_worked_alone_comes_to_central(
    alone: Till, central: Branch
) -> None:
    alone.sell(SHIRT, SHIRT)
    alone.sell(CAKE)
    alone.close_shift(10_000 + 3_980 + 3_000)

    joined = join(alone)

    assert (joined.number_prefix, joined.set_aside) == ("S1R1-A", 0)
    assert central.rows(
        "SELECT number, total_cents, payment_status FROM orders ORDER BY number"
    ) == [("S1R1-A-000001", 3_980, "paid"), ("S1R1-A-000002", 3_000, "paid")]
    assert central.rows("SELECT status, counted_cash_cents FROM shifts") == [("closed", 16_980)]
    assert central.count("sync_conflicts") == 0
    assert alone.status().waiting == 0
    assert check_central(central.url, now=SystemClock().now()).findings == ()


def test_goods_people_prices_and_settings_come_along(alone: Till, central: Branch) -> None:
    with alone.store.write() as tx:
        tx.connection.execute(
            sa.insert(SettingRow),
            {"id": tx.new_id(), "scope": "global", "key": "receipt_footer", "value": "Come again"},
        )

    joined = join(alone)

    assert joined.staff == 2
    assert central.rows(
        "SELECT p.name, v.price_cents, v.unit FROM variants v"
        " JOIN products p ON p.id = v.product_id WHERE p.style_code <> 'MISC' ORDER BY p.name"
    ) == [("Apples", 399, "g"), ("Cake", 3_000, "each"), ("Shirt", 1_990, "each")]
    assert central.rows(
        "SELECT u.name, r.code FROM staff s JOIN users u ON u.id = s.user_id"
        " JOIN user_roles ur USING (user_id) JOIN roles r ON r.id = ur.role_id ORDER BY u.name"
    ) == [("Ada", "staff"), ("Grace", "admin")]
    assert central.ask("SELECT value FROM settings WHERE key = 'receipt_footer'") == "Come again"
    assert central.rows("SELECT name, cash_step_cents, currency FROM stores") == [
        ("Corner Shop", 5, "EUR")
    ]


def test_stock_is_the_sum_of_all_movements_on_both_sides(alone: Till, central: Branch) -> None:
    alone.sell(SHIRT, SHIRT, CAKE)

    join(alone)

    assert [central.on_hand(code) for code in (SHIRT, CAKE, APPLES)] == [6, 1, 20_000]
    assert [alone.on_hand(code) for code in (SHIRT, CAKE, APPLES)] == [6, 1, 20_000]
    assert central.ask("SELECT sum(low_stock_threshold) FROM inventory_levels") == 9


def test_numbers_journal_and_tape_go_on_where_they_were(alone: Till, central: Branch) -> None:
    alone.sell(SHIRT)
    join(alone)

    number = alone.sell(CAKE)
    sent = alone.sync()

    assert (number, sent.sent, sent.dead) == ("S1R1-A-000002", 1, 0)
    assert central.count("journal_entries") == alone.ask("SELECT count(*) FROM journal_entries")
    assert central.count("sync_conflicts", kind="chain_break") == 0
    central.reprice(SHIRT, 2_490)
    alone.sync()
    assert alone.price_of(SHIRT) == 2_490


def test_a_shop_that_was_cut_off_while_it_joined_goes_on_and_comes_once(
    alone: Till, central: Branch
) -> None:
    alone.sell(SHIRT)
    central.do(
        "CREATE FUNCTION shut_out() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " EXECUTE format('ALTER ROLE %I NOLOGIN', NEW.database_role); RETURN NULL; END $$"
    )
    central.do(
        "CREATE TRIGGER shut_out AFTER INSERT ON sync.device"
        " FOR EACH ROW EXECUTE FUNCTION shut_out()"
    )
    with pytest.raises(CentralRefusedError):
        join(alone)
    assert central.count("products") == 4
    assert central.count("orders") == 0

    central.do(
        "ALTER ROLE {role} LOGIN".format(role=central.ask("SELECT database_role FROM sync.device"))
    )
    alone.sell(CAKE)
    join(alone)
    join(alone)

    assert central.count("orders") == alone.ask("SELECT count(*) FROM orders") == 2
    assert central.on_hand(SHIRT) == alone.on_hand(SHIRT) == 7
    assert central.ask("SELECT count(*) FROM sync.device") == 1


def test_what_a_former_life_of_the_database_sold_comes_in_its_order(
    alone: Till, central: Branch
) -> None:
    alone.sell(SHIRT)
    with alone.store.write() as tx:
        begin_life(tx, Reason.RESTORED)
    alone.sell(SHIRT)
    alone.close_shift(10_000 + 3_980)

    join(alone)

    assert central.count("orders") == 2
    assert central.rows("SELECT status FROM shifts") == [("closed",)]
    assert central.count("sync_conflicts") == 0
    assert central.count_aside() == 0
    assert alone.status().waiting == 0


def test_what_was_decided_in_setup_comes_as_it_was_decided(alone: Till, central: Branch) -> None:
    grace = Actor(staff_id=alone.shop.grace)
    manager = UUID(bytes=alone.ask("SELECT id FROM roles WHERE code = 'manager'"))
    with alone.store.write() as tx:
        linus = hire(tx, HireWish(actor=grace, name="Linus", employee_no="7", role_id=manager))
        ada = EditStaffWish(actor=grace, staff_id=alone.shop.ada, name="Ada L.", role_id=manager)
        edit_staff(tx, ada)
        edit_staff(tx, replace(ada, name="Ada Lovelace"))
        let_go(tx, grace, linus)

    join(alone)

    assert central.rows(
        "SELECT u.name, r.code, s.is_active FROM staff s JOIN users u ON u.id = s.user_id"
        " JOIN user_roles ur USING (user_id) JOIN roles r ON r.id = ur.role_id ORDER BY u.name"
    ) == [("Ada Lovelace", "manager", True), ("Grace", "admin", True), ("Linus", "manager", False)]
    assert central.count("sync_conflicts") == 0
    assert central.count_aside() == 0


def test_store_and_register_get_the_codes_that_central_shall_know_them_by(
    alone: Till, central: Branch
) -> None:
    joined = join(alone, store="CORNER", register="FRONT")

    assert joined.number_prefix == "S1R1-A"
    assert central.rows("SELECT code FROM stores") == [("CORNER",)]
    assert alone.ask("SELECT code FROM registers") == "FRONT"


def test_a_store_that_is_another_shops_is_not_written_over(alone: Till, branch: Branch) -> None:
    alone.branch = branch
    alone.sell(SHIRT)

    for code in ("S1", "S2"):
        with pytest.raises(StoreTakenError) as refused:
            join(alone, store=code)
        assert refused.value.facts == {"store": "S1"}

    assert branch.count("orders") == 0
    assert branch.ask("SELECT count(*) FROM products WHERE name = 'Apples'") == 0
    assert alone.sell(CAKE) == "S1R1-A-000002"


def test_goods_that_central_has_under_another_key_are_named(alone: Till, central: Branch) -> None:
    central.do(
        "INSERT INTO products (id, category_id, name, slug, style_code, base_price_cents)"
        " SELECT sync.new_id(), id, 'Cake', 'cake', 'C-1', 100 FROM categories"
    )

    with pytest.raises(ShopClashError) as refused:
        join(alone)

    assert refused.value.facts == {"table": "products", "value": "cake"}
    assert central.count("stores", name="Corner Shop") == 0
    assert central.ask("SELECT count(*) FROM sync.device") == 0


def test_without_a_shop_there_is_nothing_to_bring_along(
    central: Branch,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COUNTERTOP_HOME", str(tmp_path / "empty"))

    status = main(["enroll", central.url, "--store", "S1", "--register", "R1", "--adopt"])

    assert status == 1
    assert "no shop here" in capsys.readouterr().err


def test_a_register_of_a_central_is_not_brought_to_another(till: Till) -> None:
    with pytest.raises(AlreadyEnrolledError):
        join(till, store="S2")


def test_the_command_brings_a_shop_along(
    central: Branch,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COUNTERTOP_HOME", str(tmp_path / "home"))
    main(["init", "--store", "Corner Shop"])

    status = main(["enroll", central.url, "--store", "S1", "--register", "R1", "--adopt"])

    assert status == 0
    assert "This is register R1 of store S1 now" in capsys.readouterr().out
    assert central.rows("SELECT id, name FROM stores") == [(FIRST_STORE_ID, "Corner Shop")]
    assert central.ask("SELECT device_id FROM sync.device") == FIRST_REGISTER_ID
