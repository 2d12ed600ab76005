"""`countertop init`: makes the local database, empty or with a shop worth looking at."""

import json
import sys
from argparse import ArgumentParser, Namespace
from datetime import date
from zoneinfo import ZoneInfo

from pos.demo_shop.fill import fill_register
from pos.demo_shop.shop import DemoShop, make_shop
from pos.demo_shop.storefront import DEMO_STOREFRONT
from pos.register_file import create_register
from pos.runtime.clock import SystemClock
from pos.runtime.ids import TimeOrderedIds
from pos.runtime.paths import find_paths
from pos.runtime.place import (
    check_currency,
    country_currency,
    machine_timezone,
    prices_include_tax,
)
from pos.services.installation import FirstManager, SetUpShop, refuse_second_shop, set_up_shop
from pos.services.people import draw_pin
from pos.uow import Store
from ui.command import DONE, Command
from ui.text import command_line as words

FIRST_EMPLOYEE_NO = "1"


def add_arguments(parser: ArgumentParser) -> None:
    """Take the shop's name and place, or the wish for a demo shop."""
    parser.add_argument("--demo", action="store_true", help="fill a shop worth looking at")
    parser.add_argument("--seed", type=int, help="with --demo: another shop, the same each time")
    parser.add_argument("--store", metavar="NAME", default="My shop", help="name of the shop")
    parser.add_argument("--currency", metavar="CODE", help="ISO 4217; default: the country's")
    parser.add_argument("--country", metavar="CC", default="AT", help="ISO 3166, two letters")
    parser.add_argument("--manager", metavar="NAME", default="Manager", help="who signs in first")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(wish: Namespace) -> int:
    """Make the database and print who may sign in.

    Raises:
        AlreadySetUpError: There is a shop in it.
        UnknownPlaceError: There is no such country or currency.
        DatabaseIsNewerError: A newer version of the program wrote it.
        UnavailableError: The data folder cannot be written.
    """
    paths = find_paths()
    clock = SystemClock()
    with create_register(paths, clock=clock, ids=TimeOrderedIds(clock)) as store:
        refuse_second_shop(store)
        answer = _demo(store, wish, clock) if wish.demo else _empty(store, wish)
    answer = {"database": str(paths.database), **answer}
    if wish.json:
        json.dump(answer, sys.stdout, indent=2)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(words.made_shop(answer))
    return DONE


def _demo(store: Store, wish: Namespace, clock: SystemClock) -> dict[str, object]:
    today = clock.now().astimezone(ZoneInfo(DEMO_STOREFRONT.timezone)).date()
    shop = _demo_shop(today, wish.seed)
    fill_register(store, shop)
    return {
        "store": shop.storefront.name,
        "staff": [
            {"employee_no": each.employee_no, "name": each.name, "pin": each.pin}
            for each in shop.staff
        ],
    }


def _demo_shop(today: date, seed: int | None) -> DemoShop:
    return make_shop(last_day=today) if seed is None else make_shop(last_day=today, seed=seed)


def _empty(store: Store, wish: Namespace) -> dict[str, object]:
    country = wish.country.upper()
    manager = FirstManager(
        name=wish.manager,
        employee_no=FIRST_EMPLOYEE_NO,
        pin=draw_pin(),
    )
    with store.write() as tx:
        set_up_shop(
            tx,
            SetUpShop(
                store_name=wish.store,
                currency=_currency(wish.currency, country),
                country=country,
                timezone=machine_timezone(),
                prices_include_tax=prices_include_tax(country),
                manager=manager,
            ),
        )
    return {
        "store": wish.store,
        "staff": [{"employee_no": manager.employee_no, "name": manager.name, "pin": manager.pin}],
    }


def _currency(named: str | None, country: str) -> str:
    return country_currency(country) if named is None else check_currency(named.upper())


COMMAND = Command(
    name="init",
    help="Make the local database; --demo fills a shop worth looking at.",
    add_arguments=add_arguments,
    run=run,
)
