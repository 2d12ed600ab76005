"""The raw limit of a sale is made of exactly the rows that a sale writes."""

from functools import partial

import sqlalchemy as sa

from models.journal import JournalEntryRow
from models.orders import OrderLineRow, OrderRow
from models.sync import OutboxRow
from pos.services.checkout import complete_sale
from tests.shop import APPLES, CAKE, SHIRT, Shop
from ui.bench import raw_rows
from ui.bench.rehearsal import Change, driver_of, rehearse


def _post(wish, tx):
    complete_sale(tx, wish)


def _count(shop: Shop, row) -> int:
    with shop.store.read() as tx:
        return tx.connection.execute(sa.select(sa.func.count()).select_from(row)).scalar_one()


def test_a_rehearsed_sale_leaves_nothing_behind(shop: Shop) -> None:
    shop.open_shift()
    wish = shop.sale_of(shop.cart_of(SHIRT))

    rehearse(shop.store, [partial(_post, wish)])

    assert _count(shop, OrderRow) == 0
    assert shop.sell(SHIRT).number == "S1R1-A-000001"


def test_a_rehearsal_tells_every_row_that_a_sale_writes(shop: Shop) -> None:
    shop.open_shift()
    wish = shop.sale_of(shop.cart_of(SHIRT, APPLES))

    (written,) = rehearse(shop.store, [partial(_post, wish)])

    inserted = [one.table.name for one in written if one.change is Change.INSERT]
    assert inserted.count("orders") == 1
    assert inserted.count("order_lines") == 2
    assert inserted.count("stock_movements") == 2
    assert inserted.count("journal_entries") == inserted.count("outbox") == 1
    levels = [one for one in written if one.table.name == "inventory_levels"]
    assert [one.change for one in levels] == [Change.UPDATE, Change.UPDATE]
    assert all("on_hand" in one.changed() for one in levels)


def test_rows_written_by_hand_are_those_that_the_sale_would_have_written(shop: Shop) -> None:
    shop.open_shift()
    wish = shop.sale_of(shop.cart_of(SHIRT, APPLES))
    (written,) = rehearse(shop.store, [partial(_post, wish)])

    with shop.store.write() as tx:
        driver = driver_of(tx)
    raw_rows.write(driver, raw_rows.batches(written))

    assert _count(shop, OrderLineRow) == 2
    with shop.store.write() as tx:
        again = complete_sale(tx, wish)
    assert again.was_posted_before
    assert again.number == "S1R1-A-000001"


def test_two_rehearsed_sales_follow_each_other_and_so_does_the_next_real_one(shop: Shop) -> None:
    shop.open_shift()
    wishes = [shop.sale_of(shop.cart_of(SHIRT)), shop.sale_of(shop.cart_of(CAKE))]
    rehearsed = rehearse(shop.store, [partial(_post, wish) for wish in wishes])
    with shop.store.write() as tx:
        driver = driver_of(tx)

    for written in rehearsed:
        raw_rows.write(driver, raw_rows.batches(written))
    third = shop.sell(SHIRT)

    assert third.number == "S1R1-A-000003"
    assert _count(shop, OutboxRow) == _count(shop, JournalEntryRow) == 4


def test_what_was_made_and_taken_back_within_a_job_is_not_written(shop: Shop) -> None:
    def busy_for_nothing(tx):
        tx.connection.execute(sa.text("INSERT INTO counters (name, value) VALUES ('x', 1)"))
        tx.connection.execute(sa.text("DELETE FROM counters WHERE name = 'x'"))

    (written,) = rehearse(shop.store, [busy_for_nothing])

    assert written == ()


def test_watching_is_over_after_a_rehearsal(shop: Shop) -> None:
    rehearse(shop.store, [])

    with shop.store.write() as tx:
        found = driver_of(tx).execute("SELECT count(*) FROM sqlite_temp_master").fetchone()
    assert found == (0,)
