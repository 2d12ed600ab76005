"""A database can be made, upgraded and kept, whatever happens in the middle."""

import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from models.metadata import central_metadata, register_metadata
from models.migrations.runner import (
    CENTRAL_MIGRATIONS,
    REGISTER_MIGRATIONS,
    DatabaseIsNewerError,
    central_version,
    read_register_version,
    register_version,
    upgrade_central,
    upgrade_register,
)
from pos.sqlite import DatabaseDamagedError
from tests.database_shape import postgres_shape, sqlite_shape

OLD_DATABASES = sorted((Path(__file__).parents[2] / "old_databases").glob("register-*.db"))

TOMORROW = '''"""What a later version adds."""

from alembic import op

revision = "{number:04}"
down_revision = "{before:04}"


def upgrade() -> None:
    """Change something."""
    op.execute("CREATE TABLE tomorrow (id INTEGER)")
    {last_step}
'''


def migrations_of_tomorrow(present: Path, folder: Path, *, last_step: str = "") -> Path:
    """Copy the migrations and add one that makes the table `tomorrow`."""
    shutil.copytree(present, folder, ignore=shutil.ignore_patterns("__pycache__"))
    newest = max(int(path.name[:4]) for path in (folder / "versions").glob("[0-9]*.py"))
    text = TOMORROW.format(number=newest + 1, before=newest, last_step=last_step)
    (folder / "versions" / f"{newest + 1:04}_tomorrow.py").write_text(text)
    return folder


def tables_in(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}


def test_a_new_register_has_exactly_what_the_rows_say(tmp_path: Path) -> None:
    made, upgraded = tmp_path / "made.db", tmp_path / "upgraded.db"
    engine = sa.create_engine(f"sqlite:///{made}", poolclass=sa.NullPool)
    register_metadata().create_all(engine)

    upgrade_register(upgraded)

    assert sqlite_shape(upgraded) == sqlite_shape(made)


@pytest.mark.postgres
def test_a_new_central_has_exactly_what_the_rows_say(central_server, empty_central_url) -> None:
    made = central_server.new_database()
    engine = sa.create_engine(made.replace("postgresql:", "postgresql+psycopg:"))
    central_metadata().create_all(engine)
    engine.dispose()

    upgrade_central(empty_central_url)

    assert postgres_shape(empty_central_url) == postgres_shape(made)


def test_an_upgraded_register_stands_at_the_newest_version(tmp_path: Path) -> None:
    path = tmp_path / "till.db"

    upgrade = upgrade_register(path)

    assert (upgrade.before, upgrade.after) == (0, register_version())
    assert read_register_version(path) == register_version()


def test_upgrading_again_does_nothing(register_path: Path) -> None:
    before = register_path.read_bytes()

    upgrade = upgrade_register(register_path)

    assert upgrade.before == upgrade.after
    assert register_path.read_bytes() == before


def test_a_new_file_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    upgrade_register(tmp_path / "till.db")

    assert (tmp_path / "till.db").stat().st_mode & 0o777 == 0o600


def test_a_register_of_a_newer_program_is_refused_and_left_alone(register_path: Path) -> None:
    newer = register_version() + 1
    with closing(sqlite3.connect(register_path)) as connection:
        connection.execute(f"PRAGMA user_version = {newer}")
    before = register_path.read_bytes()

    with pytest.raises(DatabaseIsNewerError) as refusal:
        upgrade_register(register_path)

    assert refusal.value.facts == {"found": newer, "known": register_version()}
    assert register_path.read_bytes() == before


@pytest.mark.parametrize("old", OLD_DATABASES, ids=lambda path: path.stem)
def test_every_released_register_can_still_be_upgraded(old: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(old, tmp_path / "till.db"))
    new = tmp_path / "new.db"
    upgrade_register(new)

    upgrade = upgrade_register(path)

    assert upgrade.before == int(old.stem.removeprefix("register-"))
    assert sqlite_shape(path) == sqlite_shape(new)
    with closing(sqlite3.connect(path)) as connection:
        customers = connection.execute("SELECT name FROM users").fetchall()
    assert customers == [("Walk-in customer",)]


@pytest.mark.parametrize("old", OLD_DATABASES, ids=lambda path: path.stem)
def test_a_shop_that_is_there_already_may_move_and_cancel_its_orders(
    old: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(old, tmp_path / "till.db"))

    upgrade_register(path)

    with closing(sqlite3.connect(path)) as connection:
        held = connection.execute(
            "SELECT roles.code, held.value FROM roles, json_each(roles.permissions) AS held "
            "WHERE held.value LIKE 'order.%' ORDER BY roles.code, held.value"
        ).fetchall()
    assert held == [
        ("manager", "order.cancel"),
        ("manager", "order.move_day"),
        ("staff", "order.cancel?"),
        ("staff", "order.move_day"),
    ]


def test_every_released_register_is_kept() -> None:
    kept = [int(path.stem.removeprefix("register-")) for path in OLD_DATABASES]

    assert kept == list(range(1, register_version() + 1))


def test_an_existing_register_is_copied_before_it_is_changed(
    register_path: Path, tmp_path: Path
) -> None:
    before = sqlite_shape(register_path)
    tomorrow = migrations_of_tomorrow(REGISTER_MIGRATIONS, tmp_path / "tomorrow")

    upgrade = upgrade_register(register_path, migrations=tomorrow)

    assert upgrade.backup is not None
    assert sqlite_shape(upgrade.backup) == before
    assert read_register_version(upgrade.backup) == register_version()
    assert "tomorrow" in tables_in(register_path)


def test_the_copy_holds_what_was_still_in_the_log(register_path: Path, tmp_path: Path) -> None:
    tomorrow = migrations_of_tomorrow(REGISTER_MIGRATIONS, tmp_path / "tomorrow")
    with closing(sqlite3.connect(register_path)) as selling:
        selling.execute("PRAGMA journal_mode = WAL")
        selling.execute("INSERT INTO counters (name, value) VALUES ('receipt', 41)")
        selling.commit()

        upgrade = upgrade_register(register_path, migrations=tomorrow)

    assert upgrade.backup is not None
    with closing(sqlite3.connect(upgrade.backup)) as copy:
        assert copy.execute("SELECT value FROM counters").fetchall() == [(41,)]


def test_an_upgrade_that_fails_half_way_has_changed_nothing(
    register_path: Path, tmp_path: Path
) -> None:
    before = sqlite_shape(register_path)
    broken = migrations_of_tomorrow(
        REGISTER_MIGRATIONS, tmp_path / "broken", last_step='op.execute("power goes out")'
    )

    with pytest.raises(sa.exc.OperationalError):
        upgrade_register(register_path, migrations=broken)

    assert sqlite_shape(register_path) == before
    assert read_register_version(register_path) == register_version()


def test_an_upgrade_that_leaves_a_reference_to_nothing_is_undone(
    register_path: Path, tmp_path: Path
) -> None:
    orphan = "INSERT INTO barcodes (id, variant_id, code) VALUES (x'01', x'02', '3')"
    careless = migrations_of_tomorrow(
        REGISTER_MIGRATIONS, tmp_path / "careless", last_step=f'op.execute("{orphan}")'
    )

    with pytest.raises(DatabaseDamagedError) as trouble:
        upgrade_register(register_path, migrations=careless)

    assert trouble.value.facts["finding"] == "foreign key of barcodes"
    assert "tomorrow" not in tables_in(register_path)


def test_a_damaged_register_is_not_upgraded(register_path: Path, tmp_path: Path) -> None:
    tomorrow = migrations_of_tomorrow(REGISTER_MIGRATIONS, tmp_path / "tomorrow")
    with register_path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4096 * 8)

    with pytest.raises(DatabaseDamagedError):
        upgrade_register(register_path, migrations=tomorrow)

    assert not list(tmp_path.glob("till.db.before-*"))


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "till.db"
    path.write_text("Dear diary, today the till did not start. " * 20)
    before = path.read_bytes()

    with pytest.raises(DatabaseDamagedError):
        upgrade_register(path)

    assert path.read_bytes() == before


@pytest.mark.postgres
def test_central_of_a_newer_program_is_refused(central_url: str) -> None:
    with psycopg.connect(central_url) as connection:
        connection.execute("UPDATE sync.alembic_version SET version_num = '0999'")

    with pytest.raises(DatabaseIsNewerError) as refusal:
        upgrade_central(central_url)

    assert refusal.value.facts == {"found": 999, "known": central_version()}


@pytest.mark.postgres
def test_two_upgrades_of_central_at_once_take_turns(empty_central_url: str) -> None:
    with ThreadPoolExecutor(max_workers=2) as pool:
        upgrades = list(pool.map(upgrade_central, [empty_central_url] * 2))

    assert sorted(upgrade.before for upgrade in upgrades) == [0, central_version()]
    with psycopg.connect(empty_central_url) as connection:
        assert connection.execute("SELECT pos FROM sync.head").fetchall() == [(0,)]


@pytest.mark.postgres
def test_an_upgrade_of_central_that_fails_has_changed_nothing(
    central_url: str, tmp_path: Path
) -> None:
    before = postgres_shape(central_url)
    broken = migrations_of_tomorrow(
        CENTRAL_MIGRATIONS, tmp_path / "broken", last_step='op.execute("power goes out")'
    )

    with pytest.raises(sa.exc.ProgrammingError):
        upgrade_central(central_url, migrations=broken)

    assert postgres_shape(central_url) == before


def test_a_till_that_starts_loads_neither_alembic_nor_postgresql(register_path: Path) -> None:
    start = (
        "import sys; from pathlib import Path; import models.metadata;"
        "from models.migrations.runner import upgrade_register;"
        "upgrade_register(Path(sys.argv[1]));"
        "print([name for name in sys.modules if name.startswith(('alembic', 'psycopg'))"
        " or name == 'sqlalchemy.dialects.postgresql'])"
    )

    said = subprocess.run(
        [sys.executable, "-c", start, register_path], check=True, capture_output=True, text=True
    )

    assert said.stdout == "[]\n"
