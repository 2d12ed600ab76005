"""Holds a sale to the offers and coupons that are in force, and writes down their uses."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from models.pricing import PromotionRedemptionRow, PromotionRow
from pos.domain.cart import Cart
from pos.domain.coupons import CouponUnknownError, check_terms
from pos.domain.offer import Offer, offers_given
from pos.domain.sale import Sale
from pos.prepared import PreparedChange
from pos.queries.offers import find_coupon, find_used_offers, list_offers
from pos.runtime.changes import Topic
from pos.uow import ReadTx, WriteTx

PRICES_HOLD = timedelta(hours=1)
"""How long what was shown when the payment began still holds."""

_PROMOTIONS = PromotionRow.__table__
_INSERT_REDEMPTIONS = PreparedChange(sa.insert(PromotionRedemptionRow.__table__))
_COUNT_USE = PreparedChange(
    sa.update(_PROMOTIONS)
    .where(_PROMOTIONS.c.id == sa.bindparam("promotion_id"))
    .values(usage_count=_PROMOTIONS.c.usage_count + 1)
)


def with_offers(tx: ReadTx, cart: Cart, *, at: datetime) -> Cart:
    """Return the cart with the offers that are in force and the coupons as they are now.

    Args:
        at: The moment whose offers hold, UTC.

    Raises:
        CouponUnknownError: A coupon was taken away since it was shown.
        RefusedError: A coupon may not be used (any more); see `pos.domain.coupons.check_terms`.
    """
    customer = cart.customer and replace(
        cart.customer, used_offers=find_used_offers(tx, cart.customer.customer_id)
    )
    offers = offers_given(list_offers(tx), customer, at=at)
    if not offers and not cart.coupons and not cart.offers:
        return cart
    coupons = tuple(_read_coupon(tx, cart, coupon.code, at=at) for coupon in cart.coupons)
    return replace(cart, customer=customer, offers=offers, coupons=coupons)


def moment_of_prices(tx: WriteTx, agreed_at: datetime | None) -> datetime:
    """Return the moment whose offers a sale is held to: when it was agreed on, or else now."""
    if agreed_at is None or not timedelta() <= tx.now - agreed_at <= PRICES_HOLD:
        return tx.now
    return agreed_at


def redeem(tx: WriteTx, sale: Sale) -> tuple[dict[str, Any], ...]:
    """Write that the sale used each coupon, and each offer of which the uses are counted."""
    rows = tuple(
        _redemption_row(tx, sale, offer, cents)
        for offer, cents in sale.priced.offers
        if offer.is_counted
    )
    _INSERT_REDEMPTIONS.run_all(tx.connection, rows)
    for row in rows:
        # What central counts replaces it, with what it has not counted yet added again.
        _COUNT_USE.run(tx.connection, {"promotion_id": row["promotion_id"]})
    if rows:
        tx.touched(Topic.PRICES)
    return rows


def _read_coupon(tx: ReadTx, cart: Cart, code: str, *, at: datetime) -> Offer:
    coupon = find_coupon(tx, code, customer_id=cart.customer_id)
    if coupon is None:
        raise CouponUnknownError(code=code)
    check_terms(cart, coupon, at=at)
    return coupon.offer


def _redemption_row(tx: WriteTx, sale: Sale, offer: Offer, cents: int) -> dict[str, Any]:
    return {
        "id": tx.new_id(),
        "created_at": tx.now,
        "promotion_id": offer.offer_id,
        "order_id": sale.sale_id,
        "user_id": sale.cart.customer_id,
        "code": offer.code or None,
        "discount_cents": cents,
        "register_id": tx.register.register_id,
    }
