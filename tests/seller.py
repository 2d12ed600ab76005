"""Sells shirts in a process of its own until somebody kills it; each number it prints is posted."""

import sys
from pathlib import Path

from pos.queries.shifts import find_open_shift
from pos.runtime.clock import SystemClock
from pos.runtime.ids import TimeOrderedIds
from pos.services.carts import save_cart
from pos.services.checkout import complete_sale
from pos.uow import Store
from tests.shop import SHIRT, find_shop

SALES_MAX = 500


def sell_until_killed(path: Path) -> None:
    clock = SystemClock()
    shop = find_shop(Store(path, clock=clock, ids=TimeOrderedIds(clock)))
    with shop.store.read() as tx:
        is_open = find_open_shift(tx) is not None
    if not is_open:
        shop.open_shift()
    for _ in range(SALES_MAX):
        cart = shop.cart_of(SHIRT)
        with shop.store.write() as tx:
            save_cart(tx, cart, staff_id=shop.ada)
        wish = shop.sale_of(cart)
        with shop.store.write() as tx:
            sale = complete_sale(tx, wish)
        sys.stdout.write(f"{sale.number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sell_until_killed(Path(sys.argv[1]))
