"""A person says right what central could not book; both facts are kept and name each other."""

import json
from uuid import UUID

import pytest

from pos.domain.contact import CustomerDetails
from pos.domain.fact import Fact, RowsWritten
from pos.queries.attention import read_attention
from pos.services.corrections import CorrectFact, NotCorrectableError, correct_fact
from pos.services.customers import AddCustomer, ChangeCustomer, add_customer, change_customer
from pos.services.permissions import Actor
from tests.sync.branch import SHIRT, Branch, Till

NO_FOREIGN_NUMBERS = "ALTER TABLE users ADD CONSTRAINT ours CHECK (phone LIKE '+43%%')"


def add(till: Till, **details: str) -> UUID:
    wish = AddCustomer(actor=grace(till), details=CustomerDetails(**details))  # type: ignore[arg-type]
    with till.store.write() as tx:
        return add_customer(tx, wish)


def correct(till: Till, **details: str) -> UUID:
    """Say right the newest fact that was set aside."""
    with till.store.write() as tx:
        fact = read_attention(tx).facts[0]
        return correct_fact(
            tx,
            CorrectFact(
                actor=grace(till),
                fact=fact.key,
                details=CustomerDetails(**details),  # type: ignore[arg-type]
            ),
        )


def grace(till: Till) -> Actor:
    return Actor(staff_id=till.shop.grace)


def test_a_new_customer_that_was_refused_is_taken_once_somebody_says_it_right(
    till: Till, branch: Branch
) -> None:
    branch.do(NO_FOREIGN_NUMBERS)
    add(till, name="Hedy Lamarr", phone="+15550100200")
    till.sync()

    event_id = correct(till, name="Hedy Lamarr", phone="+436641234567")
    till.sync()

    assert branch.rows("SELECT name, phone FROM users WHERE name LIKE 'Hedy%%'") == [
        ("Hedy Lamarr", "+436641234567")
    ]
    assert branch.rows("SELECT state, superseded_by FROM sync.dead_letter") == [
        ("resolved", event_id)
    ]
    assert branch.ask("SELECT count(*) FROM sync.inbox WHERE kind = 'customer.added'") == 2
    assert branch.ask("SELECT actor_id FROM audit_log WHERE action = 'fact.corrected'") is not None
    till.sync()
    assert till.status().in_review == 0
    with till.store.read() as tx:
        assert read_attention(tx).facts == ()


def test_a_change_that_was_refused_is_said_right_against_what_central_still_has(
    till: Till, branch: Branch
) -> None:
    customer_id = add(till, name="Alan Kay", phone="+436641110000")
    till.sync()
    branch.do(NO_FOREIGN_NUMBERS)
    wish = ChangeCustomer(
        actor=grace(till),
        customer_id=customer_id,
        details=CustomerDetails(name="Alan C. Kay", phone="+15550100200"),
    )
    with till.store.write() as tx:
        change_customer(tx, wish)
    till.sync()

    correct(till, name="Alan C. Kay", phone="+436642220000")
    till.sync()

    assert branch.rows("SELECT name, phone FROM users WHERE id = %s", customer_id) == [
        ("Alan C. Kay", "+436642220000")
    ]
    assert branch.ask("SELECT count(*) FROM sync_conflicts") == 0


def test_what_was_corrected_is_not_taken_again_by_a_newer_central(
    till: Till, branch: Branch
) -> None:
    branch.do(NO_FOREIGN_NUMBERS)
    add(till, name="Hedy Lamarr", phone="+15550100200")
    till.sync()
    correct(till, name="Hedy Lamarr", phone="+436641234567")
    till.sync()
    branch.do("ALTER TABLE users DROP CONSTRAINT ours")

    branch.do("SELECT sync.take_again()")

    assert branch.ask("SELECT phone FROM users WHERE name = 'Hedy Lamarr'") == "+436641234567"
    assert branch.ask("SELECT count(*) FROM sync.inbox WHERE status = 'dead'") == 1


def test_a_fact_is_corrected_once_and_a_sale_never(till: Till, branch: Branch) -> None:
    branch.do("ALTER TABLE orders ADD CONSTRAINT small CHECK (total_cents < 100)")
    till.open_shift()
    till.sell(SHIRT)
    till.sync()

    with pytest.raises(NotCorrectableError):
        correct(till, name="Nobody")

    branch.do(NO_FOREIGN_NUMBERS)
    add(till, name="Hedy Lamarr", phone="+15550100200")
    till.sync()
    correct(till, name="Hedy Lamarr", phone="+436641234567")
    with pytest.raises(NotCorrectableError):
        correct(till, name="Hedy Lamarr", phone="+436640000000")


def test_central_refuses_to_have_a_sale_corrected(till: Till, branch: Branch) -> None:
    branch.do("ALTER TABLE orders ADD CONSTRAINT small CHECK (total_cents < 100)")
    till.open_shift()
    till.sell(SHIRT)
    till.sync()
    branch.do("ALTER TABLE orders DROP CONSTRAINT small")
    sale = till.ask("SELECT payload FROM outbox WHERE kind = 'sale.completed'")
    (order,) = next(
        rows for table, rows, *_shared in json.loads(sale)["body"]["rows"] if table == "orders"
    )
    with till.store.write() as tx:
        tx.record(
            Fact(
                kind="sale.completed",
                version=1,
                table="orders",
                row_id=UUID(order["id"]),
                rows=(RowsWritten(table="orders", rows=(order,)),),
                supersedes=UUID(json.loads(sale)["event_id"]),
            )
        )

    done = till.sync()

    assert done.dead == 1
    assert branch.ask("SELECT count(*) FROM orders") == 0
    assert branch.ask("SELECT sqlstate FROM sync.dead_letter ORDER BY seq DESC LIMIT 1") == "CT305"
