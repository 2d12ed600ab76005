"""The demo shop in real databases: a register's file with its past, and central."""

import shutil
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from pos import search_index, tape
from pos.demo_shop import fill
from pos.demo_shop.shop import DemoShop, make_shop
from pos.domain.journal import JournalEntry, verify
from pos.runtime.ids import TimeOrderedIds
from pos.services.installation import AlreadySetUpError
from pos.services.people import sign_in
from pos.uow import ReadTx, Store
from tests.fakes.set_clock import SetClock

THIS_MORNING = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
FILL_CPU_SECONDS_MAX = 12
# Chosen anew for each database: salts of the PINs.
NOT_SEEDED = {"pin_hash"}
# First bytes of the ids of rows that every database has, dated by the machine.
REQUIRED_ROW = bytes(6)
SEEDED_TABLES = (
    "products",
    "variants",
    "barcodes",
    "users",
    "staff",
    "orders",
    "order_lines",
    "payments",
    "refunds",
    "shifts",
    "stock_movements",
    "journal_entries",
)


@pytest.fixture(scope="module")
def shop() -> DemoShop:
    return make_shop(last_day=date(2026, 11, 20))


@pytest.fixture(scope="module")
def filled_path(
    register_template: Path, shop: DemoShop, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A register's file with the shop in it; copy it, do not write to it."""
    path = Path(shutil.copy(register_template, tmp_path_factory.mktemp("demo") / "till.db"))
    _fill(path, shop)
    return path


@pytest.fixture
def store(filled_path: Path) -> Iterator[Store]:
    """The filled register, to be read."""
    opened = _open(filled_path)
    yield opened
    opened.close()


@pytest.fixture
def tx(store: Store) -> Iterator[ReadTx]:
    with store.read() as reading:
        yield reading


def test_a_register_holds_the_whole_shop(tx):
    assert _count(tx, "categories") >= 40
    assert _count(tx, "products") >= 600
    assert _count(tx, "variants") >= 2000
    assert _count(tx, "barcodes") >= 2000
    assert _count(tx, "staff") == 3
    assert _count(tx, "users") == 1 + 3 + 200
    assert _count(tx, "registries") >= 10
    assert _count(tx, "promotions") == 11
    assert _count(tx, "price_list_prices") >= 20
    assert _count(tx, "tax_rates") == 4
    assert _count(tx, "orders") >= 600
    assert _count(tx, "shifts") == 30


def test_no_row_points_at_nothing(tx):
    assert tx.connection.execute(sa.text("PRAGMA foreign_key_check")).all() == []


def test_every_product_has_a_picture_and_a_variant_that_stands_for_it(tx):
    bare = tx.connection.execute(
        sa.text(
            "SELECT p.name FROM products p"
            " LEFT JOIN product_images i ON i.product_id = p.id AND i.is_primary"
            " LEFT JOIN variants v ON v.product_id = p.id AND v.is_default"
            " WHERE (i.id IS NULL OR v.id IS NULL) AND p.style_code <> 'MISC'"
        )
    ).all()

    assert bare == []


def test_the_search_box_finds_what_is_on_the_shelves(tx, shop):
    found = search_index.find_products(tx.connection, "sourd")

    assert found == [shop.id_of("product", "BRD-001")]


def test_the_register_knows_where_it_stands(tx):
    assert tx.register.store_name == "Puddle & Plum"
    assert tx.register.timezone.key == "Europe/Paris"
    assert tx.register.currency == "EUR"


def test_everybody_can_sign_in_with_the_printed_pin(register_path, filled_path, shop):
    shutil.copy(filled_path, register_path)
    store = _open(register_path)

    with store.write() as writing:
        outcomes = [
            sign_in(writing, employee_no=member.employee_no, pin=member.pin)
            for member in shop.staff
        ]
    store.close()

    assert [outcome.member.name for outcome in outcomes] == [
        "Maya Quillfeather",
        "Tomas Underbough",
        "Ines Vandermarrow",
    ]


def test_every_shelf_holds_what_the_past_left(tx, shop):
    levels = _select(tx, "SELECT variant_id, on_hand FROM inventory_levels")
    sums = _select(
        tx, "SELECT variant_id, sum(quantity_delta) FROM stock_movements GROUP BY variant_id"
    )
    on_hand = {
        shop.id_of("variant", each.variant.sku).bytes: each.remaining for each in shop.holdings
    }

    assert dict(levels) == on_hand
    assert {key: left for key, left in dict(sums).items() if left} == {
        key: left for key, left in on_hand.items() if left
    }


def test_the_posted_past_is_the_planned_past_to_the_cent(tx, shop):
    posted = _select(
        tx,
        "SELECT s.business_date, sum(o.total_cents), count(*) FROM orders o"
        " JOIN shifts s ON s.id = o.shift_id GROUP BY s.number ORDER BY s.number",
    )

    assert posted == [
        (past.day.isoformat(), sum(sale.total_cents for sale in past.sales), len(past.sales))
        for past in shop.history
    ]


def test_every_drawer_was_off_by_what_was_planned_and_nothing_else(tx, shop):
    off = _select(tx, "SELECT status, variance_cents FROM shifts ORDER BY number")

    assert off == [("closed", past.difference_cents) for past in shop.history]


def test_taxes_of_the_past_are_those_of_its_lines(tx):
    wrong = _select(
        tx,
        "SELECT o.number FROM orders o WHERE o.tax_cents <> (SELECT sum(t.tax_cents)"
        " FROM order_line_taxes t JOIN order_lines l ON l.id = t.order_line_id"
        " WHERE l.order_id = o.id)",
    )

    assert wrong == []


def test_sales_are_numbered_without_a_gap_in_the_order_of_time(tx):
    numbers = [row.number for row in _select(tx, "SELECT number FROM orders ORDER BY placed_at")]

    prefix = tx.register.number_prefix
    assert numbers == [f"{prefix}-{number:06d}" for number in range(1, len(numbers) + 1)]


def test_the_journal_of_the_past_verifies(tx):
    rows = _select(
        tx,
        "SELECT register_id, seq, kind, occurred_at, payload, prev_hash, hash"
        " FROM journal_entries ORDER BY seq",
    )

    check = verify(
        JournalEntry(
            register_id=tx.register.register_id,
            seq=row.seq,
            kind=row.kind,
            occurred_at=datetime.fromisoformat(row.occurred_at),
            payload=row.payload,
            prev_hash=row.prev_hash,
            entry_hash=row.hash,
        )
        for row in rows
    )

    assert check.fault is None
    assert check.entries == len(rows) > 700
    assert {"sale", "return", "shift_open", "shift_close"} <= {row.kind for row in rows}


def test_the_tape_to_central_is_unbroken(tx):
    rows = _select(tx, "SELECT seq, payload, chain FROM outbox ORDER BY seq")

    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    chain = tape.CHAIN_START
    for row in rows:
        chain = tape.link(chain, row.payload)
        assert row.chain == chain


def test_no_printer_starts_on_a_month_of_old_receipts(tx):
    states = Counter(row.state for row in _select(tx, "SELECT state FROM print_jobs"))

    assert set(states) == {"done"}


def test_the_drawer_is_closed_this_morning(tx):
    assert _select(tx, "SELECT id FROM shifts WHERE status = 'open'") == []


def test_a_shop_is_opened_once(register_path, filled_path, shop):
    shutil.copy(filled_path, register_path)
    store = _open(register_path)

    with pytest.raises(AlreadySetUpError):
        fill.fill_register(store, shop)
    store.close()


@pytest.mark.slow
def test_the_same_seed_makes_the_same_shop_in_seconds(tx, register_path, shop):
    began = time.process_time()
    _fill(register_path, shop)
    took = time.process_time() - began

    again = _open(register_path)
    with again.read() as second:
        assert _contents(second) == _contents(tx)
    again.close()
    assert took < FILL_CPU_SECONDS_MAX


@pytest.mark.postgres
def test_central_takes_the_same_rows_and_keeps_the_children_too(central_url, shop):
    engine = sa.create_engine(central_url.replace("postgresql://", "postgresql+psycopg://"))

    with engine.begin() as central:
        fill.fill_central(central, shop)

    with engine.begin() as central:
        counted = {
            table: central.execute(
                sa.select(sa.func.count()).select_from(sa.table(table))
            ).scalar_one()
            for table in ("variants", "children", "inventory_levels", "orders")
        }
    engine.dispose()
    assert counted["variants"] == 1 + len(list(shop.catalogue.variants()))
    assert counted["children"] > 100
    assert counted["inventory_levels"] == len(shop.holdings)
    assert counted["orders"] == 0


def _open(path: Path) -> Store:
    clock = SetClock(THIS_MORNING)
    return Store(path, clock=clock, ids=TimeOrderedIds(clock))


def _fill(path: Path, shop: DemoShop) -> None:
    store = _open(path)
    fill.fill_register(store, shop)
    store.close()


def _count(tx: ReadTx, table: str) -> int:
    return tx.connection.execute(sa.select(sa.func.count()).select_from(sa.table(table))).scalar()


def _select(tx: ReadTx, statement: str) -> list[sa.Row]:
    return list(tx.connection.execute(sa.text(statement)).all())


def _contents(tx: ReadTx) -> dict[str, list[dict[str, object]]]:
    return {
        table: [
            {name: value for name, value in row.items() if name not in NOT_SEEDED}
            for row in tx.connection.execute(
                sa.text(f"SELECT * FROM {table} ORDER BY 1")  # noqa: S608 - names from above
            ).mappings()
            if not next(iter(row.values())).startswith(REQUIRED_ROW)
        ]
        for table in SEEDED_TABLES
    }
