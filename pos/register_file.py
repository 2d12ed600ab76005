"""Opens this installation's database: one process, the newest schema, a durable file."""

from collections.abc import Generator
from contextlib import closing, contextmanager

from models.migrations.runner import upgrade_register
from pos.domain.errors import RefusedError
from pos.identity import is_training
from pos.instance_lock import InstanceLock
from pos.life import name_of_machine, settle
from pos.runtime.clock import Clock
from pos.runtime.ids import IdSource
from pos.runtime.paths import Paths
from pos.sqlite import DatabaseMissingError, DatabaseReadOnlyError
from pos.uow import Store


class TrainingDatabaseError(RefusedError):
    """The file `path` is a copy for training: nothing in it counts, and nobody sells in it."""


@contextmanager
def open_register(paths: Paths, *, clock: Clock, ids: IdSource) -> Generator[Store]:
    """Open the database of this installation for selling; it is closed with the block.

    Raises:
        DatabaseMissingError: There is none; `countertop init` or `enroll` makes it.
        AlreadyRunningError: Another process has it open.
        DatabaseIsNewerError: A newer version of the program wrote it.
        DatabaseReadOnlyError: The folder or the file cannot be written.
        TrainingDatabaseError: It was made for training.
        UnavailableError: It cannot be opened durably, or it is damaged.
    """
    if not paths.database.is_file():
        raise DatabaseMissingError(path=paths.database)
    with _held(paths, clock=clock, ids=ids) as store:
        yield store


@contextmanager
def create_register(paths: Paths, *, clock: Clock, ids: IdSource) -> Generator[Store]:
    """Open the database of this installation, making an empty one when there is none.

    Raises:
        AlreadyRunningError: Another process has it open.
        DatabaseIsNewerError: A newer version of the program wrote it.
        DatabaseReadOnlyError: The folder cannot be written.
    """
    try:
        paths.make_home()
    except OSError as error:
        raise DatabaseReadOnlyError(path=paths.home) from error
    with _held(paths, clock=clock, ids=ids) as store:
        yield store


@contextmanager
def _held(paths: Paths, *, clock: Clock, ids: IdSource) -> Generator[Store]:
    try:
        lock = InstanceLock(paths.home)
    except OSError as error:
        raise DatabaseReadOnlyError(path=paths.home) from error
    with lock:
        upgrade_register(paths.database)
        with closing(Store(paths.database, clock=clock, ids=ids)) as store:
            with store.read() as tx:
                if is_training(tx.connection):
                    raise TrainingDatabaseError(path=paths.database)
            try:
                settle(store, file=paths.generation, machine=name_of_machine())
            except OSError as error:
                raise DatabaseReadOnlyError(path=paths.home) from error
            yield store
