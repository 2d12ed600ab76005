"""Puts carts aside for any till of the store, and takes them up again.

A parked cart never changes. Whoever takes it up holds it from then on and goes on with a copy under
ids of its own, so two tills that took up the same one while apart have two carts and lose nothing
(schema.md 2.5, "split"). What is parked again is a new parked cart, and ends the one before.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.carts import CartRow
from models.operations import RegisterRow
from pos.domain.cart import Cart
from pos.domain.cart_change import VoidReason
from pos.domain.errors import RefusedError
from pos.domain.fact import Fact, Operation, RowChanged, RowsWritten
from pos.queries.settings import read_settings
from pos.queries.shifts import find_open_shift
from pos.runtime.changes import Topic
from pos.services.carts import CartRows, end_parked, read_cart, write_cart
from pos.services.journal import Entry, write_entry
from pos.uow import WriteTx

EXPIRED_AT_ONCE_MAX = 100
"""Expired carts that one transaction ends; the next one goes on."""

_CARTS = CartRow.__table__
_REGISTERS = RegisterRow.__table__


class CartGoneError(RefusedError):
    """The parked cart was taken up or finished elsewhere, or it expired. Facts: cart_id."""


class CartHeldElsewhereError(RefusedError):
    """Another till of the store has taken the parked cart up. Facts: register."""


class NothingToParkError(RefusedError):
    """The cart is empty."""


def park_cart(tx: WriteTx, cart: Cart, *, staff_id: UUID, label: str = "") -> None:
    """Put the cart aside under a label, for any till of the store.

    Raises:
        NothingToParkError: It is empty.
    """
    if not cart.lines:
        raise NothingToParkError
    named = replace(cart, label=label.strip() or cart.label or _first_words(cart))
    kept_for = timedelta(hours=read_settings(tx).parked_cart_hours)
    rows = write_cart(tx, named, staff_id=staff_id, status="parked", kept_for=kept_for)
    tx.record(
        Fact(
            kind="cart.parked",
            version=1,
            table="carts",
            row_id=cart.cart_id,
            rows=_written(rows),
        )
    )
    if cart.origin_cart_id is not None:
        end_parked(tx, cart.origin_cart_id, status="abandoned")
    tx.touched(Topic.CARTS, cart.cart_id)


def recall_cart(tx: WriteTx, cart_id: UUID, *, is_copy_wanted: bool = False) -> Cart:
    """Take a parked cart up: go on with a copy of it, which is this register's open cart.

    Args:
        is_copy_wanted: Also one that another till has taken up; then both go on, and central
            brings it to light.

    Raises:
        CartGoneError: It was finished, here or elsewhere, or it is being worked on here.
        CartHeldElsewhereError: Another till has it.
    """
    row = _find_parked(tx, cart_id)
    if row is None or _has_successor(tx, cart_id):
        raise CartGoneError(cart_id=cart_id)
    if row.locked_by_register_id not in (None, tx.register.register_id) and not is_copy_wanted:
        raise CartHeldElsewhereError(register=_code_of(tx, row.locked_by_register_id))
    cart = _under_new_ids(tx, read_cart(tx, row))
    write_cart(tx, cart, staff_id=row.staff_id, status="open")
    _hold(tx, row)
    return cart


def release_expired(tx: WriteTx) -> int:
    """End the carts of this register that nobody took up in time, journal it, return how many.

    Those of other tills are theirs to end; none is listed after its time.
    """
    rows = tx.connection.execute(
        sa.select(_CARTS)
        .where(
            _CARTS.c.status == "parked",
            _CARTS.c.register_id == tx.register.register_id,
            _CARTS.c.locked_by_register_id.is_(None),
            _CARTS.c.expires_at <= tx.now,
        )
        .order_by(_CARTS.c.expires_at)
        .limit(EXPIRED_AT_ONCE_MAX)
    ).all()
    for row in rows:
        _journal_expiry(tx, row)
        end_parked(tx, row.id, status="abandoned")
    return len(rows)


def _written(rows: CartRows) -> tuple[RowsWritten, ...]:
    parts = (
        RowsWritten(table="carts", rows=(rows.cart,)),
        RowsWritten(table="cart_lines", rows=tuple(rows.lines)),
        RowsWritten(table="cart_promotions", rows=tuple(rows.coupons)),
    )
    return tuple(part for part in parts if part.rows)


def _find_parked(tx: WriteTx, cart_id: UUID) -> sa.Row[Any] | None:
    return tx.connection.execute(
        sa.select(_CARTS).where(_CARTS.c.id == cart_id, _CARTS.c.status == "parked")
    ).first()


def _has_successor(tx: WriteTx, cart_id: UUID) -> bool:
    """Tell whether this register is going on with it already."""
    found = tx.connection.execute(
        sa.select(_CARTS.c.id).where(_CARTS.c.origin_cart_id == cart_id, _CARTS.c.status == "open")
    )
    return found.first() is not None


def _code_of(tx: WriteTx, register_id: UUID) -> str:
    code = tx.connection.execute(
        sa.select(_REGISTERS.c.code).where(_REGISTERS.c.id == register_id)
    ).scalar_one_or_none()
    return code or ""


def _under_new_ids(tx: WriteTx, cart: Cart) -> Cart:
    lines = tuple(replace(line, line_id=tx.new_id()) for line in cart.lines)
    return replace(cart, cart_id=tx.new_id(), lines=lines, label="", origin_cart_id=cart.cart_id)


def _hold(tx: WriteTx, row: sa.Row[Any]) -> None:
    """Say who has it now; the one who took it first keeps it."""
    here = tx.register.register_id
    if row.locked_by_register_id is None:
        tx.connection.execute(
            sa.update(_CARTS)
            .where(_CARTS.c.id == row.id)
            .values(locked_by_register_id=here, updated_at=tx.now)
        )
    taken = RowChanged(
        table="carts",
        row_id=row.id,
        before={"locked_by_register_id": row.locked_by_register_id},
        after={"locked_by_register_id": here},
    )
    tx.record(
        Fact(
            kind="cart.recalled",
            version=1,
            table="carts",
            row_id=row.id,
            operation=Operation.UPDATE,
            changes=(taken,),
        )
    )
    tx.touched(Topic.CARTS, row.id)


def _journal_expiry(tx: WriteTx, row: sa.Row[Any]) -> None:
    shift = find_open_shift(tx)
    entry = Entry(
        kind="void",
        payload={
            "reason": VoidReason.PARKED_CART_EXPIRED,
            "cart_id": str(row.id),
            "label": row.label,
            "parked_at": row.parked_at.isoformat(timespec="microseconds"),
            "currency": row.currency,
            "total_cents": row.total_cents,
        },
        shift_id=shift.shift_id if shift else None,
        staff_id=row.staff_id,
    )
    journal = write_entry(tx, entry)
    tx.record(
        Fact(
            kind="cart.expired",
            version=1,
            table="carts",
            row_id=row.id,
            rows=(RowsWritten(table="journal_entries", rows=(journal,)),),
        )
    )


def _first_words(cart: Cart) -> str:
    first = cart.lines[0].name
    others = len(cart.lines) - 1
    return f"{first} +{others}" if others else first
