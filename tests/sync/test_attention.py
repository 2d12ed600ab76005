"""What could not be booked is listed at the till that said it, with the reason, and tried again."""

import pytest

from pos.queries.attention import Attention, read_attention
from pos.services.attention import ask_again, note_seen
from sync.errors import CentralUnreachableError
from tests.sync.branch import CAKE, SHIRT, Branch, Till
from tests.sync.test_facts_set_aside import fact_of


def attention(till: Till) -> Attention:
    with till.store.read() as tx:
        return read_attention(tx)


def record_person_without_name(till: Till) -> None:
    with till.store.write() as tx:
        tx.record(fact_of("users", {"id": tx.new_id()}, kind="customer.added"))


def retry_all(till: Till) -> None:
    with till.store.write() as tx:
        ask_again(tx, [fact.key for fact in read_attention(tx).facts])


def test_a_till_without_trouble_has_nothing_to_show(till: Till) -> None:
    till.open_shift()
    till.sell(SHIRT)

    till.sync()

    assert attention(till).facts == ()
    assert attention(till).clashes == ()
    assert not attention(till).is_alone


def test_a_fact_set_aside_is_listed_with_its_reason_also_while_central_is_away(till: Till) -> None:
    record_person_without_name(till)
    till.sync()
    till.pull_the_plug()
    with pytest.raises(CentralUnreachableError):
        till.speak()

    (fact,) = attention(till).facts

    assert (fact.incarnation, fact.seq, fact.kind) == (1, 1, "customer.added")
    assert fact.sqlstate == "23502"
    assert "name" in fact.message
    assert fact.attempts == 1
    assert attention(till).offline_since is not None


def test_a_sale_set_aside_is_named_and_a_retry_books_it_once_the_cause_is_gone(
    till: Till, branch: Branch
) -> None:
    branch.do("ALTER TABLE orders ADD CONSTRAINT small CHECK (total_cents < 100)")
    till.open_shift()
    number = till.sell(SHIRT)
    till.sync()
    (fact,) = attention(till).facts
    branch.do("ALTER TABLE orders DROP CONSTRAINT small")

    retry_all(till)
    till.sync()

    assert fact.document == number
    assert attention(till).facts == ()
    assert till.sync().sent == 0
    assert till.status().in_review == 0
    assert branch.count("orders", number=number) == 1
    assert branch.count("notifications", type="sync_conflict") == 1


def test_a_retry_that_fails_again_stays_and_counts(till: Till) -> None:
    record_person_without_name(till)
    till.sync()

    retry_all(till)
    wanted = attention(till).facts[0].is_retry_wanted
    till.sync()

    (fact,) = attention(till).facts
    assert wanted
    assert not fact.is_retry_wanted
    assert fact.attempts == 2


def test_a_till_cannot_have_the_facts_of_another_taken_again(till: Till, new_till) -> None:
    other = new_till("R2")
    record_person_without_name(other)
    other.sync()

    with till.central() as central:
        assert central.retry([(1, 1)]) == 0


def test_a_clash_is_shown_at_every_till_of_the_store_until_somebody_has_seen_it(
    till: Till, branch: Branch, new_till
) -> None:
    other = new_till("R2")
    branch.take_away(CAKE, branch.on_hand(CAKE) - 1)
    for each in (till, other):
        each.open_shift()
        each.sync()
        each.sell(CAKE)
    till.sync()
    other.sync()
    till.sync()
    (clash,) = attention(till).clashes

    with till.store.write() as tx:
        note_seen(tx, [clash.clash_id], by=till.shop.grace)
    at_once = attention(till).clashes
    till.sync()
    other.sync()

    assert (clash.kind, clash.register_code) == ("negative_stock", "R2")
    assert at_once == ()
    assert attention(other).clashes == ()
    assert other.status().clashes == 0
    assert branch.rows("SELECT resolved_by, resolution FROM sync_conflicts") == [
        (till.shop.grace, "dismissed")
    ]
