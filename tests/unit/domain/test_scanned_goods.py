from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from pos.domain import cart as carts
from pos.domain.cart import Cart
from pos.domain.goods_mark import (
    GoodsMark,
    SerialIsOnePieceError,
    SerialTwiceError,
    mark_from_json,
    mark_to_json,
)
from pos.domain.gs1 import Gs1Elements
from pos.domain.product import SellableItem
from pos.domain.quantity import Unit
from pos.domain.scanned_goods import ScannedGoods, goods_of

CAMERA = SellableItem(
    variant_id=UUID(int=1), product_id=UUID(int=2), sku="CAM", name="Camera", price_cents=19_900
)
CHEESE = SellableItem(
    variant_id=UUID(int=3),
    product_id=UUID(int=4),
    sku="CHE",
    name="Cheese",
    price_cents=1_290,
    unit=Unit.GRAM,
    price_unit_qty=1_000,
)


def goods(item: SellableItem, times: int = 1, **said: object) -> ScannedGoods:
    return goods_of(item, Gs1Elements(**said), times=times, exponent=2)  # type: ignore[arg-type]


def with_serial(cart: Cart, line: int, serial: str) -> Cart:
    mark = GoodsMark(serial=serial)
    return carts.add(cart, CAMERA, line_id=UUID(int=line), quantity=1, mark=mark)


EMPTY = Cart(cart_id=UUID(int=9), currency="EUR")


def test_a_packet_that_says_its_weight_is_not_weighed_again() -> None:
    assert goods(CHEESE, weight_g=412) == ScannedGoods(units=412)


def test_a_packet_that_says_its_price_costs_that() -> None:
    assert goods(CHEESE, price_digits=1049, price_decimals=2) == ScannedGoods(
        units=813, fixed_cents=1049
    )


def test_a_price_in_thousandths_is_rounded_to_the_cent() -> None:
    assert goods(CHEESE, price_digits=10_495, price_decimals=3).fixed_cents == 1050


def test_weighed_goods_whose_code_says_no_weight_must_be_weighed() -> None:
    assert goods(CHEESE, lot="L7") == ScannedGoods(units=None, mark=GoodsMark(lot="L7"))


def test_three_packs_of_a_code_are_three() -> None:
    assert goods(replace(CAMERA, pack_qty=2), times=3).units == 6


def test_a_piece_with_a_serial_number_is_one_whatever_was_typed() -> None:
    assert goods(CAMERA, times=3, serial="S1") == ScannedGoods(units=1, mark=GoodsMark(serial="S1"))


def test_each_serial_number_gets_a_line_of_its_own() -> None:
    cart = with_serial(with_serial(EMPTY, 1, "S1"), 2, "S2")

    assert [line.mark.serial for line in cart.lines if line.mark] == ["S1", "S2"]


def test_the_same_piece_cannot_be_sold_twice_in_one_sale() -> None:
    with pytest.raises(SerialTwiceError):
        with_serial(with_serial(EMPTY, 1, "S1"), 2, "S1")


def test_a_line_with_a_serial_number_stays_one_piece() -> None:
    cart = with_serial(EMPTY, 1, "S1")

    with pytest.raises(SerialIsOnePieceError):
        carts.change_quantity(cart, UUID(int=1), quantity=2)


def test_pieces_of_another_lot_do_not_join() -> None:
    cart = carts.add(EMPTY, CAMERA, line_id=UUID(int=1), mark=GoodsMark(lot="A"))
    cart = carts.add(cart, CAMERA, line_id=UUID(int=2), mark=GoodsMark(lot="B"))
    cart = carts.add(cart, CAMERA, line_id=UUID(int=3), mark=GoodsMark(lot="A"))

    assert [line.quantity for line in cart.lines] == [2, 1]


def test_goods_may_be_sold_on_their_last_day() -> None:
    mark = GoodsMark(expires_on=date(2026, 11, 20))

    assert not mark.is_past(date(2026, 11, 20))
    assert mark.is_past(date(2026, 11, 21))


@pytest.mark.parametrize(
    "mark",
    [
        None,
        GoodsMark(serial="S1"),
        GoodsMark(lot="L", expires_on=date(2026, 12, 31)),
        GoodsMark(serial="S", lot="L", expires_on=date(2026, 1, 1)),
    ],
)
def test_a_line_keeps_its_marks(mark: GoodsMark | None) -> None:
    assert mark_from_json(mark_to_json(mark)) == mark
