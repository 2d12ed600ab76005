"""Opens and closes the registers of the demo, as somebody does who unlocks the shop."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pos.queries.shifts import find_last_closed_shift
from pos.register_file import open_register
from pos.runtime.clock import Clock
from pos.runtime.ids import TimeOrderedIds
from pos.runtime.paths import Paths
from pos.services.settings import choose_setting
from pos.training import open_training
from sync.way import Way
from ui.app import Till, TillSetup
from ui.demo.hand import Hand
from ui.demo.till_at_work import Paper, TillAtWork

LOCALE = "en_GB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """How the window looks."""

    theme: str = "light"
    width_px: int = 1366
    height_px: int = 768


DAYLIGHT = Looks()


@contextmanager
def open_till(
    paths: Paths,
    paper: Paper,
    *,
    clock: Clock,
    looks: Looks = DAYLIGHT,
    is_alone: bool = False,
    is_training: bool = False,
) -> Iterator[TillAtWork]:
    """Open a register's window, with a printer that writes into a file.

    Args:
        is_alone: It has no central.
        is_training: It works on a copy of the shop.
    """
    ids = TimeOrderedIds(clock)
    open_store = open_training if is_training else open_register
    with open_store(paths, clock=clock, ids=ids) as store:
        with store.write() as tx:
            choose_setting(tx, "printer_address", f"file:{paper.printed}")
            choose_setting(tx, "theme", looks.theme)
            choose_setting(tx, "lock_after_s", 0)
        till = Till(
            TillSetup(
                store=store,
                clock=clock,
                ids=ids,
                locale=LOCALE,
                way=None if is_alone else Way(secrets_file=paths.secrets, clock=clock),
            )
        )
        try:
            till.window.resize(looks.width_px, looks.height_px)
            till.window.show()
            hand = Hand(till.window, clock)
            yield TillAtWork(store, till, hand, paper=paper, clock=clock)
        finally:
            till.window.close()
            till.close()


def left_by_last_close(paths: Paths, *, clock: Clock) -> int:
    """Return what the last shift of a register left in the drawer, in minor units; 0 if none."""
    with (
        open_register(paths, clock=clock, ids=TimeOrderedIds(clock)) as store,
        store.read() as tx,
    ):
        last = find_last_closed_shift(tx)
    return 0 if last is None else last.counted_cash_cents
