"""Training: a copy of the shop in which everything works and nothing counts.

The copy lies in a folder of its own and is made anew each time. It has no central, no secrets and
an empty tape, and writes no facts; its numbers begin with a word, its papers say what they are, and
its drawer stays shut. Neither the till nor central takes such a database for a real one.
"""

import shutil
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

import sqlalchemy as sa

from models.migrations.runner import upgrade_register
from models.operations import RegisterRow
from models.print_jobs import PrintJobRow
from models.sync import OutboxRow, SyncStateRow
from pos import identity
from pos.instance_lock import InstanceLock
from pos.runtime.clock import Clock
from pos.runtime.ids import IdSource
from pos.runtime.paths import Paths
from pos.sqlite import DatabaseMissingError, meaning_of
from pos.uow import Store, WriteTx

FOLDER = "training"
NUMBERS_BEGIN_WITH = "TRAINING-"

_STATE = SyncStateRow.__table__
_REGISTERS = RegisterRow.__table__


@contextmanager
def open_training(paths: Paths, *, clock: Clock, ids: IdSource) -> Generator[Store]:
    """Open a fresh copy of this installation's shop for training; it is closed with the block.

    The shop itself is only read, and may be open in another window.

    Raises:
        DatabaseMissingError: There is no shop yet.
        AlreadyRunningError: Somebody is in training here already.
        UnavailableError: The copy cannot be made or opened.
    """
    if not paths.database.is_file():
        raise DatabaseMissingError(path=paths.database)
    place = Paths(home=paths.home / FOLDER)
    place.make_home()
    with InstanceLock(place.home):
        _copy(paths.database, place.database)
        upgrade_register(place.database)
        with closing(Store(place.database, clock=clock, ids=ids)) as store:
            with store.write() as tx:
                _make_it_training(tx)
            yield store


def _copy(shop: Path, copy: Path) -> None:
    """Copy a database as it stands at one moment, also while somebody sells in it."""
    for old in copy.parent.glob(f"{copy.name}*"):
        old.unlink()
    try:
        with (
            closing(sqlite3.connect(f"{shop.as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
    except sqlite3.Error as error:
        raise meaning_of(error, copy) from error
    shutil.copymode(shop, copy)


def _make_it_training(tx: WriteTx) -> None:
    run = tx.connection.execute
    register_id = tx.register.register_id
    run(sa.delete(OutboxRow.__table__))
    run(sa.delete(PrintJobRow.__table__))
    run(sa.delete(_STATE).where(_STATE.c.key != identity.KEY))
    run(
        sa.insert(_STATE),
        {
            "key": identity.TRAINING_KEY,
            "value": {"begun_at": tx.now.isoformat()},
            "updated_at": tx.now,
        },
    )
    run(
        sa.update(_REGISTERS)
        .where(_REGISTERS.c.id == register_id)
        .values(number_prefix=NUMBERS_BEGIN_WITH + _REGISTERS.c.number_prefix)
    )
    tx.know_again()
