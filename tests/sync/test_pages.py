"""Pieces that travel are as large as line and server can take, and no line stops the tape."""

import hashlib
from contextlib import suppress

import pytest

from sync.errors import CentralBusyError
from sync.exchange import Exchange
from sync.pace import Pace, grown, halved
from sync.state import read_pace
from tests.fakes.lines import SlowLine
from tests.sync.branch import SHIRT, Branch, Till


def test_a_page_ends_early_when_its_rows_are_large(till: Till, branch: Branch) -> None:
    branch.add_articles(150)
    branch.do("UPDATE products SET description = repeat('word ', 4000)")
    branch.do("SELECT sync.sequence()")

    with till.central() as central:
        page = central.pull(0, keys_max=5_000)
        snapshot = central.snapshot(None, None, rows_max=5_000)

    assert len(page.rows) < 300
    assert page.cursor < page.head
    assert snapshot.table is not None


def test_large_rows_come_down_all_the_same(till: Till, branch: Branch) -> None:
    branch.add_articles(150)
    branch.do("UPDATE products SET description = repeat('word ', 4000) WHERE style_code LIKE 'A%'")

    till.sync()

    assert till.ask("SELECT count(*) FROM products WHERE length(description) = 20000") == 150


def test_a_batch_that_takes_too_long_comes_smaller_the_next_time(
    till: Till, branch: Branch
) -> None:
    till.open_shift()
    for _sale in range(5):
        till.sell(SHIRT)

    for _round in range(8):
        with till.central() as central, suppress(CentralBusyError):
            Exchange(till.lanes, SlowLine(central, facts_max=1)).round()

    assert branch.ask("SELECT count(*) FROM orders") == 5
    assert till.status().waiting == 0


def test_after_a_good_round_the_first_batch_is_of_the_usual_size_again(till: Till) -> None:
    till.open_shift()
    with till.central() as central, pytest.raises(CentralBusyError):
        Exchange(till.lanes, SlowLine(central, facts_max=0)).round()

    for _sale in range(8):
        till.sync()
        till.sell(SHIRT)

    with till.store.read() as tx:
        assert read_pace(tx.connection) == Pace(facts=100, rows=1_000)


def test_pieces_grow_while_answers_are_quick_and_never_beyond_what_central_takes() -> None:
    assert grown(100, took_ms=999, size_max=1_000) == 200
    assert grown(800, took_ms=10, size_max=1_000) == 1_000
    assert grown(800, took_ms=1_000, size_max=1_000) == 800
    assert halved(800) == 400
    assert halved(1) == 1


@pytest.mark.parametrize(
    "line", [b'{"seq": 2, \xff\xfe}', b"not JSON", b'{"a": "\\ud800"}', b"a\0b", b"", b"[1, 2]"]
)
def test_a_line_that_nobody_can_read_does_not_stop_the_tape(
    till: Till, branch: Branch, line: bytes
) -> None:
    till.open_shift()
    damage_next_fact(till, line)
    till.sell(SHIRT)

    done = till.sync()

    assert (done.sent, done.dead) == (3, 1)
    assert branch.ask("SELECT count(*) FROM orders") == 1
    assert branch.rows("SELECT seq, raw, state FROM sync.dead_letter") == [(2, line, "open")]
    assert till.status().in_review == 1


def damage_next_fact(till: Till, line: bytes) -> None:
    """Put a line on the tape as a bug or a bad disk might have left it, chained like any other."""
    with till.store.write() as tx:
        before = tx.counters.get("outbox:1")
        chain = hashlib.sha256(bytes.fromhex(before.last_hash or "") + line).digest()
        tx.connection.exec_driver_sql(
            "INSERT INTO outbox (incarnation, seq, op_id, kind, version, table_name, row_id, op,"
            " payload, chain) SELECT 1, 2, randomblob(16), kind, version, table_name, row_id, op,"
            " CAST(? AS TEXT), ? FROM outbox WHERE seq = 1",
            (line, chain),
        )
        tx.counters.add("outbox:1", 1, at=tx.now)
        tx.counters.link("outbox:1", chain.hex(), at=tx.now)
