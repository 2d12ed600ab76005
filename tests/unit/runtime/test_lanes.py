"""Work that may wait is done in turn, the cashier before the sync."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from pos.runtime.lanes import Lanes, Priority


class ListStore:
    """Transactions that only write down that they happened."""

    def __init__(self) -> None:
        self.done: list[str] = []

    @contextmanager
    def write(self, *, origin: str = "") -> Iterator[list[str]]:
        yield self.done
        self.done.append(f"commit {origin}".strip())

    @contextmanager
    def read(self) -> Iterator[tuple[str, ...]]:
        yield tuple(self.done)


@pytest.fixture
def store() -> ListStore:
    return ListStore()


@pytest.fixture
def lanes(store: ListStore) -> Iterator[Lanes[list[str], tuple[str, ...]]]:
    lanes = Lanes(store)
    yield lanes
    lanes.close()


def test_the_cashier_overtakes_what_waits_in_the_background(lanes, store) -> None:
    held = threading.Event()
    first = lanes.do(lambda _tx: held.wait(5))

    page = lanes.do(lambda tx: tx.append("page"), priority=Priority.BACKGROUND)
    sale = lanes.do(lambda tx: tx.append("sale"))
    held.set()

    for future in (first, page, sale):
        future.result(5)
    assert [each for each in store.done if not each.startswith("commit")] == ["sale", "page"]


def test_a_refusal_reaches_the_one_who_asked_and_stops_nobody_else(lanes) -> None:
    def refuse(_tx: list[str]) -> None:
        raise ValueError("no")

    refused = lanes.do(refuse)
    after = lanes.do(lambda _tx: "done")

    with pytest.raises(ValueError, match="no"):
        refused.result(5)
    assert after.result(5) == "done"


def test_the_result_is_there_only_after_the_commit(lanes, store) -> None:
    lanes.do(lambda tx: tx.append("sale"), origin="sell").result(5)

    assert store.done == ["sale", "commit sell"]


def test_closing_finishes_what_was_asked_for(store) -> None:
    lanes = Lanes(store)
    futures = [lanes.do(lambda tx: tx.append("sale")) for _ in range(20)]

    lanes.close()

    assert all(future.done() for future in futures)


def test_a_terminal_that_does_not_answer_is_left_and_asked_for_nothing_more(store) -> None:
    lanes, asked, line_is_up = Lanes(store, terminal_patience_ms=50), [], threading.Event()
    lanes.terminal(lambda: line_is_up.wait(10))
    lanes.terminal(lambda: asked.append("next"))

    began = time.monotonic()
    lanes.close()
    took_s = time.monotonic() - began
    line_is_up.set()

    assert took_s < 5
    assert asked == []


def test_what_the_terminal_ends_soon_is_waited_for(store) -> None:
    lanes, ended, line_is_up = Lanes(store), [], threading.Event()

    def end() -> None:
        line_is_up.wait(10)
        ended.append("let go")

    lanes.terminal(end)
    threading.Timer(0.05, line_is_up.set).start()
    lanes.close()

    assert ended == ["let go"]


def test_a_customer_at_the_card_terminal_holds_up_no_paper(lanes) -> None:
    paid = threading.Event()
    waiting = lanes.terminal(lambda: paid.wait(10))

    printed = lanes.device(lambda: "printed").result(10)

    paid.set()
    assert (printed, waiting.result(10)) == ("printed", True)
