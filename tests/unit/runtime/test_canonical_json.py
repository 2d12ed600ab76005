"""What is hashed has one spelling, whoever writes it."""

import json
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.runtime.canonical_json import canonical_json, canonical_text


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


@given(VALUES)
def test_it_is_what_the_standard_library_writes_of_normal_text(value: object) -> None:
    text = canonical_json(value)

    said = json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))
    assert text == said


def test_what_json_does_not_know_is_turned_first() -> None:
    noon = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)

    text = canonical_text({"id": UUID(int=7), "at": noon, "note": "Crème"}, turn=datetime.isoformat)

    assert text == (
        '{"at":"2026-11-28T12:00:00+00:00","id":"00000000-0000-0000-0000-000000000007",'
        '"note":"Crème"}'
    )


def test_a_turned_text_is_made_normal_too() -> None:
    assert canonical_text([datetime], turn=lambda _kind: "e\u0301") == '["é"]'
