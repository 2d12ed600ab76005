"""Writes the demo shop's catalogue, people, offers and opening stock into a database.

The rows are the same in a register and in central: ids come from the seed, so that two registers
of one store agree before they ever spoke to each other.
"""

import itertools
from collections.abc import Iterable, Mapping
from uuid import UUID

import sqlalchemy as sa

from models.base import Side
from models.identity import RoleRow
from models.payments import PaymentMethodRow
from models.pricing import TaxRateRow
from pos import customer_index, search_index
from pos.demo_shop.catalogue_rows import TableRows, catalogue_rows
from pos.demo_shop.offer_rows import offer_rows
from pos.demo_shop.people_rows import people_rows
from pos.demo_shop.place import FIRST_PLACE, Place
from pos.demo_shop.shop import DemoShop
from pos.demo_shop.stock_rows import add_up_levels, stock_rows
from pos.services.people import hash_pin

_METHODS = PaymentMethodRow.__table__
_ACCEPT = (
    sa.update(_METHODS)
    .where(_METHODS.c.code.in_(("gift_card", "store_credit", "on_account")))
    .values(is_active=True)
)
"""Besides cash and cards: what needs a contract with nobody."""

_ROLE_IDS = sa.select(RoleRow.__table__.c.code, RoleRow.__table__.c.id)


def write_reference(
    connection: sa.Connection, shop: DemoShop, *, place: Place = FIRST_PLACE
) -> None:
    """Insert everything but the history into a database that has its required rows only.

    The caller commits. The store's own row is left as it is; its tax rates are replaced.

    Args:
        connection: To a register's SQLite file or to central.
        place: The store and the location that the shop gets; both rows must be there.
    """
    connection.execute(sa.delete(TaxRateRow.__table__))
    role_ids = {row.code: row.id for row in connection.execute(_ROLE_IDS)}
    for row_class, rows in _all_rows(shop, place, role_ids=role_ids):
        _insert(connection, row_class.__table__, rows, shop)
    connection.execute(_ACCEPT)
    add_up_levels(connection)
    if connection.dialect.name == "sqlite":
        search_index.rebuild(connection)
        customer_index.rebuild(connection)


def _all_rows(shop: DemoShop, place: Place, *, role_ids: Mapping[str, UUID]) -> Iterable[TableRows]:
    pin_hashes = {member.employee_no: hash_pin(member.pin) for member in shop.staff}
    return itertools.chain(
        catalogue_rows(shop, place),
        people_rows(shop, place, role_ids=role_ids, pin_hashes=pin_hashes),
        offer_rows(shop),
        stock_rows(shop, place),
    )


def _insert(
    connection: sa.Connection,
    table: sa.Table,
    rows: list[dict[str, object]],
    shop: DemoShop,
) -> None:
    """Insert rows of one table, unless this database does not have it."""
    is_register = connection.dialect.name == "sqlite"
    if is_register and table.info["side"] is Side.CENTRAL:
        return
    dated = {
        name: shop.stocked_at for name in ("created_at", "updated_at") if name in table.columns
    }
    connection.execute(sa.insert(table), [{**dated, **row} for row in rows])
