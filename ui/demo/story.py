"""A day at two registers, performed by hands: sell, pay, print, take back, close, sync, check."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pos.demo_shop.shop import DemoShop
from pos.runtime.clock import Clock
from ui.app import make_application
from ui.demo.artifacts import make_papers
from ui.demo.checks import Check, Day, check_day
from ui.demo.goods import choose_goods
from ui.demo.opening import left_by_last_close, open_till
from ui.demo.premises import Premises
from ui.demo.till_at_work import Paper, TillAtWork

FIRST = "R1"
SECOND = "R2"
FLOAT_CENTS = 10_000
CASH_TYPED = "20"
CASH_TYPED_CENTS = 2_000
PICTURED = ("orders", "stock", "cash")

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the demo did.

    Attributes:
        files: What it left in its folder, relative to it.
    """

    checks: tuple[Check, ...]
    files: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether every check held."""
        return all(check.ok for check in self.checks)


def perform(out: Path, *, clock: Clock, say: Say) -> Outcome:
    """Perform the day and check what became of it.

    Args:
        out: A folder for everything that the day makes; what an earlier day left in it is
            replaced.
        say: Takes a sentence about each step.

    Raises:
        UnavailableError: Central or the disk is in trouble.
        TillStuckError: The window did not do what it should.
    """
    make_application([])
    with _open_premises(out, clock=clock) as premises:
        say("Opening a shop with a central database and two registers.")
        shop = premises.open_central()
        for code in (FIRST, SECOND):
            premises.join(code)
        day = _live(premises, shop, out, say)
        say("Looking at both registers and at central.")
        checks = check_day(premises, day)
        make_papers(premises.register(FIRST), day, out, clock=clock)
    files = [path for path in out.rglob("*") if path.is_file() and path.parent.name != "shop"]
    kept = sorted(str(path.relative_to(out)) for path in files if "shop" not in path.parts)
    return Outcome(checks=checks, files=tuple(kept))


def _live(premises: Premises, shop: DemoShop, out: Path, say: Say) -> Day:
    goods = choose_goods(shop)
    maya, tomas = shop.staff[0], shop.staff[1]
    opening = left_by_last_close(premises.register(FIRST), clock=premises.clock) or FLOAT_CENTS
    with ExitStack() as stack:
        first = stack.enter_context(_till(premises, FIRST, out))
        say(f"{maya.name} signs in at the first register and opens the shift.")
        first.sign_in(maya.employee_no, maya.pin)
        first.open_shift(opening)
        say("A customer buys three things, pays twenty in cash and the rest by card.")
        first.scan(goods[0].code, goods[1].code, goods[0].code)
        first.look_around("sell")
        first.pay_cash_and_card(CASH_TYPED)
        say("The next one pays with exactly the right cash.")
        first.scan(goods[2].code)
        first.pay_exact_cash()
        first.wait_for_sync()
        numbers = first.newest_numbers(2)
        say(f"{tomas.name} takes one of them back at the second register.")
        second = stack.enter_context(_till(premises, SECOND, out))
        second.sign_in(tomas.employee_no, tomas.pin)
        second.open_shift(FLOAT_CENTS)
        second.wait_for_order(numbers[0])
        second.take_back(numbers[0], goods[0].code)
        say("Both count their drawers and close.")
        for screen in PICTURED:
            first.look_at(screen)
        first.close_shift(opening + CASH_TYPED_CENTS + goods[2].price_cents)
        first.wait_for_paper()
        second.close_shift(FLOAT_CENTS - second.paid_out_in_cash())
        second.wait_for_paper()
        first.wait_for_sync()
        second.wait_for_sync()
    return Day(registers=(FIRST, SECOND), sales=numbers, returned_from=numbers[0], goods=goods)


@contextmanager
def _till(premises: Premises, code: str, out: Path) -> Iterator[TillAtWork]:
    pictures = out / "pictures" / code
    pictures.mkdir(parents=True, exist_ok=True)
    paper = Paper(printed=out / f"printed-{code}.escpos", pictures=pictures)
    paper.printed.unlink(missing_ok=True)
    with open_till(premises.register(code), paper, clock=premises.clock) as till:
        yield till


@contextmanager
def _open_premises(out: Path, *, clock: Clock) -> Iterator[Premises]:
    premises = Premises(root=out / "shop", clock=clock)
    premises.clear()
    try:
        yield premises
    finally:
        premises.central.stop()
