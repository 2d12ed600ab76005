"""A till that is new, or was away for too long, gets the whole board, however often it is cut."""

from collections.abc import Callable

import pytest

from sync.exchange import Exchange
from sync.state import find_loading, read_pulled
from tests.fakes.lines import CutAfterPages
from tests.sync.branch import CAKE, SHIRT, Branch, Till

NewTill = Callable[..., Till]
COUNT_VARIANTS = "SELECT count(*) FROM variants"


def test_a_new_till_loads_the_whole_board_and_then_follows_the_feed(
    new_till: NewTill, branch: Branch
) -> None:
    till = new_till("R2")
    branch.reprice(SHIRT, 1_490)

    done = till.sync()

    assert till.ask(COUNT_VARIANTS) == branch.ask(COUNT_VARIANTS)
    assert till.ask("SELECT count(*) FROM quarantine") == 0
    assert till.price_of(SHIRT) == 1_490
    assert done.received == 1


def test_a_new_till_loads_also_what_one_call_of_the_sequencer_is_too_short_for(
    new_till: Callable[..., Till], branch: Branch
) -> None:
    branch.do(
        "CREATE OR REPLACE FUNCTION sync.keys_per_sequence() RETURNS integer"
        " LANGUAGE sql IMMUTABLE AS 'SELECT 30'"
    )
    branch.add_articles(100)

    till = new_till("R2")

    assert till.ask("SELECT count(*) FROM variants WHERE sku LIKE 'A%'") == 100


def test_a_load_that_is_cut_goes_on_after_the_last_row(till: Till, branch: Branch) -> None:
    branch.add_articles(900)
    till.do("DELETE FROM sync_state WHERE key = 'pulled'")
    with till.central() as central, pytest.raises(ConnectionError):
        Exchange(till.lanes, CutAfterPages(central, 2)).round()
    there_before = till.ask(COUNT_VARIANTS)
    with till.store.read() as tx:
        begun = find_loading(tx.connection)

    done = till.sync()

    assert begun is not None
    assert begun.table in {"products", "variants"}
    assert there_before < till.ask(COUNT_VARIANTS) == 903
    # The rest of the board, and the page of the feed that changed meanwhile: never the first page.
    assert done.received < 1_850


def test_a_load_that_is_cut_starts_over_when_central_was_restored_meanwhile(
    till: Till, branch: Branch
) -> None:
    branch.add_articles(900)
    till.do("DELETE FROM sync_state WHERE key = 'pulled'")
    with till.central() as central, pytest.raises(ConnectionError):
        Exchange(till.lanes, CutAfterPages(central, 2)).round()
    branch.go_back_to(branch.ask("SELECT pos FROM sync.head"), SHIRT, 1_490)

    till.sync()

    assert till.price_of(SHIRT) == 1_490
    assert till.ask(COUNT_VARIANTS) == 903
    assert till.epoch().number == 2


def test_what_changes_during_a_load_is_not_missed(till: Till, branch: Branch) -> None:
    branch.add_articles(900)
    till.do("DELETE FROM sync_state WHERE key = 'pulled'")
    with till.central() as central, pytest.raises(ConnectionError):
        Exchange(till.lanes, CutAfterPages(central, 2)).round()
    branch.do("UPDATE categories SET name = 'All of it' WHERE slug = 'everything'")
    branch.do("DELETE FROM barcodes WHERE code = %s", CAKE)

    till.sync()

    assert till.ask("SELECT name FROM categories WHERE slug = 'everything'") == "All of it"
    assert till.ask("SELECT count(*) FROM barcodes WHERE code = :code", code=CAKE) == 0


def test_a_new_till_gets_the_last_months_of_the_store_and_no_more(
    new_till: NewTill, branch: Branch
) -> None:
    old = new_till("R1")
    old.open_shift()
    number = old.sell(SHIRT)
    old.sync()
    branch.do(
        "INSERT INTO settings (id, scope, key, value)"
        " VALUES (sync.new_id(), 'global', 'order_days', '30')"
    )
    branch.do(
        "CREATE OR REPLACE FUNCTION sync.first_id_of(p_moment timestamptz) RETURNS uuid"
        " LANGUAGE sql IMMUTABLE AS $$ SELECT 'ffffffff-ffff-7fff-8fff-ffffffffffff'::uuid $$"
    )

    new = new_till("R2")

    assert branch.ask("SELECT number FROM orders") == number
    assert new.ask("SELECT count(*) FROM orders") == 0
    assert new.ask("SELECT count(*) FROM order_lines") == 0


def test_a_till_that_was_away_for_too_long_is_told_to_load_everything(
    till: Till, branch: Branch
) -> None:
    till.sync()
    branch.do("DELETE FROM barcodes WHERE code = %s", CAKE)
    branch.do("SELECT sync.sequence()")
    purged = branch.ask("SELECT sync.purge_tombstones(now() + interval '1 second')")

    with till.central() as central:
        hello = central.hello(cursor=till.cursor(), schema_version=1)
    till.sync()

    assert purged == 1
    assert till.ask("SELECT count(*) FROM barcodes WHERE code = :code", code=CAKE) == 0
    assert hello.is_snapshot_due
    with till.store.read() as tx:
        assert read_pulled(tx.connection).cursor == branch.ask("SELECT pos FROM sync.head")
    with till.central() as central:
        assert not central.hello(cursor=till.cursor(), schema_version=1).is_snapshot_due


def test_rows_that_are_there_are_never_forgotten(branch: Branch) -> None:
    before = branch.ask("SELECT count(*) FROM sync.feed")

    assert branch.ask("SELECT sync.purge_tombstones(now() + interval '1 day')") == 0
    assert branch.ask("SELECT count(*) FROM sync.feed") == before


def test_gone_rows_are_kept_in_the_feed_for_400_days(till: Till, branch: Branch) -> None:
    branch.do("DELETE FROM barcodes WHERE code = %s", CAKE)
    till.sync()
    branch.do("UPDATE sync.feed SET changed_at = now() - interval '399 days'")
    too_early = branch.ask("SELECT sync.purge_tombstones()")
    branch.do("UPDATE sync.feed SET changed_at = now() - interval '401 days'")

    assert too_early == 0
    assert branch.ask("SELECT sync.purge_tombstones()") == 1
