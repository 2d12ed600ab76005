"""Numbers without gaps: taken in the transaction that uses them, and given back with it."""

import pytest

from pos.domain.errors import RefusedError
from tests.shop import Shop


class _ThoughtBetterOfItError(RefusedError):
    """Somebody did not want it after all."""


def test_numbers_follow_each_other_across_transactions(shop: Shop) -> None:
    with shop.store.write() as tx:
        first = [tx.next_number("label"), tx.next_number("label")]

    with shop.store.write() as tx:
        then = tx.next_number("label")

    assert (first, then) == ([1, 2], 3)


def test_a_number_that_was_not_used_is_given_back(shop: Shop) -> None:
    with pytest.raises(_ThoughtBetterOfItError):
        _take_and_think_again(shop)

    with shop.store.write() as tx:
        assert tx.next_number("label") == 1


def _take_and_think_again(shop: Shop) -> None:
    with shop.store.write() as tx:
        tx.next_number("label")
        raise _ThoughtBetterOfItError


def test_a_counter_keeps_its_chain_when_only_the_number_moves(shop: Shop) -> None:
    with shop.store.write() as tx:
        tx.counters.add("label", 5, at=tx.now)
        tx.counters.link("label", "ab12", at=tx.now)
    with shop.store.write() as tx:
        tx.next_number("label")

    with shop.store.read() as tx:
        counter = tx.counters.get("label")

    assert (counter.value, counter.last_hash) == (6, "ab12")


def test_a_past_that_is_made_up_shares_the_numbers_of_its_transaction(shop: Shop, clock) -> None:
    with shop.store.write() as tx:
        tx.next_number("label")
        earlier = tx.at(clock.now(), ids=tx)
        earlier.next_number("label")

    with shop.store.read() as tx:
        assert tx.counters.get("label").value == 2
