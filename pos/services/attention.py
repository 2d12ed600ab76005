"""Takes down what people want done about things that central set aside.

A wish is kept here and goes out with the next round, so it can be made while central is away.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from models.sync import SyncStateRow
from pos.queries.attention import COMPARED_KEY, WISHES_KEY, FactKey, Wishes, read_wishes
from pos.runtime.changes import Topic
from pos.uow import WriteTx

T = TypeVar("T")

_STATE = SyncStateRow.__table__
_FIND = sa.select(_STATE.c.value).where(_STATE.c.key == sa.bindparam("name"))
_insert = sqlite.insert(_STATE)
_KEEP = _insert.on_conflict_do_update(
    index_elements=["key"],
    set_={"value": _insert.excluded.value, "updated_at": _insert.excluded.updated_at},
)


def ask_again(tx: WriteTx, facts: Iterable[FactKey]) -> None:
    """Have central take facts again that it set aside."""
    wishes = read_wishes(tx.connection)
    _keep(tx, replace(wishes, retry=_with(wishes.retry, facts)))


def note_seen(tx: WriteTx, clashes: Iterable[UUID], *, by: UUID) -> None:
    """Note that a person has seen clashes; nobody is shown them again."""
    wishes = read_wishes(tx.connection)
    known = {clash for clash, _person in wishes.seen}
    new = ((clash, by) for clash in clashes if clash not in known)
    _keep(tx, replace(wishes, seen=_with(wishes.seen, new)))


def note_difference_seen(tx: WriteTx) -> None:
    """Note that a person has seen what the last comparison found."""
    known = tx.connection.execute(_FIND, {"name": COMPARED_KEY}).scalar_one_or_none() or {}
    value = {name: said for name, said in known.items() if name != "difference"}
    tx.connection.execute(_KEEP, {"key": COMPARED_KEY, "value": value, "updated_at": tx.now})
    tx.touched(Topic.ATTENTION)


def note_corrected(tx: WriteTx, fact: FactKey) -> None:
    """Note that a fact was said right, so that nobody does it twice before central knows."""
    wishes = read_wishes(tx.connection)
    _keep(tx, replace(wishes, corrected=_with(wishes.corrected, [fact])))


def _with(known: tuple[T, ...], new: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*known, *new)))


def _keep(tx: WriteTx, wishes: Wishes) -> None:
    tx.connection.execute(
        _KEEP, {"key": WISHES_KEY, "value": wishes.document(), "updated_at": tx.now}
    )
    tx.touched(Topic.ATTENTION)
    tx.touched(Topic.OUTBOX)  # there is something to carry
