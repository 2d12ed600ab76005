"""What the search box finds follows the catalogue, and is not written again without a reason."""

from uuid import UUID

import sqlalchemy as sa

from models.catalogue import ProductRow, VariantRow
from models.search import ItemSearchRow
from pos import search_index
from pos.uow import WriteTx
from tests.shop import Shop

PRODUCT = ProductRow.__table__


def test_a_renamed_product_is_found_by_its_new_name_once(shop: Shop) -> None:
    with shop.store.write() as tx:
        shirt = _find(tx, "shirt")
        tx.connection.execute(sa.update(PRODUCT).where(PRODUCT.c.id == shirt).values(name="Blouse"))

        search_index.refresh(tx.connection, [shirt])

        assert search_index.find_products(tx.connection, "blou") == [shirt]


def test_a_product_that_is_no_longer_sold_is_not_found(shop: Shop) -> None:
    with shop.store.write() as tx:
        shirt = _find(tx, "shirt")
        tx.connection.execute(
            sa.update(PRODUCT).where(PRODUCT.c.id == shirt).values(is_active=False)
        )

        search_index.refresh(tx.connection, [shirt])

        assert search_index.find_products(tx.connection, "shirt") == []


def test_another_price_does_not_touch_the_index(shop: Shop) -> None:
    with shop.store.write() as tx:
        shirt = _find(tx, "shirt")
        before = _entry(tx, shirt)
        tx.connection.execute(sa.update(VariantRow).values(price_cents=1))

        search_index.refresh(tx.connection, [shirt])

        assert _entry(tx, shirt) == before


def _find(tx: WriteTx, words: str) -> UUID:
    (found,) = search_index.find_products(tx.connection, words)
    return found


def _entry(tx: WriteTx, product_id: UUID) -> int:
    found = sa.select(ItemSearchRow.id).where(ItemSearchRow.product_id == product_id)
    return int(tx.connection.execute(found).scalar_one())
