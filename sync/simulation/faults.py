"""The faults that the simulation knows, by the names that `--faults` takes."""

from enum import StrEnum


class Fault(StrEnum):
    """Something that goes wrong in a shop, on the line, or at central."""

    REQUEST_LOST = "request-lost"
    REPLY_LOST = "reply-lost"
    DELAYED = "delayed"
    DUPLICATED = "duplicated"
    CRASH = "crash"
    INTERLEAVED = "interleaved"
    CLONE = "clone"
    SET_BACK = "set-back"
    CLOCK = "clock"
    DISK_FULL = "disk-full"
    PRINTER = "printer"
    POISON = "poison"
    VERSION_SKEW = "version-skew"
    DELETION = "deletion"
    LONG_TRANSACTION = "long-transaction"
    RESTORE = "restore"
    FAILOVER = "failover"
    OLD_PRIMARY = "old-primary"


SAYS = {
    Fault.REQUEST_LOST: "a request never reaches central",
    Fault.REPLY_LOST: "central does it, the till never hears so",
    Fault.DELAYED: "a request arrives long after its sender gave it up",
    Fault.DUPLICATED: "a request arrives twice",
    Fault.CRASH: "a till is killed between any two steps and started again",
    Fault.INTERLEAVED: "anything happens in the middle of a round, another round of the till too",
    Fault.CLONE: "a till's disk is copied and both go on",
    Fault.SET_BACK: "an old state of a till's disk comes back",
    Fault.CLOCK: "a till's clock jumps by up to a day, or runs fast or slow",
    Fault.DISK_FULL: "a till's disk is full for a while",
    Fault.PRINTER: "the printer takes nothing",
    Fault.POISON: "a till sends a fact that central cannot book",
    Fault.VERSION_SKEW: "a till sends what only a newer central understands",
    Fault.DELETION: "headquarters deletes an article, perhaps one that is being sold",
    Fault.LONG_TRANSACTION: "a transaction at headquarters stays open",
    Fault.RESTORE: "central is restored from a backup",
    Fault.FAILOVER: "a standby takes over without the last transactions",
    Fault.OLD_PRIMARY: "the server that was replaced still answers",
}

ALL_FAULTS = frozenset(Fault)

MODEL_ONLY = frozenset({Fault.FAILOVER, Fault.OLD_PRIMARY})
"""One PostgreSQL cannot lose its last transactions on demand, nor be two servers."""


class NoSuchFaultError(ValueError):
    """There is no fault of that name."""


def parse_faults(text: str) -> frozenset[Fault]:
    """Read what `--faults` was given: all, none, or names with commas between them.

    Raises:
        NoSuchFaultError: One of the names is unknown.
    """
    if text == "all":
        return ALL_FAULTS
    names = [name.strip() for name in text.split(",")] if text not in ("", "none") else []
    unknown = [name for name in names if name not in set(Fault)]
    if unknown:
        raise NoSuchFaultError(unknown[0])
    return frozenset(Fault(name) for name in names)
