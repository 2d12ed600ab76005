"""The way to central: one connection, its options, and what its errors mean to a register.

Each exchange is one statement outside of any transaction block, so no lock is ever held across a
round trip and any pooler will do. Every error of the driver is translated here (`sync.meaning`) and
nowhere else.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Self
from uuid import UUID

import orjson
import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.types.json import Jsonb, set_json_loads

from pos.domain.hand_off import CartAnswer, HandOff
from pos.runtime.clock import Clock
from sync import kept_rows
from sync.deadline import answer_within, break_off
from sync.errors import CentralRefusedError
from sync.kept_rows import KeptRows
from sync.meaning import meaning_of, meaning_of_failed_connect, without_password
from sync.wire import (
    APP_VERSION,
    PROTOCOL_MAX,
    PROTOCOL_MIN,
    Hello,
    Page,
    PushAnswer,
    RowsByTable,
    SnapshotPage,
)

CONNECT_OPTIONS = {
    "connect_timeout": "5",
    # Without the next four, a statement on a dead link hangs for minutes (trust.md S-09).
    "tcp_user_timeout": "8000",
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "application_name": "countertop",
}

ANSWER_WITHIN_MS = 25_000
"""Longer than the server's own limit for a statement: who is silent so long is not there."""


def connect(url: str, *, autocommit: bool = True) -> psycopg.Connection:
    """Open a connection with the options that every one of ours has.

    Raises:
        CentralUnreachableError: Nobody answers there.
        CentralBusyError: The server is starting, stopping or full.
        CentralRefusedError: The role, the password or the database is wrong.
        CentralUntrustedError: Its certificate is not the one that was asked for.
    """
    try:
        conninfo = make_conninfo(url, **CONNECT_OPTIONS)
    except psycopg.ProgrammingError as error:
        raise CentralRefusedError(url=without_password(url), reason=str(error)) from error
    try:
        return psycopg.connect(conninfo, autocommit=autocommit, prepare_threshold=None)
    except psycopg.OperationalError as error:
        raise meaning_of_failed_connect(error) from error


@contextmanager
def translated(url: str | None = None) -> Iterator[None]:
    """Raise what a driver's error means instead of the error itself.

    Raises:
        CentralUnreachableError: The connection broke.
        CentralBusyError: Try again later.
        CentralRefusedError: The register may not do that.
        CentralNotReadyError: There is no central schema in that database.
    """
    try:
        yield
    except psycopg.Error as error:
        meaning = meaning_of(error, url)
        if meaning is None:
            raise
        raise meaning from error


class Central:
    """What a register may ask of central. Close it after an error and make another.

    Attributes:
        incarnation: Which life of the register's database asks.
        protocol_max: The newest version of the exchange that it speaks.
    """

    protocol_max = PROTOCOL_MAX

    def __init__(self, url: str, *, incarnation: int, clock: Clock) -> None:
        """Connect with the register's own libpq URL.

        Raises:
            UnavailableError: Central is away.
            CentralRefusedError: It does not let this register in.
        """
        self._connection = connect(url)
        set_json_loads(orjson.loads, self._connection)  # a page takes a third of the time of `json`
        self.incarnation = incarnation
        self._clock = clock

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def break_off(self) -> None:
        """Make whoever waits for an answer wait no longer; may be called from any thread."""
        break_off(self._connection)

    def monotonic_ms(self) -> int:
        """Return milliseconds since some fixed moment, to tell how long an answer took."""
        return self._clock.monotonic_ms()

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def hello(self, *, cursor: int, schema_version: int) -> Hello:
        """Say who is there and hear where the tape stands.

        Args:
            cursor: The feed position that the register has applied.
            schema_version: Of the register's database.

        Raises:
            CentralTooOldError: It speaks no version that this program knows.
            CentralTooNewError: It no longer speaks this program's newest.
            IncarnationOverError: Another life of this register goes on.
        """
        answer = self.call(
            "SELECT sync_api.hello(%s, %s, %s, %s, %s, %s, %s)",
            self.incarnation,
            PROTOCOL_MIN,
            self.protocol_max,
            APP_VERSION,
            str(schema_version),
            cursor,
            self._clock.now(),
        )
        return Hello.read(answer)

    def push(self, lo: int, *, lines: str, chain: bytes) -> PushAnswer:
        """Send the facts after `lo`.

        Args:
            lines: Their envelopes, a line break between two.
            chain: The chain value after the last.

        Raises:
            TapeForkedError: The chain does not continue there; nothing was taken.
        """
        answer = self.call(
            "SELECT sync_api.push(%s, %s, %s, %s)", self.incarnation, lo, lines, chain
        )
        return PushAnswer.read(answer)

    def push_opaque(self, lo: int, *, line: bytes, chain: bytes) -> PushAnswer:
        """Send the fact after `lo` that is no text central could read; it is set aside there.

        Raises:
            TapeForkedError: The chain does not continue there; nothing was taken.
        """
        answer = self.call(
            "SELECT sync_api.push_opaque(%s, %s, %s, %s)", self.incarnation, lo, line, chain
        )
        return PushAnswer.read(answer)

    def sequence(self) -> int | None:
        """Give positions to what changed and return the newest; None: another is at it."""
        position: int | None = self.call("SELECT sync_api.sequence()")
        return position

    def pull(self, cursor: int, *, keys_max: int) -> Page:
        """Read the next keys of the feed with their rows."""
        return Page.read(
            self.call("SELECT sync_api.pull(%s, %s, %s)", self.incarnation, cursor, keys_max)
        )

    def snapshot(self, table: str | None, after: UUID | None, *, rows_max: int) -> SnapshotPage:
        """Read the next rows of the whole board after a key; from the first when there is none."""
        return SnapshotPage.read(
            self.call(
                "SELECT sync_api.snapshot(%s, %s, %s, %s)",
                self.incarnation,
                table,
                after,
                rows_max,
            )
        )

    def board(self) -> Sequence[str]:
        """Ask which tables hold anything for this register, parents before children."""
        tables: Sequence[str] = self.call("SELECT sync_api.board()")
        return tables

    def load(self, table: str, after: UUID | None, *, rows_max: int) -> KeptRows | None:
        """Read the next rows of a table after a key, as a register keeps them.

        Returns:
            Fewer than `rows_max`: those were the last ones. None: a value among them has no such
            form; `snapshot` tells which.
        """
        try:
            return self.rows_of(f"load_{table}", self.incarnation, after, rows_max)
        except psycopg.DataError:
            return None

    def fetch(self, keys: list[tuple[str, UUID]]) -> RowsByTable:
        """Read rows by table and key."""
        wanted = Jsonb([[table, str(key)] for table, key in keys])
        return Page.read_tables(self.call("SELECT sync_api.fetch(%s)", wanted))

    def take_cart(self, cart_id: UUID) -> CartAnswer:
        """Ask for a parked cart of the store; whoever asks first has it from then on."""
        answer = self.call("SELECT sync_api.take_cart(%s, %s)", self.incarnation, cart_id)
        return CartAnswer(state=HandOff(answer["state"]), register_code=answer["register"] or "")

    def attention(self) -> Mapping[str, Any]:
        """Read what wants a person: own facts that were set aside, and clashes of the store."""
        answer: Mapping[str, Any] = self.call("SELECT sync_api.attention()")
        return answer

    def retry(self, facts: Sequence[tuple[int, int]]) -> int:
        """Have own facts taken again, by incarnation and number; return how many went through."""
        return int(self.call("SELECT sync_api.retry(%s)", Jsonb(list(facts))))

    def note_seen(self, seen: Sequence[tuple[UUID, UUID]]) -> None:
        """Say which clashes somebody has seen, and who."""
        said = Jsonb([[str(clash), str(person)] for clash, person in seen])
        self.call("SELECT sync_api.note_seen(%s)", said)

    def look_up_facts(self, events: Sequence[UUID]) -> Mapping[str, Any]:
        """Ask how many of these facts are booked, deferred or dead, and which are missing."""
        answer: Mapping[str, Any] = self.call("SELECT sync_api.look_up_facts(%s)", list(events))
        return answer

    def digest(self, table: str) -> Mapping[str, Any]:
        """Ask what a table of the board adds up to for this register, by bucket of keys."""
        answer: Mapping[str, Any] = self.call("SELECT sync_api.digest(%s)", table)
        return answer

    def bucket(self, table: str, number: int) -> Sequence[Any]:
        """Ask for the keys and positions of one bucket."""
        answer: Sequence[Any] = self.call("SELECT sync_api.bucket(%s, %s)", table, number)
        return answer

    def begin_life(self, former: int, *, reason: str) -> int | None:
        """Lead this life from now on instead of the former one.

        Returns:
            The last fact of the former life that central holds; None when it never heard of it.

        Raises:
            IncarnationOverError: Another installation took the register over.
        """
        held: int | None = self.call(
            "SELECT sync_api.begin_life(%s, %s, %s)", former, self.incarnation, reason
        )
        return held

    def report_fork(self, seq: int) -> None:
        """Tell central that it holds another fact than this register under `seq`."""
        self.call("SELECT sync_api.report_fork(%s, %s)", self.incarnation, seq)

    def rows_of(self, function: str, *arguments: object) -> KeptRows:
        """Ask one of central's functions that returns rows.

        Raises:
            UnavailableError: Central does not answer.
            RefusedError: It does not let this register in.
            psycopg.DataError: A value has no such form as is asked for.
        """
        with translated(), answer_within(self._connection, ANSWER_WITHIN_MS):
            return kept_rows.read(self._connection, function, arguments)

    def call(self, statement: str, *arguments: object) -> Any:  # noqa: ANN401 - JSON
        """Ask one of central's functions and return its answer.

        Raises:
            UnavailableError: Central does not answer.
            RefusedError: It does not let this register in.
        """
        with translated(), answer_within(self._connection, ANSWER_WITHIN_MS):
            row = self._connection.execute(statement.encode(), arguments).fetchone()
        assert row is not None, "a function returns one row"
        return row[0]
