"""What central does by itself: each job once per span of time, whatever happens to the workers."""

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, repeat
from pathlib import Path

import psycopg
import pytest

from sync.central.job import Job, counting, discover
from sync.central.worker import JobDone, Worker
from tests.central.web_shop import cart
from tests.sync.branch import Branch
from ui.command_line import main


def do_daily(connection: psycopg.Connection) -> int:
    """Leave a mark, so that doing it twice is seen."""
    return connection.execute("INSERT INTO wishes VALUES (1)").rowcount


DAILY = Job(work=do_daily, every_minutes=1440)


@pytest.fixture
def wishes(central: Branch) -> Branch:
    """A central with a table that jobs leave marks in."""
    central.do("CREATE TABLE wishes (mark integer)")
    return central


def test_the_jobs_of_central_are_all_found_and_all_go_well(central: Branch) -> None:
    done = Worker(central.url, name="w").work_once()

    assert {each.job_type for each in done} == set(discover()) >= {"cart_cleanup", "partitions"}
    assert [each for each in done if each.problem] == []


def test_a_job_is_done_once_per_span_of_time(wishes: Branch) -> None:
    worker = Worker(wishes.url, name="w", jobs={"daily": DAILY})

    first, second = worker.work_once(), worker.work_once()

    assert first == (JobDone(job_type="daily", count=1, problem=None),)
    assert second == ()
    assert wishes.rows("SELECT status, result FROM jobs") == [("completed", {"count": 1})]


def test_two_workers_at_once_do_a_job_once(wishes: Branch) -> None:
    workers = [Worker(wishes.url, name=name, jobs={"daily": DAILY}) for name in "abcd"]

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(Worker.work_once, workers))

    assert wishes.count("wishes") == 1


def test_a_job_that_fails_leaves_nothing_behind_is_tried_again_and_stops_no_other(
    wishes: Branch,
) -> None:
    def half_way(connection: psycopg.Connection) -> int:
        do_daily(connection)
        return counting("SELECT 1 / 0")(connection)

    jobs = {"a_broken": Job(work=half_way, every_minutes=60), "daily": DAILY}

    done = Worker(wishes.url, name="w", jobs=jobs).work_once()

    assert {each.job_type: each.problem for each in done} == {
        "a_broken": "division by zero",
        "daily": None,
    }
    assert wishes.count("wishes") == 1
    assert wishes.rows(
        "SELECT status, error ->> 'message', retry_at > now() FROM jobs WHERE attempts = 1"
        " AND job_type = 'a_broken'"
    ) == [("pending", "division by zero", True)]


def test_a_worker_whose_connection_is_cut_comes_back(wishes: Branch) -> None:
    cuts = chain((True,), repeat(False))

    def cut_first(connection: psycopg.Connection) -> int:
        if next(cuts):
            wishes.ask("SELECT pg_terminate_backend(%s, 5000)", connection.info.backend_pid)
        return do_daily(connection)

    worker = Worker(wishes.url, name="w", jobs={"daily": Job(work=cut_first, every_minutes=1440)})
    done: list[JobDone] = []

    def keep(job: JobDone) -> None:
        done.append(job)
        worker.stop()

    wishes.do(
        "CREATE FUNCTION forget_lease() RETURNS trigger LANGUAGE plpgsql AS"
        " 'BEGIN NEW.retry_at := now(); RETURN NEW; END';"
        " CREATE TRIGGER forget BEFORE UPDATE ON jobs FOR EACH ROW"
        " WHEN (NEW.status = 'running') EXECUTE FUNCTION forget_lease()"
    )
    worker.work_on(keep)

    assert [each.count for each in done] == [1]
    assert wishes.count("wishes") == 1
    assert wishes.ask("SELECT attempts FROM jobs") == 2


def test_the_command_does_what_is_due_and_says_so(
    central: Branch, capsys: pytest.CaptureFixture[str]
) -> None:
    cart(central, ends_in="-1 second")

    status = main(["central", "work", central.url, "--once", "--json"])

    jobs = json.loads(capsys.readouterr().out)["jobs"]
    assert status == 0
    assert {"job_type": "cart_cleanup", "count": 1, "problem": None} in jobs
    assert main(["central", "work", central.url, "--once"]) == 0
    assert capsys.readouterr().out == "Nothing is due.\n"


def test_the_command_ends_in_order_when_it_is_told_to(central: Branch) -> None:
    words = (
        str(Path(sys.executable).with_name("countertop")),
        "central",
        "work",
        central.url,
        "--json",
    )
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        first = json.loads(worker.stdout.readline())
        os.kill(worker.pid, signal.SIGTERM)
        status = worker.wait(timeout=20)

    assert first["problem"] is None
    assert status == 0
    assert central.count("jobs", status="running") == 0
