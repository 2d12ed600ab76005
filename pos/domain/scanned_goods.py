"""How much of an article a code stands for, where the code says more than which article it is."""

from dataclasses import dataclass

from pos.domain.barcode import quantity_for_price
from pos.domain.goods_mark import GoodsMark
from pos.domain.gs1 import Gs1Elements
from pos.domain.money import divide
from pos.domain.product import SellableItem
from pos.domain.quantity import Unit, is_measured


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedGoods:
    """What goes into the cart.

    Attributes:
        units: Whole units of the article; None: the code does not say, somebody has to weigh.
        fixed_cents: What the code says that the packet costs; None: quantity times price.
        mark: What it says of this very piece.
    """

    units: int | None
    fixed_cents: int | None = None
    mark: GoodsMark | None = None


def goods_of(
    item: SellableItem, elements: Gs1Elements, *, times: int, exponent: int
) -> ScannedGoods:
    """Return what the element strings of a code stand for.

    Args:
        times: So many of them; a piece with a serial number is one whatever was typed.
        exponent: The decimals of the shop's currency.
    """
    mark = _mark(elements)
    fixed = _price_cents(elements, exponent)
    if not is_measured(item.unit):
        count = 1 if elements.serial is not None or fixed is not None else times
        return ScannedGoods(units=item.pack_qty * count, fixed_cents=fixed, mark=mark)
    if item.unit is Unit.GRAM and elements.weight_g:
        return ScannedGoods(units=elements.weight_g, fixed_cents=fixed, mark=mark)
    if fixed is None:
        return ScannedGoods(units=None, mark=mark)
    units = quantity_for_price(
        fixed, unit_price_cents=item.price_cents, price_unit_qty=item.price_unit_qty
    )
    return ScannedGoods(units=units, fixed_cents=fixed, mark=mark)


def _mark(elements: Gs1Elements) -> GoodsMark | None:
    mark = GoodsMark(serial=elements.serial, lot=elements.lot, expires_on=elements.expires_on)
    return None if mark == GoodsMark() else mark


def _price_cents(elements: Gs1Elements, exponent: int) -> int | None:
    """Return the price on the packet in minor units; None: the code names none."""
    if not elements.price_digits:
        return None
    return divide(elements.price_digits * 10**exponent, 10**elements.price_decimals)
