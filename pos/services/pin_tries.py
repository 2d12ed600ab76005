"""Counts wrong PINs, of each person and of a till, and makes the next try wait (trust.md A-02).

The counts survive a restart, and the waits are measured by a clock that nobody sets.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from models.sync import SyncStateRow
from pos.services.audit import AuditEntry, write_audit
from pos.uow import WriteTx

TRIES_BEFORE_LOCK = 10
LOCKED_FOR = timedelta(minutes=15)
WAITS_S = (0, 0, 0, 2, 4, 8, 16, 32, 60, 60)
"""How long to wait after the first, second, … wrong PIN."""

ANYBODY = "*"
"""Stands for the till, whoever types; no number of an employee has this letter."""

TRIES_AT_TILL = 15
"""So many wrong PINs of anybody are a person in a hurry; more are somebody who tries everybody."""

TILL_WAITS_S = 30
"""Short enough for those who know theirs: a stranger must not lock the shift out."""

TILL_FORGETS_AFTER = timedelta(minutes=15)

_MS = timedelta(milliseconds=1)
_STATE = SyncStateRow.__table__
_FIND_TRIES = sa.select(_STATE.c.value).where(_STATE.c.key == sa.bindparam("state_key"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tries:
    """Wrong PINs in a row, and how long to wait for the next try.

    Attributes:
        wait_ms: How long to wait after the last one; 0 means not at all.
        since: When that began, by the wall clock.
        since_ms: The same by the monotonic clock, which ends with the machine's uptime.
    """

    wrong: int = 0
    wait_ms: int = 0
    since: datetime | None = None
    since_ms: int = 0

    def passed_ms(self, tx: WriteTx) -> int:
        """Return the time since the last wrong PIN; 0 when there was none."""
        if self.since is None:
            return 0
        passed_ms = tx.monotonic_ms - self.since_ms
        if passed_ms < 0:
            passed_ms = max((tx.now - self.since) // _MS, 0)
        return passed_ms

    def left_ms(self, tx: WriteTx) -> int:
        """Return what is left of the wait.

        Setting the clock forward does not shorten it and setting it back does not make it longer.
        After a restart of the machine only the wall clock is left, for at most the whole wait.
        """
        return max(self.wait_ms - self.passed_ms(tx), 0)


def read_tries(tx: WriteTx, who: str) -> Tries:
    """Return the wrong PINs of somebody, or of `ANYBODY`."""
    values = {"state_key": _tries_key(who)}
    kept = tx.connection.execute(_FIND_TRIES, values).scalar_one_or_none()
    if kept is None or "wait_ms" not in kept:
        return Tries()
    return Tries(
        wrong=kept["wrong"],
        wait_ms=kept["wait_ms"],
        since=datetime.fromisoformat(kept["since"]),
        since_ms=kept["since_ms"],
    )


def count_wrong(tx: WriteTx, who: str) -> Tries:
    """Count one more wrong PIN of somebody, or of `ANYBODY`, and return how long to wait."""
    before = read_tries(tx, who)
    wrong, wait = _of_till(tx, before) if who == ANYBODY else _of_person(before)
    if wait == LOCKED_FOR:
        write_audit(tx, AuditEntry(action="staff.locked_out", target_id=who))
    counted = Tries(wrong=wrong, wait_ms=wait // _MS, since=tx.now, since_ms=tx.monotonic_ms)
    _keep_tries(tx, who, counted)
    return counted


def forget_tries(tx: WriteTx, who: str) -> None:
    """Let somebody try again at once: who manages the staff lets them."""
    _keep_tries(tx, who, Tries())


def _of_person(before: Tries) -> tuple[int, timedelta]:
    wrong = before.wrong + 1
    if wrong >= TRIES_BEFORE_LOCK:
        return 0, LOCKED_FOR
    return wrong, timedelta(seconds=WAITS_S[wrong - 1])


def _of_till(tx: WriteTx, before: Tries) -> tuple[int, timedelta]:
    is_old = before.passed_ms(tx) * _MS > TILL_FORGETS_AFTER
    wrong = 1 if is_old else before.wrong + 1
    return wrong, timedelta(seconds=TILL_WAITS_S if wrong > TRIES_AT_TILL else 0)


def _keep_tries(tx: WriteTx, who: str, tries: Tries) -> None:
    key = _tries_key(who)
    tx.connection.execute(sa.delete(_STATE).where(_STATE.c.key == key))
    if tries.since is None:
        return
    value = {
        "wrong": tries.wrong,
        "wait_ms": tries.wait_ms,
        "since": tries.since.isoformat(),
        "since_ms": tries.since_ms,
    }
    tx.connection.execute(sa.insert(_STATE), {"key": key, "value": value, "updated_at": tx.now})


def _tries_key(who: str) -> str:
    return f"pin_tries:{who}"
