"""The audit log: who changed staff, roles, settings, prices and stock; never altered."""

import psycopg
import pytest

from tests.central.web_shop import person, receive, variant
from tests.sync.branch import IDS, Branch


def set_name(desk: Branch, value: str) -> None:
    desk.do(
        "INSERT INTO settings (id, key, value) VALUES (%s, 'shop.name', to_jsonb(%s::text))"
        " ON CONFLICT (key) WHERE scope = 'global' DO UPDATE SET value = excluded.value",
        *(IDS.new_id(), value),
    )


def test_a_changed_setting_is_noted_with_who_and_both_values(desk: Branch) -> None:
    mia = person(desk)
    desk.do("SELECT set_config('app.user_id', %s, true)", str(mia))
    set_name(desk, "Old")

    set_name(desk, "New")

    assert desk.rows(
        "SELECT actor_id, actor_type, metadata -> 'changed' FROM audit_log"
        " WHERE action = 'settings.update'"
    ) == [(mia, "user", {"value": ["Old", "New"]})]


def test_a_change_by_a_login_alone_names_the_login(desk: Branch) -> None:
    set_name(desk, "Old")

    assert desk.rows("SELECT actor_id, actor_type, metadata ->> 'login' FROM audit_log") == [
        (None, "system", "postgres")
    ]


def test_what_changes_nothing_is_not_noted(desk: Branch) -> None:
    desk.do("UPDATE roles SET rank = rank")

    assert desk.count("audit_log") == 0


def test_who_is_hired_gets_a_role_or_another_pin_is_noted_and_the_pin_is_not(desk: Branch) -> None:
    ada = person(desk, "Ada")
    desk.do("INSERT INTO staff (user_id, employee_no, pin_hash) VALUES (%s, '7', 'argon-1')", ada)
    desk.do("UPDATE staff SET pin_hash = 'argon-2' WHERE user_id = %s", ada)
    desk.do(
        "INSERT INTO user_roles (id, user_id, role_id) SELECT %s, %s, id FROM roles"
        " WHERE code = 'staff'",
        *(IDS.new_id(), ada),
    )

    actions = [action for (action,) in desk.rows("SELECT action FROM audit_log ORDER BY int_id")]
    assert actions == ["staff.insert", "staff.update", "user_roles.insert"]
    assert desk.ask("SELECT target_id FROM audit_log WHERE action = 'staff.update'") == str(ada)
    assert not desk.ask("SELECT bool_or(a::text LIKE '%%argon%%') FROM audit_log a")


def test_prices_and_stock_booked_by_hand_are_noted_and_deliveries_are_not(desk: Branch) -> None:
    tee = variant(desk)
    receive(desk, tee, 12)

    desk.do("UPDATE variants SET price_cents = 900 WHERE id = %s", tee)
    desk.do(
        "INSERT INTO stock_movements (id, variant_id, location_id, kind, quantity_delta)"
        " SELECT %s, variant_id, location_id, 'adjustment', -1 FROM inventory_levels",
        IDS.new_id(),
    )

    assert desk.rows("SELECT action FROM audit_log ORDER BY int_id") == [
        ("variants.update",),
        ("stock_movements.insert",),
    ]


def test_an_entry_is_never_altered_and_deleted_only_when_it_is_old(desk: Branch) -> None:
    set_name(desk, "Old")

    with pytest.raises(psycopg.errors.RestrictViolation, match="never altered"):
        desk.do("UPDATE audit_log SET action = 'nothing'")
    with pytest.raises(psycopg.errors.RestrictViolation, match="never altered"):
        desk.do("DELETE FROM audit_log")
    desk.do(
        "INSERT INTO audit_log (id, action, created_at)"
        " VALUES (%s, 'old', now() - interval '3 years')",
        IDS.new_id(),
    )
    desk.do("DELETE FROM audit_log WHERE action = 'old'")
    assert desk.count("audit_log") == 1
