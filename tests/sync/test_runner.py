"""The loop that keeps a till in step while its window is open."""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from itertools import chain, repeat
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from pos.runtime.changes import Topic
from pos.runtime.clock import SystemClock
from pos.sqlite import StorageFailedError
from sync.listener import LOOK_UP_EVERY_S, Patience
from sync.runner import POLL_IDLE_MS, SyncRunner
from sync.status import Link, SyncStatus
from sync.way import Way
from tests.fakes.swallowing_line import SwallowingLine
from tests.postgres import database_name
from tests.sync.branch import SHIRT, Branch, Till


class Display:
    """Shows what the runner says, and lets a test wait for it."""

    def __init__(self) -> None:
        self._told: queue.Queue[SyncStatus] = queue.Queue()

    def show(self, status: SyncStatus) -> None:
        self._told.put(status)

    def wait_for(self, **wanted: object) -> SyncStatus:
        while True:
            status = self._told.get(timeout=20)
            if all(getattr(status, name) == value for name, value in wanted.items()):
                return status


@pytest.fixture
def display() -> Display:
    return Display()


@pytest.fixture
def runner(till: Till, display: Display) -> Iterator[SyncRunner]:
    way = Way(secrets_file=till.secrets, clock=till.clock, address=till.address)
    runner = SyncRunner(till.lanes, way, on_status=display.show)
    yield runner
    runner.stop()


def test_what_was_sold_is_sent_without_anybody_asking(
    till: Till, branch: Branch, runner: SyncRunner, display: Display
) -> None:
    till.open_shift()
    till.sell(SHIRT)

    runner.start()

    display.wait_for(link=Link.ONLINE, waiting=0, sent=2)
    assert branch.ask("SELECT count(*) FROM orders") == 1


def test_the_first_state_is_told_before_central_is_asked(
    till: Till, runner: SyncRunner, display: Display
) -> None:
    till.open_shift()

    runner.start()

    assert display.wait_for(link=Link.NEVER).waiting == 1


def test_a_sale_wakes_the_loop(
    till: Till, branch: Branch, runner: SyncRunner, display: Display
) -> None:
    till.open_shift()
    till.store.listen(lambda changes: Topic.OUTBOX in changes.topics and runner.wake())
    runner.start()
    display.wait_for(link=Link.ONLINE, waiting=0)

    till.sell(SHIRT)

    display.wait_for(sent=2)
    assert branch.ask("SELECT count(*) FROM orders") == 1


def test_central_rings_when_it_has_something_new(
    till: Till, branch: Branch, runner: SyncRunner, display: Display
) -> None:
    runner.start()
    before = display.wait_for(link=Link.ONLINE, behind=0).cursor
    wait_until_somebody_listens(branch)

    branch.reprice(SHIRT, 1_490)
    branch.do("SELECT sync.sequence()")

    display.wait_for(cursor=before + 1)
    assert till.price_of(SHIRT) == 1_490


def test_the_loop_says_that_central_is_away_and_since_when(till: Till, display: Display) -> None:
    till.open_shift()
    way = Way(secrets_file=till.secrets, clock=till.clock, address="host=/nowhere dbname=x")
    runner = SyncRunner(till.lanes, way, on_status=display.show)

    runner.start()

    offline = display.wait_for(link=Link.OFFLINE)
    runner.stop()
    assert offline.problem == "CentralUnreachableError"
    assert offline.since == till.clock.now()
    assert offline.waiting == 1


def test_the_loop_ends_when_it_is_told_to(till: Till, runner: SyncRunner, display: Display) -> None:
    runner.start()
    display.wait_for(link=Link.ONLINE)

    runner.stop()

    assert not runner.is_running


def wait_until_somebody_listens(branch: Branch) -> None:
    listening = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
    for _attempt in range(200):
        if branch.ask(listening + " AND datname = current_database()"):
            return
        threading.Event().wait(0.05)
    pytest.fail("nobody listens")


def test_a_disk_that_takes_nothing_does_not_end_the_loop(till: Till, runner: SyncRunner) -> None:
    till.open_shift()
    till.do("PRAGMA query_only = ON")

    wait_ms = runner._attempt()

    assert wait_ms <= 1_000
    assert till.status().waiting == 1


class SickDisk:
    """The lanes of a till on a disk that cannot be read the first time."""

    def __init__(self, till: Till) -> None:
        self.do = till.lanes.do
        self._till = till
        self._answers: Iterator[Callable[..., Future]] = chain([self._fail], repeat(till.lanes.ask))

    def ask(self, job) -> Future:
        return next(self._answers)(job)

    def _fail(self, _job) -> Future:
        failed: Future = Future()
        failed.set_exception(StorageFailedError(path=self._till.store.path))
        return failed


def test_a_disk_that_cannot_say_how_things_stand_does_not_end_the_loop(
    till: Till, display: Display
) -> None:
    till.open_shift()
    way = Way(secrets_file=till.secrets, clock=till.clock, address=till.address)
    runner = SyncRunner(SickDisk(till), way, on_status=display.show)

    runner.start()

    display.wait_for(link=Link.ONLINE, waiting=0, sent=1)
    runner.stop()


def test_a_change_of_anybody_reaches_a_listening_till_at_once(
    till: Till, branch: Branch, runner: SyncRunner, display: Display
) -> None:
    runner.start()
    before = display.wait_for(link=Link.ONLINE, behind=0).cursor
    wait_until_somebody_listens(branch)

    began = time.monotonic()
    branch.reprice(SHIRT, 1_490)
    display.wait_for(cursor=before + 1)

    assert till.price_of(SHIRT) == 1_490
    assert time.monotonic() - began < POLL_IDLE_MS / 2_000 / 2


def test_a_change_beside_a_longer_one_is_not_left_waiting(
    branch: Branch, runner: SyncRunner, display: Display
) -> None:
    runner.start()
    before = display.wait_for(link=Link.ONLINE, behind=0).cursor
    wait_until_somebody_listens(branch)

    with psycopg.connect(branch.url) as slow, psycopg.connect(branch.url) as quick:
        slow.execute("UPDATE variants SET price_cents = 1490 WHERE sku = 'SHIRT-92'")
        quick.execute("UPDATE variants SET price_cents = 2500 WHERE sku = 'CAKE'")
        slow.commit()
        quick.commit()

    display.wait_for(cursor=before + 2)


def test_a_line_that_swallows_everything_is_found_out_soon(
    till: Till, branch: Branch, display: Display
) -> None:
    server = Path(conninfo_to_dict(branch.url)["host"]) / ".s.PGSQL.5432"
    with (
        TemporaryDirectory(prefix="countertop-line-") as folder,
        SwallowingLine(Path(folder), server=server, database=database_name(branch.url)) as line,
    ):
        way = Way(secrets_file=till.secrets, clock=SystemClock(), address=line.address)
        patience = Patience(beat_every_ms=100, answer_within_ms=500)
        runner = SyncRunner(till.lanes, way, on_status=display.show, patience=patience)
        runner.start()
        display.wait_for(link=Link.ONLINE)
        wait_until_somebody_listens(branch)

        line.swallow()

        assert display.wait_for(link=Link.OFFLINE).problem == "CentralUnreachableError"
        runner.stop()


def test_a_till_is_shown_offline_within_ten_seconds() -> None:
    patience = Patience()

    assert LOOK_UP_EVERY_S * 1_000 + patience.beat_every_ms + patience.answer_within_ms < 10_000


def test_a_till_comes_back_later_when_central_asks_for_it(till: Till, branch: Branch) -> None:
    branch.do(
        "CREATE OR REPLACE FUNCTION sync.retry_after_ms() RETURNS integer"
        " LANGUAGE sql AS 'SELECT 10000'"
    )
    till.open_shift()
    branch.reprice(SHIRT, 1_490)

    done = till.sync()

    assert (done.sent, done.received, done.retry_after_ms) == (1, 0, 10_000)
