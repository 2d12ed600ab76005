"""Compares both sides by itself: the facts when a shift was closed, the board too once a day.

The day's comparison comes with the first round after three in the morning of the store: at night
where the till is left on, else before the first customer. What differed is kept for a person to
see; rows of the board were read again by then.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

import sqlalchemy as sa

from models.drawer import ShiftRow
from pos import identity
from pos.queries.attention import COMPARED_KEY
from pos.runtime.changes import Topic
from pos.uow import ReadTx, WriteTx
from sync.connection import Central
from sync.desk import Desk
from sync.state import find_value, keep_value, read_held
from sync.verify import Verified, verify, verify_facts

DAY_BEGINS = time(3)
LOOKED_BACK = timedelta(hours=48)
"""Facts of the last two days are looked up: a shift may have been open over night."""

_SHIFTS = ShiftRow.__table__
_LAST_CLOSED = (
    sa.select(_SHIFTS.c.id)
    .where(_SHIFTS.c.status == "closed")
    .order_by(_SHIFTS.c.closed_at.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Up to where both sides were compared.

    Attributes:
        shift: Id of the last closed shift then; "" before the first.
        day_at: When the board was compared, central's time.
    """

    shift: str
    day_at: datetime


def compare_when_due(desk: Desk, central: Central, *, now: datetime) -> Verified | None:
    """Compare what is due, keep what differed, and return what was found; None: nothing was due.

    Args:
        now: Central's time.

    Raises:
        UnavailableError: Central or the disk is in trouble; it is due again in the next round.
    """
    here, before = desk.ask(lambda tx: (_where(tx, now), _find_compared(tx)))
    if here is None or here == before:
        return None
    if before is None:
        desk.write(lambda tx: _keep(tx, here, found=None))  # all of it has just come
        return None
    is_day = here.day_at > before.day_at
    compare = verify if is_day else verify_facts
    found = compare(desk, central, since=desk.ask(lambda tx: _looked_back(tx, now)))
    desk.write(lambda tx: _keep(tx, here, found=found))
    return found


def _where(tx: ReadTx, now: datetime) -> Compared | None:
    if identity.find_register_id(tx.connection) is None:
        return None
    local = now.astimezone(tx.register.timezone)
    begun = datetime.combine(local.date(), DAY_BEGINS, tzinfo=local.tzinfo)
    day_at = begun if begun <= local else begun - timedelta(days=1)
    shift = tx.connection.execute(_LAST_CLOSED).scalar_one_or_none()
    return Compared(shift=str(shift or ""), day_at=day_at)


def _looked_back(tx: ReadTx, now: datetime) -> datetime:
    """Return from when on facts are looked up, by the clock of this machine: it dated them."""
    offset = timedelta(milliseconds=read_held(tx.connection).clock_offset_ms)
    return now + offset - LOOKED_BACK


def _find_compared(tx: ReadTx) -> Compared | None:
    value = find_value(tx.connection, COMPARED_KEY)
    if value is None:
        return None
    return Compared(shift=value["shift"], day_at=datetime.fromisoformat(value["day_at"]))


def _keep(tx: WriteTx, here: Compared, *, found: Verified | None) -> None:
    before = find_value(tx.connection, COMPARED_KEY) or {}
    value = {**before, "shift": here.shift, "day_at": here.day_at.isoformat()}
    if found is not None and not found.is_well:
        value["difference"] = {
            "since": tx.now.isoformat(),
            "missing": found.missing,
            "mended": found.mended,
            "damaged": found.damaged,
        }
        tx.touched(Topic.ATTENTION)
    keep_value(tx.connection, COMPARED_KEY, value, now=tx.now)
