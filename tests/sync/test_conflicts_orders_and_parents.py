"""Orders to which two sides said something, and facts that come before what they refer to."""

from collections.abc import Callable
from uuid import UUID

import pytest

from pos.domain.fact import Fact, Operation, RowChanged
from pos.queries.attention import read_attention
from tests.sync.branch import IDS, SHIRT, Branch, Till
from tests.sync.test_conflicts_value_and_people import clashes, meet, move_in, record

NewTill = Callable[..., Till]


@pytest.fixture
def web_order(branch: Branch) -> UUID:
    """A confirmed order of the web shop for the first store."""
    order: UUID = branch.ask("SELECT shop.place_order(NULL, 'W-1', NULL, 'confirmed')")
    return order


def step(till: Till, order: UUID, status: str) -> None:
    with till.store.read() as tx:
        register_id = tx.register.register_id
    row = {"order_id": order, "to_status": status, "register_id": register_id}
    record(till, "order_status_history", row, kind="order.moved")


def head_moves(branch: Branch, order: UUID, status: str) -> None:
    branch.do("SELECT shop.set_order_status(%s, %s)", order, status)


def status_of(branch: Branch, order: UUID) -> str:
    return str(branch.ask("SELECT status FROM orders WHERE id = %s", order))


@pytest.mark.parametrize("till_is_first", [True, False])
def test_order_status_from_two_sides_ends_at_the_furthest_step_whoever_comes_first(
    till: Till, branch: Branch, web_order: UUID, till_is_first: bool
) -> None:
    step(till, web_order, "ready")

    if till_is_first:
        till.sync()
        head_moves(branch, web_order, "shipped")
    else:
        head_moves(branch, web_order, "processing")
        head_moves(branch, web_order, "shipped")
        till.sync()

    assert status_of(branch, web_order) == "shipped"
    assert clashes(branch) == []
    steps = branch.rows("SELECT to_status FROM order_status_history WHERE order_id = %s", web_order)
    assert {"ready", "shipped"} < {status for (status,) in steps}
    till.sync()
    assert till.ask("SELECT status FROM orders WHERE number = 'W-1'") == "shipped"


def test_an_order_that_headquarters_cancelled_stays_so_and_the_till_hears_of_it(
    till: Till, branch: Branch, web_order: UUID
) -> None:
    head_moves(branch, web_order, "cancelled")
    step(till, web_order, "completed")

    till.sync()
    till.sync()

    assert status_of(branch, web_order) == "cancelled"
    assert clashes(branch) == [("field_clash", "central_kept")]
    with till.store.read() as tx:
        (clash,) = read_attention(tx).clashes
    assert (clash.central["status"], clash.of_register["status"]) == ("cancelled", "completed")


def test_a_till_that_did_not_sell_an_order_cannot_cancel_it(
    till: Till, branch: Branch, web_order: UUID
) -> None:
    step(till, web_order, "cancelled")

    till.sync()

    assert status_of(branch, web_order) == "confirmed"
    assert clashes(branch) == [("field_clash", "central_kept")]


def test_a_till_cancels_what_it_sold_itself(till: Till, branch: Branch) -> None:
    till.open_shift()
    number = till.sell(SHIRT)
    till.sync()
    branch.do("UPDATE orders SET status = 'ready' WHERE number = %s", number)

    step(till, branch.ask("SELECT id FROM orders"), "cancelled")
    till.sync()

    assert branch.ask("SELECT status FROM orders") == "cancelled"


@pytest.mark.parametrize("parent_from", ["the same till", "a sister till"])
def test_an_unknown_parent_is_waited_for_and_the_fact_taken_when_it_comes(
    till: Till, new_till: NewTill, branch: Branch, parent_from: str
) -> None:
    sister = new_till("R2")
    person = IDS.new_id()
    move_in(till, person)
    till.sync()
    waiting = clashes(branch), till.status().in_review

    sender = till if parent_from == "the same till" else sister
    record(sender, "users", {"id": person, "name": "Ann"}, kind="customer.added")
    sender.sync()
    till.sync()

    assert waiting == ([("missing_parent", "open")], 1)
    assert branch.rows("SELECT user_id FROM addresses WHERE line1 = 'Ring 1'") == [(person,)]
    assert clashes(branch) == [("missing_parent", "register_kept")]
    assert till.status().in_review == 0
    with till.store.read() as tx:
        assert read_attention(tx).facts == ()


def test_a_child_before_its_parent_in_one_batch_is_booked_with_it(
    till: Till, branch: Branch
) -> None:
    person = IDS.new_id()
    move_in(till, person)
    record(till, "users", {"id": person, "name": "Ann"}, kind="customer.added")

    done = till.sync()

    assert (done.sent, done.dead) == (2, 0)
    assert branch.count("addresses", user_id=person) == 1


def test_what_waits_for_a_parent_that_never_comes_holds_up_nobody(
    till: Till, branch: Branch
) -> None:
    move_in(till, IDS.new_id())
    meet(till, "Bob", None)

    done = till.sync()

    assert (done.sent, done.dead) == (2, 1)
    assert branch.count("users", name="Bob") == 1
    assert branch.ask("SELECT register_data ->> 'parent' FROM sync_conflicts") == "users"
    assert branch.count("notifications", type="sync_conflict") == 1


@pytest.mark.parametrize("headquarters_was_first", [True, False])
def test_a_stale_update_is_refused_and_the_till_gets_centrals_row(
    till: Till, branch: Branch, headquarters_was_first: bool
) -> None:
    till.sync()
    rename(till, "Bakery corner")
    if headquarters_was_first:
        branch.do("UPDATE registers SET name = 'Front' WHERE code = 'R1'")

    till.sync()
    till.sync()

    kept, kinds = (
        ("Front", [("stale_update", "central_kept")])
        if headquarters_was_first
        else ("Bakery corner", [])
    )
    assert branch.ask("SELECT name FROM registers WHERE code = 'R1'") == kept
    assert till.ask("SELECT name FROM registers WHERE code = 'R1'") == kept
    assert clashes(branch) == kinds


def test_a_till_cannot_rename_another(till: Till, new_till: NewTill, branch: Branch) -> None:
    new_till("R2")
    till.sync()

    rename(till, "Mine now", code="R2")
    till.sync()

    assert branch.count("registers", name="Mine now") == 0
    assert branch.ask("SELECT sqlstate FROM sync.dead_letter") == "CT301"


def rename(till: Till, name: str, *, code: str = "R1") -> None:
    with till.store.write() as tx:
        row = tx.connection.exec_driver_sql(
            "SELECT id, name, row_version FROM registers WHERE code = ?", (code,)
        ).one()
        register_id = UUID(bytes=row.id)
        tx.connection.exec_driver_sql("UPDATE registers SET name = ? WHERE id = ?", (name, row.id))
        tx.record(
            Fact(
                kind="register.renamed",
                version=1,
                table="registers",
                row_id=register_id,
                operation=Operation.UPDATE,
                changes=(
                    RowChanged(
                        table="registers",
                        row_id=register_id,
                        before={"name": row.name},
                        after={"name": name},
                        base_version=row.row_version,
                    ),
                ),
            )
        )
