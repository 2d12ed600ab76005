"""The demo shop in real databases: a register's file and central."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from models import required_rows
from pos import search_index, sqlite
from pos.demo_shop.reference import write_reference
from pos.demo_shop.shop import DemoShop, make_shop

TODAY = date(2026, 11, 20)
# What every machine chooses for itself: salts of the PINs.
NOT_SEEDED = {"pin_hash"}
# First bytes of the ids of rows that every database has, dated when it was made.
REQUIRED_ROW = bytes(6)


@pytest.fixture(scope="module")
def shop() -> DemoShop:
    return make_shop(last_day=TODAY)


@pytest.fixture(scope="module")
def filled_path(
    register_template: Path, shop: DemoShop, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A register's file with the shop in it; read it, do not write."""
    path = Path(shutil.copy(register_template, tmp_path_factory.mktemp("demo") / "till.db"))
    _fill_file(path, shop)
    return path


@pytest.fixture
def connection(filled_path: Path) -> Iterator[sa.Connection]:
    engine = sqlite.open_readers(filled_path)
    with engine.connect() as opened, opened.begin():
        yield opened
    engine.dispose()


def test_a_register_holds_the_whole_shop(connection):
    assert _count(connection, "categories") >= 40
    assert _count(connection, "products") >= 600
    assert _count(connection, "variants") >= 2000
    assert _count(connection, "barcodes") >= 2000
    assert _count(connection, "staff") == 3
    assert _count(connection, "users") == 1 + 3 + 200
    assert _count(connection, "registries") >= 10
    assert _count(connection, "promotions") == 8
    assert _count(connection, "tax_rates") == 4


def test_no_row_points_at_nothing(connection):
    assert connection.execute(sa.text("PRAGMA foreign_key_check")).all() == []


def test_every_product_has_a_picture_and_a_variant_that_stands_for_it(connection):
    bare = connection.execute(
        sa.text(
            "SELECT p.name FROM products p"
            " LEFT JOIN product_images i ON i.product_id = p.id AND i.is_primary"
            " LEFT JOIN variants v ON v.product_id = p.id AND v.is_default"
            " WHERE (i.id IS NULL OR v.id IS NULL) AND p.style_code <> 'MISC'"
        )
    ).all()

    assert bare == []


def test_the_level_of_every_shelf_is_the_sum_of_its_movements(connection):
    wrong = connection.execute(
        sa.text(
            "SELECT l.id FROM inventory_levels l WHERE l.on_hand <> (SELECT"
            " coalesce(sum(m.quantity_delta), 0) FROM stock_movements m"
            " WHERE m.variant_id = l.variant_id AND m.location_id = l.location_id)"
        )
    ).all()

    assert wrong == []


def test_the_search_box_finds_what_is_on_the_shelves(connection, shop):
    found = search_index.find_products(connection, "sourd")

    assert found == [shop.id_of("product", "BRD-001")]


def test_a_second_register_of_the_store_gets_the_same_rows(connection, register_path, shop):
    _fill_file(register_path, shop)

    second = sqlite.open_readers(register_path)
    with second.connect() as other:
        assert _contents(other) == _contents(connection)
    second.dispose()


@pytest.mark.postgres
def test_central_takes_the_same_rows_and_keeps_the_children_too(central_url, shop):
    engine = sa.create_engine(central_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as central:
        _fill(central, shop)

        assert _count(central, "variants") == 1 + len(list(shop.catalogue.variants()))
        assert _count(central, "children") > 100
        assert _count(central, "inventory_levels") == len(shop.holdings)
    engine.dispose()


def _fill(connection: sa.Connection, shop: DemoShop) -> None:
    required_rows.insert_required_rows(connection)
    required_rows.insert_first_shop(connection)
    write_reference(connection, shop)


def _fill_file(path: Path, shop: DemoShop) -> None:
    engine = sqlite.open_writer(path)
    with engine.connect() as connection, connection.begin():
        _fill(connection, shop)
    engine.dispose()


def _count(connection: sa.Connection, table: str) -> int:
    return connection.execute(sa.select(sa.func.count()).select_from(sa.table(table))).scalar_one()


def _contents(connection: sa.Connection) -> dict[str, list[dict[str, object]]]:
    tables = ("products", "variants", "barcodes", "users", "staff", "stock_movements")
    return {
        table: [
            {name: value for name, value in row.items() if name not in NOT_SEEDED}
            for row in connection.execute(
                sa.text(f"SELECT * FROM {table} ORDER BY 1")  # noqa: S608 - names from above
            ).mappings()
            if not next(iter(row.values())).startswith(REQUIRED_ROW)
        ]
        for table in tables
    }
