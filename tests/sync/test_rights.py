"""A register may say what it did, and nothing else; even one that somebody else has got hold of."""

from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.types.json import Jsonb

from pos.domain.fact import Fact, RowsWritten
from pos.tape import CHAIN_START, link
from sync.enrolment import get_enrolment, register_url
from sync.errors import CentralBusyError, CentralRefusedError
from tests.sync.branch import SHIRT, Branch, Till

NewTill = Callable[..., Till]


@pytest.fixture
def intruder(till: Till) -> Iterator[psycopg.Connection]:
    """Somebody with a register's password and psql."""
    with till.store.read() as tx:
        enrolment = get_enrolment(tx.connection)
    url = register_url(enrolment, secrets_file=till.secrets, address=till.address)
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


REACHING_FOR_MORE = (
    "SELECT * FROM orders",
    "SELECT pin_hash FROM staff",
    "SELECT * FROM user_credentials",
    'SELECT * FROM baby_petite."Order"',
    "SELECT * FROM microservices.users",
    "SELECT compat.password_hash(NULL)",
    "SELECT * FROM sync.device",
    "SELECT * FROM sync.inbox",
    "UPDATE variants SET price_cents = 1",
    "INSERT INTO sync.device_head (device_id, incarnation) VALUES (sync.new_id(), 1)",
    "DELETE FROM stock_movements",
    "TRUNCATE orders CASCADE",
    "CREATE TABLE public.mine (id integer)",
    "CREATE TABLE sync.mine (id integer)",
    "CREATE FUNCTION sync_api.mine() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    "SELECT sync.sequence()",
    "SELECT sync.new_id()",
    "SELECT sync.take_again()",
    "SET SESSION AUTHORIZATION postgres",
    "SET ROLE postgres",
    "CREATE ROLE friend",
    "ALTER ROLE countertop_device SUPERUSER",
)


def test_a_register_reaches_no_table_and_no_inner_function(
    intruder: psycopg.Connection, subtests: pytest.Subtests
) -> None:
    for statement in REACHING_FOR_MORE:
        with subtests.test(statement), pytest.raises(psycopg.errors.InsufficientPrivilege):
            intruder.execute(statement.encode())


def test_a_register_cannot_put_its_own_objects_before_those_of_central(
    intruder: psycopg.Connection, branch: Branch
) -> None:
    intruder.execute("CREATE TEMP TABLE device (LIKE pg_class)")
    intruder.execute("SET search_path = pg_temp, public")

    answer = intruder.execute("SELECT sync_api.pull(1, 0, 10)").fetchone()

    assert answer is not None
    assert answer[0]["tables"]
    assert branch.ask("SELECT count(*) FROM sync.device") == 1


def test_a_register_that_knows_the_key_of_another_stores_row_is_not_given_it(
    intruder: psycopg.Connection, new_till: NewTill, branch: Branch
) -> None:
    new_till("R1", store="S2")
    keys = {
        store: branch.ask(
            "INSERT INTO settings (id, scope, store_id, key, value) SELECT sync.new_id(), 'store',"
            " id, 'sound', to_jsonb('loud in ' || code) FROM stores WHERE code = %s RETURNING id",
            store,
        )
        for store in ("S1", "S2")
    }

    branch.do("SELECT sync.sequence()")

    answer = intruder.execute(
        "SELECT sync_api.fetch(%s)::text",
        (Jsonb([["settings", str(key)] for key in keys.values()]),),
    ).fetchone()
    loaded = intruder.execute("SELECT value FROM sync_api.load_settings(1, NULL, 100)").fetchall()

    assert answer is not None
    assert "loud in S1" in answer[0]
    assert "loud in S2" not in answer[0]
    assert ('"loud in S1"',) in loaded
    assert ('"loud in S2"',) not in loaded


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("orders", "store_id"),
        ("stock_movements", "location_id"),
        ("journal_entries", "register_id"),
        ("payments", "register_id"),
    ],
)
def test_a_register_cannot_speak_for_another_store_or_register(
    new_till: NewTill, branch: Branch, table: str, column: str
) -> None:
    till, other = new_till("R1"), new_till("R1", store="S2")
    till.open_shift()
    till.sell(SHIRT)
    with other.store.read() as tx:
        theirs = str(getattr(tx.register, column))
    with till.store.read() as tx:
        mine = str(getattr(tx.register, column))

    dead = push_forged(till, lambda line: forge(line, table, f'"{column}":"{mine}"', theirs))

    assert dead >= 1
    assert branch.count(table, **{column: theirs}) == 0
    assert "CT301" in {row[0] for row in branch.rows("SELECT sqlstate FROM sync.dead_letter")}


def test_a_register_cannot_write_lines_under_another_ones_name(
    new_till: NewTill, branch: Branch
) -> None:
    till, other = new_till("R1"), new_till("R2")
    till.open_shift()
    with other.store.read() as tx:
        theirs = str(tx.register.register_id)
    with till.store.read() as tx:
        mine = str(tx.register.register_id)

    dead = push_forged(till, lambda line: line.replace(mine, theirs))

    assert dead == 1
    assert branch.ask("SELECT sqlstate FROM sync.dead_letter") == "CT302"
    assert branch.ask("SELECT count(*) FROM shifts") == 0


def test_a_register_cannot_make_anybody_a_manager(till: Till, branch: Branch) -> None:
    tables = ("roles", "user_roles", "staff", "user_credentials", "settings")
    before = [branch.count(table) for table in tables]
    for table in tables:
        with till.store.write() as tx:
            user = tx.connection.exec_driver_sql("SELECT user_id FROM staff LIMIT 1").scalar()
            row = {"id": tx.new_id(), "user_id": str(user), "code": "x", "name": "x"}
            written = (RowsWritten(table=table, rows=(row,)),)
            tx.record(
                Fact(kind="test.happened", version=1, table=table, row_id=row["id"], rows=written)
            )

    till.sync()

    assert [branch.count(table) for table in tables] == before
    assert till.status().deferred == 5


def test_a_blocked_register_is_told_so(till: Till, branch: Branch) -> None:
    branch.do("UPDATE sync.device SET status = 'blocked'")

    with pytest.raises(CentralRefusedError):
        till.speak()

    assert till.status().problem == "CentralRefusedError"


def test_a_role_that_is_no_register_is_refused(branch: Branch) -> None:
    with (
        psycopg.connect(branch.url, autocommit=True) as connection,
        pytest.raises(psycopg.Error) as refused,
    ):
        connection.execute("SELECT sync_api.pull(1, 0, 10)")

    assert refused.value.sqlstate == "CT001"


def push_forged(till: Till, forge_line: Callable[[str], str]) -> int:
    """Send the tape with its lines altered and the chain made to fit; return how many died."""
    with till.store.read() as tx:
        rows = tx.connection.exec_driver_sql("SELECT payload FROM outbox ORDER BY seq").scalars()
        lines = [forge_line(line) for line in rows]
    chain = CHAIN_START
    for line in lines:
        chain = link(chain, line)
    with till.central() as central:
        return central.push(0, lines="\n".join(lines), chain=chain).dead


def forge(line: str, table: str, mine: str, theirs: str) -> str:
    """Let the rows of one table name somebody else."""
    head, mark, tail = line.partition(f'["{table}",')
    name, _, value = mine.rpartition(":")
    return head + mark + tail.replace(mine, f'{name}:"{theirs}"', 1) if value else line


def test_a_central_that_may_not_read_its_own_file_is_in_trouble_and_refuses_nobody(
    till: Till, branch: Branch
) -> None:
    found = branch.ask("SELECT pg_relation_filepath('sync.device_head')")
    file = Path(branch.ask("SHOW data_directory")) / found
    till.open_shift()
    file.chmod(0)

    with pytest.raises(CentralBusyError):
        till.sync()

    file.chmod(0o600)
    assert till.sync().sent == 1
