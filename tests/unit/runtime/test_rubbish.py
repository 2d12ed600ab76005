"""Unreachable objects go on the thread that asks for it, and only then."""

import gc
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor

from pos.runtime.rubbish import collect_what_is_due


class Ring:
    """Refers to itself, so that only a collection takes it away."""

    def __init__(self, ends: list[int]) -> None:
        self._self = self
        weakref.finalize(self, lambda: ends.append(threading.get_ident()))


def test_a_busy_worker_takes_nothing_apart_and_the_asking_thread_does() -> None:
    ends: list[int] = []
    Ring(ends)

    with ThreadPoolExecutor(1) as worker:
        kept = worker.submit(_make_many).result()
    assert ends == []

    collect_what_is_due()
    assert ends == [threading.get_ident()]
    assert len(kept) > gc.get_threshold()[0]


def _make_many() -> list[list[int]]:
    return [[each] for each in range(gc.get_threshold()[0] * 4)]
