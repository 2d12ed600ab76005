from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.journal import (
    GENESIS_HASH,
    FaultKind,
    JournalEntry,
    JournalFault,
    entry_hash,
    verify,
)
from pos.runtime.canonical_json import canonical_json

REGISTER = UUID(int=7)
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def an_entry(seq: int, prev_hash: str, *, kind: str = "sale", payload: str = "") -> JournalEntry:
    body = payload or canonical_json({"number": seq, "total_cents": 100 * seq})
    moment = NOON + timedelta(seconds=seq)
    return JournalEntry(
        register_id=REGISTER,
        seq=seq,
        kind=kind,
        occurred_at=moment,
        payload=body,
        prev_hash=prev_hash,
        entry_hash=entry_hash(
            prev_hash=prev_hash,
            register_id=REGISTER,
            seq=seq,
            kind=kind,
            occurred_at=moment,
            payload=body,
        ),
    )


def a_chain(length: int, *, kind: str = "sale") -> list[JournalEntry]:
    chain: list[JournalEntry] = []
    for seq in range(1, length + 1):
        chain.append(an_entry(seq, chain[-1].entry_hash if chain else GENESIS_HASH, kind=kind))
    return chain


def fault_of(chain: list[JournalEntry]) -> tuple[int, FaultKind] | None:
    fault = verify(chain).fault
    return None if fault is None else (fault.seq, fault.kind)


def test_a_chain_that_nobody_touched_is_right() -> None:
    chain = a_chain(3)

    check = verify(chain, anchors={2: chain[1].entry_hash})

    assert (check.entries, check.head_seq, check.fault) == (3, 3, None)
    assert check.head_hash == chain[2].entry_hash


def test_no_entries_are_right_too() -> None:
    assert verify([]).head_hash == GENESIS_HASH


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "void"},
        {"payload": canonical_json({"number": 2, "total_cents": 1})},
        {"occurred_at": NOON},
    ],
)
def test_an_edited_entry_is_found(changed: dict[str, object]) -> None:
    chain = a_chain(3)
    chain[1] = replace(chain[1], **changed)  # type: ignore[arg-type]

    assert fault_of(chain) == (2, FaultKind.HASH)


def test_an_entry_that_was_edited_and_hashed_again_breaks_the_link() -> None:
    chain = a_chain(3)
    chain[1] = an_entry(2, chain[0].entry_hash, payload="{}")

    assert fault_of(chain) == (3, FaultKind.LINK)


def test_a_missing_entry_is_found() -> None:
    chain = a_chain(3)
    del chain[1]

    assert fault_of(chain) == (3, FaultKind.GAP)


def test_a_missing_entry_is_found_even_if_the_rest_was_numbered_anew() -> None:
    chain = a_chain(3)
    moved = [chain[0], replace(chain[2], seq=2)]

    assert fault_of(moved) == (2, FaultKind.LINK)


def test_swapped_entries_are_found() -> None:
    chain = a_chain(3)
    chain[0], chain[1] = chain[1], chain[0]

    assert fault_of(chain) == (2, FaultKind.GAP)


def test_a_repeated_entry_is_found() -> None:
    chain = a_chain(2)

    assert fault_of([*chain, chain[1]]) == (2, FaultKind.ORDER)


def test_an_entry_of_another_register_is_found() -> None:
    chain = a_chain(2)
    chain[1] = replace(chain[1], register_id=UUID(int=8))

    assert fault_of(chain) == (2, FaultKind.REGISTER)


def test_a_cut_tail_is_found_by_an_anchor_outside() -> None:
    chain = a_chain(3)

    check = verify(chain[:2], anchors={3: chain[2].entry_hash})

    assert check.fault == JournalFault(seq=3, kind=FaultKind.TAIL)


def test_a_history_written_anew_is_found_by_an_anchor_outside() -> None:
    true, false = a_chain(3), a_chain(3, kind="void")

    assert verify(false).fault is None
    check = verify(false, anchors={2: true[1].entry_hash})

    assert check.fault == JournalFault(seq=2, kind=FaultKind.ANCHOR)
    assert check.entries == 1


@given(st.data())
def test_any_flipped_character_of_any_field_is_found(data: st.DataObject) -> None:
    chain = a_chain(4)
    at = data.draw(st.integers(min_value=0, max_value=3))
    field = data.draw(st.sampled_from(["payload", "kind", "prev_hash", "entry_hash"]))
    text = getattr(chain[at], field)
    place = data.draw(st.integers(min_value=0, max_value=len(text) - 1))
    flipped = text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1 :]
    chain[at] = replace(chain[at], **{field: flipped})

    found = verify(chain).fault

    assert found is not None
    assert found.seq == at + 1


def test_the_length_of_a_field_is_part_of_the_hash() -> None:
    one = entry_hash(
        prev_hash=GENESIS_HASH,
        register_id=REGISTER,
        seq=1,
        kind="sale",
        occurred_at=NOON,
        payload="x",
    )
    other = entry_hash(
        prev_hash=GENESIS_HASH + "1",
        register_id=REGISTER,
        seq=1,
        kind="sale",
        occurred_at=NOON,
        payload="x",
    )

    assert one != other


def test_the_same_moment_in_another_zone_hashes_the_same() -> None:
    in_vienna = NOON.astimezone(timezone(timedelta(hours=1)))
    entry = an_entry(1, GENESIS_HASH)

    moved = replace(entry, occurred_at=(in_vienna + timedelta(seconds=1)))

    assert verify([moved]).fault is None
