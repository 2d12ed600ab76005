"""A business with a central, and tills of its store that sell, go offline and come back.

Prices contain VAT of 20 %. Grace is the manager, Ada the cashier.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg import sql

from models.fixed_ids import FIRST_LOCATION_ID
from pos.runtime.clock import SystemClock
from pos.runtime.ids import TimeOrderedIds
from pos.runtime.lanes import Lanes
from pos.services.permissions import Actor
from pos.services.shifts import CloseShiftWish, close_shift
from pos.uow import ReadTx, Store, WriteTx
from sync.central.schema import init_central
from sync.connection import Central
from sync.contact import speak_once
from sync.enrolment import Enrol, Enrolled, enrol, get_enrolment, open_central, place_of
from sync.exchange import Exchange, Round
from sync.state import read_pulled
from sync.status import SyncStatus, read_status
from sync.way import Way
from sync.wire import Epoch
from tests.fakes.set_clock import SetClock
from tests.shop import Shop, find_shop

SHIRT = "2000000000015"
CAKE = "2000000000039"
IDS = TimeOrderedIds(SystemClock())


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """The central of the business, seen by its administrator."""

    url: str

    def ask(self, statement: str, *arguments: object) -> Any:
        """Return the first column of the first row."""
        row = self.rows(statement, *arguments)
        return row[0][0] if row else None

    def rows(self, statement: str, *arguments: object) -> Sequence[Any]:
        with psycopg.connect(self.url, autocommit=True) as connection:
            return connection.execute(statement.encode(), arguments or None).fetchall()

    def count(self, table: str, **where: object) -> int:
        """Count the rows of a table that have these values; None: that have none."""
        conditions = [
            sql.SQL("{} IS NOT DISTINCT FROM {}").format(sql.Identifier(name), sql.Literal(value))
            for name, value in where.items()
        ]
        query = sql.SQL("SELECT count(*) FROM {} WHERE {}").format(
            sql.Identifier(table), sql.SQL(" AND ").join(conditions or [sql.SQL("true")])
        )
        with psycopg.connect(self.url) as connection:
            row = connection.execute(query).fetchone()
        assert row is not None
        return int(row[0])

    def count_aside(self) -> int:
        """Count the facts that central could not take and put aside."""
        return int(self.ask("SELECT count(*) FROM sync.dead_letter"))

    def do(self, statement: str, *arguments: object, **named: object) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement.encode(), named or arguments or None)

    def initialise(self) -> None:
        """Run `central init`, as after an update."""
        init_central(self.url)

    def receive(self, code: str, quantity: int) -> None:
        """Put goods on the shelf of the first store, as the back office books them."""
        self.do(
            "INSERT INTO stock_movements (id, variant_id, location_id, kind, quantity_delta)"
            " SELECT sync.new_id(), variant_id, %s, 'receipt', %s FROM barcodes WHERE code = %s",
            FIRST_LOCATION_ID,
            quantity,
            code,
        )

    def take_away(self, code: str, quantity: int) -> None:
        self.do(
            "INSERT INTO stock_movements (id, variant_id, location_id, kind, quantity_delta)"
            " SELECT sync.new_id(), variant_id, %s, 'write_off', %s FROM barcodes WHERE code = %s",
            FIRST_LOCATION_ID,
            -quantity,
            code,
        )

    def add_articles(self, count: int) -> None:
        self.do(
            "WITH p AS (INSERT INTO products (id, category_id, name, slug, style_code,"
            " base_price_cents) SELECT sync.new_id(), c.id, 'A' || n, 'a' || n, 'A' || n, 100"
            " FROM categories c, generate_series(1, %(count)s) n WHERE slug = 'everything'"
            " RETURNING id, style_code)"
            " INSERT INTO variants (id, product_id, sku, price_cents)"
            " SELECT sync.new_id(), id, style_code, 100 FROM p",
            count=count,
        )

    def go_back_to(self, pos: int, code: str, price_cents: int) -> None:
        """Be a standby that was promoted before the last changes reached it."""
        with psycopg.connect(self.url) as connection:
            connection.execute("SET session_replication_role = replica")
            connection.execute(
                "UPDATE variants SET price_cents = %s WHERE id ="
                " (SELECT variant_id FROM barcodes WHERE code = %s)",
                (price_cents, code),
            )
            connection.execute("UPDATE sync.head SET pos = %s", (pos,))
            connection.execute("UPDATE sync.feed SET pos = 1 - pos WHERE pos > %s", (pos,))
            connection.execute(
                "INSERT INTO sync.epoch (epoch, uuid, system_identifier, timeline, start_pos)"
                " SELECT 2, gen_random_uuid(), system_identifier, timeline, %s FROM sync.epoch",
                (pos,),
            )

    def forget_after(self, last_seq: int, chain: bytes) -> None:
        """Be a central that was restored: the sales after a fact never came."""
        with psycopg.connect(self.url) as connection:
            connection.execute("SET session_replication_role = replica")
            connection.execute(
                "DELETE FROM orders o USING sync.inbox i WHERE i.seq > %s"
                " AND i.envelope LIKE '%%' || o.number || '%%'",
                (last_seq,),
            )
            connection.execute("DELETE FROM sync.inbox WHERE seq > %s", (last_seq,))
            connection.execute(
                "UPDATE sync.device_head SET last_seq = %s, chain = %s", (last_seq, chain)
            )

    def on_hand(self, code: str) -> int:
        return int(
            self.ask(
                "SELECT sum(on_hand) FROM inventory_levels l"
                " JOIN barcodes b USING (variant_id) WHERE b.code = %s",
                code,
            )
        )

    def reprice(self, code: str, price_cents: int) -> None:
        self.do(
            "UPDATE variants v SET price_cents = %s FROM barcodes b"
            " WHERE b.variant_id = v.id AND b.code = %s",
            price_cents,
            code,
        )


class Till:
    """An enrolled register with a database of its own."""

    def __init__(self, home: Path, branch: Branch, clock: SetClock) -> None:
        self.home = home
        self.branch = branch
        self.clock = clock
        self.store = Store(home / "till.db", clock=clock, ids=IDS)
        self.lanes: Lanes[WriteTx, ReadTx] = Lanes(self.store)
        self.address: str | None = place_of(branch.url)

    @property
    def secrets(self) -> Path:
        return self.home / "secrets.json"

    @property
    def shop(self) -> Shop:
        return find_shop(self.store)

    def open_shift(self) -> None:
        self.shop.open_shift()

    def close_shift(self, counted_cents: int) -> None:
        wish = CloseShiftWish(
            actor=Actor(staff_id=self.shop.ada), counted_cash_cents=counted_cents, count_detail={}
        )
        with self.store.write() as tx:
            close_shift(tx, wish)

    def sell(self, *codes: str) -> str:
        """Sell goods for cash and return the sale's number."""
        return self.shop.sell(*codes).number

    @contextmanager
    def central(self) -> Iterator[Central]:
        with self.store.read() as tx:
            enrolment = get_enrolment(tx.connection)
        with open_central(
            enrolment, secrets_file=self.secrets, clock=self.clock, address=self.address
        ) as central:
            yield central

    def sync(self, through: Callable[[Central], Central] = lambda central: central) -> Round:
        """Exchange once, perhaps through a line that has its own mind."""
        with self.central() as central:
            return self.exchange(through(central)).round()

    def speak(self) -> Round:
        """Exchange once as the window and the command line do: connect, note how it went."""
        way = Way(secrets_file=self.secrets, clock=self.clock, address=self.address)
        return speak_once(self.lanes, way)

    def go_by_central(self) -> None:
        """Have the day that central has: it takes facts off the tape by its own clock."""
        self.clock.moment = self.branch.ask("SELECT now()")

    def pull_the_plug(self) -> None:
        self.address = "host=/nowhere dbname=central"

    def plug_in(self) -> None:
        self.address = place_of(self.branch.url)

    def copy(self) -> "Till":
        """Copy the database as it is now, as somebody who clones a disk does."""
        home = self.home.with_name(f"{self.home.name}-copy")
        home.mkdir()
        with closing(sqlite3.connect(self.home / "till.db")) as source:
            source.execute("VACUUM INTO ?", (str(home / "till.db"),))
        shutil.copy(self.secrets, home / "secrets.json")
        return Till(home, self.branch, self.clock)

    def exchange(self, central: Central) -> Exchange:
        return Exchange(self.lanes, central)

    def status(self) -> SyncStatus:
        with self.store.read() as tx:
            return read_status(tx, now=self.clock.now())

    def ask(self, statement: str, **arguments: object) -> Any:
        with self.store.read() as tx:
            return tx.connection.execute(sa.text(statement), arguments).scalar()

    def count_aside(self) -> int:
        """Count the facts that central could not take and put aside."""
        return int(self.ask("SELECT count(*) FROM sync.dead_letter"))

    def do(self, statement: str, **arguments: object) -> None:
        with self.store.write() as tx:
            tx.connection.execute(sa.text(statement), arguments)

    def epoch(self) -> Epoch:
        """The history of central that this till believes in."""
        with self.store.read() as tx:
            epoch = read_pulled(tx.connection).epoch
        assert epoch is not None
        return epoch

    def cursor(self) -> int:
        """The feed position that this till has applied."""
        with self.store.read() as tx:
            return read_pulled(tx.connection).cursor

    def price_of(self, code: str) -> int:
        return int(
            self.ask(
                "SELECT price_cents FROM variants v JOIN barcodes b ON b.variant_id = v.id"
                " WHERE b.code = :code",
                code=code,
            )
        )

    def on_hand(self, code: str) -> int:
        return int(
            self.ask(
                "SELECT sum(on_hand) FROM inventory_levels l"
                " JOIN barcodes b ON b.variant_id = l.variant_id WHERE b.code = :code",
                code=code,
            )
        )

    def close(self) -> None:
        self.lanes.close()
        self.store.close()


def enrol_till(till: Till, wish: Enrol) -> Enrolled:
    """Make a register of a store out of a database that is empty yet."""
    return enrol(till.lanes, wish, secrets_file=till.secrets, clock=till.clock)
