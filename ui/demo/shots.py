"""Takes pictures of every screen, light and dark, in the sizes that tills have."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pos.demo_shop.fill import fill_register
from pos.demo_shop.shop import DemoShop
from pos.register_file import create_register
from pos.runtime.clock import Clock
from pos.runtime.ids import TimeOrderedIds
from pos.runtime.paths import Paths
from ui.app import make_application
from ui.demo.customer_page import CustomerPage
from ui.demo.goods import (
    Good,
    choose_breakfast,
    choose_goods,
    choose_made_to_order,
    choose_on_offer,
)
from ui.demo.made_orders import DEPOSIT_CENTS, MadeOrders, take_orders
from ui.demo.opening import Looks, left_by_last_close, open_till
from ui.demo.premises import demo_shop, today_at_demo
from ui.demo.story import CASH_TYPED, CASH_TYPED_CENTS, FLOAT_CENTS, Say
from ui.demo.till_at_work import Paper, TillAtWork

SIZES_PX = ((1366, 768), (1920, 1080))
THEMES = ("light", "dark")
TABLES = {"orders": "orders", "stock": "stock-rows", "customers": "customers"}
"""The name of the list on each screen that has one."""

CREDIT_TYPED = "15"
KILOGRAMS_TYPED = "1.25"
HELD = 2

WORDS = "Happy birthday, Mia"
"""What shall stand on a cake."""

COUPON = "FRIENDS"
"""A coupon that adds to every offer."""

PATTERNS_SETTING = "Codes of scales and cards"

PATTERNS = "weight 21iiiiivvvvvc 3; price 23iiiiivvvvvc; customer 29*"
LABEL = "2312345010490"
"""What a scale prints on a packet for 10.49."""

NEW_OFFER = "Spring, 10 % off"
"""An offer that is being made."""

SET_UP = (
    ("staff", 0),
    ("roles", 3),
    ("payment_methods", 1),
    ("taxes", 0),
    ("offers", 0),
    ("price_lists", 0),
    ("made_to_order", 0),
    ("money_rules", 0),
    ("registers", 0),
    ("settings", 5),
    ("own_pin", 0),
)
"""Sections of the setup screen, and the row of each that is chosen."""


def take_shots(out: Path, *, clock: Clock, say: Say) -> tuple[str, ...]:
    """Save the pictures as NAME-THEME-WxH.png and return their names.

    Raises:
        UnavailableError: The window did not do what it should, or the disk is in trouble.
    """
    make_application([])
    with _shop(clock) as (paths, shop):
        goods = choose_goods(shop)
        for theme in THEMES:
            for width_px, height_px in SIZES_PX:
                looks = Looks(theme=theme, width_px=width_px, height_px=height_px)
                say(f"{theme}, {width_px} by {height_px}")
                _go_through(paths, shop, goods, looks=looks, out=out, clock=clock)
    return tuple(sorted(path.name for path in out.glob("*.png")))


def _go_through(
    paths: Paths,
    shop: DemoShop,
    goods: tuple[Good, ...],
    *,
    looks: Looks,
    out: Path,
    clock: Clock,
) -> None:
    opening = left_by_last_close(paths, clock=clock) or FLOAT_CENTS
    paper = Paper(
        printed=paths.home / "printed.escpos",
        pictures=out,
        suffix=f"-{looks.theme}-{looks.width_px}x{looks.height_px}",
    )
    manager = shop.staff[-1]
    with open_till(paths, paper, clock=clock, looks=looks, is_training=True) as till:
        till.sign_in(manager.employee_no, manager.pin)
        till.look_at("sell", name="training")
    with open_till(paths, paper, clock=clock, looks=looks, is_alone=True) as till:
        till.look_around("sign-in")
        till.sign_in(manager.employee_no, manager.pin)
        till.look_at("cash", name="cash-closed")
        till.open_shift(opening)
        _take_an_order(till.made_orders, choose_made_to_order(shop))
        _sell(till, shop, goods)
        for screen, table in TABLES.items():
            till.look_at(screen, name=f"{screen}-list")
            till.choose_row(table, 0, name=screen)
        _look_after(till.customer_page)
        till.begin_return(till.newest_numbers(1)[0], goods[0].code)
        till.look_around("returns")
        till.look_at("cash")
        till.look_at_attention()
        for section, row in SET_UP:
            till.set_up(section, row)
        till.begin_offer(NEW_OFFER)
        till.try_codes(PATTERNS_SETTING, PATTERNS, LABEL)
        till.go_offline()
        till.look_at("sell", name="sell-offline")
        till.go_online()
        _ask_somebody(till, shop, goods[0])
        till.close_shift(opening + CASH_TYPED_CENTS + DEPOSIT_CENTS)


def _sell(till: TillAtWork, shop: DemoShop, goods: tuple[Good, ...]) -> None:
    till.look_at("sell", name="sell-empty")
    till.counter.look_at_keys()
    till.look_at_offers(choose_on_offer(shop), coupon=COUPON)
    till.counter.scan_unknown()
    till.counter.hold(goods[1].code, goods[2].code)
    till.counter.weigh_first(KILOGRAMS_TYPED)
    till.scan(*choose_breakfast(shop), goods[0].code)
    till.counter.reduce_line()
    till.look_around("sell")
    till.counter.name_customer()
    till.counter.pay_in_two_ways(CASH_TYPED)
    till.counter.give_up_held(HELD)


def _ask_somebody(till: TillAtWork, shop: DemoShop, good: Good) -> None:
    """Let somebody sell who may not do all of it alone, after another one mistyped their PIN."""
    cashier, other, manager = shop.staff
    till.lock()
    till.type_wrong_pins(other.employee_no)
    till.sign_in(cashier.employee_no, cashier.pin)
    till.counter.ask_for_approval(good.code)
    till.lock()
    till.sign_in(manager.employee_no, manager.pin)


def _take_an_order(orders: MadeOrders, code: str) -> None:
    orders.order(code, WORDS)
    orders.look_at_what_waits()
    orders.come_for_it()


def _look_after(page: CustomerPage) -> None:
    page.look_at_address()
    page.look_at_erasure()
    page.give_credit(CREDIT_TYPED)
    page.look_at_limit()


@contextmanager
def _shop(clock: Clock) -> Iterator[tuple[Paths, DemoShop]]:
    shop = demo_shop(today_at_demo(clock))
    with tempfile.TemporaryDirectory(prefix="countertop-") as folder:
        paths = Paths(home=Path(folder))
        with create_register(paths, clock=clock, ids=TimeOrderedIds(clock)) as store:
            fill_register(store, shop)
            take_orders(store, shop.staff[-1].employee_no)
        yield paths, shop
