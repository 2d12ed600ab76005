"""Keeps the open cart safe, with every change, so that a power cut loses no scan (trust.md D-12).

Also how a cart becomes rows and rows a cart, for those who park and recall.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.carts import CartLineRow, CartRow
from pos.domain.cart import Cart, CartLine, kinds_of, set_customer
from pos.domain.cart_pricing import price_cart
from pos.domain.customer import CartCustomer
from pos.domain.customization import customization_of
from pos.domain.discount import Discount
from pos.domain.fact import Fact, Operation, RowChanged
from pos.domain.goods_mark import mark_from_json
from pos.domain.made_to_order import find_made_to_order
from pos.domain.open_article import OpenArticle, find_open_article
from pos.domain.pricing import PricedBasket, PricedLine
from pos.domain.stored_value import find_card
from pos.domain.tax import TaxRate
from pos.prepared import PreparedChange
from pos.queries.items import find_variant
from pos.queries.store_rules import day_in_store, read_pricing_rules
from pos.queries.taxes import find_taxes
from pos.runtime.changes import Topic
from pos.services.cart_prices import (
    read_coupons,
    read_special_values,
    special_values,
    write_coupons,
)
from pos.uow import ReadTx, WriteTx

_CARTS = CartRow.__table__
_LINES = CartLineRow.__table__
_INSERT_CART = PreparedChange(sa.insert(_CARTS))
_INSERT_LINES = PreparedChange(sa.insert(_LINES))
_DELETE_CART = PreparedChange(sa.delete(_CARTS).where(_CARTS.c.id == sa.bindparam("cart_id")))
_LINES_OF = (
    sa.select(_LINES).where(_LINES.c.cart_id == sa.bindparam("cart_id")).order_by(_LINES.c.line_no)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CartRows:
    """The rows that a cart is kept in."""

    cart: dict[str, Any]
    lines: Sequence[dict[str, Any]]
    coupons: Sequence[dict[str, Any]]


def save_cart(tx: WriteTx, cart: Cart, *, staff_id: UUID | None) -> None:
    """Keep the open cart as it is now; an empty one leaves nothing behind."""
    if cart.lines:
        write_cart(tx, cart, staff_id=staff_id, status="open")
    else:
        _drop_emptied(tx, cart.cart_id)


def find_open_cart(tx: ReadTx) -> Cart | None:
    """Return the cart that this register had open, to go on with it after a restart; None if none.

    Lines keep the price that the customer saw; what was taken out of the catalogue is left out.
    """
    row = tx.connection.execute(
        sa.select(_CARTS)
        .where(
            _CARTS.c.register_id == tx.register.register_id,
            _CARTS.c.channel == "register",
            _CARTS.c.status == "open",
        )
        .order_by(_CARTS.c.updated_at.desc())
        .limit(1)
    ).first()
    return None if row is None else read_cart(tx, row)


def close_cart(tx: WriteTx, cart: Cart) -> None:
    """Forget a cart that became an order, and end the parked one that it went on from."""
    _DELETE_CART.run(tx.connection, {"cart_id": cart.cart_id})
    if cart.origin_cart_id is not None:
        end_parked(tx, cart.origin_cart_id, status="checked_out")
    tx.touched(Topic.CARTS, cart.cart_id)


def end_parked(tx: WriteTx, cart_id: UUID, *, status: str) -> None:
    """Take a parked cart off all tills: it was sold, given up, or parked again as another one.

    One that another till holds stays here until central says so; told is it all the same, since a
    cart that was sold twice has to come to light.
    """
    tx.connection.execute(
        sa.delete(_CARTS).where(
            _CARTS.c.id == cart_id,
            sa.func.coalesce(_CARTS.c.locked_by_register_id, tx.register.register_id)
            == tx.register.register_id,
        )
    )
    ended = RowChanged(
        table="carts", row_id=cart_id, before={"status": "parked"}, after={"status": status}
    )
    tx.record(
        Fact(
            kind="cart.ended",
            version=1,
            table="carts",
            row_id=cart_id,
            operation=Operation.UPDATE,
            changes=(ended,),
        )
    )
    tx.touched(Topic.CARTS, cart_id)


def write_cart(
    tx: WriteTx,
    cart: Cart,
    *,
    staff_id: UUID | None,
    status: str,
    kept_for: timedelta | None = None,
) -> CartRows:
    """Write a cart in place of what was kept of it, and return its rows.

    Args:
        status: A word of `carts.status`.
        kept_for: When a parked cart ends by itself; None: never.
    """
    priced = price_cart(read_pricing_rules(tx), cart)
    ends = {"expires_at": tx.now + kept_for if kept_for else None}
    row = _cart_row(tx, cart, priced, staff_id, status) | ends
    lines = [
        _line_row(tx, cart, line, amounts, number)
        for number, (line, amounts) in enumerate(
            zip(cart.lines, priced.lines, strict=True), start=1
        )
    ]
    _DELETE_CART.run(tx.connection, {"cart_id": cart.cart_id})
    _INSERT_CART.run(tx.connection, row)
    _INSERT_LINES.run_all(tx.connection, lines)
    return CartRows(cart=row, lines=lines, coupons=write_coupons(tx, cart, priced))


def _drop_emptied(tx: WriteTx, cart_id: UUID) -> None:
    origin = tx.connection.execute(
        sa.select(_CARTS.c.origin_cart_id).where(_CARTS.c.id == cart_id)
    ).scalar_one_or_none()
    _DELETE_CART.run(tx.connection, {"cart_id": cart_id})
    if origin is not None:
        end_parked(tx, origin, status="abandoned")


def _cart_row(
    tx: WriteTx, cart: Cart, priced: PricedBasket, staff_id: UUID | None, status: str
) -> dict[str, Any]:
    # The sum rule of the table knows taxes inside or outside of all prices, no mixture; the total
    # before tax makes it hold for both.
    return {
        "id": cart.cart_id,
        "created_at": tx.now,
        "updated_at": tx.now,
        "user_id": cart.customer_id,
        "channel": "register",
        "status": status,
        "store_id": tx.register.store_id,
        "register_id": tx.register.register_id,
        "locked_by_register_id": None,
        "staff_id": staff_id,
        "label": cart.label or None,
        "note": cart.note or None,
        "currency": cart.currency,
        "prices_include_tax": False,
        "subtotal_cents": priced.net_cents + priced.discount_cents,
        "discount_cents": priced.discount_cents,
        "tax_cents": priced.tax_cents,
        "total_cents": priced.total_cents,
        **_discount_values(cart.order_discount),
        "parked_at": tx.now if status == "parked" else None,
        "origin_cart_id": cart.origin_cart_id,
    }


def _line_row(
    tx: WriteTx, cart: Cart, line: CartLine, amounts: PricedLine, line_no: int
) -> dict[str, Any]:
    return {
        "id": line.line_id,
        "created_at": tx.now,
        "updated_at": tx.now,
        "cart_id": cart.cart_id,
        "line_no": line_no,
        "variant_id": line.variant_id,
        "line_key": str(line.line_id),
        "quantity": line.quantity,
        "unit_price_cents": line.unit_price_cents,
        "gross_cents": amounts.gross_cents,
        "discount_cents": amounts.discount_cents,
        "tax_cents": amounts.tax_cents,
        "total_cents": amounts.total_cents,
        "barcode": line.barcode,
        "list_price_cents": line.list_price_cents,
        "special_prices": special_values(line.special_prices),
        "fixed_gross_cents": line.fixed_gross_cents,
        **_discount_values(line.discount),
        "price_override_reason": line.price_override_reason,
        "price_override_by": line.price_override_by,
        "customization": customization_of(line),
        "note": line.note or None,
        "registry_item_id": line.registry_item_id,
    }


def _discount_values(discount: Discount | None) -> dict[str, Any]:
    return {
        "discount_percent_ppm": discount.percent_ppm if discount else None,
        "discount_amount_cents": discount.amount_cents if discount else None,
        "discount_by": discount.allowed_by if discount else None,
    }


def read_cart(tx: ReadTx, row: sa.Row[Any]) -> Cart:
    """Return the cart that a row of `carts` and its lines hold."""
    lines = [_read_line(tx, line) for line in tx.connection.execute(_LINES_OF, {"cart_id": row.id})]
    cart = Cart(
        cart_id=row.id,
        currency=row.currency,
        lines=tuple(line for line in lines if line is not None),
        order_discount=_discount(row),
        coupons=read_coupons(tx, row.id, customer_id=row.user_id),
        note=row.note or "",
        label=row.label or "",
        origin_cart_id=row.origin_cart_id,
    )
    # Naming the customer gives the lines the prices that hold for them.
    return set_customer(cart, _find_customer(tx, row.user_id) if row.user_id else None)


def _find_customer(tx: ReadTx, customer_id: UUID) -> CartCustomer | None:
    # Loaded with the first cart that has a customer, not with the window.
    from pos.queries.customers import find_cart_customer

    return find_cart_customer(tx, customer_id)


def _read_line(tx: ReadTx, row: sa.Row[Any]) -> CartLine | None:
    item = find_variant(tx, row.variant_id, on=day_in_store(tx, row.created_at))
    if item is None:
        return None
    typed = find_open_article(row.customization)
    return CartLine(
        line_id=row.id,
        variant_id=row.variant_id,
        sku=item.sku,
        name=typed.name if typed else item.name,
        variant_name=item.variant_name,
        barcode=row.barcode,
        quantity=row.quantity,
        unit=item.unit,
        price_unit_qty=item.price_unit_qty,
        list_price_cents=(
            row.unit_price_cents if row.list_price_cents is None else row.list_price_cents
        ),
        unit_price_cents=row.unit_price_cents,
        taxes=item.taxes if typed is None else _taxes_of(tx, typed, row),
        discount=_discount(row),
        fixed_gross_cents=row.fixed_gross_cents,
        note=row.note or "",
        cost_cents=item.cost_cents,
        is_discountable=item.is_discountable,
        tracks_stock=item.track_stock,
        min_age=item.min_age,
        price_override_reason=row.price_override_reason,
        price_override_by=row.price_override_by,
        registry_item_id=row.registry_item_id,
        card=find_card(row.customization),
        special_prices=read_special_values(row.special_prices),
        kinds=kinds_of(item),
        mark=mark_from_json(row.customization),
        open_article=typed,
        made=find_made_to_order(row.customization),
    )


def _taxes_of(tx: ReadTx, typed: OpenArticle, row: sa.Row[Any]) -> tuple[TaxRate, ...]:
    return find_taxes(tx, typed.tax_category_id, on=day_in_store(tx, row.created_at))


def _discount(row: sa.Row[Any]) -> Discount | None:
    if row.discount_percent_ppm is None and row.discount_amount_cents is None:
        return None
    return Discount(
        percent_ppm=row.discount_percent_ppm,
        amount_cents=row.discount_amount_cents,
        allowed_by=row.discount_by,
    )
