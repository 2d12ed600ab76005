"""Looks afterwards whether the day left the same in both registers and in central."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass

from pos.journal_file import check_journal
from sync.connection import connect
from ui.demo.goods import Good
from ui.demo.premises import Premises

Row = tuple[object, ...]
Ask = Callable[..., list[Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What happened.

    Attributes:
        sales: Numbers of the day's sales at the first register, newest first.
        returned_from: The sale of which one piece of `goods[0]` came back at the second.
    """

    registers: tuple[str, ...]
    sales: tuple[str, ...]
    returned_from: str
    goods: tuple[Good, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that must be so.

    Attributes:
        detail: What was seen.
    """

    name: str
    ok: bool
    detail: str


_STOCK_IS_ITS_MOVEMENTS = """
    SELECT count(*) FROM inventory_levels level WHERE level.on_hand <> (
      SELECT coalesce(sum(moved.quantity_delta), 0) FROM stock_movements moved
      WHERE moved.variant_id = level.variant_id AND moved.location_id = level.location_id)
"""
_ORDERS_BALANCE = """
    SELECT count(*) FROM orders o WHERE o.total_cents <> (
      SELECT coalesce(sum(l.total_cents), 0) FROM order_lines l WHERE l.order_id = o.id)
    OR o.total_cents <> (
      SELECT coalesce(sum(p.amount_cents), 0) FROM payments p WHERE p.order_id = o.id)
"""
_TURNOVER = "SELECT count(*), sum(total_cents), sum(refunded_cents) FROM orders"
_WAITING = "SELECT count(*) FROM outbox WHERE acked_at IS NULL"


def check_day(premises: Premises, day: Day) -> tuple[Check, ...]:
    """Return every check with what was seen."""
    with closing(connect(premises.central.url)) as central:

        def ask_central(question: str, *values: object) -> list[Row]:
            return central.execute(question.encode(), values).fetchall()

        found = list(_check_central(ask_central, day))
        for code in day.registers:
            found.extend(_check_register(premises, code, ask_central))
    return tuple(found)


def _check_central(ask: Ask, day: Day) -> Iterator[Check]:
    for number in day.sales:
        ((times,),) = ask("SELECT count(*) FROM orders WHERE number = %s", number)
        yield _check(f"central holds {number} once", times == 1, f"{times} times")
    ((status, returned),) = ask(
        "SELECT o.payment_status, (SELECT sum(l.returned_qty) FROM order_lines l"
        " WHERE l.order_id = o.id) FROM orders o WHERE o.number = %s",
        day.returned_from,
    )
    yield _check(
        "the return reached the sale it belongs to",
        status == "partially_refunded" and returned == 1,
        f"{status}, {returned} back",
    )
    ((off,),) = ask(_STOCK_IS_ITS_MOVEMENTS)
    yield _check("central's stock is the sum of its movements", off == 0, f"{off} levels are off")
    ((off,),) = ask(_ORDERS_BALANCE)
    yield _check("every order in central balances", off == 0, f"{off} do not")
    ((dead,),) = ask("SELECT count(*) FROM sync.dead_letter")
    yield _check("central set nothing aside", dead == 0, f"{dead} facts")


def _check_register(premises: Premises, code: str, ask_central: Ask) -> Iterator[Check]:
    path = premises.register(code).database
    journal = check_journal(path)
    yield _check(
        f"the journal of {code} verifies", journal.fault is None, f"{journal.entries} entries"
    )
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:

        def ask(question: str) -> list[Row]:
            return connection.execute(question).fetchall()

        ((waiting,),) = ask(_WAITING)
        yield _check(f"{code} sent everything", waiting == 0, f"{waiting} facts wait")
        ((off,),) = ask(_ORDERS_BALANCE)
        yield _check(f"every order in {code} balances", off == 0, f"{off} do not")
        ours, theirs = ask(_TURNOVER), ask_central(_TURNOVER)
        same = [*map(str, *ours)] == [*map(str, *theirs)]
        yield _check(
            f"{code} and central agree on the turnover",
            same,
            f"{_read(*ours)} here, {_read(*theirs)} there",
        )
        ((expected, counted),) = ask(
            "SELECT expected_cash_cents, counted_cash_cents FROM shifts"
            " WHERE status = 'closed' ORDER BY closed_at DESC LIMIT 1"
        )
        yield _check(
            f"the drawer of {code} is right", expected == counted, f"{counted} of {expected} cents"
        )


def _read(row: Row) -> str:
    orders, sold, back = row
    return f"{orders} orders of {sold} cents, {back} back"


def _check(name: str, held: bool, detail: str) -> Check:  # noqa: FBT001 - its very subject
    return Check(name=name, ok=held, detail=detail)
