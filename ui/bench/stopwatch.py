"""The stopwatch: wall time, and the processor time of the thread that asks."""

import time
from collections.abc import Callable

NS_PER_US = 1_000
NS_PER_MS = 1_000_000


def wall_us(job: Callable[[], object]) -> float:
    """Return how long a job takes, in microseconds."""
    return _passed(job, time.perf_counter_ns) / NS_PER_US


def wall_ms(job: Callable[[], object]) -> float:
    """Return how long a job takes, in milliseconds."""
    return _passed(job, time.perf_counter_ns) / NS_PER_MS


def thread_ms(job: Callable[[], object]) -> float:
    """Return what a job costs this thread's processor, in milliseconds; waiting is free."""
    return _passed(job, time.thread_time_ns) / NS_PER_MS


def process_ms() -> float:
    """Return what this process cost its processor since it began, in milliseconds."""
    return time.process_time_ns() / NS_PER_MS


def deadline(seconds: float) -> Callable[[], bool]:
    """Return a function that says whether so many seconds have passed since now."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end


def _passed(job: Callable[[], object], now: Callable[[], int]) -> int:
    start = now()
    job()
    return now() - start
