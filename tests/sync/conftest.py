"""A central with its functions, and registers of its store with databases of their own."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sync.enrolment import Enrol
from tests.fakes.set_clock import SetClock
from tests.postgres import PostgresServer, database_name
from tests.sync.branch import Branch, Till, enrol_till
from tests.sync.goods import open_branch


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A central with a store, goods and people, and the database of its register R1."""

    database: str
    home: Path


@pytest.fixture(autouse=True, scope="session")
def no_keyring() -> Iterator[None]:
    """No test touches the passwords of the person who runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        yield


@pytest.fixture(scope="session")
def branch_template(
    central_server: PostgresServer,
    new_central: str,
    register_template: Path,
    tmp_path_factory: pytest.TempPathFactory,
    no_keyring: None,
) -> Template:
    """What each test gets a copy of; do not connect to it."""
    branch = Branch(url=central_server.new_database(template=new_central))
    open_branch(branch.url)
    home = tmp_path_factory.mktemp("branch")
    shutil.copy(register_template, home / "till.db")
    till = Till(home, branch, SetClock())
    enrol_till(till, Enrol(url=branch.url, store_code="S1", register_code="R1"))
    till.close()
    return Template(database=database_name(branch.url), home=home)


@pytest.fixture
def branch(central_server: PostgresServer, branch_template: Template) -> Iterator[Branch]:
    """A central with store S1, a few goods, two people and register R1."""
    url = central_server.new_database(template=branch_template.database)
    yield Branch(url=url)
    central_server.drop_database(url)


@pytest.fixture
def new_till(
    branch: Branch,
    branch_template: Template,
    register_template: Path,
    tmp_path: Path,
    clock: SetClock,
) -> Iterator[Callable[..., Till]]:
    """Makes registers of the business; each has a database of its own. R1 of S1 is there."""
    tills: list[Till] = []

    def make(code: str, *, store: str = "S1", take_over: bool = False) -> Till:
        home = tmp_path / f"{store}-{code}-{len(tills)}"
        is_there = (store, code, take_over) == ("S1", "R1", False)
        shutil.copytree(branch_template.home, home)
        if not is_there:
            shutil.copy(register_template, home / "till.db")
        till = Till(home, branch, clock)
        tills.append(till)
        if not is_there:
            wish = Enrol(
                url=branch.url,
                store_code=store,
                register_code=code,
                create_store="Another shop",
                take_over=take_over,
            )
            enrol_till(till, wish)
        return till

    yield make
    for till in tills:
        till.close()


@pytest.fixture
def till(new_till: Callable[..., Till]) -> Till:
    """Register R1 of store S1, enrolled."""
    return new_till("R1")


@pytest.fixture
def open_till(till: Till) -> Till:
    """Register R1, which sells."""
    till.sync()
    till.open_shift()
    return till


@pytest.fixture
def other(new_till: Callable[..., Till], open_till: Till) -> Till:
    """Register R2 of the store, which sells."""
    made = new_till("R2")
    made.open_shift()
    return made


@pytest.fixture
def trusting(open_till: Till, other: Till, branch: Branch) -> Till:
    """Register R1 of a store that takes promises to pay; so does R2."""
    branch.do("UPDATE payment_methods SET is_active = true")
    open_till.sync()
    other.sync()
    return open_till
