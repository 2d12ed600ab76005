"""Whatever the order in which tills sell and speak, the stock ends the same."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sync.branch import SHIRT, Branch, Till

NewTill = Callable[..., Till]
Step = st.sampled_from(["R1 sells", "R2 sells", "R1 syncs", "R2 syncs", "goods arrive"])


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(Step, max_size=12))
def test_any_order_of_delivery_gives_the_same_stock(
    two_tills: tuple[Till, Till], branch: Branch, steps: list[str]
) -> None:
    first, second = two_tills
    let_everything_arrive(first, second)
    expected = branch.on_hand(SHIRT)
    for step in steps:
        match step:
            case "goods arrive":
                branch.receive(SHIRT, 5)
                expected += 5
            case "R1 sells" | "R2 sells":
                (first if "R1" in step else second).sell(SHIRT)
                expected -= 1
            case _:
                (first if "R1" in step else second).sync()

    let_everything_arrive(first, second)

    assert branch.on_hand(SHIRT) == expected
    assert first.on_hand(SHIRT) == second.on_hand(SHIRT) == expected
    moved = branch.ask("SELECT sum(quantity_delta) FROM stock_movements")
    assert moved == branch.ask("SELECT sum(on_hand) FROM inventory_levels")


@pytest.fixture
def two_tills(new_till: NewTill) -> tuple[Till, Till]:
    tills = new_till("R1"), new_till("R2")
    for till in tills:
        till.open_shift()
    return tills


def let_everything_arrive(first: Till, second: Till) -> None:
    for till in (first, second, first):
        till.sync()
