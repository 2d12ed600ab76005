"""Setting up headquarters, looking after it, and making registers of it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from models.migrations.runner import DatabaseIsNewerError
from sync.central import registration
from sync.central.check import Finding, FindingKind, check_central
from sync.central.schema import init_central
from sync.connection import connect
from sync.enrolment import Enrol
from sync.errors import (
    AlreadyEnrolledError,
    CentralNotReadyError,
    CentralRefusedError,
    CentralUnreachableError,
    NoSuchStoreError,
    RegisterTakenError,
)
from tests.sync.branch import SHIRT, Branch, Till, enrol_till

NewTill = Callable[..., Till]


def test_central_can_be_set_up_again_without_harm(branch: Branch) -> None:
    before = branch.rows("SELECT table_name, row_id, pos FROM sync.feed ORDER BY pos")

    again = init_central(branch.url)

    assert again.upgrade.before == again.upgrade.after
    assert again.partitions_made == 0
    assert branch.rows("SELECT table_name, row_id, pos FROM sync.feed ORDER BY pos") == before
    assert branch.ask("SELECT count(*) FROM stores") == 1


def test_a_new_central_is_in_order(empty_central_url: str) -> None:
    init_central(empty_central_url)

    check = check_central(empty_central_url, now=server_time(empty_central_url))

    assert check.findings == ()
    assert check.registers == 0


def test_what_is_wrong_with_central_is_named_and_mended(branch: Branch) -> None:
    harm = {
        "GRANT EXECUTE ON FUNCTION sync.sequence() TO PUBLIC": FindingKind.FUNCTION_OPEN,
        "ALTER FUNCTION sync_api.sequence() RESET ALL": FindingKind.FUNCTION_UNPINNED,
        "DROP TRIGGER note_update ON products": FindingKind.TRIGGER_MISSING,
        "DROP TRIGGER move_stock ON stock_movements": FindingKind.TRIGGER_MISSING,
    }
    for statement in harm:
        branch.do(statement)

    found = look_at(branch)
    init_central(branch.url)

    assert sorted(each.kind for each in found) == sorted(harm.values())
    assert look_at(branch) == ()


def test_a_function_that_is_gone_or_closed_is_named_and_mended(branch: Branch) -> None:
    branch.do("REVOKE EXECUTE ON FUNCTION sync_api.fetch(jsonb) FROM countertop_device")
    closed = look_at(branch)
    branch.do("DROP FUNCTION sync_api.hello")
    gone = look_at(branch)

    init_central(branch.url)

    assert [each.kind for each in closed] == [FindingKind.GRANT_MISSING]
    assert [each.kind for each in gone] == [FindingKind.FUNCTION_MISSING]
    assert look_at(branch) == ()


def test_what_only_a_person_can_mend_is_named(branch: Branch) -> None:
    branch.do("UPDATE inventory_levels SET on_hand = on_hand + 1")
    branch.do("GRANT SELECT ON orders TO countertop_device")

    found = look_at(branch)

    branch.do("REVOKE SELECT ON orders FROM countertop_device")
    assert [(each.kind, each.subject) for each in found if each.kind == "stock_differs"] == [
        (FindingKind.STOCK_DIFFERS, "2")
    ]
    assert any(each.subject.endswith(": orders") for each in found)


def test_a_central_that_is_newer_is_left_alone(branch: Branch) -> None:
    branch.do("UPDATE sync.alembic_version SET version_num = '9999'")

    found = look_at(branch)

    assert [each.kind for each in found] == [FindingKind.SCHEMA_NEW]
    with pytest.raises(DatabaseIsNewerError):
        init_central(branch.url)


def test_a_clock_that_is_off_is_named(branch: Branch) -> None:
    off = server_time(branch.url) + timedelta(minutes=3)

    found = check_central(branch.url, now=off).findings

    assert [each.kind for each in found] == [FindingKind.CLOCK_OFF]


def test_a_transaction_that_holds_the_feed_back_is_named_with_its_process(
    branch: Branch,
) -> None:
    with psycopg.connect(branch.url) as slow:
        slow.execute("SELECT pg_current_xact_id()")

        found = check_central(
            branch.url, now=server_time(branch.url), patience=timedelta(0)
        ).findings

        held_back = [each.subject for each in found if each.kind == "feed_held_back"]
        assert any(f"process {slow.info.backend_pid} " in subject for subject in held_back)


def test_a_database_that_is_no_central_is_named(empty_central_url: str) -> None:
    found = check_central(empty_central_url, now=server_time(empty_central_url)).findings

    assert [each.kind for each in found] == [FindingKind.SCHEMA_MISSING]


def test_facts_of_each_month_have_a_partition_and_wild_clocks_too(
    till: Till, branch: Branch
) -> None:
    till.open_shift()
    till.sync()
    till.clock.moment = datetime(2051, 1, 1, tzinfo=UTC)
    till.sell(SHIRT)

    till.sync()

    kept = branch.rows("SELECT tableoid::regclass::text FROM sync.inbox ORDER BY seq")
    assert len(kept) == 2
    assert kept[1] != ("sync.inbox",)
    assert branch.ask("SELECT count(*) FROM orders") == 1


def test_a_store_that_does_not_exist_is_not_made_by_mistake(
    new_till: NewTill, branch: Branch
) -> None:
    till = new_till("R9", store="S7")

    with pytest.raises(AlreadyEnrolledError):
        enrol_till(till, Enrol(url=branch.url, store_code="S1", register_code="R9"))
    with pytest.raises(NoSuchStoreError):
        register_only(branch, store="S8", register="R1")

    assert branch.ask("SELECT count(*) FROM stores") == 2


def test_a_register_that_is_in_use_is_not_given_away(branch: Branch) -> None:
    with pytest.raises(RegisterTakenError):
        register_only(branch, store="S1", register="R1")

    assert branch.ask("SELECT incarnation FROM sync.device") == 1


def test_registers_of_different_stores_never_share_their_numbers(
    new_till: NewTill, branch: Branch
) -> None:
    new_till("1R1", store="S")

    prefixes = branch.rows("SELECT number_prefix FROM registers ORDER BY 1")

    assert prefixes == [("S-1R1",), ("S1R1",)]


def test_an_enrolment_that_was_cut_goes_on(new_till: NewTill, branch: Branch) -> None:
    till = new_till("R2")
    till.do("DELETE FROM sync_state WHERE key IN ('identity', 'pulled')")

    outcome = enrol_till(till, Enrol(url=branch.url, store_code="S1", register_code="R2"))

    assert outcome.number_prefix == "S1R2-A"
    assert branch.ask("SELECT count(*) FROM sync.device") == 2


def test_the_password_is_in_a_file_that_only_its_owner_reads(till: Till, branch: Branch) -> None:
    assert till.secrets.stat().st_mode & 0o777 == 0o600
    role = branch.ask("SELECT database_role FROM sync.device")
    assert role in till.secrets.read_text(encoding="utf-8")
    stored = till.ask("SELECT value FROM sync_state WHERE key = 'central'")
    assert "password" not in stored


def test_a_role_is_kept_to_few_connections_and_short_waits(branch: Branch) -> None:
    limit, settings = branch.rows(
        "SELECT rolconnlimit, rolconfig FROM pg_roles JOIN sync.device ON database_role = rolname"
    )[0]

    assert limit == 5
    assert "statement_timeout=15s" in settings


def test_nobody_at_the_address_is_told_from_a_wrong_password(branch: Branch) -> None:
    with pytest.raises(CentralUnreachableError):
        connect("host=/nowhere dbname=central")
    with pytest.raises(CentralRefusedError):
        connect(branch.url.replace("postgres:", "nobody:", 1))
    with pytest.raises(CentralRefusedError):
        connect("not a url")


def test_a_till_at_a_database_that_is_no_central_is_told_so(till: Till, branch: Branch) -> None:
    branch.do("DROP SCHEMA sync_api CASCADE")

    with pytest.raises(CentralNotReadyError):
        till.speak()


def look_at(branch: Branch) -> tuple[Finding, ...]:
    return check_central(branch.url, now=server_time(branch.url)).findings


def server_time(url: str) -> datetime:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT clock_timestamp()").fetchone()
    assert row is not None
    moment: datetime = row[0]
    return moment


def register_only(branch: Branch, *, store: str, register: str) -> None:
    wish = registration.Registration(
        store_code=store, register_code=register, create_store=None, take_over=False
    )
    with psycopg.connect(branch.url) as connection:
        registration.register(connection, wish)
