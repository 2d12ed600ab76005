"""Keeps the prices and coupons that the customer of a cart saw, beside its lines."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.carts import CartPromotionRow
from models.pricing import PromotionRow
from pos.domain.cart import Cart
from pos.domain.offer import Offer
from pos.domain.pricing import PricedBasket
from pos.domain.special_price import SpecialPrice
from pos.prepared import PreparedChange
from pos.queries.offers import find_coupon
from pos.uow import ReadTx, WriteTx

_COUPONS = CartPromotionRow.__table__
_PROMOTIONS = PromotionRow.__table__
_INSERT_COUPONS = PreparedChange(sa.insert(_COUPONS))
_CODES_OF = (
    sa.select(_PROMOTIONS.c.code)
    .join_from(_COUPONS, _PROMOTIONS, _PROMOTIONS.c.id == _COUPONS.c.promotion_id)
    .where(_COUPONS.c.cart_id == sa.bindparam("cart_id"), _COUPONS.c.code.is_not(None))
    .order_by(_COUPONS.c.id)
)


def write_coupons(tx: WriteTx, cart: Cart, priced: PricedBasket) -> Sequence[dict[str, Any]]:
    """Write the coupons of a cart, with what each takes off now, and return their rows."""
    taken = {offer.offer_id: cents for offer, cents in priced.offers}
    rows = [
        {
            "id": tx.new_id(),
            "created_at": tx.now,
            "updated_at": tx.now,
            "cart_id": cart.cart_id,
            "promotion_id": coupon.offer_id,
            "code": coupon.code,
            "discount_cents": taken.get(coupon.offer_id, 0),
        }
        for coupon in cart.coupons
    ]
    _INSERT_COUPONS.run_all(tx.connection, rows)
    return rows


def read_coupons(tx: ReadTx, cart_id: UUID, *, customer_id: UUID | None) -> tuple[Offer, ...]:
    """Return the coupons of a cart as they are now; those that were taken away are left out."""
    codes = tx.connection.execute(_CODES_OF, {"cart_id": cart_id}).scalars().all()
    found = (find_coupon(tx, code, customer_id=customer_id) for code in codes)
    return tuple(coupon.offer for coupon in found if coupon is not None)


def special_values(prices: Sequence[SpecialPrice]) -> list[dict[str, Any]] | None:
    """Return the special prices of a line as its row keeps them."""
    return [
        {
            "name": price.name,
            "price_cents": price.price_cents,
            "group_id": str(price.group) if price.group else None,
            "is_stackable": price.is_stackable,
            "prior_price_cents": price.prior_price_cents,
        }
        for price in prices
    ] or None


def read_special_values(values: list[dict[str, Any]] | None) -> tuple[SpecialPrice, ...]:
    """Return the special prices that a line's row keeps."""
    return tuple(
        SpecialPrice(
            name=value["name"],
            price_cents=value["price_cents"],
            group=UUID(value["group_id"]) if value["group_id"] else None,
            is_stackable=value["is_stackable"],
            prior_price_cents=value["prior_price_cents"],
        )
        for value in values or ()
    )
