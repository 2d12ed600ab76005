"""What the stock list finds, and what is known of one variant's stock."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from models.catalogue import CategoryRow, ProductRow, VariantRow
from models.inventory import LocationRow
from models.sync import SyncStateRow
from pos.domain.product import StockState
from pos.domain.returns import Reason
from pos.domain.stock import MovementKind
from pos.queries.returns import find_returnable
from pos.queries.stock import (
    StockCriteria,
    StockFilter,
    StockRow,
    find_stale_since,
    find_variant_id,
    get_variant_stock,
    list_movements,
    list_stock,
)
from pos.services import stock
from pos.services.permissions import Actor
from pos.services.return_rows import ReturnedGoods
from pos.services.returns import AcceptReturn, accept_return
from pos.services.stock import AdjustStock, Movement
from tests.fakes.set_clock import SetClock
from tests.shop import APPLES, CAKE, SHIRT, Shop


def found(shop: Shop, **criteria) -> list[StockRow]:
    with shop.store.read() as tx:
        return list(list_stock(tx, StockCriteria(**criteria)))


def skus(shop: Shop, **criteria) -> list[str]:
    return [row.sku for row in found(shop, **criteria)]


def variant_of(shop: Shop, code: str):
    with shop.store.read() as tx:
        variant_id = find_variant_id(tx, (code,))
    assert variant_id is not None
    return variant_id


def adjust(shop: Shop, code: str, delta: int, reason: str = "Damaged") -> None:
    variant_id = variant_of(shop, code)
    with shop.store.write() as tx:
        wish = AdjustStock(
            variant_id=variant_id, reason=reason, actor=Actor(staff_id=shop.grace), delta=delta
        )
        stock.adjust_stock(tx, wish)


def test_the_list_shows_what_lies_here_with_its_price_and_first_barcode(shop: Shop) -> None:
    shirt = next(row for row in found(shop) if row.sku == "SHIRT-92")

    assert (shirt.name, shirt.barcode, shirt.price_cents) == ("Shirt", SHIRT, 1_990)
    assert (shirt.on_hand, shirt.reserved, shirt.available) == (8, 0, 8)
    assert shirt.state is StockState.ENOUGH


def test_low_is_what_is_left_at_or_below_the_threshold(shop: Shop) -> None:
    assert skus(shop, chosen=StockFilter.LOW) == ["CAKE"]

    adjust(shop, SHIRT, -5)

    assert skus(shop, chosen=StockFilter.LOW) == ["CAKE", "SHIRT-92"]


def test_what_is_out_is_not_low_any_more_and_may_be_below_nothing(shop: Shop) -> None:
    adjust(shop, CAKE, -3)

    (cake,) = found(shop, chosen=StockFilter.OUT)

    assert (cake.sku, cake.available, cake.state) == ("CAKE", -1, StockState.OUT)
    assert skus(shop, chosen=StockFilter.LOW) == []


def test_what_never_lay_here_is_out_of_stock(shop: Shop) -> None:
    with shop.store.write() as tx:
        tx.connection.execute(
            sa.insert(VariantRow),
            {
                "id": tx.new_id(),
                "product_id": tx.connection.execute(
                    sa.select(ProductRow.id).where(ProductRow.name == "Shirt")
                ).scalar_one(),
                "name": "98",
                "sku": "SHIRT-98",
                "price_cents": 2_190,
            },
        )

    assert skus(shop, chosen=StockFilter.OUT) == ["SHIRT-98"]


def test_what_is_not_kept_in_stock_is_neither_low_nor_out(shop: Shop) -> None:
    with shop.store.write() as tx:
        tx.connection.execute(
            sa.update(VariantRow).where(VariantRow.sku == "CAKE").values(track_stock=False)
        )

    assert skus(shop, chosen=StockFilter.LOW) == []
    assert [row.state for row in found(shop, text="cake")] == [StockState.UNTRACKED]


@pytest.mark.parametrize("words", ["shi", "SHIRT", "shirt-92", SHIRT])
def test_words_skus_and_barcodes_find_the_variant(shop: Shop, words: str) -> None:
    assert skus(shop, text=words) == ["SHIRT-92"]


def test_a_search_keeps_to_the_chip_that_is_chosen(shop: Shop) -> None:
    assert skus(shop, text="cake", chosen=StockFilter.OUT) == []
    assert skus(shop, text="cake", chosen=StockFilter.LOW) == ["CAKE"]


@pytest.mark.parametrize("words", ['"', "*", "NEAR(", "; DROP TABLE variants"])
def test_strange_words_find_nothing_and_break_nothing(shop: Shop, words: str) -> None:
    assert skus(shop, text=words) == []


def test_a_category_shows_everything_under_it_and_nothing_beside_it(shop: Shop) -> None:
    with shop.store.write() as tx:
        everything = tx.connection.execute(
            sa.select(CategoryRow.id).where(CategoryRow.slug == "everything")
        ).scalar_one()
        fruit = tx.new_id()
        tx.connection.execute(
            sa.insert(CategoryRow),
            {"id": fruit, "name": "Fruit", "slug": "fruit", "parent_id": everything},
        )
        tx.connection.execute(
            sa.update(ProductRow).where(ProductRow.name == "Apples").values(category_id=fruit)
        )

    assert skus(shop, category_id=fruit) == ["APPLES"]
    assert len(skus(shop, category_id=everything)) == 3


def test_the_list_stops_at_its_limit(shop: Shop) -> None:
    assert len(found(shop, limit=2)) == 2


def test_the_first_code_that_anything_has_is_found(shop: Shop) -> None:
    with shop.store.read() as tx:
        assert find_variant_id(tx, ("nothing", APPLES, CAKE)) == variant_of(shop, APPLES)
        assert find_variant_id(tx, ("nothing",)) is None


def test_all_places_of_a_variant_are_shown_this_registers_first(shop: Shop) -> None:
    shirt = variant_of(shop, SHIRT)
    with shop.store.write() as tx:
        cellar = tx.new_id()
        tx.connection.execute(
            sa.insert(LocationRow),
            {"id": cellar, "code": "CELLAR", "name": "A cellar", "kind": "warehouse"},
        )
        stock.move(
            tx,
            [Movement(variant_id=shirt, quantity_delta=40, kind="receipt", location_id=cellar)],
        )

    with shop.store.read() as tx:
        places = get_variant_stock(tx, shirt).places

    assert [(place.on_hand, place.is_here) for place in places] == [(8, True), (40, False)]
    assert places[1].name == "A cellar"


def test_movements_say_what_when_who_and_by_which_document(shop: Shop, clock: SetClock) -> None:
    shop.open_shift()
    clock.advance(timedelta(minutes=1))
    sale = shop.sell(SHIRT, SHIRT)
    with shop.store.read() as tx:
        order = find_returnable(tx, sale.number)
    assert order is not None
    clock.advance(timedelta(minutes=1))
    with shop.store.write() as tx:
        back = accept_return(
            tx,
            AcceptReturn(
                return_id=tx.new_id(),
                number=sale.number,
                goods=(
                    ReturnedGoods(
                        order_line_id=order.lines[0].sold.line_id,
                        quantity=1,
                        reason=Reason.WRONG_SIZE,
                    ),
                ),
                actor=Actor(staff_id=shop.ada),
            ),
        )
    clock.advance(timedelta(minutes=1))
    adjust(shop, SHIRT, -1)

    with shop.store.read() as tx:
        lines = list_movements(tx, variant_of(shop, SHIRT))
    since_opening = [line for line in lines if line.kind is not MovementKind.OPENING]

    assert [
        (line.kind, line.quantity_delta, line.who, line.document) for line in since_opening
    ] == [
        (MovementKind.ADJUSTMENT, -1, "Grace", ""),
        (MovementKind.RETURN, 1, "Ada", back.number),
        (MovementKind.SALE, -2, "Ada", sale.number),
    ]
    assert [line.reason for line in since_opening] == ["Damaged", "wrong_size", ""]


def test_levels_are_of_now_for_a_till_alone_and_while_central_answers(shop: Shop) -> None:
    with shop.store.read() as tx:
        assert find_stale_since(tx) is None

    keep_contact(shop, failing_since=None)

    with shop.store.read() as tx:
        assert find_stale_since(tx) is None


def test_levels_are_as_of_the_last_answer_while_central_is_away(shop: Shop) -> None:
    keep_contact(shop, failing_since="2026-03-02T14:03:00+00:00")

    with shop.store.read() as tx:
        assert find_stale_since(tx) == datetime(2026, 3, 2, 14, 2, tzinfo=UTC)


def keep_contact(shop: Shop, *, failing_since: str | None) -> None:
    value = {
        "answered_at": "2026-03-02T14:02:00+00:00",
        "answered_since": None,
        "failing_since": failing_since,
        "problem": "",
    }
    with shop.store.write() as tx:
        tx.connection.execute(
            sa.insert(SyncStateRow), {"key": "contact", "value": value, "updated_at": tx.now}
        )
