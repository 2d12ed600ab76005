"""What the driver's errors mean to a register: wait, call somebody, or a bug."""

from collections.abc import Callable

import psycopg

from pos.domain.errors import PosError
from sync.errors import (
    CentralBusyError,
    CentralNotReadyError,
    CentralRefusedError,
    CentralTooNewError,
    CentralTooOldError,
    CentralUnreachableError,
    CentralUntrustedError,
    IncarnationOverError,
    TapeForkedError,
)
from sync.wire import PROTOCOL_MAX, PROTOCOL_MIN

_BUSY_CLASSES = ("40", "53", "57")
_BUSY_STATES = ("55P03", "XX001", "XX002")
_NOT_READY_STATES = ("3F000", "42883", "42P01")
_REFUSED_CLASSES = ("28", "42")
_UNTRUSTED = (
    "certificate verify failed",
    "does not match host name",
    "server does not support SSL, but SSL was required",
    "root certificate file",
)
"""What libpq says when `sslmode=verify-full` is not satisfied."""

_FATAL_BUT_PASSING = (
    "starting up",
    "shutting down",
    "recovery",
    "too many",
    "remaining connection",
    "not currently accepting",
    "could not ",
)

_OWN_DISK = "could not "
"""How a server begins that fails at a file of its own; by its code it could be a missing right."""


def meaning_of_failed_connect(error: psycopg.OperationalError) -> PosError:
    """Return what it means that no connection came about."""
    # The driver gives no SQLSTATE here; what a server said is told from silence by its severity.
    said = str(error).strip()
    if any(words in said for words in _UNTRUSTED):
        return CentralUntrustedError(reason=said)
    if "FATAL" not in said:
        return CentralUnreachableError(reason=said)
    if any(words in said for words in _FATAL_BUT_PASSING):
        return CentralBusyError(reason=said)
    return CentralRefusedError(reason=said)


def meaning_of(error: psycopg.Error, url: str | None) -> PosError | None:
    """Return what a driver's error means to a register, or None when it is a bug."""
    state, said = error.sqlstate or "", error.diag.message_primary or str(error).strip()
    if state in _OWN_STATES:
        return _OWN_STATES[state](said)
    is_own_disk = state == "42501" and said.startswith(_OWN_DISK)
    if state[:2] in _BUSY_CLASSES or state in _BUSY_STATES or is_own_disk:
        return CentralBusyError(reason=said)
    if state in _NOT_READY_STATES:
        return CentralNotReadyError(url=without_password(url or ""), reason=said)
    if state[:2] in _REFUSED_CLASSES:
        return CentralRefusedError(reason=said)
    if state.startswith("08") or (isinstance(error, psycopg.OperationalError) and not state):
        return CentralUnreachableError(reason=said)
    return None


_OWN_STATES: dict[str, Callable[[str], PosError]] = {
    "CT001": lambda said: CentralRefusedError(reason=said),
    "CT002": lambda said: TapeForkedError(reason=said),
    "CT003": lambda said: IncarnationOverError(reason=said),
    "CT005": lambda said: CentralTooOldError(found=said, needed=PROTOCOL_MIN),
    "CT006": lambda said: CentralTooNewError(found=said, known=PROTOCOL_MAX),
}


def without_password(url: str) -> str:
    """Return a URL as it may be shown."""
    head, at, tail = url.rpartition("@")
    return f"…@{tail}" if at and head else url
