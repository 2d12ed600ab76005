"""What the register remembers of central, in rows of `sync_state`: who it is there, how far it is.

All of it is a cache of central's own word, except the enrolment; losing it costs time, not data.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from models.sync import SyncStateRow
from pos.identity import CENTRAL_KEY, CONTACT_KEY, HELD_KEY
from pos.queries.attention import ATTENTION_KEY, WISHES_KEY, Wishes
from sync.pace import Pace
from sync.wire import Epoch

_ENROLMENT = CENTRAL_KEY
_PULLED = "pulled"
_HELD = HELD_KEY
_GONE = "gone"
_CONTACT = CONTACT_KEY
_LOADING = "loading"
_PACE = "pace"
_LOOKED_UP = "looked_up"

_STATE = SyncStateRow.__table__
_FIND = sa.select(_STATE.c.value).where(_STATE.c.key == sa.bindparam("name"))
_DROP = sa.delete(_STATE).where(_STATE.c.key == sa.bindparam("name"))
_insert = sqlite.insert(_STATE)
_KEEP = _insert.on_conflict_do_update(
    index_elements=["key"],
    set_={"value": _insert.excluded.value, "updated_at": _insert.excluded.updated_at},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """Which register of which central this database is.

    Attributes:
        url: Central's libpq URL without user and password.
        role: The register's own login there; the password lies with the machine's secrets.
        incarnation: The life of the register that this database leads.
    """

    url: str
    role: str
    register_id: UUID
    store_code: str
    register_code: str
    incarnation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """How far the board was copied.

    Attributes:
        cursor: The feed position that is applied.
        head: Central's newest when it was read; equal to the cursor when nothing is missing.
        epoch: The history of central that the cursor belongs to; None before the first copy.
        schema: The register's schema number then; a newer one may hold what was dropped.
    """

    cursor: int = 0
    head: int = 0
    epoch: Epoch | None = None
    schema: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Loading:
    """How far the whole board was copied by an unfinished snapshot.

    Attributes:
        epoch: The history of central that it shows; another one starts it over.
        start: The feed's head when it began: from there the feed goes on.
        head: The newest head that any of its pages saw.
        table: The table of the last row that is here; None before the first.
        after: The key of that row.
    """

    epoch: UUID
    start: int
    head: int
    table: str | None = None
    after: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What central said it has of the tape.

    Attributes:
        last_seq: The last fact of this incarnation that it holds.
        dead: Facts that wait for a person at headquarters.
        deferred: Facts that wait for a newer central.
        clashes: What two sides of the store did differently and nobody has looked at.
        clock_offset_ms: This machine's clock minus central's.
        chain: The chain value at the last fact, in hexadecimal digits; "" when it holds none.
    """

    last_seq: int = 0
    dead: int = 0
    deferred: int = 0
    clashes: int = 0
    clock_offset_ms: int = 0
    chain: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """When central was spoken to, UTC.

    Attributes:
        answered_at: The last round that went through; None: never.
        answered_since: The first round of those in a row that went through.
        failing_since: The first of the failures in a row; None while the last round went through.
        problem: The class name of what went wrong last; "" while the last round went through.
    """

    answered_at: datetime | None = None
    answered_since: datetime | None = None
    failing_since: datetime | None = None
    problem: str = ""


def find_enrolment(connection: sa.Connection) -> Enrolment | None:
    """Return which register of which central this is, or None while it belongs to none."""
    value = find_value(connection, _ENROLMENT)
    if value is None:
        return None
    return Enrolment(**{**value, "register_id": UUID(value["register_id"])})


def keep_enrolment(connection: sa.Connection, enrolment: Enrolment, *, now: datetime) -> None:
    """Remember it."""
    value = {
        "url": enrolment.url,
        "role": enrolment.role,
        "register_id": str(enrolment.register_id),
        "store_code": enrolment.store_code,
        "register_code": enrolment.register_code,
        "incarnation": enrolment.incarnation,
    }
    keep_value(connection, _ENROLMENT, value, now=now)


def read_pulled(connection: sa.Connection) -> Pulled:
    """Return how far the board was copied; nothing yet is a cursor of 0."""
    value = find_value(connection, _PULLED)
    if value is None:
        return Pulled()
    epoch = Epoch.read(value["epoch"]) if value["epoch"] else None
    return Pulled(cursor=value["cursor"], head=value["head"], epoch=epoch, schema=value["schema"])


def keep_pulled(connection: sa.Connection, pulled: Pulled, *, now: datetime) -> None:
    """Remember it."""
    value = {
        "cursor": pulled.cursor,
        "head": pulled.head,
        "epoch": pulled.epoch.document() if pulled.epoch else None,
        "schema": pulled.schema,
    }
    keep_value(connection, _PULLED, value, now=now)


def read_gone(connection: sa.Connection) -> int:
    """Return the newest feed position at which a row was found to be gone; 0 when none ever was."""
    return int(find_value(connection, _GONE) or 0)


def keep_gone(connection: sa.Connection, position: int, *, now: datetime) -> None:
    """Remember it: a row that is gone carries no position itself."""
    keep_value(connection, _GONE, position, now=now)


def find_loading(connection: sa.Connection) -> Loading | None:
    """Return the snapshot that was begun, or None."""
    value = find_value(connection, _LOADING)
    if value is None:
        return None
    return Loading(
        epoch=UUID(value["epoch"]),
        start=value["start"],
        head=value["head"],
        table=value["table"],
        after=UUID(value["after"]) if value["after"] else None,
    )


def keep_loading(connection: sa.Connection, loading: Loading, *, now: datetime) -> None:
    """Remember it."""
    value = {
        "epoch": str(loading.epoch),
        "start": loading.start,
        "head": loading.head,
        "table": loading.table,
        "after": str(loading.after) if loading.after else None,
    }
    keep_value(connection, _LOADING, value, now=now)


def drop_loading(connection: sa.Connection) -> None:
    """Forget it: it is finished."""
    connection.execute(_DROP, {"name": _LOADING})


def read_pace(connection: sa.Connection) -> Pace:
    """Return how much may travel at once."""
    return Pace(**(find_value(connection, _PACE) or {}))


def keep_pace(connection: sa.Connection, pace: Pace, *, now: datetime) -> None:
    """Remember it."""
    keep_value(connection, _PACE, {"facts": pace.facts, "rows": pace.rows}, now=now)


def read_held(connection: sa.Connection) -> Held:
    """Return what central said last about the tape."""
    return Held(**(find_value(connection, _HELD) or {}))


def keep_held(connection: sa.Connection, held: Held, *, now: datetime) -> None:
    """Remember it."""
    keep_value(connection, _HELD, asdict(held), now=now)


def read_looked_up(connection: sa.Connection) -> str:
    """Return for which history and life former lives were looked up; "" for none."""
    return str(find_value(connection, _LOOKED_UP) or "")


def keep_looked_up(connection: sa.Connection, done: str, *, now: datetime) -> None:
    """Remember it."""
    keep_value(connection, _LOOKED_UP, done, now=now)


def find_attention(connection: sa.Connection) -> Mapping[str, Any] | None:
    """Return what central said last that wants a person, as it said it; None: it never did."""
    told: Mapping[str, Any] | None = find_value(connection, ATTENTION_KEY)
    return told


def keep_attention(
    connection: sa.Connection, told: Mapping[str, Any], wishes: Wishes, *, now: datetime
) -> None:
    """Remember it, and what people still want done about it."""
    keep_value(connection, ATTENTION_KEY, told, now=now)
    keep_value(connection, WISHES_KEY, wishes.document(), now=now)


def read_contact(connection: sa.Connection) -> Contact:
    """Return when central was spoken to."""
    value = find_value(connection, _CONTACT)
    if value is None:
        return Contact()
    return Contact(
        answered_at=_moment(value["answered_at"]),
        answered_since=_moment(value["answered_since"]),
        failing_since=_moment(value["failing_since"]),
        problem=value["problem"],
    )


def keep_contact(connection: sa.Connection, contact: Contact, *, now: datetime) -> None:
    """Remember it."""
    value = {
        "answered_at": _text(contact.answered_at),
        "answered_since": _text(contact.answered_since),
        "failing_since": _text(contact.failing_since),
        "problem": contact.problem,
    }
    keep_value(connection, _CONTACT, value, now=now)


def find_value(connection: sa.Connection, name: str) -> Any:  # noqa: ANN401 - JSON
    """Return what is remembered under a name, or None."""
    return connection.execute(_FIND, {"name": name}).scalar_one_or_none()


def keep_value(connection: sa.Connection, name: str, value: object, *, now: datetime) -> None:
    """Remember something under a name."""
    connection.execute(_KEEP, {"key": name, "value": value, "updated_at": now})


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
