"""A till as `countertop run` starts it, until its sign-in is painted."""

from collections.abc import Generator
from contextlib import contextmanager

from pos.register_file import open_register
from pos.runtime.clock import SystemClock
from pos.runtime.ids import TimeOrderedIds
from pos.runtime.paths import find_paths
from pos.uow import Store
from sync.way import Way
from ui.app import Till, TillSetup, make_application
from ui.bench.programs.cost import tell_cost
from ui.bench.window import FIRST_PERSON, LOCALE, BenchWindow
from ui.command_line import get_command


@contextmanager
def start_till() -> Generator[tuple[Store, BenchWindow]]:
    """Start a till on this installation's database; the people who may sign in are painted."""
    get_command("run")
    clock = SystemClock()
    ids = TimeOrderedIds(clock)
    paths = find_paths()
    with open_register(paths, clock=clock, ids=ids) as store:
        way = Way(secrets_file=paths.secrets, clock=clock)
        setup = TillSetup(store=store, clock=clock, ids=ids, locale=LOCALE, way=way)
        make_application([])
        till = Till(setup)
        try:
            window = BenchWindow(till)
            window.wait_for_button(FIRST_PERSON)
            yield store, window
            till.window.close()
        finally:
            till.close()


def main() -> None:
    """Print what it costs."""
    with start_till():
        tell_cost()


if __name__ == "__main__":
    main()
