"""A central with its functions, and registers of its store with databases of their own."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sync.central.schema import init_central
from sync.enrolment import Enrol
from tests.fakes.set_clock import SetClock
from tests.postgres import PostgresServer, database_name
from tests.sync.branch import Branch, Till, open_branch, open_till


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the passwords of the person who runs it."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


@pytest.fixture(scope="session")
def branch_template(central_server: PostgresServer) -> str:
    """The name of a central database with a store and a few goods; do not connect to it."""
    url = central_server.new_database()
    init_central(url)
    open_branch(url)
    return database_name(url)


@pytest.fixture
def branch(central_server: PostgresServer, branch_template: str) -> Iterator[Branch]:
    """A central with store S1, a few goods and a cashier; no register is enrolled."""
    url = central_server.new_database(template=branch_template)
    yield Branch(url=url)
    central_server.drop_database(url)


@pytest.fixture
def new_till(
    branch: Branch, register_template: Path, tmp_path: Path, clock: SetClock
) -> Iterator[Callable[..., Till]]:
    """Makes registers of the branch; each has a database of its own."""
    tills: list[Till] = []

    def make(code: str, *, store: str = "S1", take_over: bool = False) -> Till:
        home = tmp_path / f"{store}-{code}-{len(tills)}"
        home.mkdir()
        shutil.copy(register_template, home / "till.db")
        wish = Enrol(
            url=branch.url,
            store_code=store,
            register_code=code,
            create_store="Another shop",
            take_over=take_over,
        )
        till = open_till(branch, home, wish=wish, clock=clock)
        tills.append(till)
        return till

    yield make
    for till in tills:
        till.close()


@pytest.fixture
def till(new_till: Callable[..., Till]) -> Till:
    """Register R1 of the store, enrolled."""
    return new_till("R1")
