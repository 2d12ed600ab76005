"""Tills that sell one article at one moment do not wait for each other, and no piece is lost."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import psycopg
import pytest

from models.fixed_ids import FIRST_LOCATION_ID
from pos.queries.attention import read_attention
from sync.central.check import FindingKind, check_central
from sync.central.jobs.stock_levels import JOB
from sync.central.worker import Worker
from tests.fakes.set_clock import SetClock
from tests.sync.branch import CAKE, SHIRT, Branch, Till
from tests.sync.test_facts_set_aside import fact_of

NewTill = Callable[..., Till]

HELD = "SELECT count(*) FROM sync.uncounted"
LEFT = "SELECT quantity_after FROM stock_movements WHERE kind = 'sale' ORDER BY id"


@pytest.fixture
def tills(till: Till, new_till: NewTill, branch: Branch) -> tuple[Till, Till]:
    """Two tills of a store that has 5 shirts."""
    other = new_till("R2")
    for each in (till, other):
        each.open_shift()
        each.sync()
    branch.receive(SHIRT, 5 - branch.on_hand(SHIRT))
    for each in (till, other):
        each.sync()
    return till, other


@contextmanager
def level_held(branch: Branch) -> Iterator[None]:
    """Another till is about to commit a sale of shirts."""
    with psycopg.connect(branch.url) as connection:
        connection.execute(
            "SELECT FROM inventory_levels l JOIN barcodes b USING (variant_id)"
            " WHERE b.code = %s FOR UPDATE OF l",
            (SHIRT,),
        )
        yield
        connection.rollback()


def sell_while_held(till: Till, branch: Branch, *codes: str) -> None:
    with level_held(branch):
        till.sell(*codes)
        till.sync()


def test_a_sale_is_taken_while_another_till_holds_the_level(
    tills: tuple[Till, Till], branch: Branch
) -> None:
    first, _ = tills
    first.sell(SHIRT)

    with level_held(branch):
        assert first.sync().sent == 1

    assert branch.ask("SELECT count(*) FROM stock_movements WHERE kind = 'sale'") == 1
    assert branch.count("sync_conflicts") == 0


def test_every_till_shows_what_central_has_not_counted_yet(
    tills: tuple[Till, Till], branch: Branch
) -> None:
    first, second = tills
    branch.receive(SHIRT, 1)
    first.sell(SHIRT)

    with level_held(branch):
        first.sync()
        second.sync()
        assert (branch.ask(HELD), branch.on_hand(SHIRT)) == (1, 6)

        assert (first.on_hand(SHIRT), second.on_hand(SHIRT)) == (5, 5)
    for till in (first, second, first):
        till.sync()
    assert (branch.on_hand(SHIRT), first.on_hand(SHIRT), second.on_hand(SHIRT)) == (5, 5, 5)


def test_tills_hear_of_it_before_it_is_counted(tills: tuple[Till, Till], branch: Branch) -> None:
    first, second = tills
    first.sell(SHIRT)
    with level_held(branch), first.central() as central:
        first.exchange(central).send()
    with level_held(branch):
        second.sync()

        assert (branch.ask(HELD), second.on_hand(SHIRT)) == (1, 4)


def test_a_snapshot_shows_it_too(tills: tuple[Till, Till], branch: Branch) -> None:
    first, second = tills
    first.sell(SHIRT)
    with level_held(branch), first.central() as central:
        first.exchange(central).send()

    with second.central() as central:
        page = central.snapshot(None, None, rows_max=1_000)

    levels = [row.values for row in page.rows if row.table == "inventory_levels"]
    shirts = branch.ask("SELECT variant_id FROM barcodes WHERE code = %s", SHIRT)
    assert branch.ask(HELD) == 1
    assert [level["on_hand"] for level in levels if level["variant_id"] == str(shirts)] == [4]


def test_a_till_that_joins_is_shown_it_too(tills: tuple[Till, Till], branch: Branch) -> None:
    first, second = tills
    with level_held(branch), first.central() as central:
        first.sell(SHIRT)
        first.exchange(central).send()

    with second.central() as central:
        page = central.load("inventory_levels", None, rows_max=1_000)

    assert page is not None
    shirts = branch.ask("SELECT variant_id FROM barcodes WHERE code = %s", SHIRT)
    levels = [dict(zip(page.columns, row, strict=True)) for row in page.rows]
    assert branch.ask(HELD) == 1
    assert [level["on_hand"] for level in levels if level["variant_id"] == shirts.bytes] == [4]


def test_the_next_round_counts_what_was_left(tills: tuple[Till, Till], branch: Branch) -> None:
    first, second = tills
    with level_held(branch):
        for _ in range(2):
            first.sell(SHIRT, CAKE)
            first.sync()
        assert branch.ask(HELD) == 2

    second.sync()

    assert (branch.ask(HELD), branch.on_hand(SHIRT)) == (0, 3)


def test_each_movement_says_what_it_left_once_it_is_counted(
    tills: tuple[Till, Till], branch: Branch
) -> None:
    first, second = tills
    with level_held(branch):
        first.sell(SHIRT, SHIRT)
        first.sell(SHIRT)
        first.sync()
        assert branch.rows(LEFT) == [(None,), (None,)]

    second.sync()

    assert branch.rows(LEFT) == [(3,), (2,)]


def test_the_last_piece_that_was_sold_twice_is_noted_when_it_is_counted(
    tills: tuple[Till, Till], branch: Branch
) -> None:
    first, second = tills
    sell_while_held(first, branch, *[SHIRT] * 6)
    assert branch.count("sync_conflicts", kind="negative_stock") == 0

    second.sync()

    assert branch.count("sync_conflicts", kind="negative_stock") == 1
    assert branch.on_hand(SHIRT) == -1
    first.sync()
    with first.store.read() as tx:
        assert [clash.kind for clash in read_attention(tx).clashes] == ["negative_stock"]
    assert first.ask("SELECT count(*) FROM notifications") == 1


def test_a_worker_counts_when_no_till_asks_any_more(
    tills: tuple[Till, Till], branch: Branch
) -> None:
    first, _ = tills
    sell_while_held(first, branch, SHIRT)

    Worker(branch.url, name="w").work_once()

    assert (branch.ask(HELD), branch.on_hand(SHIRT)) == (0, 4)


def test_a_count_in_the_back_office_knows_what_was_left(
    tills: tuple[Till, Till], branch: Branch
) -> None:
    first, _ = tills
    sell_while_held(first, branch, SHIRT)

    branch.do(
        "SELECT shop.set_stock(variant_id, 7, location_id)"
        " FROM inventory_levels JOIN barcodes USING (variant_id) WHERE code = %s",
        SHIRT,
    )

    assert (branch.ask(HELD), branch.on_hand(SHIRT)) == (0, 7)
    assert branch.ask("SELECT quantity_delta FROM stock_movements WHERE kind = 'count'") == 3


def test_what_is_left_is_no_difference_to_central_check(
    tills: tuple[Till, Till], branch: Branch, clock: SetClock
) -> None:
    first, _ = tills
    sell_while_held(first, branch, SHIRT)

    assert branch.ask(HELD) == 1
    found = check_central(branch.url, now=clock.now(), patience=timedelta(hours=1)).findings
    assert FindingKind.STOCK_DIFFERS not in {finding.kind for finding in found}


def test_tills_that_send_the_same_goods_at_once_neither_wait_in_a_circle_nor_lose_a_piece(
    tills: tuple[Till, Till], branch: Branch, new_till: NewTill
) -> None:
    crowd = (*tills, new_till("R3"), new_till("R4"))
    crowd[2].open_shift()
    crowd[3].open_shift()
    before = branch.on_hand(SHIRT), branch.on_hand(CAKE)

    def sell_and_send(till: Till, goods: tuple[str, ...]) -> None:
        for _ in range(8):
            till.sell(*goods)
            till.sync()

    orders = ((SHIRT, CAKE), (CAKE, SHIRT), (SHIRT, CAKE), (CAKE, SHIRT))
    with ThreadPoolExecutor(len(crowd)) as hands:
        list(hands.map(sell_and_send, crowd, orders))
    for till in (*crowd, *crowd):
        till.sync()

    assert branch.ask(HELD) == branch.count("sync_conflicts", kind="field_clash") == 0
    assert branch.count_aside() == 0
    assert (branch.on_hand(SHIRT), branch.on_hand(CAKE)) == (before[0] - 32, before[1] - 32)
    assert {till.on_hand(SHIRT) for till in crowd} == {before[0] - 32}
    left = branch.rows("SELECT variant_id, quantity_after FROM stock_movements WHERE kind = 'sale'")
    assert len(set(left)) == len(left) == 64


def test_a_movement_that_is_counted_is_altered_by_nobody(
    tills: tuple[Till, Till], branch: Branch
) -> None:
    first, second = tills
    with level_held(branch):
        first.sell(SHIRT)
        first.sync()
        with pytest.raises(psycopg.errors.RestrictViolation):
            branch.do("UPDATE stock_movements SET quantity_delta = -2, quantity_after = 1")
    second.sync()

    with pytest.raises(psycopg.errors.RestrictViolation):
        branch.do("UPDATE stock_movements SET quantity_after = 1 WHERE kind = 'sale'")


def test_more_pieces_than_a_level_can_hold_stop_nobody(
    tills: tuple[Till, Till], branch: Branch
) -> None:
    first, second = tills
    with first.store.write() as tx:
        move = {
            "id": tx.new_id(),
            "variant_id": branch.ask("SELECT variant_id FROM barcodes WHERE code = %s", SHIRT),
            "location_id": FIRST_LOCATION_ID,
            "register_id": tx.register.register_id,
            "kind": "adjustment",
            "quantity_delta": 2**63 - 1,
        }
        tx.record(fact_of("stock_movements", move, kind="stock.corrected"))
    with level_held(branch):
        assert first.sync().dead == 1
    branch.reprice(SHIRT, 77)

    second.sync()

    assert (second.price_of(SHIRT), second.on_hand(SHIRT), branch.ask(HELD)) == (77, 5, 0)


def test_stock_that_cannot_be_counted_keeps_no_till_from_its_news(
    tills: tuple[Till, Till], branch: Branch
) -> None:
    first, second = tills
    sell_while_held(first, branch, SHIRT)
    branch.do("ALTER TABLE inventory_levels ADD CONSTRAINT no_change CHECK (on_hand < 0) NOT VALID")
    branch.reprice(SHIRT, 77)

    second.sync()

    assert (second.price_of(SHIRT), branch.ask(HELD)) == (77, 1)
    (done,) = Worker(branch.url, name="w", jobs={"stock_levels": JOB}).work_once()
    assert "no_change" in (done.problem or "")
