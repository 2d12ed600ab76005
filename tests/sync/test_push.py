"""A register's sales arrive at headquarters, each of them once, whatever the line does."""

import json
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from pos.domain.fact import rows_in
from pos.runtime.canonical_json import canonical_json
from pos.services import print_jobs
from pos.services.permissions import Actor
from pos.tape import CHAIN_START, link
from sync.errors import (
    CentralUnreachableError,
)
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


def test_a_sale_on_the_tape_of_an_earlier_version_is_booked_the_same(
    till: Till, branch: Branch
) -> None:
    till.open_shift()
    till.sell(SHIRT, CAKE, SHIRT)
    earlier = [as_it_was_written(line) for line in tape_of(till)]

    with till.central() as central:
        answer = central.push(0, lines="\n".join(earlier), chain=chain_of(earlier))

    assert (answer.last_seq, answer.dead, answer.deferred) == (len(earlier), 0, 0)
    assert branch.rows(
        "SELECT line_no, quantity, returned_qty, note FROM order_lines ORDER BY 1"
    ) == [
        (1, 2, 0, None),
        (2, 1, 0, None),
    ]
    assert branch.on_hand(SHIRT) == 6


def test_a_copy_of_a_receipt_leaves_no_hole_in_the_journal_at_headquarters(
    till: Till, branch: Branch
) -> None:
    till.open_shift()
    order_id = till.shop.sell(SHIRT).order_id
    actor = Actor(staff_id=till.shop.grace)
    with till.store.write() as tx:
        print_jobs.enqueue_copy(tx, "orders", order_id, actor=actor)
        print_jobs.note_file_copy(tx, "orders", order_id, actor=actor)
    till.sell(CAKE)

    till.sync()

    assert branch.rows("SELECT kind FROM journal_entries WHERE kind = 'reprint'") == [
        ("reprint",),
        ("reprint",),
    ]
    assert branch.count("sync_conflicts") == 0


def tape_of(till: Till) -> list[str]:
    with till.store.read() as tx:
        return [
            str(line)
            for line in tx.connection.execute(
                sa.text("SELECT payload FROM outbox ORDER BY seq")
            ).scalars()
        ]


def as_it_was_written(envelope: str) -> str:
    """Return an envelope whose rows each say all of their columns, empty ones too."""
    fact = json.loads(envelope)
    fact["body"]["rows"] = [
        [table, [{"note": None, **row} if table == "order_lines" else row for row in rows]]
        for table in dict.fromkeys(part[0] for part in fact["body"]["rows"])
        if (rows := list(rows_in(fact["body"], table)))
    ]
    return canonical_json(fact)


def chain_of(envelopes: list[str]) -> bytes:
    chain = CHAIN_START
    for envelope in envelopes:
        chain = link(chain, envelope)
    return chain
