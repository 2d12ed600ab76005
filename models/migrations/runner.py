"""Bring a database to the newest schema: forward only, one transaction, a copy of the file first.

Both databases number their schemas 1, 2, 3 ... each on its own; the number of a schema is the first
part of its migration's file name. Alembic is loaded only when there is something to do: it costs
0.7 s, and a till starts far more often than it is upgraded.
"""

import pkgutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Dialect, Engine, NullPool, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from models.migrations.file_copy import PRIVATE_FILE, copy_database
from pos.domain.errors import RefusedError
from pos.sqlite import DatabaseDamagedError, meaning_of

REGISTER_MIGRATIONS = Path(__file__).parent / "register"
CENTRAL_MIGRATIONS = Path(__file__).parent / "central"
NUMBER_DIGITS = 4
CENTRAL_LOCK = 0x636F756E746572
"""Any number that no other program locks: two upgrades of central take turns."""


class DatabaseIsNewerError(RefusedError):
    """The database was written by a newer program; this one would not understand it.

    Attributes:
        found: The database's schema number.
        known: The newest number this program knows.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgrade:
    """What an upgrade did; before and after are equal when there was nothing to do.

    Attributes:
        before: Schema number found; 0 for a new database.
        after: Schema number now.
        backup: The copy made of the file before it was touched; None if none was needed.
    """

    before: int
    after: int
    backup: Path | None = None


def register_version(migrations: Path = REGISTER_MIGRATIONS) -> int:
    """Return the newest schema number of a register that this program knows."""
    return _newest(migrations)


def central_version(migrations: Path = CENTRAL_MIGRATIONS) -> int:
    """Return the newest schema number of central that this program knows."""
    return _newest(migrations)


def read_register_version(path: Path) -> int:
    """Return the schema number of a register's file; 0 when there is no file or it is empty."""
    if not path.exists():
        return 0
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        return _user_version(connection)


def upgrade_register(path: Path, *, migrations: Path = REGISTER_MIGRATIONS) -> Upgrade:
    """Bring a register's file to the newest schema, making it when there is none.

    Args:
        path: The database file; its folder exists. Nobody else has it open.
        migrations: Where the migrations are; a test adds one of tomorrow.

    Raises:
        DatabaseIsNewerError: A newer program wrote it.
        DatabaseDamagedError: The file does not pass SQLite's checks.
        UnavailableError: It cannot be written, there is no room, or another program holds it.
    """
    with _translated(path):
        return _upgrade_file(path, migrations)


def _upgrade_file(path: Path, migrations: Path) -> Upgrade:
    found, known = read_register_version(path), register_version(migrations)
    _refuse_newer(found=found, known=known)
    if found == known:
        return Upgrade(before=found, after=known)
    backup = path.with_name(f"{path.name}.before-{known:0{NUMBER_DIGITS}}") if found else None
    if backup:
        _refuse_damaged(path)
        copy_database(path, backup)
    path.touch(mode=PRIVATE_FILE)
    with _register_transaction(path) as connection:
        _run_migrations(migrations, connection)
        _refuse_loose_ends(path, connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {known}")
    return Upgrade(before=found, after=known, backup=backup)


def upgrade_central(url: str, *, migrations: Path = CENTRAL_MIGRATIONS) -> Upgrade:
    """Bring the central database to the newest schema; safe to repeat, and to run twice at once.

    Args:
        url: A libpq URL, handed to the driver as it is.
        migrations: Where the migrations are; a test adds one of tomorrow.

    Raises:
        DatabaseIsNewerError: A newer program wrote it.
    """
    known = central_version(migrations)
    with _central_engine(url).begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": CENTRAL_LOCK})
        found = read_central_version(connection)
        _refuse_newer(found=found, known=known)
        if found < known:
            connection.exec_driver_sql("CREATE SCHEMA IF NOT EXISTS sync")
            _run_migrations(migrations, connection)
    return Upgrade(before=found, after=known)


def read_central_version(connection: Connection) -> int:
    """Return the schema number of a central database; 0 when it has none of our tables."""
    if connection.scalar(text("SELECT to_regclass('sync.alembic_version')")) is None:
        return 0
    return int(connection.scalar(text("SELECT version_num FROM sync.alembic_version")) or 0)


def _newest(migrations: Path) -> int:
    versions = pkgutil.iter_modules([str(migrations / "versions")])
    return max(int(version.name[:NUMBER_DIGITS]) for version in versions)


def _refuse_newer(*, found: int, known: int) -> None:
    if found > known:
        raise DatabaseIsNewerError(found=found, known=known)


def _refuse_damaged(path: Path) -> None:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        (finding,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if finding != "ok":
        raise DatabaseDamagedError(path=path, finding=finding)


def _refuse_loose_ends(path: Path, connection: Connection) -> None:
    """Foreign keys are off while tables are rebuilt; look before anybody relies on them again."""
    loose_end = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if loose_end is not None:
        raise DatabaseDamagedError(path=path, finding=f"foreign key of {loose_end[0]}")


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError, DBAPIError) as error:
        meaning = meaning_of(error, path)
        if meaning is error:
            raise
        raise meaning from error


def _user_version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


@contextmanager
def _register_transaction(path: Path) -> Iterator[Connection]:
    """Open a transaction that holds the write lock from its start, and DDL too."""
    engine = create_engine(
        "sqlite://",
        # No transactions of the driver's own: it would commit before each DDL statement.
        creator=lambda: sqlite3.connect(path, isolation_level=None),
        poolclass=NullPool,
    )
    event.listen(engine, "begin", lambda begun: begun.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.begin() as connection:
        yield connection


def _central_engine(url: str) -> Engine:
    engine = create_engine("postgresql+psycopg://", poolclass=NullPool)

    def connect(dialect: Dialect, *_arguments: object) -> object:
        """Give libpq the URL untouched: it may name several hosts, which SQLAlchemy's may not."""
        return dialect.connect(url)

    event.listen(engine, "do_connect", connect)
    return engine


def _run_migrations(migrations: Path, connection: Connection) -> None:
    # Loaded here for its cost: see the top of this file.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
