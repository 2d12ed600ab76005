"""A real PostgreSQL in the place of the model: the same script, so that the model stays honest."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from itertools import count
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo
from psycopg.types.json import Jsonb

from sync import kept_rows
from sync.central.registration import Registration, register
from sync.central.schema import init_central
from sync.connection import connect, translated
from sync.simulation.host import LOAD, Change, DeadLetter, InboxLine, Place, Row
from sync.simulation.model.board import BOARD
from sync.simulation.model.constraints import key_of

_DATABASES = count(1)
_GO_TO_OTHER_TIMELINE = """
UPDATE sync.epoch SET timeline = timeline - 1 WHERE epoch = (SELECT max(epoch) FROM sync.epoch)
"""
_HISTORY = """
SELECT CASE
  WHEN timeline = ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::integer
  THEN uuid::text END
FROM sync.epoch ORDER BY epoch DESC LIMIT 1
"""


class Server:
    """A PostgreSQL server on which runs get databases of their own."""

    def __init__(self, url: str) -> None:
        """Use a server.

        Args:
            url: A database of a superuser; it is left as it is.
        """
        self._url = url
        self._template = self._name()

    def __enter__(self) -> "Server":
        self.run("CREATE DATABASE {}", self._template)
        init_central(self.url_of(self._template))
        return self

    def __exit__(self, *_error: object) -> None:
        self.drop(self._template)

    def make_central(self, _now: Callable[[], datetime], _seed: int) -> "PostgresCentral":
        """Make the central of a run; its clock is the server's own."""
        name = self._name()
        self.copy(self._template, name)
        return PostgresCentral(self, name)

    def url_of(self, database: str) -> str:
        """Return where a database is."""
        return urlunsplit(urlsplit(self._url)._replace(path=f"/{database}"))

    def copy(self, source: str, target: str) -> None:
        """Make a database like another, to which nobody is connected."""
        self.run("CREATE DATABASE {} TEMPLATE {}", target, source)

    def drop(self, database: str) -> None:
        """Drop a database if it is there, whoever is connected."""
        self.run("DROP DATABASE IF EXISTS {} WITH (FORCE)", database)

    def run(self, statement: str, *names: str) -> None:
        """Run a statement about databases or roles."""
        identifiers = [sql.Identifier(name) for name in names]
        with connect(self._url) as connection:
            connection.execute(sql.SQL(statement).format(*identifiers))

    @staticmethod
    def _name() -> str:
        return f"simulation_{next(_DATABASES)}"


class PostgresCentral:
    """One central database; see `Host`.

    Attributes:
        name: Of the database.
    """

    def __init__(self, server: Server, name: str) -> None:
        self._server = server
        self.name = name
        self._backup = f"{name}_backup"
        self._has_backup = False
        self._roles: dict[str, tuple[str, str]] = {}
        self._lines: dict[str, psycopg.Connection] = {}
        self._long: psycopg.Connection | None = None

    @property
    def _url(self) -> str:
        return self._server.url_of(self.name)

    def call(self, register: UUID, function: str, *arguments: Any) -> Any:  # noqa: ANN401 - JSON
        """Answer a call of `sync_api` in the name of a register."""
        if function.startswith(LOAD):
            with translated():
                return kept_rows.read(self._line(str(register)), function, arguments)
        places = sql.SQL(", ").join([sql.Placeholder()] * len(arguments))
        statement = sql.SQL("SELECT sync_api.{}({})").format(sql.Identifier(function), places)
        with translated():
            row = self._line(str(register)).execute(statement, arguments).fetchone()
        assert row is not None, "a function returns one row"
        return row[0]

    def enrol(self, register_id: UUID, *, store_code: str, code: str) -> None:
        """Give a register of the business a tape."""
        wish = Registration(
            store_code=store_code, register_code=code, create_store=None, take_over=False
        )
        with connect(self._url, autocommit=False) as connection:
            made = register(connection, wish)
        assert made.register_id == register_id, "the register's row was there"
        self._roles[str(register_id)] = (made.role, made.secret)

    def login(self, register: UUID) -> tuple[str, str]:
        """Return the role and the password of an enrolled register."""
        return self._roles[str(register)]

    def open_business(self) -> None:
        """Let nothing that is there by now ever be lost: nothing is."""

    def change(self, changes: Sequence[Change]) -> bool:
        """Let headquarters change rows in one transaction; return False when it is refused."""
        try:
            with self._admin.transaction():
                for change in changes:
                    _write(self._admin, change)
        except psycopg.errors.IntegrityError:
            return False
        return True

    def begin_long(self, changes: Sequence[Change]) -> None:
        """Begin a transaction of headquarters and leave it open."""
        if self._long is not None:
            return
        self._long = connect(self._url, autocommit=False)
        self._long.execute("SET idle_in_transaction_session_timeout = 0")
        for change in changes:
            _write(self._long, change)

    def end_long(self) -> None:
        """Commit the transaction that was left open, if there is one."""
        if self._long is not None:
            self._long.commit()
            self._long.close()
            self._long = None

    def back_up(self) -> None:
        """Keep the state as it is now, unless a transaction is open."""
        if self._long is None:
            self._hang_up()
            self._server.drop(self._backup)
            self._server.copy(self.name, self._backup)
            self._has_backup = True

    def restore(self) -> bool:
        """Go back to the kept state, as another history; return False when there is none."""
        if not self._has_backup:
            return False
        self._hang_up()
        self._server.drop(self.name)
        self._server.copy(self._backup, self.name)
        # A restored server finds itself on another timeline than its epochs tell of.
        self._admin.execute(_GO_TO_OTHER_TIMELINE)
        return True

    def learn(self, table: str, column: str) -> None:
        """Be updated: a column more, and everything that waited is tried again."""
        names = (sql.Identifier(table), sql.Identifier(column))
        added = sql.SQL("ALTER TABLE public.{} ADD COLUMN IF NOT EXISTS {} integer").format(*names)
        with self._admin.transaction():
            self._admin.execute(added)
            self._admin.execute("SELECT sync.learn_columns()")
            self._admin.execute("SELECT sync.take_again()")

    def books(self) -> "PostgresBooks":
        """Open the books as they are now."""
        return PostgresBooks(self._admin, self._line)

    def close(self) -> None:
        """Let go of everything."""
        self._hang_up()
        self._server.drop(self.name)
        self._server.drop(self._backup)
        for role, _secret in self._roles.values():
            self._server.run("DROP ROLE {}", role)

    @cached_property
    def _admin(self) -> psycopg.Connection:
        return connect(self._url)

    def _line(self, register: str) -> psycopg.Connection:
        if register not in self._lines:
            role, secret = self._roles[register]
            self._lines[register] = connect(make_conninfo(self._url, user=role, password=secret))
        return self._lines[register]

    def _hang_up(self) -> None:
        for connection in (*self._lines.values(), self._admin, self._long):
            if connection is not None:
                connection.close()
        self._lines.clear()
        self._long = None
        del self._admin


class PostgresBooks:
    """What a real central holds; see `CentralBooks`. Each question is asked when it comes up."""

    def __init__(
        self, connection: psycopg.Connection, line: Callable[[str], psycopg.Connection]
    ) -> None:
        self._connection = connection
        self._line = line

    def inbox(self) -> Sequence[InboxLine]:
        """Return all facts."""
        rows = self._all(
            "SELECT device_id::text, incarnation, seq, event_id::text, envelope, status"
            " FROM sync.inbox"
        )
        return [
            InboxLine(
                device=device,
                incarnation=life,
                seq=seq,
                event_id=event,
                envelope=envelope,
                status=status,
            )
            for device, life, seq, event, envelope, status in rows
        ]

    def marks(self) -> Mapping[tuple[str, int], tuple[int, bytes | None]]:
        """Return, by register and incarnation, the last fact and the chain value there."""
        rows = self._all(
            "SELECT device_id::text, incarnation, last_seq, chain FROM sync.device_head"
        )
        return {(device, life): (seq, chain) for device, life, seq, chain in rows}

    def stored(self, register: str) -> int:
        """Return how many facts of a register there are."""
        return sum(1 for line in self.inbox() if line.device == register)

    def dead(self) -> Sequence[DeadLetter]:
        """Return what was set aside."""
        rows = self._all(
            "SELECT device_id::text, event_id::text, sqlstate, state FROM sync.dead_letter"
        )
        return [
            DeadLetter(device=device, event_id=event, sqlstate=sqlstate, state=state)
            for device, event, sqlstate, state in rows
        ]

    def rows(self, table: str) -> Mapping[str, Row]:
        """Return a table's rows by key."""
        query = sql.SQL("SELECT {}::text, to_jsonb(r) FROM public.{} AS r")
        names = (sql.Identifier(key_of(table)), sql.Identifier(table))
        return dict(self._connection.execute(query.format(*names)).fetchall())

    def places(self) -> Mapping[Place, int]:
        """Return the feed: the position of each key."""
        rows = self._all("SELECT feed_id::text, table_name, row_id::text, pos FROM sync.feed")
        return {(store, table, key): position for store, table, key, position in rows}

    def unplaced(self) -> frozenset[Place]:
        """Return keys that changed and have no position for it yet."""
        rows = self._all("SELECT feed_id::text, table_name, row_id::text FROM sync.change_inbox")
        return frozenset((store, table, key) for store, table, key in rows)

    def history(self) -> str | None:
        """Return which history this is; None while central has not noticed that it is another."""
        ((history,),) = self._all(_HISTORY)
        return None if history is None else str(history)

    def shown(self, register: str, table: str, keys: Iterable[str]) -> Mapping[str, Row | None]:
        """Return rows as a register sees them; None where there is nothing for it to see."""
        assert table in BOARD, f"{table} does not come down"
        wanted = Jsonb([[table, key] for key in keys])
        row = self._line(register).execute("SELECT sync_api.fetch(%s)", (wanted,)).fetchone()
        assert row is not None, "a function returns one row"
        return {key: shown for _table, rows in row[0] for key, _position, shown in rows or ()}

    def _all(self, query: str) -> list[Any]:
        return self._connection.execute(query.encode()).fetchall()


def _write(connection: psycopg.Connection, change: Change) -> None:
    table, key = sql.Identifier(change.table), sql.Identifier(key_of(change.table))
    if change.values is None:
        statement = sql.SQL("DELETE FROM public.{} WHERE {} = %s").format(table, key)
        connection.execute(statement, (change.key,))
        return
    columns = [sql.Identifier(name) for name in change.values if name != key_of(change.table)]
    given = sql.SQL("jsonb_populate_record(NULL::public.{}, %s) AS given").format(table)
    assignments = sql.SQL(", ").join(sql.SQL("{0} = given.{0}").format(each) for each in columns)
    values = Jsonb({key_of(change.table): change.key, **change.values})
    changed = connection.execute(
        sql.SQL("UPDATE public.{} AS r SET {} FROM {} WHERE r.{} = given.{}").format(
            table, assignments, given, key, key
        ),
        (values,),
    )
    if changed.rowcount == 0:
        names = sql.SQL(", ").join([key, *columns])
        insert = sql.SQL("INSERT INTO public.{} ({}) SELECT {} FROM {}")
        connection.execute(insert.format(table, names, names, given), (values,))
