"""Values come back from both databases as they were given, or are refused."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from models.types import Day, Flag, Json, Measure, UtcDateTime, Uuid, Whole, iso_utc

VALUES = sa.Table(
    "kept_values",
    sa.MetaData(),
    sa.Column("id", Uuid, primary_key=True),
    sa.Column("moment", UtcDateTime),
    sa.Column("day", Day),
    sa.Column("flag", Flag),
    sa.Column("document", Json),
    sa.Column("amount", Whole),
    sa.Column("measure", Measure),
    sqlite_strict=True,
)
ONE_ID = UUID("019a0000-0000-7000-8000-000000000001")
NOON = datetime(2026, 11, 20, 12, 0, 0, 5, tzinfo=UTC)


@pytest.fixture(params=["register", pytest.param("central", marks=pytest.mark.postgres)])
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sa.Connection]:
    """A connection to a database that keeps one of each."""
    url = f"sqlite:///{tmp_path / 'values.db'}"
    if request.param == "central":
        url = request.getfixturevalue("empty_central_url").replace(":", "+psycopg:", 1)
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        VALUES.create(connection)
        yield connection


def kept(connection: sa.Connection, **values: object) -> sa.Row[tuple[object, ...]]:
    connection.execute(VALUES.insert().values(id=ONE_ID, **values))
    return connection.execute(VALUES.select()).one()


def test_everything_comes_back_as_it_was(connection: sa.Connection) -> None:
    values = {
        "moment": NOON,
        "day": date(2026, 2, 28),
        "flag": True,
        "document": {"words": ["ä", None], "count": 3},
        "amount": 2**63 - 1,
        "measure": 3.25,
    }

    row = kept(connection, **values)

    assert row._asdict() == {"id": ONE_ID, **values}


def test_nothing_comes_back_as_nothing(connection: sa.Connection) -> None:
    row = kept(connection, document=None)

    assert row == (ONE_ID, None, None, None, None, None, None)
    nulls = VALUES.select().where(VALUES.c.document.is_(None))
    assert connection.execute(nulls).one().id == ONE_ID


def test_a_moment_of_another_zone_is_kept_in_utc(connection: sa.Connection) -> None:
    in_india = NOON.astimezone(timezone(timedelta(hours=5, minutes=30)))

    row = kept(connection, moment=in_india)

    assert row.moment == NOON
    assert row.moment.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(connection: sa.Connection) -> None:
    with pytest.raises(sa.exc.StatementError, match="2026-11-20 12:00"):
        kept(connection, moment=datetime(2026, 11, 20, 12, 0))  # noqa: DTZ001


def test_a_row_is_found_by_its_id(connection: sa.Connection) -> None:
    kept(connection)

    found = connection.execute(VALUES.select().where(VALUES.c.id == ONE_ID)).one()

    assert found.id == ONE_ID


def test_a_register_keeps_an_id_in_16_bytes_and_a_moment_in_one_width(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'values.db'}", poolclass=sa.NullPool)
    with engine.begin() as connection:
        VALUES.create(connection)
        kept(connection, moment=NOON.replace(microsecond=0))

    with closing(sqlite3.connect(tmp_path / "values.db")) as raw:
        row = raw.execute("SELECT id, moment FROM kept_values").fetchone()

    assert row == (ONE_ID.bytes, "2026-11-20T12:00:00.000000Z")


def test_a_register_never_keeps_words_as_an_amount(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'values.db'}", poolclass=sa.NullPool)
    VALUES.create(engine)

    with (
        closing(sqlite3.connect(tmp_path / "values.db")) as raw,
        pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT value in INTEGER column"),
    ):
        raw.execute("INSERT INTO kept_values (id, amount) VALUES (x'00', 'abc')")


@given(st.lists(st.datetimes(timezones=st.just(UTC)), min_size=2))
def test_text_order_is_time_order(moments: list[datetime]) -> None:
    assert [iso_utc(moment) for moment in sorted(moments)] == sorted(map(iso_utc, moments))
