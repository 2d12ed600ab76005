"""A register's sales arrive at headquarters, each of them once, whatever the line does."""

from collections.abc import Callable

import pytest

from pos.domain.fact import Fact, RowsWritten
from pos.tape import CHAIN_START, link
from sync.errors import (
    CentralRefusedError,
    CentralUnreachableError,
    IncarnationOverError,
    TapeForkedError,
)
from sync.push import find_batch
from sync.status import Link
from tests.fakes.lines import DelayedReplies, LostReplies
from tests.sync.branch import CAKE, SHIRT, Branch, Till

NewTill = Callable[..., Till]


def test_a_sale_arrives_once(till: Till, branch: Branch) -> None:
    till.open_shift()
    number = till.sell(SHIRT)

    till.sync()

    assert branch.rows("SELECT number, total_cents, paid_cents, payment_status FROM orders") == [
        (number, 1_990, 1_990, "paid")
    ]
    assert branch.on_hand(SHIRT) == 7


def test_a_shift_that_is_closed_here_is_closed_at_headquarters(till: Till, branch: Branch) -> None:
    till.open_shift()
    till.sell(SHIRT)
    till.sync()

    till.close_shift(counted_cents=11_990)
    till.sync()

    assert branch.rows(
        "SELECT status, expected_cash_cents, counted_cash_cents, variance_cents FROM shifts"
    ) == [("closed", 11_990, 11_990, 0)]
    assert branch.count("sync_conflicts") == 0


def test_a_field_that_headquarters_changed_meanwhile_stays_and_the_clash_is_written_down(
    till: Till, branch: Branch
) -> None:
    till.open_shift()
    till.sync()
    branch.do("UPDATE shifts SET counted_cash_cents = 1")

    till.close_shift(counted_cents=10_000)
    till.sync()

    assert branch.rows("SELECT status, counted_cash_cents FROM shifts") == [("closed", 1)]
    assert branch.rows("SELECT kind, resolution, register_data FROM sync_conflicts") == [
        ("field_clash", "central_kept", {"counted_cash_cents": 10_000})
    ]


def test_a_second_round_sends_nothing_again(till: Till, branch: Branch) -> None:
    till.open_shift()
    till.sell(SHIRT)
    till.sync()

    again = till.sync()

    assert again.sent == 0
    assert branch.ask("SELECT count(*) FROM orders") == 1


def test_every_line_tax_tender_and_journal_entry_arrives(till: Till, branch: Branch) -> None:
    till.open_shift()
    till.sell(SHIRT, CAKE)

    till.sync()

    counts = branch.rows(
        "SELECT (SELECT count(*) FROM order_lines), (SELECT count(*) FROM order_line_taxes),"
        " (SELECT count(*) FROM payments), (SELECT count(*) FROM stock_movements WHERE"
        " kind = 'sale'), (SELECT count(*) FROM journal_entries), (SELECT count(*) FROM shifts)"
    )
    assert counts == [(2, 2, 1, 2, 2, 1)]


def test_a_lost_reply_is_not_a_second_sale(till: Till, branch: Branch) -> None:
    till.open_shift()
    till.sell(SHIRT)

    with pytest.raises(CentralUnreachableError):
        till.sync(LostReplies)
    till.sync()

    assert branch.ask("SELECT count(*) FROM orders") == 1
    assert branch.on_hand(SHIRT) == 7
    assert till.status().waiting == 0


def test_an_old_request_that_arrives_late_changes_nothing(till: Till, branch: Branch) -> None:
    till.open_shift()
    till.sell(SHIRT)
    line = DelayedReplies()
    with pytest.raises(CentralUnreachableError):
        till.sync(line.through)
    till.sync()
    till.sell(SHIRT)
    till.sync()

    with till.central() as central:
        answer = line.arrive_late(central)

    assert answer.last_seq == till.ask("SELECT max(seq) FROM outbox")
    assert branch.ask("SELECT count(*) FROM orders") == 2
    assert branch.on_hand(SHIRT) == 6


def test_a_fact_that_cannot_be_booked_is_set_aside_and_the_rest_goes_on(
    till: Till, branch: Branch
) -> None:
    till.open_shift()
    till.sell(SHIRT)
    record_nonsense(till)
    till.sell(CAKE)

    done = till.sync()

    assert done.dead == 1
    assert branch.ask("SELECT count(*) FROM orders") == 2
    assert branch.rows("SELECT sqlstate, state FROM sync.dead_letter") == [("23502", "open")]
    assert branch.ask("SELECT count(*) FROM sync.inbox WHERE status = 'dead'") == 1
    assert till.status().in_review == 1
    assert till.status().waiting == 0


@pytest.mark.parametrize("broken", ["a\\u0000b", "\\ud800", '"', "\\"])
def test_a_line_that_central_cannot_read_is_kept_as_it_is(
    till: Till, branch: Branch, broken: str
) -> None:
    with till.store.write() as tx:
        tx.record(fact_of("users", {"id": tx.new_id(), "name": "Alan"}))
    line = till.ask("SELECT payload FROM outbox WHERE seq = 1").replace("Alan", broken)
    chain = link(CHAIN_START, line)

    with till.central() as central:
        answer = central.push(0, lines=line, chain=chain)

    assert (answer.last_seq, answer.dead) == (1, 1)
    kept = branch.ask(
        "SELECT coalesce(convert_from(raw, 'UTF8'), envelope) FROM sync.dead_letter"
        " LEFT JOIN sync.inbox USING (event_id)"
    )
    assert kept == line


def test_what_a_newer_till_says_is_kept_until_central_understands_it(
    till: Till, branch: Branch
) -> None:
    till.open_shift()
    with till.store.write() as tx:
        row = {"id": tx.new_id(), "name": "Alan", "shoe_size": 43}
        tx.record(fact_of("users", row, kind="customer.added"))

    done = till.sync()

    assert done.dead == 0
    assert till.status().deferred == 1
    assert branch.ask("SELECT count(*) FROM users WHERE name = 'Alan'") == 0
    branch.do("ALTER TABLE users ADD shoe_size integer")
    branch.initialise()
    assert branch.ask("SELECT shoe_size FROM users WHERE name = 'Alan'") == 43
    assert till.sync().sent == 0
    assert till.status().deferred == 0


def test_a_chain_that_does_not_continue_is_refused(till: Till, branch: Branch) -> None:
    till.open_shift()
    with till.store.read() as tx:
        batch = find_batch(tx, 0, incarnation=1, facts_max=10, bytes_max=1_000_000)
    assert batch is not None

    with till.central() as central, pytest.raises(TapeForkedError):
        central.push(0, lines=batch.lines.replace("shift", "drift"), chain=batch.chain)

    assert branch.ask("SELECT count(*) FROM sync.inbox") == 0
    assert branch.ask("SELECT last_seq FROM sync.device_head") == 0


def test_no_byte_of_a_fact_can_be_changed_on_the_way(till: Till, branch: Branch) -> None:
    till.open_shift()
    with till.store.read() as tx:
        batch = find_batch(tx, 0, incarnation=1, facts_max=1, bytes_max=0)
    assert batch is not None
    step = len(batch.lines) // 20

    with till.central() as central:
        for place in range(0, len(batch.lines), step):
            letter = "x" if batch.lines[place] != "x" else "y"
            altered = batch.lines[:place] + letter + batch.lines[place + 1 :]
            with pytest.raises(TapeForkedError):
                central.push(0, lines=altered, chain=batch.chain)

    assert branch.ask("SELECT count(*) FROM sync.inbox") == 0


def test_a_copied_till_is_noticed(new_till: NewTill, branch: Branch) -> None:
    till = new_till("R1")
    till.open_shift()
    till.sync()
    copy = till.copy()
    till.sell(SHIRT)
    till.sync()
    copy.sell(CAKE)

    with pytest.raises(TapeForkedError):
        copy.sync()

    assert branch.ask("SELECT count(*) FROM orders") == 1
    assert branch.rows("SELECT kind, resolution FROM sync_conflicts") == [("chain_break", "open")]
    copy.close()


def test_a_till_set_back_to_yesterday_is_noticed(new_till: NewTill) -> None:
    till = new_till("R1")
    till.open_shift()
    yesterday = till.copy()
    till.sell(SHIRT)
    till.sync()

    with pytest.raises(TapeForkedError):
        yesterday.sync()

    yesterday.close()


def test_a_fact_that_comes_under_a_known_id_with_other_words_is_set_aside(
    till: Till, branch: Branch
) -> None:
    with till.store.write() as tx:
        event = tx.new_id()
        tx.record(fact_of("users", {"id": tx.new_id(), "name": "Alan"}), event_id=event)
    till.sync()
    chain = branch.ask("SELECT chain FROM sync.device_head")
    envelope = till.ask("SELECT payload FROM outbox WHERE seq = 1")
    other = envelope.replace("Alan", "Kurt").replace('"seq":1', '"seq":2')

    with till.central() as central:
        answer = central.push(1, lines=other, chain=link(chain, other))

    assert (answer.last_seq, answer.dead) == (2, 1)
    assert branch.ask("SELECT sqlstate FROM sync.dead_letter") == "CT303"
    assert branch.ask("SELECT count(*) FROM users WHERE name = 'Kurt'") == 0


def test_a_journal_entry_that_does_not_continue_the_chain_is_kept_and_reported(
    till: Till, branch: Branch
) -> None:
    till.open_shift()
    till.do("UPDATE counters SET last_hash = :wrong WHERE name = 'journal'", wrong="f" * 64)
    till.sell(SHIRT)
    till.sell(CAKE)

    till.sync()

    assert branch.ask("SELECT count(*) FROM journal_entries") == 3
    assert branch.rows("SELECT kind, register_data ->> 'seq' FROM sync_conflicts") == [
        ("chain_break", "2")
    ]


def test_two_tills_that_sell_the_last_piece_both_sold_it(new_till: NewTill, branch: Branch) -> None:
    first, second = new_till("R1"), new_till("R2")
    branch.take_away(CAKE, 1)
    for till in (first, second):
        till.sync()
        till.open_shift()
        till.sell(CAKE)

    first.sync()
    second.sync()

    assert branch.on_hand(CAKE) == -1
    assert branch.rows("SELECT kind FROM sync_conflicts") == [("negative_stock",)]


def test_while_central_is_away_the_till_sells_on_and_loses_nothing(
    till: Till, branch: Branch
) -> None:
    till.open_shift()
    till.sync()
    till.pull_the_plug()
    for _ in range(3):
        till.sell(SHIRT)

    with pytest.raises(CentralUnreachableError):
        till.speak()

    assert till.status().link is Link.OFFLINE
    assert till.status().waiting == 3
    till.plug_in()
    till.speak()
    assert till.status().link is Link.ONLINE
    assert till.status().waiting == 0
    assert branch.on_hand(SHIRT) == 5


def test_central_that_lost_its_newest_facts_gets_them_again(till: Till, branch: Branch) -> None:
    till.open_shift()
    till.sell(SHIRT)
    till.sync()
    head = branch.rows("SELECT last_seq, chain FROM sync.device_head")[0]
    till.sell(CAKE)
    snapshot = branch.ask("SELECT count(*) FROM orders")
    till.sync()
    branch.forget_after(*head)

    till.sync()

    assert snapshot == 1
    assert branch.ask("SELECT count(*) FROM orders") == 2
    assert till.status().waiting == 0


def test_an_installation_that_was_replaced_can_send_no_more(
    new_till: NewTill, branch: Branch
) -> None:
    lost = new_till("R3")
    lost.open_shift()
    found = new_till("R3", take_over=True)
    found.open_shift()
    number = found.sell(SHIRT)
    found.sync()

    with pytest.raises((IncarnationOverError, CentralRefusedError)):
        lost.sync()

    assert number == "S1R3-B-000001"
    assert branch.rows("SELECT number FROM orders") == [(number,)]


def record_nonsense(till: Till) -> None:
    """Put a fact on the tape whose row central cannot store: a movement of nothing known."""
    with till.store.write() as tx:
        row = {"id": tx.new_id(), "register_id": tx.register.register_id, "quantity_delta": 1}
        tx.record(fact_of("stock_movements", row, kind="stock.adjusted"))


def fact_of(table: str, row: dict[str, object], *, kind: str = "test.happened") -> Fact:
    return Fact(
        kind=kind,
        version=1,
        table=table,
        row_id=row["id"],
        rows=(RowsWritten(table=table, rows=(row,)),),
    )
