"""`countertop sync`: one round with central, or the state of things."""

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from contextlib import closing
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from pos.runtime.clock import SystemClock
from pos.runtime.ids import TimeOrderedIds
from pos.runtime.lanes import Lanes
from pos.runtime.paths import Paths, find_paths
from ui.command import DONE, FAILED, Command
from ui.text import central as words

if TYPE_CHECKING:
    from pos.queries.attention import Attention
    from pos.tape_check import Damage
    from sync.status import SyncStatus

CENTRAL_URL = "COUNTERTOP_CENTRAL_URL"

COMPARED = timedelta(hours=24)
"""What `--verify` looks back on."""


def add_arguments(parser: ArgumentParser) -> None:
    """Take whether to exchange or to look."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--once", action="store_true", help="one round of push and pull (default)")
    which.add_argument(
        "--verify", action="store_true", help="exchange, then compare 24 hours and the board"
    )
    which.add_argument(
        "--mend", action="store_true", help="let a tape go on that the disk has damaged"
    )
    which.add_argument("--status", action="store_true", help="only print how things stand")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(wish: Namespace) -> int:
    """Exchange once, or print the state.

    Raises:
        NotEnrolledError: This installation belongs to no central.
        UnavailableError: Central is away; nothing is lost.
        RefusedError: Somebody has to do something first.
    """
    paths, clock = find_paths(), SystemClock()
    if wish.mend:
        sys.stdout.write(words.mended(_mend(paths, clock)))
    done = {} if wish.status else _exchange(paths, clock, is_compared=wish.verify)
    answer = {**_status(paths, clock), **done}
    if wish.json:
        json.dump(answer, sys.stdout, indent=2)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(words.status(answer) if wish.status else words.exchanged(answer))
        sys.stdout.write(words.verified(answer["verified"]) if wish.verify else "")
    return DONE if not wish.verify or answer["verified"]["ok"] else FAILED


def _mend(paths: Paths, clock: SystemClock) -> list["Damage"]:
    from pos.register_file import open_register
    from pos.services.tape_repair import MendTape, mend_tape

    with (
        open_register(paths, clock=clock, ids=TimeOrderedIds(clock)) as store,
        store.write() as tx,
    ):
        return mend_tape(tx, MendTape(actor=None))


def _exchange(paths: Paths, clock: SystemClock, *, is_compared: bool) -> dict[str, Any]:
    from pos.register_file import open_register
    from sync.contact import compare, speak_once
    from sync.way import Way

    way = Way(secrets_file=paths.secrets, clock=clock, address=os.environ.get(CENTRAL_URL))
    with (
        open_register(paths, clock=clock, ids=TimeOrderedIds(clock)) as store,
        closing(Lanes(store)) as lanes,
    ):
        done = speak_once(lanes, way)
        answer = {"sent_now": done.sent, "received_now": done.received}
        if not is_compared:
            return answer
        found = compare(lanes, way, since=clock.now() - COMPARED)
    verified = {
        "ok": found.is_well,
        "facts": found.facts,
        "missing": found.missing,
        "set_aside": found.set_aside,
        "tables": found.tables,
        "mended": found.mended,
        "damaged": found.damaged,
    }
    return {**answer, "verified": verified}


def _status(paths: Paths, clock: SystemClock) -> dict[str, Any]:
    from sync.status import read_attention_of_file, read_status_of_file, read_tape_of_file

    status = read_status_of_file(paths.database, now=clock.now())
    tape = read_tape_of_file(paths.database)
    return {
        **_document(status),
        "tape": {
            "facts": tape.facts,
            "bytes": tape.size_bytes,
            "oldest_at": _text(tape.oldest_at),
        },
        "attention": _attention(read_attention_of_file(paths.database)),
    }


def _document(status: "SyncStatus") -> dict[str, Any]:
    return {
        "link": str(status.link),
        "since": _text(status.since),
        "problem": status.problem,
        "waiting": status.waiting,
        "oldest_waiting_s": _seconds(status.oldest_waiting),
        "sent": status.sent,
        "in_review": status.in_review,
        "deferred": status.deferred,
        "clashes": status.clashes,
        "set_aside": status.set_aside,
        "cursor": status.cursor,
        "behind": status.behind,
        "answered_at": _text(status.answered_at),
        "clock_offset_ms": status.clock_offset_ms,
    }


def _attention(attention: "Attention") -> dict[str, Any]:
    return {
        "facts": [
            {
                "incarnation": fact.incarnation,
                "seq": fact.seq,
                "kind": fact.kind,
                "document": fact.document,
                "sqlstate": fact.sqlstate,
                "reason": fact.message,
                "since": _text(fact.since),
                "attempts": fact.attempts,
            }
            for fact in attention.facts
        ],
        "clashes": [
            {
                "kind": clash.kind,
                "table": clash.table,
                "row_id": str(clash.row_id),
                "register": clash.register_code,
                "since": _text(clash.since),
            }
            for clash in attention.clashes
        ],
        "rows": [
            {"table": row.table, "row_id": str(row.row_id), "reason": row.error}
            for row in attention.rows
        ],
    }


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def _seconds(span: timedelta | None) -> int | None:
    return None if span is None else span // timedelta(seconds=1)


COMMAND = Command(
    name="sync",
    help="Exchange with central once, or tell how things stand.",
    add_arguments=add_arguments,
    run=run,
)
