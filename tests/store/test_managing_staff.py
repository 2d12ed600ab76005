"""Hiring, roles and PINs: who may decide them, and what nobody may."""

from uuid import UUID

import pytest
import sqlalchemy as sa

from models.identity import RoleRow, StaffRow, UserRoleRow, UserRow
from models.operations import AuditLogRow
from pos.domain.permission import Action, Decision
from pos.domain.pin import PinTooEasyError
from pos.domain.role_right import RoleRight
from pos.queries.people import read_grants
from pos.services.headquarters import MovedOnError
from pos.services.people import check_pin
from pos.services.permissions import Actor, PermissionDeniedError
from pos.services.pins import PinWish, choose_pin
from pos.services.rights import BeyondOwnRightsError, LastManagerError
from pos.services.roles import (
    EverythingRoleError,
    RightsWish,
    RoleNameError,
    RoleWish,
    add_role,
    decide_rights,
)
from pos.services.staff import (
    EditStaffWish,
    EmployeeNumberError,
    EmployeeNumberTakenError,
    HireWish,
    OwnRightsError,
    edit_staff,
    hire,
    let_go,
    take_back,
    unlock,
)
from pos.uow import WriteTx
from tests.shop import ADA_PIN, GRACE_PIN, Shop


def role_id(shop: Shop, code: str) -> UUID:
    with shop.store.read() as tx:
        return tx.connection.execute(sa.select(RoleRow.id).where(RoleRow.code == code)).scalar_one()


@pytest.fixture
def owner(shop: Shop) -> Actor:
    """Grace with the role of an administrator."""
    give_role(shop, shop.grace, "admin")
    return Actor(staff_id=shop.grace)


def give_role(shop: Shop, staff_id: UUID, code: str) -> None:
    with shop.store.write() as tx:
        held = sa.update(UserRoleRow).where(UserRoleRow.user_id == staff_id)
        tx.connection.execute(held.values(role_id=role_of(tx, code)))


def role_of(tx: WriteTx, code: str) -> UUID:
    return tx.connection.execute(sa.select(RoleRow.id).where(RoleRow.code == code)).scalar_one()


def let_manage_staff(shop: Shop, code: str) -> None:
    """Let a role manage the staff without letting it do everything."""
    with shop.store.write() as tx:
        role = sa.select(RoleRow.permissions).where(RoleRow.code == code)
        codes = [*tx.connection.execute(role).scalar_one(), "staff.manage"]
        this = sa.update(RoleRow).where(RoleRow.code == code)
        tx.connection.execute(this.values(permissions=codes))


def hire_linus(shop: Shop, owner: Actor, *, number: str = "77", role: str = "staff") -> UUID:
    wish = HireWish(actor=owner, name=" Linus ", employee_no=number, role_id=role_id(shop, role))
    with shop.store.write() as tx:
        return hire(tx, wish)


def choose(shop: Shop, actor: Actor, staff_id: UUID, pin: str, *, current: str = "") -> bool:
    with shop.store.write() as tx:
        return choose_pin(tx, PinWish(actor=actor, staff_id=staff_id, pin=pin, current=current))


def test_who_is_hired_works_here_once_they_have_a_pin(shop: Shop, owner: Actor) -> None:
    linus = hire_linus(shop, owner)
    choose(shop, owner, linus, "730194")

    with shop.store.write() as tx:
        outcome = check_pin(tx, employee_no="77", pin="730194")

    assert outcome.member is not None
    assert (outcome.member.name, outcome.member.staff_id) == ("Linus", linus)


def test_the_audit_log_says_what_was_before_and_after_but_no_proof(
    shop: Shop, owner: Actor
) -> None:
    linus = hire_linus(shop, owner)
    choose(shop, owner, linus, "730194")

    with shop.store.read() as tx:
        entry = (
            tx.connection.execute(
                sa.select(AuditLogRow.__table__).where(AuditLogRow.action == "staff.pin_chosen")
            )
            .mappings()
            .one()
        )
    assert entry["actor_id"] == shop.grace
    assert entry["metadata"]["changed"]["staff.pin_hash"] == ["hidden", "hidden"]


@pytest.mark.parametrize("number", ["", "1 2", "0123456789012", "B.7", "7/8"])
def test_a_number_that_no_badge_can_carry_is_refused(shop: Shop, owner: Actor, number: str) -> None:
    with pytest.raises(EmployeeNumberError):
        hire_linus(shop, owner, number=number)


def test_a_number_is_given_once_also_after_somebody_left(shop: Shop, owner: Actor) -> None:
    with shop.store.write() as tx:
        let_go(tx, owner, shop.ada)

    with pytest.raises(EmployeeNumberTakenError):
        hire_linus(shop, owner, number="2")


def test_nobody_is_hired_without_the_right(shop: Shop) -> None:
    give_role(shop, shop.grace, "staff")

    with pytest.raises(PermissionDeniedError):
        hire_linus(shop, Actor(staff_id=shop.grace))


def test_nobody_gives_rights_that_they_do_not_have(shop: Shop) -> None:
    give_role(shop, shop.ada, "staff")
    let_manage_staff(shop, "staff")

    with pytest.raises(BeyondOwnRightsError):
        hire_linus(shop, Actor(staff_id=shop.ada), role="manager")

    assert hire_linus(shop, Actor(staff_id=shop.ada), role="staff")


def test_nobody_changes_their_own_role(shop: Shop, owner: Actor) -> None:
    wish = EditStaffWish(
        actor=owner, staff_id=shop.grace, name="Grace", role_id=role_id(shop, "staff")
    )

    with pytest.raises(OwnRightsError), shop.store.write() as tx:
        edit_staff(tx, wish)
    with pytest.raises(OwnRightsError), shop.store.write() as tx:
        let_go(tx, owner, shop.grace)


def test_the_last_one_who_manages_the_staff_stays(shop: Shop, owner: Actor) -> None:
    linus = hire_linus(shop, owner, role="admin")
    actor = Actor(staff_id=linus)

    with pytest.raises(LastManagerError), shop.store.write() as tx:
        let_go(tx, actor, shop.grace)

    choose(shop, owner, linus, "730194")
    with shop.store.write() as tx:
        let_go(tx, actor, shop.grace)
        take_back(tx, actor, shop.grace)


def test_who_left_cannot_sign_in_and_may_come_back(shop: Shop, owner: Actor) -> None:
    with shop.store.write() as tx:
        let_go(tx, owner, shop.ada)
    with shop.store.write() as tx:
        gone = check_pin(tx, employee_no="2", pin=ADA_PIN)
        take_back(tx, owner, shop.ada)
    with shop.store.write() as tx:
        back = check_pin(tx, employee_no="2", pin=ADA_PIN)

    assert gone.member is None
    assert back.member is not None


def test_a_manager_lets_a_locked_out_person_try_again_at_once(shop: Shop, owner: Actor) -> None:
    with shop.store.write() as tx:
        for _ in range(4):
            check_pin(tx, employee_no="2", pin="0000")
        locked = check_pin(tx, employee_no="2", pin=ADA_PIN)
        unlock(tx, owner, "2")
        free = check_pin(tx, employee_no="2", pin=ADA_PIN)

    assert locked.member is None
    assert free.member is not None


def test_a_pin_in_use_is_refused_with_the_words_for_an_easy_one(shop: Shop, owner: Actor) -> None:
    with pytest.raises(PinTooEasyError):
        choose(shop, owner, shop.ada, GRACE_PIN)


def test_nobody_gets_at_more_rights_by_choosing_the_pin_of_who_has_them(shop: Shop) -> None:
    let_manage_staff(shop, "staff")

    with pytest.raises(BeyondOwnRightsError):
        choose(shop, Actor(staff_id=shop.ada), shop.grace, "730194")


def test_everybody_changes_their_own_pin_with_the_old_one(shop: Shop) -> None:
    ada = Actor(staff_id=shop.ada)

    assert not choose(shop, ada, shop.ada, "730194", current="9999")
    assert choose(shop, ada, shop.ada, "730194", current=ADA_PIN)
    with pytest.raises(PermissionDeniedError):
        choose(shop, ada, shop.grace, "730195", current=GRACE_PIN)
    with pytest.raises(PermissionDeniedError):
        choose(shop, ada, shop.ada, "730196")


def test_a_right_is_decided_for_a_role(shop: Shop, owner: Actor) -> None:
    right = RoleRight(decision=Decision.APPROVAL, alone_up_to=50_000)
    decide(shop, owner, "staff", Action.DISCOUNT_LINE, right)

    with shop.store.read() as tx:
        grants = read_grants(tx, shop.ada)
    assert grants.decide(Action.DISCOUNT_LINE, size=50_000) is Decision.ALLOWED
    assert grants.decide(Action.DISCOUNT_LINE, size=50_001) is Decision.APPROVAL
    assert grants.decide(Action.RING_SALE) is Decision.ALLOWED


def test_the_role_that_may_everything_stays_so(shop: Shop, owner: Actor) -> None:
    with pytest.raises(EverythingRoleError):
        decide(shop, owner, "admin", Action.RING_SALE, RoleRight(decision=Decision.DENIED))


def test_a_right_seen_before_headquarters_changed_the_role_is_not_decided(
    shop: Shop, owner: Actor
) -> None:
    with pytest.raises(MovedOnError):
        decide(shop, owner, "staff", Action.RING_SALE, RoleRight(decision=Decision.DENIED), seen=7)


def test_a_new_role_begins_with_the_rights_of_another(shop: Shop, owner: Actor) -> None:
    wish = RoleWish(actor=owner, name="Apprentice", like_role_id=role_id(shop, "staff"))
    with shop.store.write() as tx:
        made = add_role(tx, wish)

    with shop.store.read() as tx:
        codes = sa.select(RoleRow.permissions).where(RoleRow.id == made)
        assert "sale.ring" in tx.connection.execute(codes).scalar_one()
    with pytest.raises(RoleNameError), shop.store.write() as tx:
        add_role(tx, wish)


def test_a_stale_name_is_not_written(shop: Shop, owner: Actor) -> None:
    wish = EditStaffWish(actor=owner, staff_id=shop.ada, name="Adele", role_id=None, base_version=9)

    with pytest.raises(MovedOnError), shop.store.write() as tx:
        edit_staff(tx, wish)

    with shop.store.read() as tx:
        name = sa.select(UserRow.name).where(UserRow.id == shop.ada)
        assert tx.connection.execute(name).scalar_one() == "Ada"
        active = sa.select(StaffRow.is_active).where(StaffRow.user_id == shop.ada)
        assert tx.connection.execute(active).scalar_one()


def decide(
    shop: Shop, actor: Actor, role: str, action: Action, right: RoleRight, *, seen: int = 0
) -> None:
    role_key = role_id(shop, role)
    wish = RightsWish(
        actor=actor, action=action, rights={role_key: right}, base_versions={role_key: seen}
    )
    with shop.store.write() as tx:
        decide_rights(tx, wish)
