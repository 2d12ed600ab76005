"""What a manager decides at a till reaches central and the other tills, and only what they may."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
import sqlalchemy as sa

from models.identity import RoleRow, StaffRow, UserRow
from models.payments import PaymentMethodRow
from pos.domain.fact import Fact, Operation, RowChanged, RowsWritten
from pos.domain.money import Rounding
from pos.domain.permission import Action, Decision
from pos.domain.role_right import RoleRight
from pos.domain.tax import TaxRounding
from pos.queries.people import read_grants
from pos.queries.settings import read_settings
from pos.services.money_rules import MoneyRulesWish, change_money_rules
from pos.services.people import check_pin, hash_pin
from pos.services.permissions import Actor
from pos.services.pins import PinWish, choose_pin
from pos.services.registers import RenameWish, rename_register
from pos.services.roles import RightsWish, RoleWish, add_role, decide_rights
from pos.services.staff import EditStaffWish, HireWish, edit_staff, hire, let_go
from pos.services.store_settings import SettingWish, change_setting
from pos.services.tax_rates import TaxRateWish, follow_tax_rate
from pos.services.ways_to_pay import MethodWish, change_method
from tests.shop import ADA_PIN
from tests.sync.branch import Branch, Till

NewTill = Callable[..., Till]


@pytest.fixture
def owner(till: Till, branch: Branch) -> Actor:
    """Grace is the administrator here."""
    branch.do(
        "UPDATE user_roles SET role_id = (SELECT id FROM roles WHERE code = 'admin')"
        " WHERE user_id = (SELECT user_id FROM staff WHERE employee_no = '1')"
    )
    till.sync()
    return Actor(staff_id=till.shop.grace)


def role_id(till: Till, code: str) -> UUID:
    with till.store.read() as tx:
        return tx.connection.execute(sa.select(RoleRow.id).where(RoleRow.code == code)).scalar_one()


def hire_linus(till: Till, owner: Actor) -> UUID:
    wish = HireWish(actor=owner, name="Linus", employee_no="77", role_id=role_id(till, "staff"))
    with till.store.write() as tx:
        linus = hire(tx, wish)
        choose_pin(tx, PinWish(actor=owner, staff_id=linus, pin="730194"))
    return linus


def troubles(branch: Branch) -> list[str]:
    return [row[0] for row in branch.rows("SELECT sqlstate FROM sync.dead_letter ORDER BY seq")]


def clashes(branch: Branch) -> list[str]:
    return [row[0] for row in branch.rows("SELECT kind FROM sync_conflicts")]


def test_who_is_hired_at_one_till_signs_in_at_another(
    till: Till, new_till: NewTill, owner: Actor, branch: Branch
) -> None:
    other = new_till("R2")
    linus = hire_linus(till, owner)

    till.sync()
    other.sync()

    with other.store.write() as tx:
        outcome = check_pin(tx, employee_no="77", pin="730194")
    assert outcome.member is not None
    assert outcome.member.staff_id == linus
    assert outcome.member.grants.decide(Action.RING_SALE) is Decision.ALLOWED
    assert troubles(branch) == []


def test_what_a_manager_of_a_new_shop_decides_is_taken_by_central(
    till: Till, branch: Branch
) -> None:
    manager = Actor(staff_id=till.shop.grace)

    hire_linus(till, manager)
    with till.store.write() as tx:
        change_setting(tx, SettingWish(actor=manager, key="return_days", value=14))
    till.sync()

    assert branch.count("staff", employee_no="77") == 1
    assert branch.count("settings", key="return_days") == 1
    assert troubles(branch) == []


def test_several_changes_of_one_person_while_offline_all_arrive(
    till: Till, owner: Actor, branch: Branch
) -> None:
    linus = hire_linus(till, owner)
    for name, role in (("Linus T.", "manager"), ("Linus Torv", "staff")):
        wish = EditStaffWish(actor=owner, staff_id=linus, name=name, role_id=role_id(till, role))
        with till.store.write() as tx:
            edit_staff(tx, wish)
    with till.store.write() as tx:
        let_go(tx, owner, linus)

    till.sync()

    assert branch.rows(
        "SELECT u.name, r.code, s.is_active FROM staff s JOIN users u ON u.id = s.user_id"
        " JOIN user_roles ur ON ur.user_id = u.id JOIN roles r ON r.id = ur.role_id"
        " WHERE s.employee_no = '77'"
    ) == [("Linus Torv", "staff", False)]
    assert (troubles(branch), clashes(branch)) == ([], [])


def test_rights_taxes_and_settings_of_the_store_reach_the_other_till(
    till: Till, new_till: NewTill, owner: Actor, branch: Branch
) -> None:
    other = new_till("R2")
    rates = "SELECT id FROM tax_rates WHERE name = 'VAT 20 %'"
    with till.store.write() as tx:
        right = RoleRight(decision=Decision.ALLOWED, alone_up_to=150_000)
        rights = {role_id(till, "staff"): right}
        decide_rights(
            tx,
            RightsWish(actor=owner, action=Action.DISCOUNT_LINE, rights=rights, base_versions={}),
        )
        add_role(tx, RoleWish(actor=owner, name="Apprentice", like_role_id=role_id(till, "staff")))
        change_setting(tx, SettingWish(actor=owner, key="return_days", value=14))
        follow_tax_rate(
            tx,
            TaxRateWish(
                actor=owner,
                follows=UUID(bytes=tx.connection.exec_driver_sql(rates).scalar_one()),
                name="VAT 21 %",
                rate_ppm=210_000,
                valid_from=date(2027, 1, 1),
            ),
        )

    till.sync()
    other.sync()

    with other.store.read() as tx:
        grants = read_grants(tx, other.shop.ada)
        assert grants.decide(Action.DISCOUNT_LINE, size=150_000) is Decision.ALLOWED
        assert grants.decide(Action.DISCOUNT_LINE, size=150_001) is Decision.DENIED
        assert read_settings(tx).return_days == 14
    assert other.ask("SELECT count(*) FROM roles WHERE name = 'Apprentice'") == 1
    assert other.ask("SELECT valid_to FROM tax_rates WHERE name = 'VAT 20 %'") == "2026-12-31"
    assert other.ask("SELECT valid_from FROM tax_rates WHERE name = 'VAT 21 %'") == "2027-01-01"
    assert troubles(branch) == []


def test_ways_to_pay_coins_and_names_reach_the_other_till(
    till: Till, new_till: NewTill, owner: Actor, branch: Branch
) -> None:
    other = new_till("R2")
    with till.store.write() as tx:
        upi = sa.select(PaymentMethodRow.id).where(PaymentMethodRow.code == "upi")
        change_method(
            tx,
            MethodWish(
                actor=owner,
                method_id=tx.connection.execute(upi).scalar_one(),
                name="Phone",
                is_active=True,
                position=3,
            ),
        )
        change_money_rules(
            tx,
            MoneyRulesWish(
                actor=owner,
                prices_include_tax=True,
                tax_rounding=TaxRounding.DOCUMENT,
                rounding=Rounding.HALF_EVEN,
                cash_step_cents=10,
            ),
        )
        rename_register(tx, RenameWish(actor=owner, name="Front"))

    till.sync()
    other.sync()

    assert other.ask("SELECT is_active FROM payment_methods WHERE name = 'Phone'") == 1
    assert other.ask("SELECT cash_step_cents FROM stores") == 10
    assert other.ask("SELECT name FROM registers WHERE code = 'R1'") == "Front"
    assert (troubles(branch), clashes(branch)) == ([], [])


def test_headquarters_was_first_so_the_till_gets_its_word(
    till: Till, owner: Actor, branch: Branch
) -> None:
    linus = hire_linus(till, owner)
    till.sync()
    till.sync()
    wish = EditStaffWish(actor=owner, staff_id=linus, name="Linus T.", role_id=None)
    with till.store.write() as tx:
        edit_staff(tx, wish)
    branch.do("UPDATE users SET name = 'Linus B.' WHERE name = 'Linus'")

    till.sync()
    till.sync()

    assert till.ask("SELECT name FROM users WHERE name LIKE 'Linus%'") == "Linus B."
    assert clashes(branch) == ["stale_update"]


def test_everybody_changes_their_own_pin_and_nobody_elses(till: Till, branch: Branch) -> None:
    ada = till.shop.ada
    wish = PinWish(actor=Actor(staff_id=ada), staff_id=ada, pin="730194", current=ADA_PIN)
    with till.store.write() as tx:
        assert choose_pin(tx, wish)
    till.sync()
    assert troubles(branch) == []

    forge_change(till, StaffRow.__table__, till.shop.grace, {"pin_hash": hash_pin("730195")})
    till.sync()

    assert troubles(branch) == ["CT304"]


def test_who_manages_the_staff_makes_nobody_more_than_they_are(
    till: Till, owner: Actor, branch: Branch
) -> None:
    branch.do(
        "UPDATE roles SET permissions = permissions || '[\"staff.manage\"]' WHERE code = 'staff'"
    )
    with till.store.read() as tx:
        staff = tx.connection.execute(sa.select(RoleRow).where(RoleRow.code == "staff")).one()

    forge_change(till, RoleRow.__table__, staff.id, {"permissions": ["*"]})
    forge_change(till, StaffRow.__table__, till.shop.grace, {"pin_hash": hash_pin("730195")})
    till.sync()

    assert troubles(branch) == ["CT304", "CT304"]
    assert branch.count("roles", permissions='["*"]') == 1


def test_a_cashier_named_in_a_fact_makes_nobody_a_manager(till: Till, branch: Branch) -> None:
    with till.store.read() as tx:
        staff = tx.connection.execute(sa.select(RoleRow).where(RoleRow.code == "staff")).one()
    forge_change(till, RoleRow.__table__, staff.id, {"permissions": ["*"]})

    till.sync()

    assert troubles(branch) == ["CT304"]
    assert branch.count("roles", permissions='["*"]') == 1


def test_a_change_without_anybody_who_decided_it_is_refused(till: Till, branch: Branch) -> None:
    forge_change(till, UserRow.__table__, till.shop.grace, {"name": "Nobody"}, by=None)

    till.sync()

    assert troubles(branch) == ["CT304"]
    assert branch.count("users", name="Nobody") == 0


def forge_change(
    till: Till, table: sa.Table, key: UUID, after: dict, *, by: str | None = "2"
) -> None:
    """Put a fact on the tape that the till's own services would never have written."""
    with till.store.write() as tx:
        who = sa.select(StaffRow.user_id).where(StaffRow.employee_no == by)
        row = {
            "id": tx.new_id(),
            "created_at": tx.now,
            "actor_id": tx.connection.execute(who).scalar(),
            "actor_type": "user",
            "action": "forged.fact",
            "store_id": tx.register.store_id,
            "register_id": tx.register.register_id,
        }
        rows = (RowsWritten(table="audit_log", rows=(row,)),) if by else ()
        tx.record(
            Fact(
                kind="forged.fact",
                version=1,
                table=table.name,
                row_id=key,
                operation=Operation.UPDATE,
                rows=rows,
                changes=(
                    RowChanged(
                        table=table.name, row_id=key, before={}, after=after, base_version=1
                    ),
                ),
            )
        )
