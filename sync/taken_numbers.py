"""Numbers of this register's own series that a copy of it has given: they are passed over here.

Until a copy notices that it is one, it sells under the numbers of the life that both lead. Where
central takes its sale first, the number is gone, and the till whose number it would have been next
goes on after it. The series stays without gaps over both.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pos import identity
from pos.uow import WriteTx
from sync.wire import RowsByTable

SERIES = {"": "order", "R": "return", "P": "payment", "F": "refund"}
"""Counters by the letter before the digits of their numbers."""

_TAIL = re.compile(r"-([RPF]?)(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    counter: str
    number: int


def pass_over_taken(tx: WriteTx, rows: RowsByTable) -> None:
    """Move the counters behind the numbers of this register's series that came down."""
    numbers = [str(row.values["number"]) for row in rows if row.values and row.values.get("number")]
    if not numbers or identity.find_register_id(tx.connection) is None:
        return
    for taken in _of_series(numbers, tx.register.number_prefix):
        ahead = taken.number - tx.counters.get(taken.counter).value
        if ahead > 0:
            tx.counters.add(taken.counter, ahead, at=tx.now)


def _of_series(numbers: Iterable[str], prefix: str) -> Iterator[_Taken]:
    for number in numbers:
        if number.startswith(prefix):
            tail = _TAIL.fullmatch(number, len(prefix))
            if tail:
                yield _Taken(counter=SERIES[tail[1]], number=int(tail[2]))
