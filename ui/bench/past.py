"""A past of any length: a few sales as the till really posts them, repeated over many days.

Only the first sales are posted by the services. What they wrote is then written again, under other
ids, numbers and moments, as fast as SQLite takes it: a million orders in minutes instead of hours.
The repeated journal and tape are as large as real ones, but their hashes do not chain.
"""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from itertools import cycle, islice

from pos.services.checkout import complete_sale
from pos.services.permissions import Actor
from pos.services.shifts import CloseShiftWish, OpenShiftWish, close_shift, open_shift
from pos.uow import Store, WriteTx
from ui.bench.echo import Pattern, repeat
from ui.bench.rehearsal import rehearse
from ui.bench.sales import manager_id, random_codes, ready_to_pay
from ui.bench.set_clock import SetClock

PATTERNS = 20
ORDERS_OF_DAY = 1_000
OPEN_FOR = timedelta(hours=12)
FLOAT_CENTS = 10_000

TAPE_DAYS = 35
"""The tape keeps facts that central has for so long; older ones are gone (sync.md 2.6)."""


def begin_day(store: Store) -> None:
    """Open a shift."""
    with store.write() as tx:
        actor = Actor(staff_id=manager_id(tx))
        wish = OpenShiftWish(actor=actor, opening_float_cents=FLOAT_CENTS, note="counted")
        open_shift(tx, wish)


def write_past(store: Store, clock: SetClock, *, seed: int, variants: int, orders: int) -> None:
    """Live through days until there are so many orders; the shift of the next day is open."""
    clock.move(timedelta(minutes=30))
    codes = random_codes(seed, "past", variants=variants)
    written = rehearse(store, [partial(_sell, codes)] * PATTERNS)
    patterns = cycle([Pattern(one, made_at=clock.now()) for one in written])
    for first in range(0, orders, ORDERS_OF_DAY):
        today = islice(patterns, min(ORDERS_OF_DAY, orders - first))
        is_recent = orders - first <= TAPE_DAYS * ORDERS_OF_DAY
        with store.write() as tx:
            repeat(tx, today, span=OPEN_FOR / ORDERS_OF_DAY, on_tape=is_recent)
        clock.move(OPEN_FOR)
        _end_day(store)
        clock.move(timedelta(days=1) - OPEN_FOR)
        begin_day(store)


def _sell(codes: Iterator[str], tx: WriteTx) -> None:
    complete_sale(tx, ready_to_pay(tx, codes))


def _end_day(store: Store) -> None:
    with store.write() as tx:
        actor = Actor(staff_id=manager_id(tx))
        wish = CloseShiftWish(
            actor=actor, counted_cash_cents=FLOAT_CENTS, count_detail={}, note="counted"
        )
        close_shift(tx, wish)
