"""The receipt journal: what is hashed, how the chain is linked, and what breaks it.

Each entry's hash covers the hash before it, so an entry that is changed, taken out, put in or
moved shows. It is evidence, not protection: who owns the machine can write another history, which
only the anchors outside of it (central, the paper) contradict. The text that was hashed is the
text that is kept.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from types import NoneType
from uuid import UUID

GENESIS_HASH = "0" * 64
"""What the first entry names as the hash before it."""

FORMAT = "ct-journal-1"
"""First field of every hash; a later way of hashing gets another name."""

INTEGER_MAX = 2**63 - 1
"""The largest integer in canonical JSON, in either direction."""

_PLAIN = frozenset({str, bool, NoneType})
"""Values that canonical JSON has and that need no look inside."""

_ONLY_TEXT = frozenset({str})


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


def canonical_json(value: object) -> str:
    """Return the one JSON text of a value, after RFC 8785 and with whole numbers only.

    Keys are sorted, nothing is padded, text is NFC. The result is what is hashed and kept.

    Raises:
        TypeError: The value holds a float or something that JSON does not know.
        ValueError: It holds a number beyond 64 bits, a NUL or half of a surrogate pair.
    """
    _check_types(value)
    return canonical_text(value)


def canonical_text(value: object) -> str:
    """Return what `canonical_json` does, of a value that is known to hold nothing else.

    Raises:
        ValueError: A text in it holds a NUL or half of a surrogate pair.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    if text.isascii() and "\\u0000" not in text:
        return text
    return json.dumps(_normal(value), ensure_ascii=False, separators=(",", ":"))


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


def _check_types(value: object) -> None:
    """Raise for what has no place in canonical JSON; text is looked at later, if it must be."""
    if isinstance(value, str | bool | NoneType):
        return
    if isinstance(value, int):
        if abs(value) > INTEGER_MAX:
            raise ValueError("a number beyond 64 bits")
    elif isinstance(value, dict):
        if not _ONLY_TEXT.issuperset(map(type, value)):
            raise TypeError("a key that is no text")
        _check_items(value.values())
    elif isinstance(value, list | tuple):
        _check_items(value)
    else:
        raise TypeError(f"canonical JSON has no {type(value).__name__}")


def _check_items(values: Iterable[object]) -> None:
    """Check several values; a sale has some hundred, nearly all of which need no call."""
    for value in values:
        kind = type(value)
        if kind is int and -INTEGER_MAX <= value <= INTEGER_MAX:  # type: ignore[operator]
            continue
        if kind not in _PLAIN:
            _check_types(value)


def _normal(value: object) -> object:
    """Return the value with its text in NFC and its keys in the order of RFC 8785 (UTF-16)."""
    if isinstance(value, str):
        return _normal_text(value)
    if isinstance(value, dict):
        named = {_normal_text(key): _normal(item) for key, item in value.items()}
        if len(named) < len(value):
            raise ValueError("two keys that are one in NFC")
        return dict(sorted(named.items(), key=lambda pair: pair[0].encode("utf-16-be")))
    if isinstance(value, list | tuple):
        return [_normal(item) for item in value]
    return value


def _normal_text(text: str) -> str:
    if "\0" in text:
        raise ValueError("a NUL in a text")
    normal = unicodedata.normalize("NFC", text)
    normal.encode()
    return normal
