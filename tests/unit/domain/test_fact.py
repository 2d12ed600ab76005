"""A fact says everything once, and what earlier versions said is read as well."""

import json
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.fact import Fact, RowsWritten, rows_in, to_json
from pos.runtime.canonical_json import canonical_text

ORDER = UUID("01936d5e-0000-7000-8000-000000000001")
FIRST = UUID("01936d5e-0000-7000-8000-000000000002")
SECOND = UUID("01936d5e-0000-7000-8000-000000000003")
MOMENT = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)


def body_of(*rows: dict[str, object]) -> dict[str, object]:
    written = (RowsWritten(table="order_lines", rows=rows),)
    fact = Fact(kind="sale.completed", version=1, table="orders", row_id=ORDER, rows=written)
    arrived: dict[str, object] = json.loads(canonical_text(fact.body(), turn=to_json))
    return arrived


def test_what_all_lines_share_is_said_once_and_what_is_empty_not_at_all() -> None:
    body = body_of(
        {"id": FIRST, "order_id": ORDER, "created_at": MOMENT, "total_cents": 5, "note": None},
        {"id": SECOND, "order_id": ORDER, "created_at": MOMENT, "total_cents": 7, "note": None},
    )

    assert body["rows"] == [
        [
            "order_lines",
            [{"id": str(FIRST), "total_cents": 5}, {"id": str(SECOND), "total_cents": 7}],
            {"created_at": "2026-11-28T09:30:00.000000+00:00", "order_id": str(ORDER)},
        ]
    ]


def test_a_column_that_one_line_leaves_empty_is_not_shared() -> None:
    body = body_of({"id": FIRST, "note": "gift"}, {"id": SECOND, "note": None})

    assert list(rows_in(body, "order_lines")) == [
        {"id": str(FIRST), "note": "gift"},
        {"id": str(SECOND)},
    ]


def test_rows_of_different_columns_share_nothing() -> None:
    body = body_of({"id": FIRST, "unit": "g"}, {"id": SECOND, "unit": "g", "sku": "A1"})

    assert body["rows"] == [
        [
            "order_lines",
            [{"id": str(FIRST), "unit": "g"}, {"id": str(SECOND), "unit": "g", "sku": "A1"}],
            {},
        ]
    ]


def test_a_tape_of_an_earlier_version_is_read() -> None:
    body = {"rows": [["orders", [{"id": "a"}]], ["order_lines", [{"id": "b", "note": None}]]]}

    assert list(rows_in(body, "order_lines")) == [{"id": "b", "note": None}]


_ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.uuids(),
            "quantity": st.none() | st.integers(0, 2),
            "sku": st.none() | st.sampled_from("ab"),
            "is_gift": st.booleans(),
        }
    ),
    min_size=1,
    max_size=4,
)


@given(rows=_ROWS)
def test_every_value_arrives_however_rows_resemble_each_other(
    rows: list[dict[str, object]],
) -> None:
    arrived = list(rows_in(body_of(*rows), "order_lines"))

    assert arrived == [
        {name: to_json(value) for name, value in row.items() if value is not None} for row in rows
    ]


def test_a_number_that_is_not_exact_has_no_place_in_a_fact() -> None:
    with pytest.raises(TypeError, match="float"):
        body_of({"id": FIRST, "weight": 1.5})


def test_days_and_documents_travel_as_json() -> None:
    body = body_of({"id": FIRST, "valid_from": date(2026, 1, 31), "tags": ("a", {"b": ORDER})})

    assert list(rows_in(body, "order_lines")) == [
        {"id": str(FIRST), "valid_from": "2026-01-31", "tags": ["a", {"b": str(ORDER)}]}
    ]
