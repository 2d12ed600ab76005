"""The article by which gift cards are sold is made when the first card is."""

import pytest
import sqlalchemy as sa

from models.catalogue import ProductRow
from pos.queries.items import find_variant
from pos.queries.store_rules import day_in_store
from pos.services.gift_card_article import offer_gift_cards
from pos.services.permissions import Actor, PermissionDeniedError
from tests.shop import Shop


def gift_cards(shop: Shop) -> int:
    with shop.store.read() as tx:
        count = sa.select(sa.func.count()).where(ProductRow.kind == "gift_card")
        return tx.connection.execute(count).scalar_one()


def test_the_first_card_brings_its_article_and_the_next_finds_it(shop: Shop) -> None:
    with shop.store.write() as tx:
        first = offer_gift_cards(tx, Actor(staff_id=shop.grace))
    with shop.store.write() as tx:
        again = offer_gift_cards(tx, Actor(staff_id=shop.ada))
        item = find_variant(tx, again, on=day_in_store(tx, tx.now))

    assert (first, gift_cards(shop)) == (again, 1)
    assert item is not None
    assert (item.is_gift_card, item.taxes, item.price_cents) == (True, (), 0)
    assert not item.is_discountable


def test_who_may_not_change_the_catalogue_does_not_begin_it(shop: Shop) -> None:
    with pytest.raises(PermissionDeniedError), shop.store.write() as tx:
        offer_gift_cards(tx, Actor(staff_id=shop.ada))

    assert gift_cards(shop) == 0
