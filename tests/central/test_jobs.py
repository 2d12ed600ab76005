"""Jobs with an idempotency key, attempts, back-off and a lease; two workers never do one twice."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import psycopg

from tests.sync.branch import Branch

LEASE = b"SELECT id FROM shop.lease_job(%s, '{mail}', 60)"


def enqueue(central: Branch, key: str | None = None) -> Any:
    return central.ask("SELECT shop.enqueue('mail', '{\"to\": \"mia\"}', %s)", key)


def lease(central: Branch, worker: str = "w1") -> Any:
    return central.ask("SELECT id FROM shop.lease_job(%s, '{mail}', 60)", worker)


def test_a_job_with_the_same_key_is_there_once(desk: Branch) -> None:
    first = enqueue(desk, "welcome-1")

    assert enqueue(desk, "welcome-1") == first
    assert desk.count("jobs") == 1


def test_a_worker_takes_only_jobs_that_it_knows_and_that_are_due(desk: Branch) -> None:
    desk.do("SELECT shop.enqueue('unknown')")
    desk.do("SELECT shop.enqueue('mail', p_run_at => now() + interval '1 minute')")

    assert lease(desk) is None


def test_a_finished_job_keeps_its_result_and_is_not_taken_again(desk: Branch) -> None:
    job = enqueue(desk)
    lease(desk)

    assert desk.ask("SELECT shop.finish_job(%s, 'w1', '{\"sent\": 1}')", job)

    assert lease(desk) is None
    assert desk.rows("SELECT status, result, attempts FROM jobs") == [("completed", {"sent": 1}, 1)]


def test_a_failed_job_is_tried_again_later_each_time_and_given_up_at_last(desk: Branch) -> None:
    job = enqueue(desk)
    waits = []

    for _ in range(5):
        desk.do("UPDATE jobs SET retry_at = now()")
        assert lease(desk) == job
        desk.do("SELECT shop.fail_job(%s, 'w1', 'no line')", job)
        waits.append(desk.ask("SELECT (retry_at - failed_at)::text FROM jobs"))

    assert waits == ["00:00:30", "00:01:00", "00:02:00", "00:04:00", "00:08:00"]
    assert desk.rows("SELECT status, error ->> 'message' FROM jobs") == [("failed", "no line")]


def test_a_job_whose_worker_died_is_taken_by_another_when_the_lease_is_over(
    desk: Branch,
) -> None:
    job = enqueue(desk)
    lease(desk, "died")

    assert lease(desk, "other") is None
    desk.do("UPDATE jobs SET retry_at = now()")
    assert lease(desk, "other") == job
    assert not desk.ask("SELECT shop.finish_job(%s, 'died')", job)
    assert desk.ask("SELECT shop.finish_job(%s, 'other')", job)


def test_a_sign_of_life_keeps_the_lease(desk: Branch) -> None:
    job = enqueue(desk)
    lease(desk)
    desk.do("UPDATE jobs SET retry_at = now() + interval '1 second'")

    assert desk.ask("SELECT shop.extend_lease(%s, 'w1', 600)", job)
    assert desk.ask("SELECT retry_at > now() + interval '500 seconds' FROM jobs")


def test_a_worker_that_stops_gives_back_what_it_has_not_begun(desk: Branch) -> None:
    job = enqueue(desk)
    lease(desk)

    assert desk.ask("SELECT shop.release_job(%s, 'w1')", job)

    assert desk.rows("SELECT status, attempts FROM jobs") == [("pending", 0)]
    assert lease(desk, "w2") == job


def test_a_job_that_kills_its_workers_is_given_up(desk: Branch) -> None:
    enqueue(desk)

    for _ in range(5):
        desk.do("UPDATE jobs SET retry_at = now()")
        lease(desk)
    desk.do("UPDATE jobs SET retry_at = now()")

    assert lease(desk) is None
    assert desk.rows("SELECT status, error ->> 'message' FROM jobs") == [
        ("failed", "its worker w1 did not come back")
    ]


def test_two_workers_at_once_take_different_jobs_and_one_that_is_killed_blocks_nobody(
    central: Branch,
) -> None:
    jobs = {enqueue(central) for _ in range(2)}

    with closing(psycopg.connect(central.url)) as killed, psycopg.connect(central.url) as other:
        first = killed.execute(LEASE, ("killed",)).fetchone()
        second = other.execute(LEASE, ("other",)).fetchone()
        other.commit()
        pid = killed.info.backend_pid
        central.ask("SELECT pg_terminate_backend(%s, 5000)", pid)
    third = lease(central, "third")

    assert first
    assert second
    assert {first[0], second[0]} == jobs
    assert third == first[0]


def test_many_workers_share_forty_jobs_without_doing_one_twice(central: Branch) -> None:
    for number in range(40):
        central.do("SELECT shop.enqueue('mail', p_idempotency_key => %s)", str(number))

    def work(worker: str) -> list[Any]:
        done = []
        with psycopg.connect(central.url, autocommit=True) as connection:
            while row := connection.execute(LEASE, (worker,)).fetchone():
                done.append(row[0])
        return done

    with ThreadPoolExecutor(4) as pool:
        shares = list(pool.map(work, "abcd"))

    done = [job for share in shares for job in share]
    assert len(done) == len(set(done)) == 40
