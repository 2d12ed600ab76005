"""Statements that the driver runs itself keep and give what SQLAlchemy would."""

from datetime import date, timedelta, timezone
from uuid import UUID

import pytest
import sqlalchemy as sa

from models.carts import CartRow
from models.operations import SettingRow
from models.pricing import TaxRateRow
from pos.prepared import PreparedChange, PreparedQuery
from tests.shop import Shop

_RATES = TaxRateRow.__table__
_SETTINGS = SettingRow.__table__
_CARTS = CartRow.__table__


def test_every_kind_of_value_comes_back_as_it_was_given(shop: Shop) -> None:
    insert, query = PreparedChange(sa.insert(_RATES)), PreparedQuery(sa.select(_RATES))
    with shop.store.write() as tx:
        category = tx.connection.execute(sa.select(_RATES.c.tax_category_id)).scalars().first()
        rate = {
            "id": UUID(int=7),
            "created_at": tx.now,
            "updated_at": tx.now,
            "row_version": 0,
            "tax_category_id": category,
            "name": "Lüx",
            "rate_ppm": 330_000,
            "is_inclusive": True,
            "is_compound": False,
            "valid_from": date(2026, 1, 31),
            "valid_to": None,
        }
        insert.run(tx.connection, rate)

        by_driver = [row._asdict() for row in query.all(tx.connection, {})]
        by_library = [dict(row) for row in tx.connection.execute(sa.select(_RATES)).mappings()]

    assert by_driver == by_library
    assert [{name: row[name] for name in rate} for row in by_driver if row["name"] == "Lüx"] == [
        rate
    ]


def test_a_document_comes_back_as_values(shop: Shop) -> None:
    query = PreparedQuery(sa.select(_SETTINGS.c.value).where(_SETTINGS.c.key == "printers"))
    with shop.store.write() as tx:
        row = {"id": tx.new_id(), "created_at": tx.now, "updated_at": tx.now, "row_version": 0}
        PreparedChange(sa.insert(_SETTINGS)).run(
            tx.connection, {**row, "scope": "global", "key": "printers", "value": ["a", {"b": 2}]}
        )

        found = query.first(tx.connection, {})

    assert found is not None
    assert found.value == ["a", {"b": 2}]


def test_a_moment_of_another_zone_is_kept_as_the_same_moment(shop: Shop, clock) -> None:
    rename = PreparedChange(
        sa.update(_RATES).where(_RATES.c.id == sa.bindparam("rate")).values(name="Once")
    )
    moved = PreparedChange(sa.update(_RATES))
    abroad = clock.now().astimezone(timezone(timedelta(hours=9)))
    with shop.store.write() as tx:
        first = tx.connection.execute(sa.select(_RATES.c.id)).scalars().first()

        changed = rename.run(tx.connection, {"rate": first})
        moved.run(tx.connection, {"updated_at": abroad})

        kept = tx.connection.execute(sa.select(_RATES.c.updated_at)).scalars().all()
    assert changed == 1
    assert set(kept) == {clock.now()}


def test_what_is_left_out_gets_the_value_that_the_table_starts_with(shop: Shop) -> None:
    insert = PreparedChange(sa.insert(_CARTS))
    with shop.store.write() as tx:
        insert.run_all(tx.connection, [{"id": tx.new_id(), "currency": "EUR"} for _ in range(2)])
        insert.run_all(tx.connection, [])
        insert.run_all(
            tx.connection, [{"id": tx.new_id(), "currency": "EUR", "status": "abandoned"}]
        )

        words = tx.connection.execute(sa.select(_CARTS.c.status)).scalars().all()

    assert sorted(words) == ["abandoned", "open", "open"]


def test_rows_that_say_different_columns_are_no_one_batch(shop: Shop) -> None:
    insert = PreparedChange(sa.insert(_CARTS))
    rows = [{"id": UUID(int=1), "currency": "EUR"}, {"id": UUID(int=2)}]

    with pytest.raises(KeyError, match="currency"), shop.store.write() as tx:
        insert.run_all(tx.connection, rows)


def test_no_column_that_only_a_later_row_says_is_lost(shop: Shop) -> None:
    insert = PreparedChange(sa.insert(_CARTS))
    rows = [{"id": UUID(int=1)}, {"id": UUID(int=2), "currency": "EUR"}]

    with pytest.raises(AssertionError, match="lost"), shop.store.write() as tx:
        insert.run_all(tx.connection, rows)


def test_what_the_driver_refuses_takes_the_whole_write_back(shop: Shop) -> None:
    insert = PreparedChange(sa.insert(_CARTS))
    cart = {"id": UUID(int=1), "currency": "EUR"}

    with pytest.raises(Exception, match=r"UNIQUE.*carts\.id"), shop.store.write() as tx:
        insert.run_all(tx.connection, [cart, cart])

    with shop.store.read() as tx:
        assert tx.connection.execute(sa.select(_CARTS.c.id)).all() == []
