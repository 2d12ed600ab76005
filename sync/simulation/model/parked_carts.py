"""Who has a parked cart, and how it ends; the same rules as `central/sql/parked_carts.sql`."""

from sync.simulation.model.constraints import FOREIGN_KEY, RowRefusedError
from sync.simulation.model.rows import Rows
from sync.simulation.model.tables import Row

_CARTS = "carts"


def change_cart(rows: Rows, key: str, after: Row, *, store: str, register: str) -> None:
    """Let a register take a parked cart up, or end it.

    Raises:
        RowRefusedError: There is no such cart, or it is another store's.
    """
    cart = rows.tables.get(_CARTS, key)
    if cart is None:
        raise RowRefusedError(FOREIGN_KEY, "carts: no such row to change")
    if cart.get("store_id") != store or cart.get("channel") != "register":
        raise RowRefusedError("CT301", "carts: the row belongs to another")
    if "status" in after:
        _end(rows, cart, str(after["status"]), register=register)
    else:
        _hand_over(rows, cart, register=register)


def _hand_over(rows: Rows, cart: Row, *, register: str) -> None:
    holder = cart.get("locked_by_register_id") or register
    rows.update(_CARTS, cart["id"], {"locked_by_register_id": holder})
    if holder != register:
        split = {"table_name": _CARTS, "row_id": cart["id"], "register_id": register}
        rows.note_conflict("field_clash", {**split, "resolution": "split"})


def _end(rows: Rows, cart: Row, status: str, *, register: str) -> None:
    is_holder = cart.get("locked_by_register_id") in (None, register)
    is_sold = status == "checked_out"
    if cart["status"] != "checked_out" and (is_holder or is_sold):
        rows.update(_CARTS, cart["id"], {"status": status})
