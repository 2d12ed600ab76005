"""A till that leads another life, and a central that has lost some of what it was told before."""

import re
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from pos.life import Reason, begin_life
from sync.errors import CentralRefusedError, IncarnationOverError
from tests.sync.branch import CAKE, SHIRT, Branch, Till

NewTill = Callable[..., Till]


class Meanwhile:
    """A line on which something happens between the hello and the first page."""

    def __init__(self, central: Any, happens: Callable[[], object]) -> None:
        self._central = central
        self._happens = happens

    def __getattr__(self, name: str) -> Any:
        return getattr(self._central, name)

    def __setattr__(self, name: str, value: object) -> None:
        target = self if name.startswith("_") else self._central
        (super().__setattr__ if target is self else target.__setattr__)(name, value)

    def sequence(self) -> None:
        self._happens()
        self._central.sequence()


def test_a_fact_of_a_former_life_that_central_lost_is_sent_again(
    till: Till, branch: Branch
) -> None:
    till.open_shift()
    number = till.sell(SHIRT)
    till.sync()
    lead_another_life(till)
    till.sync()
    lose_sale(branch, number)

    till.sync()
    till.sync()

    assert branch.rows("SELECT number FROM orders") == [(number,)]
    assert branch.count_aside() == 0
    assert branch.ask("SELECT count(*) FROM sync.inbox") == 2


def test_central_is_asked_once_in_each_history_for_what_former_lives_told(
    till: Till, branch: Branch
) -> None:
    till.open_shift()
    till.sync()
    lead_another_life(till)
    till.sync()
    branch.do("DROP FUNCTION sync_api.look_up_facts")

    assert till.sync().sent == 0


def test_a_life_whose_beginning_central_lost_is_told_again(till: Till, branch: Branch) -> None:
    till.open_shift()
    till.sync()
    lead_another_life(till)
    till.sync()
    lead_another_life(till)
    till.sell(SHIRT)
    branch.do("DELETE FROM sync.device_head WHERE incarnation > 1")

    done = till.sync()
    number = till.sell(CAKE)
    till.sync()

    assert done.sent == 1
    assert re.fullmatch("S1R1-[A-Z]{4}-000002", number)
    assert branch.ask("SELECT count(*) FROM orders") == 2


def test_a_replaced_till_stays_shut_out_whatever_lives_it_led_before(
    new_till: NewTill, branch: Branch
) -> None:
    lost = new_till("R3")
    lost.open_shift()
    lead_another_life(lost)
    lost.sync()
    new_till("R3", take_over=True)
    lost.sell(SHIRT)

    with pytest.raises((IncarnationOverError, CentralRefusedError)):
        lost.sync()

    assert branch.ask("SELECT count(*) FROM orders") == 0


def test_a_copy_learns_of_its_twin_before_it_takes_its_sales_and_sells_under_other_numbers(
    till: Till, branch: Branch
) -> None:
    till.open_shift()
    till.sync()
    copy = till.copy()

    def twin_sells() -> None:
        if branch.ask("SELECT count(*) FROM orders") == 0:
            till.sell(SHIRT)
            till.sync()

    copy.sync(lambda central: Meanwhile(central, twin_sells))  # type: ignore[arg-type, return-value]
    number = copy.sell(CAKE)
    copy.sync()

    assert re.fullmatch("S1R1-[A-Z]{4}-000001", number)
    assert branch.ask("SELECT count(*) FROM orders") == 2
    assert branch.count_aside() == 0
    copy.close()


def test_numbers_that_a_copy_gave_to_customers_are_passed_over(till: Till, branch: Branch) -> None:
    till.open_shift()
    till.sell(SHIRT)
    till.sync()
    copy = till.copy()
    of_copy = copy.sell(CAKE)
    till.close_shift(11_990)
    till.sync()
    copy.sync()
    copy.sync()

    till.sync()
    till.open_shift()
    number = till.sell(SHIRT)
    till.sync()

    assert (of_copy, number) == ("S1R1-A-000002", "S1R1-A-000003")
    assert branch.ask("SELECT count(*) FROM orders") == 3
    assert branch.count_aside() == 0
    copy.close()


def test_a_line_that_is_no_text_any_more_does_not_hinder_another_life(
    till: Till, branch: Branch
) -> None:
    till.open_shift()
    till.sell(SHIRT)
    till.do("UPDATE outbox SET payload = CAST(x'7bff' AS TEXT) WHERE seq = 2")
    lead_another_life(till)

    done = till.sync()

    assert (done.sent, done.dead) == (2, 1)
    assert branch.ask("SELECT raw FROM sync.dead_letter") == b"{\xff"


def lead_another_life(till: Till) -> None:
    """As after a backup was restored."""
    with till.store.write() as tx:
        begin_life(tx, Reason.RESTORED)


def lose_sale(branch: Branch, number: str) -> None:
    """Be a standby that was promoted before a sale reached it, though later news had."""
    with psycopg.connect(branch.url) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("DELETE FROM sync.inbox WHERE envelope LIKE %s", (f"%{number}%",))
        connection.execute("DELETE FROM order_lines")
        connection.execute("DELETE FROM payments")
        connection.execute("DELETE FROM orders")
        connection.execute(
            "INSERT INTO sync.epoch (epoch, uuid, system_identifier, timeline, start_pos)"
            " SELECT 2, gen_random_uuid(), system_identifier, timeline,"
            " (SELECT pos FROM sync.head) FROM sync.epoch"
        )
