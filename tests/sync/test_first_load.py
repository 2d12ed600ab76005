"""A till that joins gets the board by thousands of rows, the same as it would one by one."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from pos.search_index import find_products
from sync import first_load
from sync.enrolment import get_enrolment
from sync.exchange import Exchange, Round
from sync.feed import feed_tables
from sync.state import find_loading, keep_enrolment
from tests.fakes.lines import BusyMeanwhile, CountedPages
from tests.sync.branch import CAKE, SHIRT, Branch, Till
from tests.sync.test_versions import set_versions

NewTill = Callable[..., Till]

LOADED = "SELECT count(*) FROM variants WHERE sku LIKE 'A%'"


@pytest.fixture
def joining(till: Till, register_template: Path, tmp_path: Path) -> Callable[[], Till]:
    """Empty databases of register R1, whose enrolment was begun and has loaded nothing yet."""
    with till.store.read() as tx:
        enrolment = get_enrolment(tx.connection)
    made: list[Till] = []

    def make() -> Till:
        home = tmp_path / f"joining-{len(made)}"
        home.mkdir()
        shutil.copy(register_template, home / "till.db")
        shutil.copy(till.secrets, home / "secrets.json")
        new = Till(home, till.branch, till.clock)
        with new.store.write() as tx:
            keep_enrolment(tx.connection, enrolment, now=tx.now)
        made.append(new)
        return new

    yield make  # type: ignore[misc]
    for new in made:
        new.close()


Joining = Callable[[], Till]


def test_rows_are_the_same_as_those_that_come_one_by_one(
    joining: Joining, new_till: NewTill, branch: Branch
) -> None:
    seller = new_till("R2")
    seller.open_shift()
    seller.sell(SHIRT, CAKE)
    seller.sync()
    branch.add_articles(130)
    branch.do("UPDATE products SET tags = '[\"süß\", 1]', published_at = now() WHERE slug = 'a7'")

    quick, careful = joining(), joining()
    quick.sync()
    join_by_snapshot(careful)

    for name, table in feed_tables().items():
        assert rows_of(quick, table.table) == rows_of(careful, table.table), name
    assert quick.ask(LOADED) == 130
    assert quick.ask("SELECT count(*) FROM orders") == 1
    assert quick.ask("SELECT count(*) FROM quarantine") == 0


def test_what_a_new_till_loaded_is_found_by_its_words(joining: Joining, branch: Branch) -> None:
    branch.do("UPDATE variants SET option1_value = 'Crème' WHERE sku = 'CAKE'")
    till = joining()

    till.sync()

    with till.store.read() as tx:
        (cake,) = find_products(tx.connection, "creme cake")
        assert find_products(tx.connection, CAKE) == [cake]
        assert find_products(tx.connection, "hirt") != []


def test_a_load_that_is_cut_goes_on_after_the_last_row(joining: Joining, branch: Branch) -> None:
    branch.add_articles(300)
    till = joining()
    with pytest.raises(ConnectionError):
        sync_through(till, lambda central: BusyMeanwhile(central, "variants", break_the_line))
    there_before = till.ask("SELECT count(*) FROM products")
    with till.store.read() as tx:
        begun = find_loading(tx.connection)

    done = till.sync()

    assert begun is not None
    assert begun.table == "products"
    assert there_before == branch.ask("SELECT count(*) FROM products")
    assert till.ask(LOADED) == 300
    assert done.received < 350
    assert till.ask("SELECT count(*) FROM quarantine") == 0


def test_after_a_page_of_large_rows_the_next_one_has_fewer(
    joining: Joining, branch: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_load, "BYTES_MAX", 100_000)
    branch.add_articles(1_300)
    branch.do("UPDATE products SET description = repeat('word ', 200)")
    till = joining()
    pages: list[int] = []

    sync_through(till, lambda central: CountedPages(central, "products", pages))

    assert till.ask(LOADED) == 1_300
    assert pages[0] == 1_000
    assert 80 < pages[1] < 100


def test_a_row_that_this_version_cannot_store_is_set_aside_and_the_others_come(
    joining: Joining, branch: Branch
) -> None:
    branch.add_articles(300)
    till = joining()
    till.do(
        "CREATE TRIGGER refuse BEFORE INSERT ON variants WHEN NEW.sku = 'A77'"
        " BEGIN SELECT RAISE(ABORT, 'never heard of it'); END"
    )

    till.sync()

    assert till.ask(LOADED) == 299
    assert till.ask("SELECT error FROM quarantine") == "never heard of it"
    assert till.price_of(SHIRT) == 1_990


def test_a_moment_that_no_calendar_here_knows_does_not_stop_the_others(
    joining: Joining, branch: Branch
) -> None:
    branch.add_articles(300)
    branch.do("UPDATE products SET published_at = 'infinity' WHERE slug = 'a77'")
    till = joining()

    till.sync()

    assert till.ask("SELECT count(*) FROM products WHERE slug LIKE 'a%'") == 299
    assert till.ask("SELECT count(*) FROM quarantine WHERE table_name = 'products'") == 1


def test_a_row_whose_parent_came_after_its_table_was_read_is_not_lost(
    joining: Joining, branch: Branch
) -> None:
    branch.add_articles(300)
    till = joining()

    def move_goods() -> None:
        branch.do(
            "INSERT INTO categories (id, name, slug) VALUES (sync.new_id(), 'New in', 'new-in')"
        )
        branch.do(
            "UPDATE products SET category_id = (SELECT id FROM categories WHERE slug = 'new-in')"
            " WHERE slug = 'a77'"
        )

    sync_through(till, lambda central: BusyMeanwhile(central, "products", move_goods))

    assert till.ask(LOADED) == 300
    assert till.ask("SELECT count(*) FROM quarantine") == 0
    assert (
        till.ask(
            "SELECT c.name FROM products p JOIN categories c ON c.id = p.category_id"
            " WHERE p.slug = 'a77'"
        )
        == "New in"
    )


def test_what_is_gone_or_another_stores_does_not_come(
    joining: Joining, new_till: NewTill, branch: Branch
) -> None:
    new_till("R1", store="S2")
    branch.do(
        "INSERT INTO settings (id, scope, store_id, key, value) SELECT sync.new_id(), 'store', id,"
        " 'sound', to_jsonb(code) FROM stores"
    )
    branch.do(
        "WITH person AS (INSERT INTO users (id, name) VALUES (sync.new_id(), 'Linus') RETURNING id)"
        " INSERT INTO staff (user_id, employee_no, home_store_id)"
        " SELECT person.id, '3', stores.id FROM person, stores WHERE code = 'S2'"
    )
    branch.do("DELETE FROM barcodes WHERE code = %s", CAKE)
    till = joining()

    till.sync()

    assert till.ask("SELECT count(*) FROM users WHERE name = 'Linus'") == 0
    assert till.ask("SELECT group_concat(value) FROM settings WHERE key = 'sound'") == '"S1"'
    assert till.ask("SELECT count(*) FROM barcodes") == 1
    assert till.ask("SELECT count(*) FROM registers") == 1


def test_a_row_that_came_to_another_store_is_loaded_with_its_newest_position(
    joining: Joining, branch: Branch
) -> None:
    branch.do("UPDATE locations SET store_id = NULL")
    branch.do("SELECT sync.sequence()")
    branch.do("UPDATE locations SET store_id = (SELECT id FROM stores WHERE code = 'S1')")
    branch.do("SELECT sync.sequence()")
    till = joining()

    till.sync()

    newest = branch.ask("SELECT max(pos) FROM sync.feed WHERE table_name = 'locations'")
    assert branch.ask("SELECT count(*) FROM sync.feed WHERE table_name = 'locations'") == 2
    assert till.ask("SELECT row_version FROM locations") == newest


def test_a_column_that_only_central_knows_is_passed_over(joining: Joining, branch: Branch) -> None:
    branch.do("ALTER TABLE barcodes ADD COLUMN shade text DEFAULT 'blue'")
    make_load_functions(branch)
    till = joining()

    till.sync()

    assert till.price_of(SHIRT) == 1_990
    assert till.ask("SELECT count(*) FROM quarantine") == 0


def test_a_column_that_central_does_not_know_yet_gets_its_default(
    joining: Joining, branch: Branch
) -> None:
    branch.do(
        "CREATE OR REPLACE FUNCTION sync.columns_kept_back(p_table text) RETURNS text[]"
        " LANGUAGE sql IMMUTABLE AS $$ SELECT '{pack_qty}'::text[] $$"
    )
    make_load_functions(branch)
    till = joining()

    till.sync()

    assert till.ask("SELECT pack_qty FROM barcodes WHERE code = :code", code=SHIRT) == 1


def test_a_till_joins_a_central_that_knows_no_first_load(joining: Joining, branch: Branch) -> None:
    set_versions(branch, oldest=1, newest=3)
    branch.do("DROP FUNCTION sync_api.board")
    till = joining()

    till.sync()

    assert till.price_of(SHIRT) == 1_990


def test_a_till_that_sells_never_loads_by_thousands(open_till: Till, branch: Branch) -> None:
    branch.add_articles(300)
    branch.do("DROP FUNCTION sync_api.board")
    open_till.do("DELETE FROM sync_state WHERE key = 'pulled'")

    open_till.sync()

    assert open_till.ask(LOADED) == 300


def break_the_line() -> None:
    raise ConnectionError


def join_by_snapshot(till: Till) -> None:
    with till.central() as central:
        central.protocol_max = 3
        Exchange(till.lanes, central).round()


def sync_through(till: Till, line: Callable[[Any], Any]) -> Round:
    with till.central() as central:
        return Exchange(till.lanes, line(central)).round()


def make_load_functions(branch: Branch) -> None:
    """Let central send the columns that it has now."""
    branch.do(
        "SELECT sync.make_load_function(t.table_name, t.key, t.visible, false),"
        " sync.open_load_function(t.table_name) FROM sync.board_tables() t"
    )


def rows_of(till: Till, table: sa.Table) -> dict[UUID, Any]:
    (key,) = table.primary_key.columns
    with till.store.read() as tx:
        rows = tx.connection.execute(sa.select(table)).mappings()
        return {row[key.name]: dict(row) for row in rows}
