"""A business for the rows about the exchange: a central of its own, goods, tills that joined."""

from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

import psycopg
from psycopg import sql

from pos.register_file import create_register
from pos.runtime.lanes import Lanes
from pos.runtime.paths import Paths
from pos.services.checkout import complete_sale
from pos.uow import Store
from sync.connection import Central
from sync.desk import Work
from sync.enrolment import Enrol, enrol, get_enrolment, open_central
from sync.push import Batch, find_batch
from sync.way import Way
from ui.bench.goods import barcode
from ui.bench.kit import Kit
from ui.bench.past import begin_day
from ui.bench.sales import ready_to_pay

STORE_CODE = "S1"

Sent = list[tuple[int, Batch]]
"""Batches, each with the mark that it goes on after."""

PEOPLE_AND_GOODS = (
    """
    WITH person AS (
      INSERT INTO users (id, name) VALUES (sync.new_id(), 'Grace') RETURNING id),
    staff AS (
      INSERT INTO staff (user_id, employee_no) SELECT id, '1' FROM person)
    INSERT INTO user_roles (id, user_id, role_id)
    SELECT sync.new_id(), person.id, roles.id FROM person, roles WHERE roles.code = 'manager'
    """,
    """
    WITH product AS (
      INSERT INTO products (id, category_id, name, slug, style_code, base_price_cents)
      SELECT sync.new_id(), c.id, 'Goods ' || n, 'goods-' || n, 'G' || n, 990
      FROM generate_series(0, %(variants)s - 1) n, categories c WHERE c.slug = 'uncategorised'
      RETURNING id, style_code)
    INSERT INTO variants (id, product_id, sku, price_cents, is_default)
    SELECT sync.new_id(), id, style_code, 990, true FROM product
    """,
    """
    INSERT INTO barcodes (id, variant_id, code, is_primary)
    SELECT sync.new_id(), v.id, given.code, true
    FROM unnest(%(codes)s::text[]) WITH ORDINALITY AS given (code, place)
    JOIN variants v ON v.sku = 'G' || (given.place - 1)
    """,
    """
    INSERT INTO stock_movements (id, variant_id, location_id, kind, quantity_delta)
    SELECT sync.new_id(), v.id, l.id, 'opening', 1000000 FROM variants v, locations l
    WHERE v.sku LIKE 'G%%'
    """,
)

LOAD_NO_PAST = """
INSERT INTO settings (id, scope, key, value) VALUES (sync.new_id(), 'global', 'order_days', '1')
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Till:
    """A register that joined the business; its shift is open.

    Attributes:
        central: Its own connection.
        way: How its background loop would reach central.
    """

    store: Store
    lanes: Work
    central: Central
    way: Way

    def sell(self, codes: Iterator[str], *, sales: int, lines: int = 5) -> None:
        """Complete sales; their facts wait on the tape."""
        with self.store.write() as tx:
            for _ in range(sales):
                complete_sale(tx, ready_to_pay(tx, codes, lines=lines))

    def held(self) -> int:
        """Return how far central has this tape."""
        return self.central.hello(cursor=0, schema_version=0).last_seq

    def batches(self, lo: int, *, facts_max: int) -> Sent:
        """Return what waits after a mark, cut as it is sent."""
        found = []
        with self.store.read() as tx:
            while batch := find_batch(
                tx,
                lo,
                incarnation=self.central.incarnation,
                facts_max=facts_max,
                bytes_max=32 * 1024 * 1024,
            ):
                found.append((lo, batch))
                lo += batch.facts
        return found

    def push(self, batches: Sent) -> None:
        """Send what was cut."""
        for lo, batch in batches:
            answer = self.central.push(lo, lines=batch.lines, chain=batch.chain)
            assert (answer.last_seq, answer.dead) == (lo + batch.facts, 0), "all of it was taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Business:
    """A central with goods.

    Attributes:
        url: Of its owner.
        codes: Barcodes of the goods.
    """

    url: str
    codes: tuple[str, ...]
    kit: Kit
    folder: Path

    @contextmanager
    def till(self, code: str) -> Generator[Till]:
        """Let a new register join; it has the goods and an open shift."""
        with self.newcomer(code) as (store, lanes, paths):
            wish = Enrol(url=self.url, store_code=STORE_CODE, register_code=code)
            enrol(lanes, wish, secrets_file=paths.secrets, clock=self.kit.clock)
            begin_day(store)
            with store.read() as tx:
                enrolment = get_enrolment(tx.connection)
            way = Way(secrets_file=paths.secrets, clock=self.kit.clock)
            with open_central(
                enrolment, secrets_file=paths.secrets, clock=self.kit.clock
            ) as central:
                yield Till(store=store, lanes=lanes, central=central, way=way)

    @contextmanager
    def newcomer(self, code: str) -> Generator[tuple[Store, Work, Paths]]:
        """Open an empty database for a register that has not joined yet."""
        paths = Paths(home=self.folder / code)
        with (
            create_register(paths, clock=self.kit.clock, ids=self.kit.ids) as store,
            closing(Lanes(store)) as lanes,
        ):
            yield store, lanes, paths

    @contextmanager
    def tills(self, count: int) -> Generator[tuple[Till, ...]]:
        """Let several registers join."""
        with ExitStack() as stack:
            yield tuple(
                stack.enter_context(self.till(f"R{number}")) for number in range(1, count + 1)
            )


@contextmanager
def found_business(kit: Kit, *, variants: int) -> Generator[Business]:
    """Found a business at the central of this run, in a database of its own."""
    url = kit.servers.central(kit.work / "central")
    with business_at(url, kit, variants=variants) as business:
        yield business


@contextmanager
def business_at(
    url: str, kit: Kit, *, variants: int, has_past: bool = False
) -> Generator[Business]:
    """Found a business in a copy of a central; its database is gone afterwards.

    Args:
        url: Of the central to begin as; nobody may be connected to it.
        has_past: It has one that is long; tills do not load it.
    """
    mark = kit.ids.new_id()
    own = _copy_database(url, mark)
    try:
        codes = tuple(barcode(number) for number in range(variants))
        with psycopg.connect(own) as connection:
            for statement in PEOPLE_AND_GOODS:
                connection.execute(statement.encode(), {"variants": variants, "codes": list(codes)})
            if has_past:
                connection.execute(LOAD_NO_PAST.encode())
        yield Business(url=own, codes=codes, kit=kit, folder=kit.work / f"tills-{mark}")
    finally:
        _drop_database(url, mark)


def _copy_database(url: str, mark: UUID) -> str:
    name = _name_of(mark)
    source = urlsplit(url).path.removeprefix("/")
    with psycopg.connect(url, dbname="postgres", autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
                sql.Identifier(name), sql.Identifier(source)
            )
        )
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _drop_database(url: str, mark: UUID) -> None:
    with psycopg.connect(url, dbname="postgres", autocommit=True) as connection:
        name = sql.Identifier(_name_of(mark))
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def _name_of(mark: UUID) -> str:
    return f"bench_{mark.hex}"
