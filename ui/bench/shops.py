"""Makes shops of any size from a seed, once, and keeps them for the next run."""

import hashlib
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from pos import search_index
from pos.demo_shop.chance import SeededIds
from pos.register_file import create_register
from pos.runtime.paths import Paths
from pos.services.installation import FirstManager, SetUpShop, set_up_shop
from pos.uow import Store
from ui.bench.goods import write_goods
from ui.bench.past import begin_day, write_past
from ui.bench.rehearsal import driver_of
from ui.bench.set_clock import SetClock

SEED = 20
RECIPE = 2
"""Count up when the shops are made in another way: kept ones are then made anew."""

FOUNDED_AT = datetime(2026, 1, 5, 7, tzinfo=UTC)
MANAGER = FirstManager(name="Grace", employee_no="1", pin="1906")
DIGEST_LETTERS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopSize:
    """How much there is in a shop: variants with a barcode each, and orders of its past."""

    variants: int
    orders: int


Filler = Callable[[Store, SetClock, ShopSize], None]


def find_shop(cache: Path, size: ShopSize) -> Path:
    """Return the database of a shop of that size, made when there is none yet. Copy it."""
    cache.mkdir(parents=True, exist_ok=True)
    empty = _empty_register(cache)
    name = f"shop-{size.variants}-{size.orders}-{SEED}.{RECIPE}-{_schema_of(empty)}"
    kept = cache / f"{name}.db"
    if kept.exists():
        return kept
    for stale in cache.glob(f"shop-{size.variants}-{size.orders}-*"):
        stale.unlink()
    if size.orders == 0:
        _make(kept, empty, _found, size)
    else:
        young = find_shop(cache, ShopSize(variants=size.variants, orders=0))
        _make(kept, young, _age, size)
    return kept


def _make(kept: Path, beginning: Path, fill: Filler, size: ShopSize) -> None:
    """Fill a copy; the name that is looked for exists only once it is whole."""
    draft = kept.with_suffix(".making")
    shutil.copyfile(beginning, draft)
    clock = SetClock(FOUNDED_AT)
    with closing(Store(draft, clock=clock, ids=SeededIds(SEED + size.orders, clock))) as store:
        fill(store, clock, size)
    draft.replace(kept)


def _found(store: Store, clock: SetClock, size: ShopSize) -> None:
    """Open a shop with goods and a search index; its first shift is open."""
    with store.write() as tx:
        set_up_shop(
            tx,
            SetUpShop(
                store_name="Bench Street",
                currency="EUR",
                country="AT",
                timezone="Europe/Vienna",
                prices_include_tax=True,
                manager=MANAGER,
            ),
        )
        write_goods(driver_of(tx), tx.register, seed=SEED, variants=size.variants, ids=tx.new_id)
    with store.write() as tx:
        search_index.rebuild(tx.connection)
    begin_day(store)


def _age(store: Store, clock: SetClock, size: ShopSize) -> None:
    """Give a shop a past."""
    write_past(store, clock, seed=SEED, variants=size.variants, orders=size.orders)


@lru_cache
def _empty_register(cache: Path) -> Path:
    """Make an empty register with today's schema; the kept shops are of the same one."""
    home = Paths(home=cache / "empty")
    shutil.rmtree(home.home, ignore_errors=True)
    clock = SetClock(FOUNDED_AT)
    with create_register(home, clock=clock, ids=SeededIds(SEED, clock)):
        return home.database


def _schema_of(database: Path) -> str:
    """Return a short name for what the tables of a database are like."""
    with closing(sqlite3.connect(database)) as connection:
        statements = connection.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
    return hashlib.sha256(repr(statements).encode()).hexdigest()[:DIGEST_LETTERS]
