"""Every feed: its tables are there, parents come first, and headquarters shows the same tables."""

import re
from importlib.resources import as_file, files

import pytest

from models.metadata import register_metadata
from sync.central.schema import SQL_FILES, read_sql
from sync.feed import Feed, discover, feed_tables

FEEDS = list(discover())
REGISTER = register_metadata()


def place_of(table: str) -> int:
    return feed_tables()[table].place


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.rows[0].__tablename__)
def test_a_feed_has_tables_of_the_register_and_somebody_who_hears_of_it(feed: Feed) -> None:
    assert feed.topics
    assert all(row.__tablename__ in REGISTER.tables for row in feed.rows)


@pytest.mark.parametrize("name", sorted(feed_tables()))
def test_parents_are_written_before_their_children(name: str) -> None:
    parents = {
        key.column.table.name
        for key in REGISTER.tables[name].foreign_keys
        if key.column.table.name != name
    }

    assert all(place_of(parent) < place_of(name) for parent in parents)


@pytest.mark.parametrize("name", sorted(feed_tables()))
def test_a_row_is_named_by_one_column(name: str) -> None:
    assert feed_tables()[name].key.primary_key


def test_no_table_is_in_two_feeds() -> None:
    names = [row.__tablename__ for feed in FEEDS for row in feed.rows]

    assert sorted(names) == sorted(set(names))


def test_headquarters_shows_the_tables_that_registers_read() -> None:
    shown = re.findall(r"^    \(\d+, '(\w+)', '(\w+)'", read_sql("board"), re.MULTILINE)

    assert {name for name, _ in shown} == set(feed_tables())
    assert all(feed_tables()[name].key.name == key for name, key in shown)


def test_no_secret_of_anybody_is_on_the_board() -> None:
    forbidden = {"user_credentials", "sessions", "api_keys", "verification_tokens"}

    assert not forbidden & set(feed_tables())


def test_every_file_of_sql_is_run() -> None:
    with as_file(files("sync.central.sql")) as folder:
        there = {str(file.relative_to(folder).with_suffix("")) for file in folder.rglob("*.sql")}

    assert there == set(SQL_FILES)
