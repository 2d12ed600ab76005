"""What wants a person: facts that central set aside, clashes of the store, rows not stored here.

What central says of it is kept in a row of `sync_state`, so that it can be read while central is
away; what people wished to be done about it waits in another one for the next round.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.inventory import StockDocumentRow
from models.orders import OrderRow
from models.returns import ReturnRow
from models.sync import OutboxRow, QuarantineRow, SyncStateRow
from pos.identity import CENTRAL_KEY, CONTACT_KEY, HELD_KEY
from pos.queries.notices import Notice, list_notices
from pos.queries.open_differences import OpenDifference, list_open_differences
from pos.uow import ReadTx

ATTENTION_KEY = "attention"
WISHES_KEY = "attention_wishes"

COMPARED_KEY = "compared"
"""Up to where both sides were compared, and the last difference that nobody has seen."""

ABOUT_CUSTOMERS = ("customer.added", "customer.changed")
"""Facts that a person at the till may say right: they tell who somebody is, and of no money."""

ROWS_MAX = 200
"""Rows from central that are listed; the others come into sight as these are stored."""

CLOCK_MAY_DIFFER_MS = 120_000
"""A clock further from central's wants a person (sync.md 2.5)."""

_STATE = SyncStateRow.__table__
_OUTBOX = OutboxRow.__table__
_QUARANTINE = QuarantineRow.__table__
_FIND = sa.select(_STATE.c.value).where(_STATE.c.key == sa.bindparam("name"))
_SUBJECT = sa.select(_OUTBOX.c.table_name, _OUTBOX.c.row_id).where(
    _OUTBOX.c.incarnation == sa.bindparam("life"), _OUTBOX.c.seq == sa.bindparam("number")
)
_NUMBERED = {
    row.__tablename__: sa.select(row.__table__.c.number).where(
        row.__table__.c.id == sa.bindparam("row_id")
    )
    for row in (OrderRow, ReturnRow, StockDocumentRow)
}
_ROWS = (
    sa.select(
        _QUARANTINE.c.table_name.label("table"),
        _QUARANTINE.c.row_id,
        _QUARANTINE.c.error,
        _QUARANTINE.c.quarantined_at.label("since"),
    )
    .order_by(_QUARANTINE.c.quarantined_at.desc())
    .limit(ROWS_MAX)
)

FactKey = tuple[int, int]
"""A fact of this register: its incarnation and its number on the tape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactAside:
    """A fact of this register that central keeps but could not book.

    Attributes:
        kind: What happened, as on the tape; "" when central could not even read it.
        document: Number of the order, return or stock document that it is about; "" for none.
        sqlstate: Why, as a code.
        message: Why, in central's words.
        since: UTC.
        attempts: How often central tried.
        is_retry_wanted: Somebody asked for another attempt, which comes with the next round.
        customer_id: The customer of whom it tells, where that is all it tells; else None.
        is_corrected: Somebody said it right; the correction goes out with the next round.
    """

    incarnation: int
    seq: int
    kind: str
    document: str
    sqlstate: str
    message: str
    since: datetime
    attempts: int
    is_retry_wanted: bool
    customer_id: UUID | None = None
    is_corrected: bool = False

    @property
    def key(self) -> FactKey:
        """Its place on the tape."""
        return self.incarnation, self.seq


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Something that two sides of the store did differently, with what became of it.

    Attributes:
        kind: `sync_conflicts.kind` (schema.md 2.5).
        register_code: The register whose fact met it.
        since: UTC.
        central: What central has.
        of_register: What the register said.
    """

    clash_id: UUID
    kind: str
    table: str
    row_id: UUID
    register_code: str
    since: datetime
    central: Mapping[str, Any]
    of_register: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowAside:
    """A row from central that could not be stored here; it is tried again in each round."""

    table: str
    row_id: UUID
    error: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What differed when both sides were compared last.

    Attributes:
        since: UTC.
        missing: Facts of this register that central should have and has not.
        mended: Rows from central that were not as there, and were read again.
        damaged: Places of the tape that the disk has altered.
    """

    since: datetime
    missing: int
    mended: int
    damaged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """Everything that wants a person at this register.

    Attributes:
        difference: What a comparison found and nobody has seen; None: nothing.
        drawers: Differences of the drawer that nobody who may has accepted.
        is_alone: The register belongs to no central.
        offline_since: Since when central has not answered, UTC; None while it does.
        problem: Class name of what went wrong last; "" when nothing did.
        clock_offset_ms: This machine's clock minus central's.
    """

    facts: tuple[FactAside, ...] = ()
    clashes: tuple[Clash, ...] = ()
    rows: tuple[RowAside, ...] = ()
    difference: Difference | None = None
    drawers: tuple[OpenDifference, ...] = ()
    notices: tuple[Notice, ...] = ()
    is_alone: bool = True
    offline_since: datetime | None = None
    problem: str = ""
    clock_offset_ms: int = 0

    @property
    def is_clock_wrong(self) -> bool:
        """Whether the clock is so far from central's that somebody should set it."""
        return abs(self.clock_offset_ms) > CLOCK_MAY_DIFFER_MS


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What people want done about it at the next round.

    Attributes:
        retry: Facts that central shall take again.
        seen: Clashes that somebody has seen, and who.
        corrected: Facts that were said right; kept until central no longer lists them.
    """

    retry: tuple[FactKey, ...] = ()
    seen: tuple[tuple[UUID, UUID], ...] = ()
    corrected: tuple[FactKey, ...] = ()

    def document(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "retry": [list(fact) for fact in self.retry],
            "seen": [[str(clash), str(person)] for clash, person in self.seen],
            "corrected": [list(fact) for fact in self.corrected],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What central said last."""

    facts: Sequence[Mapping[str, Any]] = field(default_factory=tuple)
    clashes: Sequence[Mapping[str, Any]] = field(default_factory=tuple)


def read_attention(tx: ReadTx) -> Attention:
    """Return what wants a person, newest first."""
    told = _Told(**(_find(tx.connection, ATTENTION_KEY) or {}))
    wishes = read_wishes(tx.connection)
    seen = {clash for clash, _person in wishes.seen}
    contact = _find(tx.connection, CONTACT_KEY) or {}
    since = contact.get("failing_since")
    held = _find(tx.connection, HELD_KEY) or {}
    return Attention(
        facts=tuple(_fact(tx.connection, fact, wishes) for fact in told.facts),
        clashes=tuple(
            clash for clash in (_clash(each) for each in told.clashes) if clash.clash_id not in seen
        ),
        rows=tuple(RowAside(**row) for row in tx.connection.execute(_ROWS).mappings()),
        difference=_difference(_find(tx.connection, COMPARED_KEY) or {}),
        drawers=list_open_differences(tx),
        notices=list_notices(tx),
        is_alone=_find(tx.connection, CENTRAL_KEY) is None,
        offline_since=datetime.fromisoformat(since) if since else None,
        problem=contact.get("problem", ""),
        clock_offset_ms=held.get("clock_offset_ms", 0),
    )


def read_wishes(connection: sa.Connection) -> Wishes:
    """Return what people wished and central was not told yet."""
    value = _find(connection, WISHES_KEY)
    if value is None:
        return Wishes()
    return Wishes(
        retry=tuple((life, seq) for life, seq in value["retry"]),
        seen=tuple((UUID(clash), UUID(person)) for clash, person in value["seen"]),
        corrected=tuple((life, seq) for life, seq in value.get("corrected", ())),
    )


def _difference(compared: Mapping[str, Any]) -> Difference | None:
    found = compared.get("difference")
    if found is None:
        return None
    return Difference(**{**found, "since": datetime.fromisoformat(found["since"])})


def _fact(connection: sa.Connection, told: Mapping[str, Any], wishes: Wishes) -> FactAside:
    key = told["incarnation"], told["seq"]
    subject = connection.execute(_SUBJECT, {"life": key[0], "number": key[1]}).first()
    return FactAside(
        incarnation=told["incarnation"],
        seq=told["seq"],
        kind=told["kind"] or "",
        document=_number_of(connection, subject),
        sqlstate=told["sqlstate"] or "",
        message=told["message"],
        since=datetime.fromisoformat(told["since"]),
        attempts=told["attempts"],
        is_retry_wanted=key in wishes.retry,
        customer_id=subject.row_id if subject and told["kind"] in ABOUT_CUSTOMERS else None,
        is_corrected=key in wishes.corrected,
    )


def _number_of(connection: sa.Connection, subject: sa.Row[Any, Any] | None) -> str:
    if subject is None or subject.table_name not in _NUMBERED:
        return ""
    wanted = {"row_id": subject.row_id}
    return str(connection.execute(_NUMBERED[subject.table_name], wanted).scalar() or "")


def _clash(told: Mapping[str, Any]) -> Clash:
    return Clash(
        clash_id=UUID(told["id"]),
        kind=told["kind"],
        table=told["table"],
        row_id=UUID(told["row_id"]),
        register_code=told["register"],
        since=datetime.fromisoformat(told["since"]),
        central=told["central"],
        of_register=told["of_register"],
    )


def _find(connection: sa.Connection, name: str) -> Any:  # noqa: ANN401 - JSON
    return connection.execute(_FIND, {"name": name}).scalar_one_or_none()
