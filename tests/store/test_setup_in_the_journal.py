"""What is decided in Setup stands in the journal as well, and no name of anybody does."""

import json

import pytest
import sqlalchemy as sa

from models.identity import RoleRow
from models.journal import JournalEntryRow
from models.operations import AuditLogRow
from models.sync import OutboxRow
from pos.domain.errors import RefusedError
from pos.domain.journal import JournalEntry, verify
from pos.domain.permission import Action, Decision
from pos.domain.role_right import RoleRight
from pos.services.permissions import Actor
from pos.services.pins import PinWish, choose_pin
from pos.services.roles import RightsWish, decide_rights
from pos.services.staff import HireWish, hire, let_go
from pos.services.store_settings import SettingWish, change_setting
from tests.shop import Shop


@pytest.fixture
def manager(shop: Shop) -> Actor:
    with shop.store.write() as tx:
        everything = sa.update(RoleRow).where(RoleRow.code == "manager")
        tx.connection.execute(everything.values(permissions=["*"]))
    return Actor(staff_id=shop.grace)


def entries(shop: Shop) -> list[sa.RowMapping]:
    table = JournalEntryRow.__table__
    with shop.store.read() as tx:
        found = sa.select(table).order_by(table.c.seq)
        return list(tx.connection.execute(found).mappings())


def hire_linus(shop: Shop, actor: Actor) -> None:
    with shop.store.write() as tx:
        role = sa.select(RoleRow.id).where(RoleRow.code == "staff")
        role_id = tx.connection.execute(role).scalar_one()
        staff_id = hire(
            tx, HireWish(actor=actor, name="Linus Torv", employee_no="77", role_id=role_id)
        )
        choose_pin(tx, PinWish(actor=actor, staff_id=staff_id, pin="730194"))


def test_a_setting_leaves_an_entry_that_says_who_and_what(shop: Shop, manager: Actor) -> None:
    with shop.store.write() as tx:
        change_setting(tx, SettingWish(actor=manager, key="return_days", value=14))

    (entry,) = entries(shop)
    said = json.loads(entry["payload"])
    assert (entry["kind"], entry["staff_id"]) == ("setup", shop.grace)
    assert said["action"] == "setting.changed"
    assert said["changed"]["settings.value"] == [None, 14]


def test_the_journal_of_who_is_hired_has_neither_their_name_nor_a_proof(
    shop: Shop, manager: Actor
) -> None:
    hire_linus(shop, manager)

    hired, chosen = (each["payload"] for each in entries(shop))
    assert "Linus" not in hired
    assert json.loads(hired)["changed"]["users.name"] == ["hidden", "hidden"]
    assert json.loads(chosen)["changed"]["staff.pin_hash"] == ["hidden", "hidden"]
    assert "argon2" not in chosen


def test_the_chain_goes_on_over_what_is_set_up(shop: Shop, manager: Actor) -> None:
    shop.open_shift()
    shop.sell("2000000000015")
    hire_linus(shop, manager)
    with shop.store.write() as tx:
        let_go(tx, manager, shop.ada)
    shown = [
        JournalEntry(
            register_id=each["register_id"],
            seq=each["seq"],
            kind=each["kind"],
            occurred_at=each["occurred_at"],
            payload=each["payload"],
            prev_hash=each["prev_hash"],
            entry_hash=each["hash"],
        )
        for each in entries(shop)
    ]

    check = verify(shown)

    assert check.fault is None
    assert [each.kind for each in shown] == ["shift_open", "sale", "setup", "setup", "setup"]


def test_what_is_refused_or_changes_nothing_leaves_no_entry(shop: Shop, manager: Actor) -> None:
    for value in (14, 14):
        with shop.store.write() as tx:
            change_setting(tx, SettingWish(actor=manager, key="return_days", value=value))
    with pytest.raises(RefusedError), shop.store.write() as tx:
        change_setting(tx, SettingWish(actor=manager, key="return_days", value=-1))

    assert len(entries(shop)) == 1


def test_several_rows_of_one_decision_are_all_named(shop: Shop, manager: Actor) -> None:
    with shop.store.write() as tx:
        roles = sa.select(RoleRow.id).where(RoleRow.code.in_(["staff", "customer"]))
        rights = {
            role_id: RoleRight(decision=Decision.ALLOWED)
            for role_id in tx.connection.execute(roles).scalars()
        }
        wish = RightsWish(
            actor=manager, action=Action.VIEW_REPORTS, rights=rights, base_versions={}
        )
        decide_rights(tx, wish)

    with shop.store.read() as tx:
        log = sa.select(AuditLogRow.details)
        (details,) = tx.connection.execute(log).scalars().all()
    assert len([name for name in details["changed"] if name.endswith(".permissions")]) == 2


def test_the_entry_goes_up_with_the_fact_of_what_was_decided(shop: Shop, manager: Actor) -> None:
    with shop.store.write() as tx:
        change_setting(tx, SettingWish(actor=manager, key="return_days", value=14))

    with shop.store.read() as tx:
        tape = OutboxRow.__table__
        (payload,) = tx.connection.execute(
            sa.select(tape.c.payload).where(tape.c.kind == "setting.changed")
        ).scalars()
    tables = [part[0] for part in json.loads(payload)["body"]["rows"]]
    assert tables == ["settings", "journal_entries", "audit_log"]
