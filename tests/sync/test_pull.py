"""What headquarters decides comes down to the tills; what other tills did, too."""

from collections.abc import Callable

import psycopg
import pytest

from pos.search_index import find_products
from sync.exchange import Exchange
from sync.pull import apply_piece
from sync.wire import Page
from tests.fakes.lines import CutAfterPages
from tests.sync.branch import CAKE, SHIRT, Branch, Till

NewTill = Callable[..., Till]


def test_a_new_till_knows_goods_prices_stock_and_people(till: Till) -> None:
    assert till.price_of(SHIRT) == 1_990
    assert till.on_hand(SHIRT) == 8
    assert till.ask("SELECT count(*) FROM staff") == 2
    assert till.ask("SELECT count(*) FROM tax_rates") == 1
    assert till.ask("SELECT count(*) FROM quarantine") == 0


def test_what_came_down_is_found_by_name(till: Till, branch: Branch) -> None:
    branch.do("UPDATE products SET name = 'Blouse' WHERE style_code = 'SHIRT-92'")

    till.sync()

    with till.store.read() as tx:
        assert len(find_products(tx.connection, "blou")) == 1
        assert find_products(tx.connection, "shirt") == find_products(tx.connection, "blouse")


def test_a_price_change_comes_down(till: Till, branch: Branch) -> None:
    branch.reprice(SHIRT, 1_490)

    till.sync()

    assert till.price_of(SHIRT) == 1_490
    assert till.ask("SELECT price_cents FROM variants WHERE sku = 'CAKE'") == 3_000


def test_a_barcode_that_was_removed_is_removed(till: Till, branch: Branch) -> None:
    branch.do("DELETE FROM barcodes WHERE code = %s", CAKE)

    till.sync()

    assert till.ask("SELECT count(*) FROM barcodes WHERE code = :code", code=CAKE) == 0


def test_a_barcode_can_move_to_another_article(till: Till, branch: Branch) -> None:
    branch.do("DELETE FROM barcodes WHERE code = %s", CAKE)
    branch.do(
        "INSERT INTO barcodes (id, variant_id, code)"
        " SELECT sync.new_id(), id, %s FROM variants WHERE sku = 'SHIRT-92'",
        CAKE,
    )

    till.sync()

    assert till.price_of(CAKE) == 1_990
    assert till.ask("SELECT count(*) FROM quarantine") == 0


def test_a_change_that_is_committed_late_is_not_skipped(till: Till, branch: Branch) -> None:
    with psycopg.connect(branch.url) as slow:
        slow.execute("UPDATE variants SET price_cents = 1490 WHERE sku = 'SHIRT-92'")
        branch.reprice(CAKE, 2_500)
        till.sync()
        seen_meanwhile = till.price_of(SHIRT), till.price_of(CAKE)
        slow.commit()

    till.sync()

    assert seen_meanwhile[0] == 1_990
    assert (till.price_of(SHIRT), till.price_of(CAKE)) == (1_490, 2_500)


def test_two_writers_of_one_row_leave_the_last_price_on_the_till(
    till: Till, branch: Branch
) -> None:
    with psycopg.connect(branch.url) as first:
        first.execute("SELECT pg_current_xact_id()")
        branch.reprice(SHIRT, 1_000)
        first.execute("UPDATE variants SET price_cents = 1100 WHERE sku = 'SHIRT-92'")
        first.commit()

    till.sync()

    assert till.price_of(SHIRT) == 1_100


def test_a_till_hears_what_another_one_sold(new_till: NewTill) -> None:
    first, second = new_till("R1"), new_till("R2")
    first.open_shift()
    number = first.sell(SHIRT)

    first.sync()
    second.sync()

    assert second.on_hand(SHIRT) == 7
    assert second.ask("SELECT count(*) FROM orders WHERE number = :number", number=number) == 1


def test_own_sales_that_central_does_not_know_yet_stay_in_the_stock(
    till: Till, branch: Branch
) -> None:
    till.open_shift()
    till.sync()
    branch.receive(SHIRT, 10)
    with till.central() as central:
        page = read_page(central, till)
        till.sell(SHIRT)

        write_page(till, page)

    assert till.on_hand(SHIRT) == 17
    till.sync()
    assert till.on_hand(SHIRT) == 17
    assert branch.on_hand(SHIRT) == 17


def test_rows_and_cursor_are_kept_together_or_not_at_all(till: Till, branch: Branch) -> None:
    branch.reprice(SHIRT, 1_490)
    cursor = till.status().cursor
    with till.central() as central:
        page = read_page(central, till)

    with pytest.raises(KeyboardInterrupt):
        write_page(till, page, then=interrupt)

    assert till.price_of(SHIRT) == 1_990
    assert till.status().cursor == cursor
    till.sync()
    assert till.price_of(SHIRT) == 1_490


def test_a_row_that_cannot_be_stored_is_set_aside_and_tried_again(
    till: Till, branch: Branch
) -> None:
    till.do(
        "CREATE TRIGGER picky BEFORE UPDATE ON variants WHEN new.price_cents = 1490 BEGIN"
        " SELECT RAISE(ABORT, 'not today'); END"
    )
    branch.reprice(SHIRT, 1_490)
    branch.reprice(CAKE, 2_500)

    done = till.sync()

    assert done.set_aside == 1
    assert till.price_of(CAKE) == 2_500
    assert till.status().set_aside == 1
    till.do("DROP TRIGGER picky")
    till.sync()
    assert till.price_of(SHIRT) == 1_490
    assert till.status().set_aside == 0


def test_a_child_that_comes_before_its_parent_waits_for_nobody(till: Till, branch: Branch) -> None:
    branch.add_articles(600)
    branch.do("UPDATE categories SET position = 1 WHERE slug = 'everything'")
    branch.do("UPDATE products SET brand = 'Late' WHERE style_code LIKE 'A%%'")

    done = till.sync()

    assert done.set_aside == 0
    assert till.ask("SELECT count(*) FROM variants WHERE sku LIKE 'A%'") == 600


def test_a_load_that_was_cut_goes_on_where_it_stopped(till: Till, branch: Branch) -> None:
    branch.add_articles(600)
    with till.central() as central, pytest.raises(ConnectionError):
        Exchange(till.lanes, CutAfterPages(central, 1)).round()
    half = till.ask("SELECT count(*) FROM variants WHERE sku LIKE 'A%'")

    done = till.sync()

    assert 0 < half < 600
    assert done.received < 1_200
    assert till.ask("SELECT count(*) FROM variants WHERE sku LIKE 'A%'") == 600


def test_a_setting_of_another_store_stays_there(new_till: NewTill, branch: Branch) -> None:
    here, there = new_till("R1"), new_till("R1", store="S2")
    branch.do(
        "INSERT INTO settings (id, scope, store_id, key, value)"
        " SELECT sync.new_id(), 'store', id, 'sound', '\"loud\"' FROM stores WHERE code = 'S2'"
    )

    here.sync()
    there.sync()

    assert here.ask("SELECT count(*) FROM settings") == 0
    assert there.ask("SELECT count(*) FROM settings") == 1
    assert there.ask("SELECT count(*) FROM inventory_levels") == 0


def test_somebody_who_changes_the_store_is_known_there_and_no_longer_here(
    new_till: NewTill, branch: Branch
) -> None:
    here, there = new_till("R1"), new_till("R1", store="S2")
    branch.do(
        "UPDATE staff SET home_store_id = (SELECT id FROM stores WHERE code = 'S2')"
        " WHERE employee_no = '2'"
    )

    here.sync()
    there.sync()

    ada = "SELECT count(*) FROM users JOIN user_roles ON user_id = users.id WHERE name = 'Ada'"
    assert here.ask(ada) == 0
    assert there.ask(ada) == 1
    assert here.ask("SELECT count(*) FROM staff") == 1


def test_no_password_of_anybody_comes_down(till: Till, branch: Branch) -> None:
    branch.do(
        "INSERT INTO user_credentials (user_id, password_hash)"
        " SELECT user_id, '$2b$12$secret' FROM staff WHERE employee_no = '1'"
    )
    branch.do("UPDATE users SET note = 'changed' WHERE name = 'Grace'")

    with till.central() as central:
        page = read_page(central, till)

    assert "secret" not in repr(page)
    assert any(row.table == "users" for row in page.rows)


def read_page(central: object, till: Till) -> Page:
    central.sequence()
    return central.pull(till.status().cursor, keys_max=1_000)


def write_page(till: Till, page: Page, *, then: Callable[[], None] = lambda: None) -> None:
    epoch = till.epoch()
    with till.store.write() as tx:
        apply_piece(tx, page, parents=(), epoch=epoch)
        then()


def interrupt() -> None:
    raise KeyboardInterrupt


def test_a_wave_of_changes_gets_its_positions_in_time_from_whoever_listened_before(
    branch: Branch,
) -> None:
    branch.add_articles(6_000)
    with psycopg.connect(branch.url, autocommit=True) as listener:
        while branch.ask("SELECT count(*) FROM sync.change_inbox"):
            listener.execute("SELECT sync.sequence()")
        branch.do("VACUUM ANALYZE sync.change_inbox")
        for _ring in range(10):
            listener.execute("SELECT sync.sequence()")
        branch.do("UPDATE variants SET price_cents = price_cents + 1")
        branch.do("UPDATE products SET base_price_cents = base_price_cents + 1")
        listener.execute("SET statement_timeout = '2s'")

        listener.execute("SELECT sync.sequence()")

    assert branch.ask("SELECT count(*) FROM sync.change_inbox") == 0


def test_what_differs_is_written_and_the_rest_of_a_row_is_left_alone(
    till: Till, branch: Branch
) -> None:
    till.do(
        "CREATE TRIGGER untouched BEFORE UPDATE OF sku, is_active ON variants"
        " BEGIN SELECT RAISE(ABORT, 'nobody changed that'); END"
    )
    branch.reprice(SHIRT, 1_490)

    till.sync()

    assert till.price_of(SHIRT) == 1_490
    assert till.ask("SELECT count(*) FROM quarantine") == 0


def test_an_article_that_goes_to_another_product_is_found_by_that_one_only(
    till: Till, branch: Branch
) -> None:
    branch.do(
        "UPDATE variants SET is_default = false, product_id ="
        " (SELECT id FROM products WHERE slug = 'cake') WHERE sku = 'SHIRT-92'"
    )

    till.sync()

    with till.store.read() as tx:
        (cake,) = find_products(tx.connection, SHIRT)
        assert find_products(tx.connection, "cake") == [cake]
