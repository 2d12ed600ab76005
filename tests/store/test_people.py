"""Signing in: wrong PINs are counted, waited for, and forgotten by nobody."""

from datetime import timedelta

import pytest

from pos.domain.permission import Action, Decision
from pos.domain.pin import PinNotAllowedError
from pos.runtime.ids import TimeOrderedIds
from pos.services.people import PinOutcome, hash_pin, sign_in
from pos.services.permissions import (
    Actor,
    ApprovalOutcome,
    PermissionDeniedError,
    approve,
    require,
)
from pos.services.pin_tries import LOCKED_FOR, TILL_WAITS_S
from pos.uow import Store
from tests.fakes.set_clock import SetClock
from tests.shop import ADA_PIN, GRACE_PIN, Shop


def try_pin(shop: Shop, pin: str, employee_no: str = "2") -> PinOutcome:
    with shop.store.write() as tx:
        return sign_in(tx, employee_no=employee_no, pin=pin)


def ask_approval(shop: Shop, employee_no: str, pin: str) -> ApprovalOutcome:
    with shop.store.write() as tx:
        return approve(
            tx,
            employee_no=employee_no,
            pin=pin,
            action=Action.OVERRIDE_PRICE,
            for_staff_id=shop.ada,
        )


def test_the_right_pin_signs_in_and_says_what_the_person_may_do(shop: Shop) -> None:
    outcome = try_pin(shop, ADA_PIN)

    assert outcome.member is not None
    assert outcome.member.name == "Ada"
    assert outcome.member.grants.decide(Action.RING_SALE) is Decision.ALLOWED
    assert outcome.member.grants.decide(Action.MANAGE_STAFF) is Decision.DENIED


def test_a_wrong_pin_leaves_fewer_tries(shop: Shop) -> None:
    outcome = try_pin(shop, "0000")

    assert outcome.member is None
    assert outcome.tries_left == 9


def test_after_the_fourth_wrong_pin_one_must_wait(shop: Shop, clock: SetClock) -> None:
    for _ in range(4):
        outcome = try_pin(shop, "0000")

    assert outcome.locked_until == clock.now() + timedelta(seconds=2)
    assert try_pin(shop, ADA_PIN).member is None
    clock.advance(timedelta(seconds=2))
    assert try_pin(shop, ADA_PIN).member is not None


def test_setting_the_clock_forward_does_not_shorten_the_wait(shop: Shop, clock: SetClock) -> None:
    for _ in range(4):
        try_pin(shop, "0000")

    clock.moment += timedelta(days=1)

    assert try_pin(shop, ADA_PIN).member is None


def test_setting_the_clock_back_does_not_make_the_wait_longer(shop: Shop, clock: SetClock) -> None:
    for _ in range(4):
        try_pin(shop, "0000")

    clock.moment -= timedelta(days=365)
    clock.advance(timedelta(seconds=2))

    assert try_pin(shop, ADA_PIN).member is not None


def test_after_a_restart_of_the_machine_the_wait_is_never_longer_than_it_was(
    shop: Shop, clock: SetClock
) -> None:
    clock.advance(timedelta(days=3))
    for _ in range(10):
        try_pin(shop, "0000")
        clock.advance(timedelta(seconds=60))
    restarted = SetClock(clock.moment - timedelta(days=30))
    shop.store.close()
    again = Shop(
        store=Store(shop.store.path, clock=restarted, ids=TimeOrderedIds(restarted)),
        ada=shop.ada,
        grace=shop.grace,
    )

    outcome = try_pin(again, ADA_PIN)
    again.store.close()

    assert outcome.member is None
    assert outcome.locked_until == restarted.now() + LOCKED_FOR


def test_ten_wrong_pins_lock_the_person_out_and_a_restart_does_not_help(
    shop: Shop, clock: SetClock
) -> None:
    for _ in range(10):
        outcome = try_pin(shop, "0000")
        clock.advance(timedelta(seconds=60))
    path = shop.store.path
    shop.store.close()
    again = Shop(
        store=Store(path, clock=clock, ids=TimeOrderedIds(clock)), ada=shop.ada, grace=shop.grace
    )

    after_restart = try_pin(again, ADA_PIN)
    clock.advance(LOCKED_FOR)
    after_the_wait = try_pin(again, ADA_PIN)
    again.store.close()

    assert outcome.tries_left == 0
    assert after_restart.member is None
    assert after_the_wait.member is not None


def test_who_tries_everybody_makes_the_till_wait_but_locks_nobody_out(
    shop: Shop, clock: SetClock
) -> None:
    for _ in range(8):
        for employee_no in ("1", "2"):
            outcome = try_pin(shop, "0000", employee_no)
        clock.advance(timedelta(seconds=60))
    assert outcome.locked_until is not None
    outcome = try_pin(shop, "0000", "1")

    assert try_pin(shop, ADA_PIN).member is None
    clock.advance(timedelta(seconds=TILL_WAITS_S))
    assert try_pin(shop, ADA_PIN).member is not None


def test_wrong_pins_of_another_hour_do_not_make_a_till_wait(shop: Shop, clock: SetClock) -> None:
    for _ in range(8):
        for employee_no in ("1", "2"):
            try_pin(shop, "0000", employee_no)
        clock.advance(timedelta(seconds=60))
    clock.advance(timedelta(hours=1))

    assert try_pin(shop, "0000").locked_until == clock.now() + timedelta(seconds=60)


def test_a_stranger_gets_the_answer_of_a_wrong_pin(shop: Shop) -> None:
    assert try_pin(shop, "0000", employee_no="99") == try_pin(shop, "0000", employee_no="2")


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "\u0661\u0662\u0663\u0664"])
def test_a_pin_is_four_to_eight_plain_digits(pin: str) -> None:
    with pytest.raises(PinNotAllowedError):
        hash_pin(pin)


def test_nobody_approves_their_own(shop: Shop) -> None:
    outcome = ask_approval(shop, "2", ADA_PIN)

    assert outcome.approval_id is None
    assert not outcome.may_approve


def test_a_manager_approves_what_a_cashier_may_only_ask_for(shop: Shop) -> None:
    outcome = ask_approval(shop, "1", GRACE_PIN)
    actor = Actor(staff_id=shop.ada, approval_id=outcome.approval_id)

    with shop.store.write() as tx:
        assert require(tx, actor, Action.OVERRIDE_PRICE) == shop.grace


def test_what_a_role_denies_no_approval_allows(shop: Shop) -> None:
    with pytest.raises(PermissionDeniedError), shop.store.write() as tx:
        require(tx, Actor(staff_id=shop.ada), Action.MANAGE_STAFF)
