"""The receipt journal: what is hashed, how the chain is linked, and what breaks it.

Each entry's hash covers the hash before it, so an entry that is changed, taken out, put in or
moved shows. It is evidence, not protection: who owns the machine can write another history, which
only the anchors outside of it (central, the paper) contradict. The text that was hashed is the
text that is kept.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

GENESIS_HASH = "0" * 64
"""What the first entry names as the hash before it."""

FORMAT = "ct-journal-1"
"""First field of every hash; a later way of hashing gets another name."""


class FaultKind(StrEnum):
    """What is wrong with a chain."""

    GAP = "gap"
    ORDER = "order"
    REGISTER = "register"
    LINK = "link"
    HASH = "hash"
    ANCHOR = "anchor"
    TAIL = "tail"


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One entry as it is kept.

    Attributes:
        seq: 1, 2, 3 … without gaps per register.
        occurred_at: Aware; any zone, hashed as UTC.
        payload: Canonical JSON, the exact text that was hashed.
        prev_hash: Hash of the entry before, 64 hexadecimal digits.
        entry_hash: Its own hash, 64 hexadecimal digits.
    """

    register_id: UUID
    seq: int
    kind: str
    occurred_at: datetime
    payload: str
    prev_hash: str
    entry_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalStart:
    """The entry that the first one here follows: none, or the last of a lost installation."""

    seq: int
    entry_hash: str


GENESIS = JournalStart(seq=0, entry_hash=GENESIS_HASH)


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalFault:
    """The first thing that is wrong, and at which entry."""

    seq: int
    kind: FaultKind


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalCheck:
    """What a check found.

    Attributes:
        entries: How many entries are right before the fault, or in all.
        head_seq: Number of the last right entry; 0: none.
        head_hash: Its hash.
        fault: None: nothing is wrong as far as the chain and the anchors can tell.
    """

    entries: int
    head_seq: int
    head_hash: str
    fault: JournalFault | None = None


def entry_hash(
    *,
    prev_hash: str,
    register_id: UUID,
    seq: int,
    kind: str,
    occurred_at: datetime,
    payload: str,
) -> str:
    """Return the hash of an entry, 64 hexadecimal digits.

    SHA-256 over the fields in this order, each with its length before it, so that no two
    different entries hash the same bytes.
    """
    fields = (FORMAT, prev_hash, str(register_id), str(seq), kind, _moment(occurred_at), payload)
    digest = hashlib.sha256()
    for field in fields:
        data = field.encode()
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


def verify(
    entries: Iterable[JournalEntry],
    *,
    anchors: Mapping[int, str] | None = None,
    start: JournalStart = GENESIS,
) -> JournalCheck:
    """Check a register's chain from its first entry on, and stop at the first fault.

    Args:
        entries: In the order of their numbers, all of one register.
        start: Where the chain goes on from, when the register's earlier entries are elsewhere.
        anchors: Hashes that are known from outside (central, a Z report), by number. They show a
            chain that was cut short or written anew, which the chain itself cannot.
    """
    known = anchors or {}
    check = JournalCheck(entries=0, head_seq=start.seq, head_hash=start.entry_hash)
    register_id: UUID | None = None
    for entry in entries:
        register_id = register_id or entry.register_id
        fault = _fault(entry, check, register_id=register_id, anchor=known.get(entry.seq))
        if fault is not None:
            return _stopped(check, entry.seq, fault)
        check = JournalCheck(
            entries=check.entries + 1, head_seq=entry.seq, head_hash=entry.entry_hash
        )
    last_known = max(known, default=0)
    if last_known > check.head_seq:
        return _stopped(check, check.head_seq + 1, FaultKind.TAIL)
    return check


def _fault(
    entry: JournalEntry, before: JournalCheck, *, register_id: UUID, anchor: str | None
) -> FaultKind | None:
    if entry.register_id != register_id:
        return FaultKind.REGISTER
    if entry.seq != before.head_seq + 1:
        return FaultKind.GAP if entry.seq > before.head_seq else FaultKind.ORDER
    if entry.prev_hash != before.head_hash:
        return FaultKind.LINK
    if entry.entry_hash != _hash_of(entry):
        return FaultKind.HASH
    if anchor is not None and anchor != entry.entry_hash:
        return FaultKind.ANCHOR
    return None


def _stopped(check: JournalCheck, seq: int, kind: FaultKind) -> JournalCheck:
    return JournalCheck(
        entries=check.entries,
        head_seq=check.head_seq,
        head_hash=check.head_hash,
        fault=JournalFault(seq=seq, kind=kind),
    )


def _hash_of(entry: JournalEntry) -> str:
    return entry_hash(
        prev_hash=entry.prev_hash,
        register_id=entry.register_id,
        seq=entry.seq,
        kind=entry.kind,
        occurred_at=entry.occurred_at,
        payload=entry.payload,
    )


def _moment(moment: datetime) -> str:
    assert moment.tzinfo is not None, "a moment without a zone is no moment"
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
