"""The model's board: which tables come down, which store a row concerns, and who sees it.

The same words as `central/sql/board.sql`, in Python; the differential test holds them together.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sync.simulation.model.tables import Row, Tables

EVERY_STORE = "00000000-0000-0000-0000-000000000000"

Feed = Callable[[Tables, Row], str | None]
"""The store that a row concerns; None: nobody."""

Visible = Callable[[Tables, Row, str, str], bool]
"""Whether a row is shown to a store and a register."""


def _every_store(_tables: Tables, _row: Row) -> str:
    return EVERY_STORE


def _its_store(_tables: Tables, row: Row) -> str:
    return row.get("store_id") or EVERY_STORE


def _store_of_location(tables: Tables, row: Row) -> str:
    location = tables.get("locations", row["location_id"])
    return (location or {}).get("store_id") or EVERY_STORE


def _store_of_setting(tables: Tables, row: Row) -> str:
    if row.get("store_id"):
        return str(row["store_id"])
    register = tables.get("registers", row.get("register_id"))
    return str(register["store_id"]) if register else EVERY_STORE


def _store_of_order(tables: Tables, row: Row) -> str:
    order = tables.get("orders", row.get("order_id"))
    return str(order["store_id"]) if order else EVERY_STORE


def _store_of_line(tables: Tables, row: Row) -> str:
    return _store_of_order(tables, tables.get("order_lines", row["order_line_id"]) or {})


def _store_of_return(tables: Tables, row: Row) -> str:
    found = tables.get("returns", row["return_id"])
    return (found or {}).get("store_id") or EVERY_STORE


def _store_of_register(tables: Tables, row: Row) -> str:
    register = tables.get("registers", row.get("register_id"))
    return str(register["store_id"]) if register else EVERY_STORE


def _always(_tables: Tables, _row: Row, _store: str, _register: str) -> bool:
    return True


def _of_store_or_nobody(tables: Tables, row: Row, store: str, _register: str) -> bool:
    return _store_of_register(tables, row) in {store, EVERY_STORE}


def _open_registry(tables: Tables, row: Row, store: str, register: str) -> bool:
    return row.get("closed_at") is None and _person("user_id")(tables, row, store, register)


def _wish_of_open_registry(tables: Tables, row: Row, store: str, register: str) -> bool:
    found = tables.get("registries", row["registry_id"])
    return found is not None and _open_registry(tables, found, store, register)


def _in_its_store(_tables: Tables, row: Row, store: str, _register: str) -> bool:
    return row.get("store_id") == store


def _unless_other_store(_tables: Tables, row: Row, store: str, _register: str) -> bool:
    return row.get("store_id") in (None, store)


def _person(column: str) -> Visible:
    """Customers are known in every store; staff only where they work, floaters everywhere."""

    def is_shown(tables: Tables, row: Row, store: str, _register: str) -> bool:
        staff = tables.get("staff", row.get(column)) or {}
        return staff.get("home_store_id") in (None, store)

    return is_shown


def _setting(_tables: Tables, row: Row, store: str, register: str) -> bool:
    return (
        row.get("scope", "global") == "global"
        or row.get("store_id") == store
        or row.get("register_id") == register
    )


def _level(tables: Tables, row: Row, store: str, _register: str) -> bool:
    location = tables.get("locations", row["location_id"])
    return location is not None and location.get("store_id") in (None, store)


def _of(store_of: Feed) -> Visible:
    def is_shown(tables: Tables, row: Row, store: str, _register: str) -> bool:
        return store_of(tables, row) == store

    return is_shown


def _store_of_cart(_tables: Tables, row: Row) -> str | None:
    return row.get("store_id") if row.get("channel") == "register" else None


def _store_of_cart_part(tables: Tables, row: Row) -> str | None:
    cart = tables.get("carts", row["cart_id"])
    return _store_of_cart(tables, cart) if cart else None


def _parked(tables: Tables, row: Row, store: str, _register: str) -> bool:
    return row.get("status") == "parked" and _store_of_cart(tables, row) == store


def _part_of_parked(tables: Tables, row: Row, store: str, register: str) -> bool:
    cart = tables.get("carts", row["cart_id"])
    return cart is not None and _parked(tables, cart, store, register)


def _store_told(tables: Tables, row: Row) -> str | None:
    if row.get("store_id"):
        return str(row["store_id"])
    register = tables.get("registers", row.get("register_id"))
    person = tables.get("staff", row.get("user_id"))
    if register:
        return str(register["store_id"])
    return (person.get("home_store_id") or EVERY_STORE) if person else None


def _told(tables: Tables, row: Row, store: str, register: str) -> bool:
    if row.get("store_id") or row.get("register_id"):
        is_stores = row.get("store_id") == store and row.get("register_id") in (None, register)
        return is_stores or row.get("register_id") == register
    person = tables.get("staff", row.get("user_id"))
    return person is not None and person.get("home_store_id") in (None, store)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardTable:
    """One table of the board.

    Attributes:
        key: The column that names a row.
        feed: The store that a row concerns.
    """

    name: str
    key: str = "id"
    feed: Feed = _every_store
    visible: Visible = _always


BOARD = {
    table.name: table
    for table in (
        *(
            BoardTable(name=name)
            for name in (
                "blobs",
                "roles",
                "tax_categories",
                "payment_methods",
                "promotions",
                "suppliers",
            )
        ),
        BoardTable(name="users", visible=_person("id")),
        BoardTable(name="user_roles", visible=_person("user_id")),
        BoardTable(name="addresses", visible=_person("user_id")),
        BoardTable(name="stores"),
        BoardTable(name="staff", key="user_id", visible=_person("user_id")),
        BoardTable(name="locations", feed=_its_store, visible=_unless_other_store),
        BoardTable(name="registers", feed=_its_store, visible=_in_its_store),
        BoardTable(name="settings", feed=_store_of_setting, visible=_setting),
        BoardTable(name="tax_rates", feed=_its_store, visible=_unless_other_store),
        *(
            BoardTable(name=name)
            for name in (
                "categories",
                "products",
                "variants",
                "barcodes",
                "product_images",
                "promotion_targets",
            )
        ),
        BoardTable(name="inventory_levels", feed=_store_of_location, visible=_level),
        BoardTable(name="orders", feed=_its_store, visible=_in_its_store),
        *(
            BoardTable(name=name, feed=store_of, visible=_of(store_of))
            for name, store_of in (
                ("order_lines", _store_of_order),
                ("order_line_taxes", _store_of_line),
                ("order_status_history", _store_of_order),
                ("payments", _store_of_order),
            )
        ),
        BoardTable(name="returns", feed=_its_store, visible=_in_its_store),
        BoardTable(name="return_lines", feed=_store_of_return, visible=_of(_store_of_return)),
        BoardTable(name="refunds", feed=_store_of_order, visible=_of(_store_of_order)),
        BoardTable(name="stored_value_accounts"),
        BoardTable(name="customer_groups"),
        BoardTable(name="customer_group_members", visible=_person("user_id")),
        BoardTable(name="price_lists"),
        BoardTable(name="price_list_prices"),
        BoardTable(
            name="promotion_redemptions", feed=_store_of_order, visible=_of(_store_of_order)
        ),
        BoardTable(name="carts", feed=_store_of_cart, visible=_parked),
        BoardTable(name="cart_lines", feed=_store_of_cart_part, visible=_part_of_parked),
        BoardTable(name="cart_promotions", feed=_store_of_cart_part, visible=_part_of_parked),
        BoardTable(name="notifications", feed=_store_told, visible=_told),
        BoardTable(
            name="stored_value_entries",
            feed=_store_of_register,
            visible=_of_store_or_nobody,
        ),
        BoardTable(name="registries", visible=_open_registry),
        BoardTable(name="registry_items", visible=_wish_of_open_registry),
    )
}
"""By name, parents before children."""
