"""Which rows the model takes from a register's facts; the same words as `central/sql/facts.sql`."""

from collections.abc import Callable
from dataclasses import dataclass

from sync.simulation.model.tables import Row, Tables

Owned = Callable[[Tables, Row, str, str], bool]
"""Whether a row is a store's and a register's to write."""


def _is_customer(tables: Tables, row: Row, _store: str, _register: str) -> bool:
    return not row.get("is_system") and tables.get("staff", row["id"]) is None


def _is_of_customer(tables: Tables, row: Row, _store: str, _register: str) -> bool:
    return row.get("user_id") is not None and tables.get("staff", row["user_id"]) is None


def _of_both(_tables: Tables, row: Row, store: str, register: str) -> bool:
    return row.get("store_id") == store and row.get("register_id") == register


def _of_register(_tables: Tables, row: Row, _store: str, register: str) -> bool:
    return row.get("register_id") == register


def _of_order(tables: Tables, row: Row, store: str, _register: str) -> bool:
    order = tables.get("orders", row["order_id"])
    return order is not None and order["store_id"] == store


def _of_line(tables: Tables, row: Row, store: str, register: str) -> bool:
    line = tables.get("order_lines", row["order_line_id"])
    return line is not None and _of_order(tables, line, store, register)


def _of_parent(table: str, column: str) -> Owned:
    def is_owned(tables: Tables, row: Row, _store: str, register: str) -> bool:
        parent = tables.get(table, row[column])
        return parent is not None and parent.get("register_id") == register

    return is_owned


def _of_place(tables: Tables, row: Row, store: str, register: str) -> bool:
    location = tables.get("locations", row["location_id"])
    return _of_register(tables, row, store, register) and (location or {}).get("store_id") == store


@dataclass(frozen=True, slots=True, kw_only=True)
class FactTable:
    """One table that facts write.

    Attributes:
        computed: Columns that central works out itself.
    """

    name: str
    owned: Owned
    computed: frozenset[str] = frozenset()


FACT_TABLES = {
    name: FactTable(name=name, owned=owned, computed=frozenset(computed))
    for name, owned, computed in (
        ("users", _is_customer, ()),
        ("addresses", _is_of_customer, ()),
        ("shifts", _of_both, ("variance_cents",)),
        (
            "orders",
            _of_both,
            ("payment_status", "fulfilment_status", "paid_cents", "refunded_cents"),
        ),
        ("order_lines", _of_order, ("fulfilled_qty", "returned_qty")),
        ("order_line_taxes", _of_line, ()),
        ("order_status_history", _of_register, ()),
        ("promotion_redemptions", _of_register, ()),
        ("payments", _of_register, ("refunded_cents", "refunded_at")),
        ("returns", _of_both, ()),
        ("return_lines", _of_parent("returns", "return_id"), ()),
        ("refunds", _of_register, ()),
        ("stock_documents", _of_register, ()),
        ("stock_document_lines", _of_parent("stock_documents", "document_id"), ()),
        ("stock_movements", _of_place, ("quantity_after",)),
        ("cash_movements", _of_register, ()),
        ("journal_entries", _of_register, ()),
        ("audit_log", _of_both, ()),
        ("carts", _of_both, ()),
        ("cart_lines", _of_parent("carts", "cart_id"), ()),
        ("cart_promotions", _of_parent("carts", "cart_id"), ()),
    )
}
"""By name, parents before children."""

NEVER_CHANGED = frozenset({"id", "created_at", "row_version", "store_id", "register_id"})
