"""Central's JSON becomes values of a register's columns, and nothing else does."""

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.metadata import register_metadata
from sync.pull import ROWS_PER_WRITE, pieces
from sync.wire import FeedRow, Hello, Page, row_values

KEY = UUID("01936d5e-0000-7000-8000-000000000001")
RATES = register_metadata().tables["tax_rates"]
LEVELS = register_metadata().tables["inventory_levels"]
SETTINGS = register_metadata().tables["settings"]


def test_ids_moments_and_days_get_their_types() -> None:
    values = row_values(
        RATES,
        {
            "id": str(KEY),
            "created_at": "2026-11-20T10:30:00.5+01:00",
            "valid_from": "2026-01-01",
            "valid_to": None,
            "rate_ppm": 200_000,
        },
    )

    assert values == {
        "id": KEY,
        "created_at": datetime(2026, 11, 20, 9, 30, 0, 500_000, tzinfo=UTC),
        "valid_from": date(2026, 1, 1),
        "valid_to": None,
        "rate_ppm": 200_000,
    }


def test_columns_of_a_newer_central_are_left_out() -> None:
    assert row_values(RATES, {"name": "VAT", "colour": "red"}) == {"name": "VAT"}


def test_what_the_database_works_out_is_left_to_it() -> None:
    assert "available" not in row_values(LEVELS, {"on_hand": 3, "available": 99})


@pytest.mark.parametrize("broken", ["yesterday", "2026-13-01", 5])
def test_a_value_of_another_kind_is_refused(broken: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        row_values(RATES, {"valid_from": broken})


@given(
    moment=st.datetimes(timezones=st.just(timezone(timedelta(hours=2)))),
    document=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    ),
)
def test_moments_and_documents_survive_the_journey(moment: datetime, document: object) -> None:
    values = row_values(SETTINGS, {"created_at": moment.isoformat(), "value": document})

    assert values == {"created_at": moment, "value": document}


@given(count=st.integers(0, 3 * ROWS_PER_WRITE))
def test_a_page_is_written_in_short_pieces_each_with_the_cursor_after_it(count: int) -> None:
    rows = tuple(
        FeedRow(table="products", key=KEY, position=position, values=None)
        for position in range(count, 0, -1)
    )
    page = Page(cursor=count + 7, head=count + 9, last_seq=3, rows=rows)

    cut = pieces(page)

    assert sum(len(piece.rows) for piece in cut) == count
    assert all(len(piece.rows) <= ROWS_PER_WRITE for piece in cut)
    assert [piece.cursor for piece in cut[:-1]] == [piece.rows[-1].position for piece in cut[:-1]]
    assert cut[-1].cursor == count + 7
    assert all(piece.last_seq == 3 for piece in cut)


def test_a_tape_of_which_central_has_nothing_has_no_chain() -> None:
    hello = Hello.read(
        {
            "protocol": 1,
            "epochs": [{"number": 1, "uuid": str(KEY), "start_pos": 0}],
            "last_seq": 0,
            "chain": None,
            "server_time": "2026-11-20T09:30:00+00:00",
            "dead": 0,
            "deferred": 0,
            "limits": {"facts": 1_000, "bytes": 1_048_576, "keys": 5_000},
        }
    )

    assert hello.chain is None
    assert hello.epochs[-1].number == 1
