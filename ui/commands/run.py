"""`countertop run`: opens the till."""

import os
import sys
from argparse import ArgumentParser, Namespace
from contextlib import AbstractContextManager, ExitStack

from pos.register_file import open_register
from pos.runtime.clock import SystemClock
from pos.runtime.ids import TimeOrderedIds
from pos.runtime.paths import Paths, find_paths
from pos.runtime.rubbish import collect_by_hand
from pos.uow import Store
from sync.way import Way
from ui.command import Command
from ui.text import command_line as words
from ui.text.language import locale_of_machine

CENTRAL_VARIABLE = "COUNTERTOP_CENTRAL_URL"
DEMO_FOLDER = "demo"
DEMO_REGISTER = "R1"


def add_arguments(parser: ArgumentParser) -> None:
    """Take how the window opens, and on which shop."""
    parser.add_argument("--fullscreen", action="store_true", help="fill the whole screen")
    parser.add_argument(
        "--demo", action="store_true", help="on a demo shop with a central database of its own"
    )

    parser.add_argument(
        "--training", action="store_true", help="on a copy of the shop in which nothing counts"
    )


def run(wish: Namespace) -> int:
    """Open the till and stay until its window is closed.

    Raises:
        DatabaseMissingError: There is no shop yet.
        AlreadyRunningError: The till is open already.
        UnavailableError: The data folder or the disk is in trouble.
    """
    collect_by_hand()
    # Loaded here: the other commands need no window.
    from ui.app import TillSetup, run_till

    clock = SystemClock()
    ids = TimeOrderedIds(clock)
    with ExitStack() as stack:
        paths = _open_demo(stack, clock) if wish.demo else find_paths()
        store = stack.enter_context(_open(wish, paths, clock=clock, ids=ids))
        setup = TillSetup(
            store=store,
            clock=clock,
            ids=ids,
            locale=locale_of_machine(),
            way=None if wish.training else _way_to_central(paths, clock),
        )
        return run_till(setup, fullscreen=wish.fullscreen)


def _open(
    wish: Namespace, paths: Paths, *, clock: SystemClock, ids: TimeOrderedIds
) -> AbstractContextManager[Store]:
    if not wish.training:
        return open_register(paths, clock=clock, ids=ids)
    # Loaded when somebody trains.
    from pos.training import open_training

    return open_training(paths, clock=clock, ids=ids)


def _way_to_central(paths: Paths, clock: SystemClock) -> Way:
    address = os.environ.get(CENTRAL_VARIABLE)
    return Way(secrets_file=paths.secrets, clock=clock, address=address)


def _open_demo(stack: ExitStack, clock: SystemClock) -> Paths:
    """Start the demo business, making it the first time, and return its register's folder."""
    from ui.demo.premises import Premises

    premises = Premises(root=find_paths().home / DEMO_FOLDER, clock=clock)
    if not premises.register(DEMO_REGISTER).database.exists():
        sys.stderr.write(words.making_demo())
    shop = premises.open_central()
    stack.callback(premises.central.stop)
    premises.join(DEMO_REGISTER, past_of=shop)
    sys.stderr.write(words.demo_is_ready(shop.staff))
    return premises.register(DEMO_REGISTER)


COMMAND = Command(
    name="run",
    help="Open the till.",
    add_arguments=add_arguments,
    run=run,
)
