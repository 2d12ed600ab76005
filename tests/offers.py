"""Offers, coupons and price lists in the database of a test's shop."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.catalogue import BarcodeRow, ProductRow, VariantRow
from models.price_lists import (
    CustomerGroupMemberRow,
    CustomerGroupRow,
    PriceListPriceRow,
    PriceListRow,
)
from models.pricing import PromotionRow, PromotionTargetRow
from pos.domain.cart import Cart
from pos.domain.coupons import add_coupon
from pos.queries.offers import find_coupon
from pos.queries.store_rules import read_pricing_rules
from pos.services.sale_offers import with_offers
from tests.shop import Shop

PERCENT_PPM = 10_000


def put_offer(shop: Shop, name: str, *, percent: int | None = None, **facts: Any) -> UUID:
    """Put an offer into force; with `code` it is a coupon, with `amount_off_cents` an amount."""
    with shop.store.write() as tx:
        row = {
            "id": tx.new_id(),
            "name": name,
            "discount_type": "amount" if percent is None else "percent",
            "percent_ppm": None if percent is None else percent * PERCENT_PPM,
            **facts,
        }
        tx.connection.execute(sa.insert(PromotionRow), row)
    promotion_id: UUID = row["id"]
    return promotion_id


def aim(shop: Shop, promotion_id: UUID, **target: Any) -> None:
    """Say what an offer is for: a `product_id`, a `category_id` or a `store_id`."""
    with shop.store.write() as tx:
        row = {"id": tx.new_id(), "promotion_id": promotion_id, **target}
        tx.connection.execute(sa.insert(PromotionTargetRow), row)


def product_of(shop: Shop, code: str) -> tuple[UUID, UUID]:
    """Return the product and the category that a barcode is of."""
    found = (
        sa.select(ProductRow.id, ProductRow.category_id)
        .select_from(BarcodeRow)
        .join(VariantRow, VariantRow.id == BarcodeRow.variant_id)
        .join(ProductRow, ProductRow.id == VariantRow.product_id)
        .where(BarcodeRow.code == code)
    )
    with shop.store.read() as tx:
        row = tx.connection.execute(found).one()
    return row.id, row.category_id


def put_price(shop: Shop, code: str, cents: int, name: str, **facts: Any) -> UUID:
    """Put an article on a price list of its own."""
    with shop.store.write() as tx:
        variant_id = tx.connection.execute(
            sa.select(BarcodeRow.variant_id).where(BarcodeRow.code == code)
        ).scalar_one()
        price_list_id = tx.new_id()
        tx.connection.execute(
            sa.insert(PriceListRow), {"id": price_list_id, "code": name, "name": name, **facts}
        )
        tx.connection.execute(
            sa.insert(PriceListPriceRow),
            {
                "id": tx.new_id(),
                "price_list_id": price_list_id,
                "variant_id": variant_id,
                "price_cents": cents,
            },
        )
    return price_list_id


def form_group(shop: Shop, name: str, *members: UUID) -> UUID:
    """Make a group of these customers."""
    with shop.store.write() as tx:
        group_id = tx.new_id()
        tx.connection.execute(
            sa.insert(CustomerGroupRow), {"id": group_id, "code": name, "name": name}
        )
        for member in members:
            row = {"id": tx.new_id(), "customer_group_id": group_id, "user_id": member}
            tx.connection.execute(sa.insert(CustomerGroupMemberRow), row)
    return group_id


def show_coupon(shop: Shop, cart: Cart, code: str) -> Cart:
    """Show a coupon for a cart, as the till does when its code is scanned."""
    with shop.store.write() as tx:
        coupon = find_coupon(tx, code, customer_id=cart.customer_id)
        assert coupon is not None
        offered = with_offers(tx, cart, at=tx.now)
        return add_coupon(offered, coupon, rules=read_pricing_rules(tx), at=tx.now)
