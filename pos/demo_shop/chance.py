"""Chance and identity from a seed: the same seed gives the same shop, on every machine.

Each subject draws from a stream of its own, so that a new toy moves no customer's telephone number.
"""

import hashlib
from datetime import UTC, datetime
from random import Random
from uuid import UUID

from pos.runtime.clock import Clock
from pos.runtime.ids import time_ordered_id

DEMO_SEED = 20

_MADE_AT_MS = int(datetime(2026, 1, 5, 8, tzinfo=UTC).timestamp()) * 1000
_COUNTER_BITS = 12
_RANDOM_BITS = 62


def stream(seed: int, *subject: object) -> Random:
    """Return a source of chance for one subject of the shop with this seed."""
    return Random(_digest(seed, subject))  # noqa: S311 - a demo shop keeps no secrets


def named_id(seed: int, *path: object) -> UUID:
    """Return the id of a thing by its name in the shop with this seed, laid out as a UUIDv7."""
    digest = _digest(seed, path)
    counter = digest >> _RANDOM_BITS & (1 << _COUNTER_BITS) - 1
    return time_ordered_id(
        _MADE_AT_MS << _COUNTER_BITS | counter, random=digest & (1 << _RANDOM_BITS) - 1
    )


class SeededIds:
    """Ids for what happened: UUIDv7 whose random part comes from the seed. Not thread-safe."""

    def __init__(self, seed: int, clock: Clock) -> None:
        self._chance = stream(seed, "ids")
        self._clock = clock
        self._last = 0

    def new_id(self) -> UUID:
        """Return the next id; they rise strictly, also when the clock stands still."""
        moment_ms = int(self._clock.now().timestamp() * 1000)
        self._last = max(moment_ms << _COUNTER_BITS, self._last + 1)
        return time_ordered_id(self._last, random=self._chance.getrandbits(_RANDOM_BITS))


def _digest(seed: int, path: tuple[object, ...]) -> int:
    text = "\x1f".join((str(seed), *map(str, path)))
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")
