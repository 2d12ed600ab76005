"""Transactions on the register's database begin here and nowhere else.

One connection writes and checkpoints; all others are opened read-only. That is rule D-04 of
trust.md: besides keeping readers out of the cashier's way it avoids the corruption that SQLite
before 3.51.3 may do when two connections write and checkpoint at once.
"""

import sqlite3
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pos import identity, sqlite, tape
from pos.counters import Counters
from pos.domain.errors import RefusedError
from pos.domain.fact import Fact
from pos.runtime.changes import Changes, Topic
from pos.runtime.clock import Clock
from pos.runtime.identity import RegisterIdentity
from pos.runtime.ids import IdSource


class NotSetUpError(RefusedError):
    """The database belongs to no register yet."""


class ReadTx:
    """One consistent state of the database.

    Attributes:
        connection: For Core statements, prebuilt where they are hot.
    """

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection

    @property
    def counters(self) -> Counters:
        """The register's counters as they stand now."""
        return Counters(self.connection)

    @cached_property
    def rows(self) -> Session:
        """The ORM session of this transaction; made when first used, closed with it."""
        return Session(self.connection, autoflush=True, expire_on_commit=False)

    @cached_property
    def register(self) -> RegisterIdentity:
        """The register that this database belongs to.

        Raises:
            NotSetUpError: It belongs to none yet.
        """
        found = identity.find_identity(self.connection)
        if found is None:
            raise NotSetUpError
        return found


class WriteTx(ReadTx):
    """A write in progress: everything in it is kept, or nothing.

    Attributes:
        now: The moment at which it began, UTC; all its rows carry this one.
        monotonic_ms: The same by a clock that nobody sets, for what must be waited for.
    """

    def __init__(
        self,
        connection: sa.Connection,
        *,
        now: datetime,
        ids: IdSource,
        register: RegisterIdentity | None,
        monotonic_ms: int = 0,
        counters: Counters | None = None,
    ) -> None:
        super().__init__(connection)
        self.now = now
        self.monotonic_ms = monotonic_ms
        self._counters = counters or Counters(connection)
        self._ids = ids
        self._topics: set[Topic] = set()
        self._touched: set[UUID] = set()
        if register is not None:
            self.__dict__["register"] = register

    @property
    def counters(self) -> Counters:
        """The register's counters with what this write moved; `flush` writes them."""
        return self._counters

    def new_id(self) -> UUID:
        """Return a fresh identifier."""
        return self._ids.new_id()

    def next_number(self, counter: str) -> int:
        """Take the next number of a gapless series; a rollback gives it back."""
        return self.counters.add(counter, 1, at=self.now)

    def record(self, fact: Fact, *, event_id: UUID | None = None) -> None:
        """Append a fact to the tape that goes to central; in training nothing is told.

        Args:
            event_id: The fact's identity, where something already has one; None makes it here.
        """
        if self.register.is_training:
            return
        tape.append(
            self.connection,
            fact,
            counters=self.counters,
            event_id=event_id or self.new_id(),
            made_at=self.now,
            register=self.register,
        )
        self.touched(Topic.OUTBOX)

    def touched(self, topic: Topic, *ids: UUID) -> None:
        """Say what kind of data this transaction changes, for the screens that show it."""
        self._topics.add(topic)
        self._touched.update(ids)

    def at(self, moment: datetime, *, ids: IdSource) -> "WriteTx":
        """Return this transaction as it looks at another moment, for a past that is made up."""
        return WriteTx(
            self.connection,
            now=moment,
            monotonic_ms=self.monotonic_ms,
            ids=ids,
            register=self.register,
            counters=self.counters,
        )

    def know_again(self) -> None:
        """Look up anew which register and life this is: it has just changed."""
        self.__dict__.pop("register", None)

    def flush(self) -> None:
        """Write what was only noted so far: ORM rows and counters. The commit does it by itself."""
        session = self.__dict__.get("rows")
        if session is not None:
            session.flush()
        self.counters.keep()

    def changes(self, origin: str) -> Changes:
        """Return what was said to be touched so far."""
        return Changes(topics=frozenset(self._topics), ids=frozenset(self._touched), origin=origin)


class Store:
    """The register's database: one writer, many readers.

    Attributes:
        path: The SQLite file.
    """

    def __init__(self, path: Path, *, clock: Clock, ids: IdSource) -> None:
        """Open the file, which must have been migrated to this version before.

        Raises:
            UnavailableError: It cannot be opened durably; see `pos.sqlite`.
        """
        self.path = path
        self._clock = clock
        self._ids = ids
        self._writer = sqlite.open_writer(path)
        self._readers = sqlite.open_readers(path)
        self._turn = threading.Lock()
        self._listeners: list[Callable[[Changes], None]] = []
        self._barred: int | None = None
        self._writing: int | None = None
        self._is_closed = False
        self._register: RegisterIdentity | None = None

    @contextmanager
    def write(self, *, origin: str = "") -> Generator[WriteTx]:
        """Begin a write that commits when the block ends and rolls back when it raises.

        Raises:
            UnavailableError: The file could not take it; after `StorageFailedError` look up
                whether it did, after all others it did not.
        """
        self._check_thread()
        assert self._writing != threading.get_ident(), "a write inside of a write"
        with self._turn:
            self._writing = threading.get_ident()
            try:
                with self._writer.connect() as connection, connection.begin():
                    transaction = WriteTx(
                        connection,
                        now=self._clock.now(),
                        monotonic_ms=self._clock.monotonic_ms(),
                        ids=self._ids,
                        register=self._register,
                    )
                    yield transaction
                    transaction.flush()
            except (sa.exc.DBAPIError, sqlite3.Error, OSError) as error:
                self._register = None
                raise sqlite.meaning_of(error, self.path) from error
            finally:
                self._writing = None
            self._register = transaction.__dict__.get("register")
        self._announce(transaction.changes(origin))

    @contextmanager
    def read(self) -> Generator[ReadTx]:
        """Begin a read of one consistent state; it is closed with the block.

        Raises:
            UnavailableError: The file cannot be read.
        """
        self._check_thread()
        try:
            with self._readers.connect() as connection, connection.begin():
                yield ReadTx(connection)
        except (sa.exc.DBAPIError, sqlite3.Error, OSError) as error:
            raise sqlite.meaning_of(error, self.path) from error

    def kept_reader(self) -> ReadTx:
        """Open a reader for look-ups that the window may do itself; it sees the newest state."""
        return ReadTx(sqlite.open_kept_reader(self.path))

    def listen(self, listener: Callable[[Changes], None]) -> None:
        """Call a function after each commit that touched something, on the committing thread."""
        self._listeners.append(listener)

    def bar_this_thread(self) -> None:
        """Refuse transactions on the calling thread from now on: it draws the window."""
        self._barred = threading.get_ident()

    def close(self) -> None:
        """Let go of the file, once or twice; a later start finds it checkpointed."""
        self._readers.dispose()
        if self._is_closed:
            return
        self._is_closed = True
        with self._turn:
            with self._writer.connect() as connection:
                raw = connection.connection.dbapi_connection
                assert raw is not None, "the writer is open until here"
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._writer.dispose()

    def _check_thread(self) -> None:
        assert threading.get_ident() != self._barred, "the window's thread does no input or output"

    def _announce(self, changes: Changes) -> None:
        if not changes.topics:
            return
        for listener in self._listeners:
            listener(changes)
