"""What headquarters cannot book is kept for a person to look at; the rest goes on."""

import pytest

from pos.domain.fact import Fact, RowsWritten
from pos.tape import CHAIN_START, link
from tests.sync.branch import CAKE, SHIRT, Branch, Till


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
