"""Does central's own work: enqueues each job when its time has come, and takes jobs from the queue.

Any number of workers may run, on any machines: a job is enqueued once per span of time by its key,
and taken by one worker. What a job writes is committed together with the note that it is done.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import psycopg
from psycopg.types.json import Jsonb

from pos.domain.errors import UnavailableError
from sync.central.job import Job, discover
from sync.connection import connect, translated

LEASE_S = 600
WORK_MAX_S = LEASE_S - 60
"""A job is cut off while its worker still has it."""

POLL_S = 15
BACKOFF_FIRST_S = 1
BACKOFF_MAX_S = 60
JOBS_PER_ROUND_MAX = 1_000

_ENQUEUE = "SELECT shop.enqueue_due(%s, %s)"
_LEASE = "SELECT id, job_type FROM shop.lease_job(%s, %s, %s)"
_FINISH = "SELECT shop.finish_job(%s, %s, %s)"
_FAIL = "SELECT shop.fail_job(%s, %s, %s)"

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobDone:
    """How a job went.

    Attributes:
        job_type: Its name.
        count: How many things it dealt with; None when it failed.
        problem: Why it failed; the queue tries it again. None when it went well.
    """

    job_type: str
    count: int | None
    problem: str | None


OnDone = Callable[[JobDone], None]


class Worker:
    """One worker of a central."""

    def __init__(self, url: str, *, name: str, jobs: Mapping[str, Job] | None = None) -> None:
        """Prepare; nothing is done yet.

        Args:
            url: A libpq URL of central's owner.
            name: Told from those of other workers, such as by machine and process.
            jobs: Those that it knows; None: all.
        """
        self._url = url
        self._name = name
        self._jobs = discover() if jobs is None else jobs
        self._stopping = threading.Event()

    def stop(self) -> None:
        """End after the job in progress. May be called from a signal handler."""
        self._stopping.set()

    def work_once(self) -> tuple[JobDone, ...]:
        """Do what is due now.

        Raises:
            UnavailableError: Central is away, or went away.
            CentralRefusedError: It does not let this login in.
            CentralNotReadyError: There is no central in that database.
        """
        with connect(self._url) as connection, translated(self._url):
            return tuple(self._round(connection))

    def work_on(self, on_done: OnDone) -> None:
        """Do what is due until `stop`; a lost connection is waited for.

        Raises:
            CentralRefusedError: It does not let this login in.
            CentralNotReadyError: There is no central in that database.
        """
        failures = 0
        while not self._stopping.is_set():
            try:
                self._stay(on_done)
                failures = 0
            except UnavailableError as problem:
                _LOG.warning("central is away: %s", problem)
                self._stopping.wait(min(BACKOFF_FIRST_S * 2**failures, BACKOFF_MAX_S))
                failures = min(failures + 1, BACKOFF_MAX_S)

    def _stay(self, on_done: OnDone) -> None:
        with connect(self._url) as connection, translated(self._url):
            while not self._stopping.is_set():
                for done in self._round(connection):
                    on_done(done)
                self._stopping.wait(POLL_S)

    def _round(self, connection: psycopg.Connection) -> Iterator[JobDone]:
        connection.execute(f"SET statement_timeout = '{WORK_MAX_S}s'".encode())
        spans = [job.every_minutes for job in self._jobs.values()]
        connection.execute(_ENQUEUE, (list(self._jobs), spans))
        for _ in range(JOBS_PER_ROUND_MAX):
            if self._stopping.is_set():
                return
            wish = (self._name, list(self._jobs), LEASE_S)
            taken = connection.execute(_LEASE, wish).fetchone()
            if taken is None:
                return
            yield self._do(connection, *taken)

    def _do(self, connection: psycopg.Connection, job_id: object, job_type: str) -> JobDone:
        try:
            with connection.transaction():
                count = self._jobs[job_type].work(connection)
                connection.execute(_FINISH, (job_id, self._name, Jsonb({"count": count})))
        except psycopg.Error as error:
            if connection.broken:
                raise
            problem = error.diag.message_primary or str(error)
            connection.execute(_FAIL, (job_id, self._name, problem))
            return JobDone(job_type=job_type, count=None, problem=problem)
        return JobDone(job_type=job_type, count=count, problem=None)
