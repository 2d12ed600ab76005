"""Fixtures that many tests share: databases as a shop has them, real, each test its own.

One PostgreSQL server starts when the first test asks for it. Databases are copies of one that the
migrations made, on both sides, so that a test waits milliseconds for its own.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

# Before anything imports Qt: there is no screen, and no folder shared with others on the machine.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
if "XDG_RUNTIME_DIR" not in os.environ:
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="countertop-run-")
    atexit.register(shutil.rmtree, os.environ["XDG_RUNTIME_DIR"], ignore_errors=True)

import pytest
from PySide6.QtWidgets import QApplication

from models.migrations.runner import upgrade_central, upgrade_register
from pos.runtime.ids import TimeOrderedIds
from pos.runtime.rubbish import collect_by_hand, collect_what_is_due
from pos.uow import Store
from sync.central.schema import init_central
from tests.fakes.set_clock import SetClock
from tests.memory import work_in_memory
from tests.postgres import PostgresServer, database_name
from tests.shop import Shop, find_shop, open_shop

work_in_memory()
collect_by_hand()


@pytest.fixture(autouse=True)
def rubbish_is_collected_by_the_main_thread() -> Iterator[None]:
    """Windows of a test that has ended are taken apart here, as in the running till."""
    yield
    collect_what_is_due()


@pytest.fixture(scope="session")
def central_server() -> Iterator[PostgresServer]:
    """A running PostgreSQL server."""
    server = PostgresServer.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def central_template(central_server: PostgresServer) -> str:
    """The name of a database with the newest central schema and no rows; do not connect to it."""
    url = central_server.new_database()
    upgrade_central(url)
    return database_name(url)


@pytest.fixture(scope="session")
def new_central(central_server: PostgresServer) -> str:
    """The name of a database that was just set up as a central; do not connect to it."""
    url = central_server.new_database()
    init_central(url)
    return database_name(url)


@pytest.fixture
def empty_central_url(central_server: PostgresServer) -> Iterator[str]:
    """The libpq URL of a database with nothing in it."""
    url = central_server.new_database()
    yield url
    central_server.drop_database(url)


@pytest.fixture
def central_url(central_server: PostgresServer, central_template: str) -> Iterator[str]:
    """The libpq URL of a database with the newest central schema and no rows."""
    url = central_server.new_database(template=central_template)
    yield url
    central_server.drop_database(url)


@pytest.fixture(scope="session")
def register_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register's file with the newest schema and no rows; copy it, do not open it."""
    path = tmp_path_factory.mktemp("register") / "till.db"
    upgrade_register(path)
    return path


@pytest.fixture
def register_path(register_template: Path, tmp_path: Path) -> Path:
    """A register's file with the newest schema and no rows, the test's own."""
    return Path(shutil.copy(register_template, tmp_path / "till.db"))


@pytest.fixture
def clock() -> SetClock:
    """A clock that stands still on a Monday morning until the test moves it."""
    return SetClock()


@pytest.fixture(scope="session")
def shop_template(register_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register's file with a small shop in it; copy it, do not open it."""
    path = Path(shutil.copy(register_template, tmp_path_factory.mktemp("shop") / "till.db"))
    clock = SetClock()
    store = Store(path, clock=clock, ids=TimeOrderedIds(clock))
    open_shop(store)
    store.close()
    return path


@pytest.fixture
def shop(shop_template: Path, tmp_path: Path, clock: SetClock) -> Iterator[Shop]:
    """A small shop with goods, a cashier and a manager, the test's own; no shift is open."""
    path = Path(shutil.copy(shop_template, tmp_path / "till.db"))
    store = Store(path, clock=clock, ids=TimeOrderedIds(clock))
    yield find_shop(store)
    store.close()


@pytest.fixture(autouse=True, scope="session")
def whole_application(qapp: QApplication) -> QApplication:
    """Make the one with widgets first: a command that draws paper would make a lesser one."""
    return qapp
