"""Which life this database leads, and how it notices that it was copied or set back.

A database file may come back from a backup, or run on two machines at once; then it would give
numbers a second time that were given already. Each start therefore counts up a generation in the
database and in a file beside it, with the name of the machine. A database that is behind its file
was set back; one without its file, or on another machine, was copied. Either begins another life
before anything is sold: numbers go on under another letter (trust.md S-03, S-05, S-06).
"""

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from models.sync import SyncStateRow
from pos import identity, tape
from pos.uow import ReadTx, Store, WriteTx

LIFE_FIRST = 26 + 26**2 + 26**3 + 1
LIFE_LAST = LIFE_FIRST + 26**4 - 1
"""Lives that a register begins by itself, without asking central: four letters, drawn by lot."""

SERIES = ("order", "payment", "refund", "return")
"""Counters of numbers that begin with the life's letters: each begins at 1 again."""

MACHINE_ID = Path("/etc/machine-id")

_GENERATION = "generation"
_RENEWAL = "renewal"
_FORMER = "former_lives"

_STATE = SyncStateRow.__table__
_FIND = sa.select(_STATE.c.value).where(_STATE.c.key == sa.bindparam("name"))
_DROP = sa.delete(_STATE).where(_STATE.c.key == sa.bindparam("name"))
_insert = sqlite.insert(_STATE)
_KEEP = _insert.on_conflict_do_update(
    index_elements=["key"],
    set_={"value": _insert.excluded.value, "updated_at": _insert.excluded.updated_at},
)


class Reason(StrEnum):
    """Why another life began."""

    SET_BACK = "set_back"
    MOVED = "moved"
    RESTORED = "restored"
    FORKED = "forked"
    FORGOTTEN = "forgotten"
    """Central was set back to before it heard of this life."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """Which start of the program this is.

    Attributes:
        number: Counts the starts.
        machine: A hash that names the machine; "" where it has no name.
    """

    number: int
    machine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """A life that began here and that central does not know of yet.

    Attributes:
        former: The life before, the last that central may know.
        reason: Why.
        began_at: When, UTC.
    """

    former: int
    reason: Reason
    began_at: datetime


def settle(store: Store, *, file: Path, machine: str) -> Reason | None:
    """Count this start, and begin another life where the database was copied or set back.

    Args:
        file: Where the generation is kept beside the database.
        machine: See `name_of_machine`.

    Returns:
        Why another life began; None: all is as it was left.

    Raises:
        UnavailableError: The database cannot be written.
        OSError: The file cannot be written.
    """
    beside = _read_file(file)
    with store.write(origin="life") as tx:
        if identity.find_register_id(tx.connection) is None:
            return None
        reason = _what_happened(_read_generation(tx), beside, machine=machine)
        if reason is not None:
            begin_life(tx, reason)
        fresh = _next(_read_generation(tx), beside, machine=machine)
        _keep(tx, _GENERATION, {"number": fresh.number, "machine": fresh.machine})
    # After the database: a start that is cut off between the two leaves the database ahead.
    _write_file(file, fresh)
    return reason


def begin_life(tx: WriteTx, reason: Reason, *, life: int | None = None) -> int:
    """Let this database lead another life and return which; what waits is sent under it.

    A command that restores a backup calls it, with `Reason.RESTORED`, before anybody sells.

    Args:
        life: The one that central gave; None: one is drawn by lot, and central told at the next
            exchange.
    """
    former = tx.register.incarnation
    begun = life or LIFE_FIRST + tx.new_id().int % (LIFE_LAST - LIFE_FIRST + 1)
    identity.lead_life(tx.connection, begun, now=tx.now)
    central = tx.connection.execute(_FIND, {"name": identity.CENTRAL_KEY}).scalar_one_or_none()
    if central is not None:
        _keep(tx, identity.CENTRAL_KEY, {**central, "incarnation": begun})
        _keep(tx, _FORMER, [former, *find_former_lives(tx)])
        if life is None:
            _note_renewal(tx, former, reason)
    for name in SERIES:
        tx.counters.add(name, -tx.counters.get(name).value, at=tx.now)
    tx.know_again()
    if central is not None:
        tape.wrap_again(tx.connection, counters=tx.counters, register=tx.register, at=tx.now)
    return begun


def find_renewal(tx: ReadTx) -> Renewal | None:
    """Return the life that central has to be told of, or None."""
    value = tx.connection.execute(_FIND, {"name": _RENEWAL}).scalar_one_or_none()
    if value is None:
        return None
    return Renewal(
        former=value["former"],
        reason=Reason(value["reason"]),
        began_at=datetime.fromisoformat(value["began_at"]),
    )


def find_former_lives(tx: ReadTx) -> list[int]:
    """Return the lives that this database led before, the newest first."""
    lives: list[int] | None = tx.connection.execute(_FIND, {"name": _FORMER}).scalar_one_or_none()
    return lives or []


def note_told(tx: WriteTx) -> None:
    """Note that central knows of this life."""
    tx.connection.execute(_DROP, {"name": _RENEWAL})


def name_of_machine(source: Path = MACHINE_ID) -> str:
    """Return a hash that names this machine; "" where the system gives it no name."""
    try:
        name = source.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
    return hashlib.sha256(b"countertop" + name.encode()).hexdigest() if name else ""


def _what_happened(
    here: Generation | None, beside: Generation | None, *, machine: str
) -> Reason | None:
    if here is None and beside is None:
        return None  # the first start
    if here is None or (beside is not None and here.number < beside.number):
        return Reason.SET_BACK
    if machine and here.machine and here.machine != machine:
        return Reason.MOVED
    return Reason.SET_BACK if beside is None else None


def _next(here: Generation | None, beside: Generation | None, *, machine: str) -> Generation:
    newest = max(each.number for each in (here, beside, Generation(number=0, machine="")) if each)
    return Generation(number=newest + 1, machine=machine)


def _note_renewal(tx: WriteTx, former: int, reason: Reason) -> None:
    pending = find_renewal(tx)
    value = {
        "former": pending.former if pending else former,
        "reason": str(pending.reason if pending else reason),
        "began_at": tx.now.isoformat(),
    }
    _keep(tx, _RENEWAL, value)


def _read_generation(tx: ReadTx) -> Generation | None:
    value = tx.connection.execute(_FIND, {"name": _GENERATION}).scalar_one_or_none()
    return Generation(**value) if value else None


def _keep(tx: WriteTx, name: str, value: object) -> None:
    tx.connection.execute(_KEEP, {"key": name, "value": value, "updated_at": tx.now})


def _read_file(file: Path) -> Generation | None:
    with suppress(FileNotFoundError, ValueError, TypeError):
        return Generation(**json.loads(file.read_text(encoding="utf-8")))
    return None


def _write_file(file: Path, generation: Generation) -> None:
    fresh = file.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as text:
        json.dump({"number": generation.number, "machine": generation.machine}, text)
        text.flush()
        os.fsync(text.fileno())
    fresh.replace(file)
