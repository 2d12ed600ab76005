"""What a web shop has before a test begins: people, goods, orders, written as its server would."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg

from models.fixed_ids import FIRST_LOCATION_ID, FIRST_STORE_ID, UNCATEGORISED_ID
from tests.sync.branch import IDS, Branch


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk(Branch):
    """Central seen through one transaction that ends with the test, so that nothing is kept."""

    connection: psycopg.Connection

    def rows(self, statement: str, *arguments: object) -> Sequence[Any]:
        with self.connection.transaction():
            return self.connection.execute(statement.encode(), arguments or None).fetchall()

    def count(self, table: str, **where: object) -> int:
        conditions = "".join(f" AND {name} IS NOT DISTINCT FROM %s" for name in where)
        statement = f"SELECT count(*) FROM {table} WHERE true{conditions}"  # noqa: S608 - of tests
        return int(self.ask(statement, *where.values()))

    def do(self, statement: str, *arguments: object, **named: object) -> None:
        with self.connection.transaction():
            self.connection.execute(statement.encode(), named or arguments or None)


def person(central: Branch, name: str = "Mia") -> UUID:
    """Make a customer."""
    key = IDS.new_id()
    central.do("INSERT INTO users (id, name) VALUES (%s, %s)", key, name)
    return key


def variant(central: Branch, sku: str = "TEE", price_cents: int = 1000) -> UUID:
    """Make a product with one variant; return the variant's key."""
    product, key = IDS.new_id(), IDS.new_id()
    central.do(
        "INSERT INTO products (id, category_id, name, slug, style_code, base_price_cents)"
        " VALUES (%s, %s, %s, %s, %s, %s)",
        *(product, UNCATEGORISED_ID, sku.title(), sku.lower(), sku, price_cents),
    )
    central.do(
        "INSERT INTO variants (id, product_id, sku, price_cents, is_default)"
        " VALUES (%s, %s, %s, %s, true)",
        *(key, product, sku, price_cents),
    )
    return key


def product_of(central: Branch, of_variant: UUID) -> UUID:
    """Return the product that a variant is of."""
    key: UUID = central.ask("SELECT product_id FROM variants WHERE id = %s", of_variant)
    return key


def receive(central: Branch, what: UUID, quantity: int) -> None:
    """Put goods on the first store's shelf."""
    central.do(
        "INSERT INTO stock_movements (id, variant_id, location_id, kind, quantity_delta)"
        " VALUES (%s, %s, %s, 'receipt', %s)",
        *(IDS.new_id(), what, FIRST_LOCATION_ID, quantity),
    )


def cart(central: Branch, *, user: UUID | None = None, ends_in: str = "1 hour") -> UUID:
    """Open an online cart."""
    key = IDS.new_id()
    central.do(
        "INSERT INTO carts (id, user_id, channel, expires_at)"
        " VALUES (%s, %s, 'online', now() + %s::interval)",
        *(key, user, ends_in),
    )
    return key


def order(
    central: Branch, number: str = "W-1", *, user: UUID | None = None, total_cents: int = 2000
) -> UUID:
    """Place an order that is confirmed and has no lines yet."""
    key = IDS.new_id()
    central.do(
        "INSERT INTO orders (id, number, channel, store_id, user_id, status, subtotal_cents,"
        " total_cents) VALUES (%s, %s, 'online', %s, %s, 'confirmed', %s, %s)",
        *(key, number, FIRST_STORE_ID, user, total_cents, total_cents),
    )
    return key


def line(central: Branch, of_order: UUID, what: UUID, quantity: int = 2) -> UUID:
    """Order some pieces at 10.00."""
    key = IDS.new_id()
    central.do(
        "INSERT INTO order_lines (id, order_id, line_no, variant_id, product_name, sku, quantity,"
        " list_price_cents, unit_price_cents, gross_cents, total_cents)"
        " SELECT %s, %s, 1 + count(*), %s, 'Tee', 'TEE', %s, 1000, 1000, %s, %s"
        " FROM order_lines WHERE order_id = %s",
        *(key, of_order, what, quantity, quantity * 1000, quantity * 1000, of_order),
    )
    return key
