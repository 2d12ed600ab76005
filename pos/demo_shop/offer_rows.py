"""The demo shop's offers, coupons and price lists as rows, parents before children."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from models.price_lists import (
    CustomerGroupMemberRow,
    CustomerGroupRow,
    PriceListPriceRow,
    PriceListRow,
)
from models.pricing import PromotionRow, PromotionTargetRow
from pos.demo_shop.catalogue_rows import TableRows, Values, category_id, variant_id
from pos.demo_shop.offers import Offer
from pos.demo_shop.people_rows import customer_id
from pos.demo_shop.price_lists import (
    CLUB_CODE,
    CLUB_NAME,
    MEMBER_ONE_IN,
    SPECIAL_LISTS,
    SpecialList,
)
from pos.demo_shop.shop import DemoShop


def offer_rows(shop: DemoShop) -> Iterator[TableRows]:
    """Go through the tables about offers and price lists with the rows of each."""
    yield PromotionRow, [_promotion(shop, offer) for offer in shop.offers]
    yield PromotionTargetRow, _targets(shop)
    yield CustomerGroupRow, [{"id": _club_id(shop), "code": CLUB_CODE, "name": CLUB_NAME}]
    yield CustomerGroupMemberRow, _members(shop)
    yield PriceListRow, [_price_list(shop, special) for special in SPECIAL_LISTS]
    yield PriceListPriceRow, [row for special in SPECIAL_LISTS for row in _prices(shop, special)]


def _promotion(shop: DemoShop, offer: Offer) -> Values:
    ends_on = offer.ends_on(shop.last_day)
    is_share = offer.discount.percent_ppm is not None
    return {
        "id": _promotion_id(shop, offer),
        "code": offer.code,
        "name": offer.name,
        "description": offer.description,
        "discount_type": "percent" if is_share else "amount",
        "percent_ppm": offer.discount.percent_ppm,
        "amount_off_cents": offer.discount.amount_cents,
        "buy_qty": offer.buy_pieces or None,
        "get_qty": offer.get_pieces or None,
        "min_purchase_cents": offer.min_purchase_cents,
        "max_discount_cents": offer.max_discount_cents,
        "usage_limit": offer.usage_limit,
        "per_user_limit": offer.per_user_limit,
        "is_stackable": offer.is_stackable,
        "starts_at": _midnight(shop, offer.starts_on(shop.last_day)),
        "expires_at": _midnight(shop, ends_on + timedelta(days=1)) if ends_on else None,
    }


def _targets(shop: DemoShop) -> list[Values]:
    return [
        {
            "id": shop.id_of("target", offer.key, key),
            "promotion_id": _promotion_id(shop, offer),
            "category_id": category_id(shop, key),
        }
        for offer in shop.offers
        for key in offer.categories
    ]


def _members(shop: DemoShop) -> list[Values]:
    members = shop.customers[::MEMBER_ONE_IN]
    return [
        {
            "id": shop.id_of("member", CLUB_CODE, each.customer_no),
            "customer_group_id": _club_id(shop),
            "user_id": customer_id(shop, each.customer_no),
        }
        for each in members
    ]


def _price_list(shop: DemoShop, special: SpecialList) -> Values:
    return {
        "id": shop.id_of("price list", special.code),
        "code": special.code,
        "name": special.name,
        "customer_group_id": _club_id(shop) if special.is_for_club else None,
        "valid_from": special.first_day(shop.last_day),
        "valid_to": special.last_day(shop.last_day),
    }


def _prices(shop: DemoShop, special: SpecialList) -> Iterator[Values]:
    for product, variant in shop.catalogue.variants():
        if product.shelf.category == special.category:
            yield {
                "id": shop.id_of("special price", special.code, variant.sku),
                "price_list_id": shop.id_of("price list", special.code),
                "variant_id": variant_id(shop, variant),
                "price_cents": special.price_cents(variant.price_cents),
                "prior_price_cents": None if special.is_for_club else variant.price_cents,
            }


def _promotion_id(shop: DemoShop, offer: Offer) -> UUID:
    return shop.id_of("promotion", offer.key)


def _club_id(shop: DemoShop) -> UUID:
    return shop.id_of("customer group", CLUB_CODE)


def _midnight(shop: DemoShop, day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=shop.zone).astimezone(UTC)
