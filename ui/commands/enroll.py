"""`countertop enroll`: makes this installation a register of a store."""

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from contextlib import closing

from pos.runtime.clock import SystemClock
from pos.runtime.ids import TimeOrderedIds
from pos.runtime.lanes import Lanes
from pos.runtime.paths import find_paths
from ui.command import DONE, Command
from ui.text import central as words

CENTRAL_URL = "COUNTERTOP_CENTRAL_URL"


def add_arguments(parser: ArgumentParser) -> None:
    """Take where central is, and which register this shall be."""
    parser.add_argument(
        "url",
        nargs="?" if CENTRAL_URL in os.environ else None,
        default=os.environ.get(CENTRAL_URL),
        metavar="URL",
        help=f"libpq URL of central's owner; default: {CENTRAL_URL}",
    )
    parser.add_argument("--store", required=True, metavar="CODE", help="the store's code")
    parser.add_argument("--register", required=True, metavar="CODE", help="the register's code")
    manner = parser.add_mutually_exclusive_group()
    manner.add_argument("--create-store", metavar="NAME", help="make the store when it is missing")
    manner.add_argument(
        "--adopt",
        action="store_true",
        help="bring along the shop that worked alone here, with its whole past",
    )
    manner.add_argument(
        "--take-over",
        action="store_true",
        help="take the place of a lost installation; its numbers go on under a new letter",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(wish: Namespace) -> int:
    """Enrol, load what the store needs, and say what this register is now.

    Raises:
        RefusedError: The store is missing, the register is taken, or this is one already; or what
            is brought along clashes with what central has.
        UnavailableError: Central or the disk is in trouble.
    """
    from pos.register_file import create_register
    from sync.adoption import adopt
    from sync.enrolment import Enrol, enrol

    paths, clock = find_paths(), SystemClock()
    enrolment = Enrol(
        url=wish.url,
        store_code=wish.store,
        register_code=wish.register,
        create_store=wish.create_store,
        take_over=wish.take_over,
    )
    with (
        create_register(paths, clock=clock, ids=TimeOrderedIds(clock)) as store,
        closing(Lanes(store)) as lanes,
    ):
        join = adopt if wish.adopt else enrol
        outcome = join(lanes, enrolment, secrets_file=paths.secrets, clock=clock)
    answer = {
        "store": wish.store,
        "register": wish.register,
        "register_id": str(outcome.register_id),
        "incarnation": outcome.incarnation,
        "number_prefix": outcome.number_prefix,
        "secret_in": outcome.secret_in,
        "received": outcome.received,
        "set_aside": outcome.set_aside,
        "staff": outcome.staff,
    }
    if wish.json:
        json.dump(answer, sys.stdout, indent=2)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(words.enrolled(answer))
    return DONE


COMMAND = Command(
    name="enroll",
    help="Make this installation a register of a store.",
    add_arguments=add_arguments,
    run=run,
)
