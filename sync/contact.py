"""One complete attempt to speak with central, and a note of how it went."""

from collections.abc import Callable
from datetime import datetime

from pos.domain.errors import PosError
from pos.runtime.lanes import Priority
from pos.uow import WriteTx
from sync.connection import Central
from sync.desk import ORIGIN, Desk, Work
from sync.enrolment import get_enrolment, open_central
from sync.exchange import Exchange, Round
from sync.state import Contact, keep_contact, read_contact
from sync.verify import Verified, verify
from sync.way import Way


def open_way(lanes: Work, way: Way) -> Central:
    """Connect as this register.

    Raises:
        NotEnrolledError: It belongs to no central.
        UnavailableError: Central is away.
        RefusedError: It does not let this register in.
    """
    enrolment = lanes.ask(lambda tx: get_enrolment(tx.connection)).result()
    return open_central(
        enrolment, secrets_file=way.secrets_file, clock=way.clock, address=way.address
    )


def exchange_once(
    lanes: Work, central: Central, *, is_over: Callable[[], bool] = lambda: False
) -> Round:
    """Do one round over an open connection and note that central answered.

    Raises:
        UnavailableError: Central or the disk is in trouble; nothing is lost.
        RefusedError: Somebody has to do something first; see `sync.errors`.
    """
    done = Exchange(lanes, central, is_over=is_over).round()
    lanes.do(_note_answer, priority=Priority.BACKGROUND, origin=ORIGIN).result()
    return done


def note_failure(lanes: Work, problem: Exception) -> None:
    """Note that a round did not go through, and since when that is so."""
    name = type(problem).__name__
    note = lanes.do(lambda tx: _note_failure(tx, name), priority=Priority.BACKGROUND, origin=ORIGIN)
    note.result()


def speak_once(lanes: Work, way: Way) -> Round:
    """Connect, do one round, hang up; note how it went.

    Raises:
        UnavailableError: Central or the disk is in trouble; nothing is lost.
        RefusedError: Somebody has to do something first; see `sync.errors`.
    """
    try:
        with open_way(lanes, way) as central:
            return exchange_once(lanes, central)
    except PosError as problem:
        note_failure(lanes, problem)
        raise


def compare(lanes: Work, way: Way, *, since: datetime) -> Verified:
    """Connect and compare both sides; see `sync.verify`.

    Raises:
        UnavailableError: Central or the disk is in trouble.
        RefusedError: Somebody has to do something first; see `sync.errors`.
    """
    with open_way(lanes, way) as central:
        return verify(Desk(lanes), central, since=since)


def _note_answer(tx: WriteTx) -> None:
    before = read_contact(tx.connection)
    since = before.answered_since if before.failing_since is None else None
    answered = Contact(answered_at=tx.now, answered_since=since or tx.now)
    keep_contact(tx.connection, answered, now=tx.now)


def _note_failure(tx: WriteTx, problem: str) -> None:
    before = read_contact(tx.connection)
    failed = Contact(
        answered_at=before.answered_at,
        failing_since=before.failing_since or tx.now,
        problem=problem,
    )
    keep_contact(tx.connection, failed, now=tx.now)
