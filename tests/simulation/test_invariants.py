"""Each rule complains when it is broken: a small world comes to rest, and is tampered with."""

import json
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa

from sync.errors import CentralUnreachableError
from sync.feed import feed_tables
from sync.simulation.invariants.all import ALWAYS, AT_REST
from sync.simulation.invariants.invariant import Memory
from sync.simulation.model.board import BOARD
from sync.simulation.model.tape import DEAD, HEADS, INBOX
from sync.simulation.run import Plan, Stage, come_to_rest, first_breach, open_world
from sync.simulation.script import write_script
from sync.simulation.till import Till
from sync.simulation.world import World

RULES = {rule.code: rule for rule in (*ALWAYS, *AT_REST)}
PLAN = Plan(seed=8, registers=2, steps=40)


@pytest.fixture(scope="module")
def played(stage: Stage) -> Iterator[World]:
    """A world at rest after a short day; each test leaves it as it was."""
    with open_world(PLAN, stage) as world:
        for number, step in enumerate(write_script(8, registers=2, steps=40, faults=frozenset())):
            world.play(step, number=number)
        assert list(come_to_rest(world))
        yield world


@pytest.fixture
def memory(played: World) -> Memory:
    """What is known of the world at rest: nothing is wrong with it."""
    memory = Memory()
    assert first_breach(RULES.values(), played, memory) is None
    return memory


@pytest.fixture
def world(played: World, memory: Memory) -> Iterator[World]:
    """The world, to be tampered with."""
    images = [played.new_image_folder() for _till in played.tills]
    for till, image in zip(played.tills, images, strict=True):
        till.image(image)
    tables = played.host._tables
    commits, problems = len(tables.commits), [till.problem for till in played.tills]
    promised = [dict(till.promised) for till in played.tills]
    yield played
    tables.forget(len(tables.commits) - commits)
    for number, till in enumerate(played.tills):
        till.start_on(images[number])
        till.problem, till.promised = problems[number], promised[number]


def at_central(world: World, table: str, **values: object) -> None:
    """Change a row of central behind its back: the first one."""
    tables = world.host._tables
    with tables.transaction():
        key, row = next(iter(tables.all(table).items()))
        tables.put(table, key, {**row, **values})


def at_till(world: World, *statements: str) -> None:
    """Change a till's file behind its back: that of the first one."""
    till = world.tills[0]
    for statement in statements:
        till.do(lambda tx, text=statement: tx.connection.execute(sa.text(text)))
    for each in world.tills:
        world.touch(each)


def lose_a_fact(world: World) -> None:
    tables = world.host._tables
    with tables.transaction():
        tables.drop(INBOX, next(iter(tables.all(INBOX))))


def promise_too_much(world: World) -> None:
    world.tills[0].promised["S1R1-A-999999"] = 100


def raise_a_mark(world: World) -> None:
    tables = world.host._tables
    with tables.transaction():
        key, head = next(iter(tables.all(HEADS).items()))
        tables.put(HEADS, key, {**head, "last_seq": head["last_seq"] + 1})


def set_aside_for_nothing(world: World) -> None:
    tables = world.host._tables
    line = next(iter(tables.all(INBOX).values()))
    letter = {"event_id": line["event_id"], "sqlstate": "22P02", "message": "", "state": "open"}
    with tables.transaction():
        key = (line["device"], 1, line["seq"])
        tables.put(DEAD, key, {"device": line["device"], **letter})


def make_a_row_older(world: World) -> None:
    at_till(world, "UPDATE products SET row_version = row_version - 1")


def leave_a_key_out(world: World) -> None:
    at_till(world, "DELETE FROM barcodes WHERE id = (SELECT min(id) FROM barcodes)")


def rename_an_article(world: World) -> None:
    at_till(world, "UPDATE products SET name = 'Something else'")


def stop_a_till(world: World) -> None:
    world.tills[0].problem = CentralUnreachableError(reason="silence")


def move_stock_alone(world: World) -> None:
    at_central(world, "inventory_levels", on_hand=12_345)


def show_other_stock(world: World) -> None:
    at_till(world, "UPDATE inventory_levels SET on_hand = on_hand + 1")


def skip_a_number(world: World) -> None:
    at_till(world, "UPDATE orders SET number = 'S1R1-A-000999' WHERE number = 'S1R1-A-000001'")


def change_a_sale(world: World) -> None:
    at_till(world, "UPDATE orders SET status = 'cancelled'")


def change_a_journal(world: World) -> None:
    at_till(
        world,
        *drop_guards(world.tills[0]),
        "UPDATE journal_entries SET payload = '{}' WHERE seq = 1",
    )


def drop_guards(till: Till) -> list[str]:
    with till.store.read() as tx:
        names = tx.connection.execute(
            sa.text(
                "SELECT name FROM sqlite_master"
                " WHERE type = 'trigger' AND tbl_name IN ('journal_entries', 'payments')"
            )
        ).scalars()
        return [f"DROP TRIGGER {name}" for name in names]


def take_a_cent(world: World) -> None:
    at_till(world, "UPDATE payments SET amount_cents = amount_cents + 1")


def take_a_cent_at_central(world: World) -> None:
    at_central(world, "payments", amount_cents=1)


def set_a_row_aside(world: World) -> None:
    at_till(
        world,
        "INSERT INTO quarantine (table_name, row_id, position, payload, error, quarantined_at)"
        " SELECT 'products', id, 1, '{}', '', '2026-11-16T08:00:00.000000Z' FROM products LIMIT 1",
    )


def take_a_cart_up_unseen(world: World) -> None:
    fact = {
        "kind": "cart.recalled",
        "register_id": "somebody",
        "body": {"changes": [["carts", "a-cart", {}, {}]]},
    }
    at_central(world, INBOX, envelope=json.dumps(fact), status="done")


TAMPERING: list[tuple[str, Callable[[World], None]]] = [
    ("I1", lose_a_fact),
    ("I1b", promise_too_much),
    ("I2", lambda world: at_central(world, INBOX, envelope="{}")),
    ("I3", raise_a_mark),
    ("I4", skip_a_number),
    ("I5", raise_a_mark),
    ("I6", leave_a_key_out),
    ("I7", rename_an_article),
    ("I8", make_a_row_older),
    ("I9", move_stock_alone),
    ("I9b", show_other_stock),
    ("I11", change_a_sale),
    ("I12", set_aside_for_nothing),
    ("I14", stop_a_till),
    ("I15", set_aside_for_nothing),
    ("J", change_a_journal),
    ("M", take_a_cent),
    ("MC", take_a_cent_at_central),
    ("PC", take_a_cart_up_unseen),
    ("Q", set_a_row_aside),
]


@pytest.mark.parametrize(("code", "tamper"), TAMPERING, ids=[code for code, _ in TAMPERING])
def test_a_rule_complains_when_it_is_broken(
    world: World, memory: Memory, code: str, tamper: Callable[[World], None]
) -> None:
    tamper(world)

    assert list(RULES[code].check(world, memory)) != []


def test_no_rule_is_left_without_a_test() -> None:
    assert {code for code, _tamper in TAMPERING} == set(RULES)


def test_the_model_knows_every_table_that_comes_down() -> None:
    assert set(feed_tables()) <= set(BOARD)
