import json
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
    canonical_json,
    entry_hash,
    verify,
)

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


def test_canonical_json_has_one_spelling() -> None:
    value = {"b": [1, True, None], "a": "line\nend", "ä": "e\u0301", "\U0001f600": 1, "\ufb33": 2}

    assert canonical_json(value) == (
        '{"a":"line\\nend","b":[1,true,null],"ä":"é","\u05d3\u05bc":2,"\U0001f600":1}'
    )


def test_keys_are_sorted_as_rfc_8785_says() -> None:
    text = canonical_json({"\U0001f600": 1, "\uffee": 2, "z": 3})

    assert list(json.loads(text)) == ["z", "\U0001f600", "\uffee"]


@pytest.mark.parametrize("bad", [1.5, {1: 2}, {"a": {2, 3}}, b"x", [float("nan")]])
def test_what_has_no_place_in_the_journal_is_refused(bad: object) -> None:
    with pytest.raises(TypeError):
        canonical_json(bad)


@pytest.mark.parametrize("bad", [2**63, -(2**63), "\0", "\ud800", {"é": 1, "e\u0301": 2}])
def test_what_no_two_programs_read_alike_is_refused(bad: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 the messages are for developers
        canonical_json(bad)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(min_value=-(2**63) + 1, max_value=2**63 - 1)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(alphabet="abcäé\\u0", max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(VALUES)
def test_canonical_json_written_from_what_it_says_is_the_same(value: object) -> None:
    text = canonical_json(value)

    assert canonical_json(json.loads(text)) == text
