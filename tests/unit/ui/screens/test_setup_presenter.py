"""Setup: sections, forms and what they decide, on a real database."""

from uuid import UUID

import pytest
import sqlalchemy as sa

from models.identity import RoleRow, UserRoleRow
from models.operations import AuditLogRow
from models.print_jobs import PrintJobRow
from pos.domain.permission import Action, Decision, parse_grants
from pos.queries.settings import read_settings
from pos.queries.store_rules import read_pricing_rules, read_store_rules
from pos.runtime.changes import Changes, Topic
from pos.services.people import check_pin
from pos.services.rights import BeyondOwnRightsError
from pos.services.tax_rates import TaxDayTooEarlyError
from tests.office import Office
from tests.shop import ADA_PIN, GRACE_PIN, Shop
from ui.screens.setup.section import FieldKind, discover
from ui.screens.setup.state import SetupState


@pytest.fixture
def office(shop: Shop) -> Office:
    return Office(shop).let_in("1")


def test_each_person_sees_the_sections_that_they_may_change(shop: Shop, office: Office) -> None:
    assert office.titles() == [
        "Staff",
        "Roles",
        "Ways to pay",
        "Taxes",
        "Offers",
        "Price lists",
        "Made to order",
        "Money",
        "Registers",
        "Settings",
        "Your PIN",
    ]
    assert Office(shop).let_in("2").titles() == ["Your PIN"]


def test_a_manager_of_a_new_shop_sees_what_managers_set_up(shop: Shop, office: Office) -> None:
    make_manager(shop, shop.ada)

    assert Office(shop).let_in("2").titles() == office.titles()


def test_a_manager_makes_nobody_an_administrator(shop: Shop) -> None:
    make_manager(shop, shop.ada)
    ada = Office(shop).let_in("2")
    ada.presenter.add()
    roles = {words: key for key, words in ada.field("Role").choices}

    ada.fill(name="Linus", number="77", role=roles["Administrator"])

    assert [type(error) for error in ada.notices.refusals] == [BeyondOwnRightsError]


def make_manager(shop: Shop, staff_id: UUID) -> None:
    with shop.store.write() as tx:
        manager = sa.select(RoleRow.id).where(RoleRow.code == "manager").scalar_subquery()
        given = sa.update(UserRoleRow).where(UserRoleRow.user_id == staff_id)
        tx.connection.execute(given.values(role_id=manager))


def test_somebody_is_taken_on_and_chooses_a_pin(office: Office, shop: Shop) -> None:
    office.presenter.add()
    staff = office.field("Role").choices[0][0]
    office.fill(name="Linus", number="77", role=staff)
    assert ("Linus", "77", "Staff", "none yet") in office.rows()

    office.open("staff", "Linus")
    office.presenter.do_deed("pin")
    assert office.field("New PIN").kind is FieldKind.HIDDEN
    office.fill(pin="730194", again="730194")

    with shop.store.write() as tx:
        assert check_pin(tx, employee_no="77", pin="730194").member is not None
    assert office.notices.toasts[-1] == "Linus has a new PIN."
    assert office.view.state.form is not None
    assert office.view.state.form.title == "Linus"


def test_a_pin_that_was_typed_in_two_ways_changes_nothing(office: Office, shop: Shop) -> None:
    office.open("staff", "Ada")
    office.presenter.do_deed("pin")
    office.fill(pin="730194", again="730195")

    assert len(office.notices.refusals) == 1
    with shop.store.write() as tx:
        assert check_pin(tx, employee_no="2", pin=ADA_PIN).member is not None


def test_who_left_stands_below_and_may_come_back(office: Office) -> None:
    office.open("staff", "Ada")
    office.presenter.do_deed("leave")
    assert office.rows()[-1] == ("Ada", "2", "Staff", "left")

    office.open("staff", "Ada")
    office.presenter.do_deed("return")
    assert office.rows()[0] == ("Ada", "2", "Staff", "chosen")


def test_a_badge_and_a_test_page_go_to_the_printer(office: Office, shop: Shop) -> None:
    office.open("staff", "Ada")
    office.presenter.do_deed("badge")
    office.open("registers", "Register 1")
    office.presenter.do_deed("test-page")
    office.presenter.do_deed("drawer")

    with shop.store.read() as tx:
        jobs = tx.connection.execute(sa.select(PrintJobRow.kind, PrintJobRow.doc_type)).all()
    assert [tuple(job) for job in jobs] == [
        ("slip", "staff"),
        ("slip", "registers"),
        ("drawer", None),
    ]


def test_the_table_of_roles_says_who_may_alone_and_who_asks(office: Office) -> None:
    office.presenter.choose_section("roles")

    rows = {cells[0]: cells[1:] for cells in office.rows()}
    assert rows["Discount a line"] == ("10\u00a0%, asks", "yes", "yes")
    assert rows["Manage staff"] == ("no", "yes", "yes")


def test_a_ceiling_is_typed_in_per_cent(office: Office, shop: Shop) -> None:
    office.open("roles", "Discount a line")
    key = office.field("Staff: alone up to, %").key
    office.fill(**{key: "12.5"})

    with shop.store.read() as tx:
        codes = sa.select(RoleRow.permissions).where(RoleRow.code == "staff")
        grants = parse_grants(tx.connection.execute(codes).scalar_one())
    assert grants.decide(Action.DISCOUNT_LINE, size=125_000) is Decision.ALLOWED
    assert grants.decide(Action.DISCOUNT_LINE, size=125_001) is Decision.APPROVAL


def test_a_manager_of_staff_gives_no_right_that_they_lack(office: Office, shop: Shop) -> None:
    with shop.store.write() as tx:
        role = sa.update(RoleRow).where(RoleRow.code == "staff")
        tx.connection.execute(role.values(permissions=["staff.manage"]))
    ada = Office(shop).let_in("2")

    ada.open("roles", "Change list prices")
    ada.fill(**{ada.field("Manager").key: "approval"})

    assert [type(error) for error in ada.notices.refusals] == [BeyondOwnRightsError]


def test_money_is_counted_in_the_new_way_from_the_next_shift_on(office: Office, shop: Shop) -> None:
    shop.open_shift()
    office.open("money_rules", "Smallest coin")
    office.fill(coin="10")

    assert office.rows()[-1] == ("Smallest coin", "\u20ac0.05", "\u20ac0.10")
    with shop.store.read() as tx:
        assert read_pricing_rules(tx).cash_step_cents == 5
        assert read_store_rules(tx).cash_step_cents == 10


def test_a_tax_of_a_day_with_sales_is_not_changed(office: Office) -> None:
    office.open("taxes", "VAT 20 %")
    office.fill(name="VAT 21 %", rate="21", day="2026-11-16")

    assert [type(error) for error in office.notices.refusals] == [TaxDayTooEarlyError]

    office.fill(name="VAT 21 %", rate="21", day="2027-01-01")
    assert ("VAT 21 %", "Standard", "21\u00a0%", "1 Jan 2027", "") in office.rows()


@pytest.mark.parametrize("day", ["", "tomorrow", "2027-02-30"])
def test_a_day_that_is_none_is_refused(office: Office, day: str) -> None:
    office.open("taxes", "VAT 20 %")
    office.fill(day=day)

    assert len(office.notices.refusals) == 1


def test_a_way_to_pay_is_switched_on(office: Office) -> None:
    office.open("payment_methods", "UPI")
    office.fill(taken="yes", position="0")

    assert office.rows()[0][0] in {"Cash", "UPI"}
    assert ("UPI", "wallet", "0", "taken") in office.rows()


def test_settings_are_called_as_people_call_them_and_say_their_units(office: Office) -> None:
    office.presenter.choose_section("settings")

    assert ("Time to bring goods back", "30\u00a0days", "this store") in office.rows()
    assert ("Largest refund without a manager", "\u20ac50.00", "this store") in office.rows()
    assert ("Lowest price without a manager", "any price", "this store") in office.rows()
    assert ("Most made to order for one day", "any number", "this store") in office.rows()


def test_settings_know_their_bounds(office: Office, shop: Shop) -> None:
    office.open("settings", "Time to bring goods back")
    office.fill(value="9999")
    assert len(office.notices.refusals) == 1

    office.fill(value="14")
    with shop.store.read() as tx:
        assert read_settings(tx).return_days == 14
        actions = tx.connection.execute(sa.select(AuditLogRow.action)).scalars().all()
    assert "setting.changed" in actions


def test_amounts_of_settings_are_typed_as_money(office: Office, shop: Shop) -> None:
    office.open("settings", "Largest refund without a manager")
    assert office.field("Value, EUR").value == "50.00"

    office.fill(value="75.50")

    with shop.store.read() as tx:
        assert read_settings(tx).return_approval_cents == 7_550


def test_who_may_only_ask_changes_a_setting_when_a_second_person_agrees(shop: Shop) -> None:
    with shop.store.write() as tx:
        role = sa.update(RoleRow).where(RoleRow.code == "staff")
        tx.connection.execute(role.values(permissions=["settings.change?"]))
    ada = Office(shop).let_in("2")
    ada.open("settings", "Time to bring goods back")

    ada.fill(value="14")
    assert ada.panel.state is not None
    ada.approvals.enter_pin(GRACE_PIN)

    with shop.store.read() as tx:
        assert read_settings(tx).return_days == 14
        log = AuditLogRow.__table__
        entry = tx.connection.execute(
            sa.select(log.c.actor_id, log.c.metadata).where(log.c.action == "setting.changed")
        ).one()
    assert entry.actor_id == shop.ada
    assert entry.metadata["approved_by"] == str(shop.grace)


def test_somebody_changes_their_own_pin(shop: Shop) -> None:
    ada = Office(shop).let_in("2")
    ada.presenter.choose("own-pin")

    ada.fill(current="", pin="730194", again="730194")
    ada.fill(current="9999", pin="730194", again="730194")
    ada.fill(current=ADA_PIN, pin="730194", again="730194")

    assert len(ada.notices.refusals) == 1
    assert ada.notices.toasts == [
        "The PIN until now was wrong. Nothing was changed.",
        "You have a new PIN.",
    ]


def test_what_central_sends_keeps_the_form_that_is_being_filled_in(office: Office) -> None:
    office.open("staff", "Ada")
    before = office.view.forgotten

    office.presenter.refresh(Changes(topics=frozenset({Topic.PEOPLE}), origin="sync"))

    assert office.view.forgotten == before
    assert office.view.state.form is not None
    assert office.view.state.chosen == "staff-2"


def test_nothing_of_one_person_is_left_for_the_next(office: Office) -> None:
    office.open("staff", "Ada")

    office.session.sign_out()

    assert office.view.state == SetupState()


def test_no_two_sections_share_a_name_or_a_place() -> None:
    sections = discover()

    assert len({each.id for each in sections}) == len(sections)
    assert len({each.order for each in sections}) == len(sections)
