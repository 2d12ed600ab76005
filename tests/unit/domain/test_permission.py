from uuid import UUID

import pytest

from pos.domain.permission import (
    Action,
    Decision,
    PermissionCodeError,
    is_approved,
    parse_code,
    parse_grants,
)

ADA, GRACE = UUID(int=1), UUID(int=2)


def test_what_no_role_names_is_denied() -> None:
    assert parse_grants([]).decide(Action.RING_SALE) is Decision.DENIED


def test_an_action_that_does_not_exist_is_denied_even_to_the_owner() -> None:
    assert parse_grants(["*"]).decide("drawer.explode") is Decision.DENIED


def test_the_three_answers() -> None:
    grants = parse_grants(["sale.ring", "price.override?"])

    assert grants.decide(Action.RING_SALE) is Decision.ALLOWED
    assert grants.decide(Action.OVERRIDE_PRICE) is Decision.APPROVAL
    assert grants.decide(Action.OPEN_DRAWER) is Decision.DENIED


def test_a_ceiling_holds_to_the_last_unit() -> None:
    grants = parse_grants(["discount.line<=200000"])

    assert grants.decide(Action.DISCOUNT_LINE, size=200_000) is Decision.ALLOWED
    assert grants.decide(Action.DISCOUNT_LINE, size=200_001) is Decision.DENIED


def test_above_the_ceiling_an_approval_may_be_asked() -> None:
    grants = parse_grants(["discount.line<=200000", "discount.line<=500000?"])

    assert grants.decide(Action.DISCOUNT_LINE, size=200_000) is Decision.ALLOWED
    assert grants.decide(Action.DISCOUNT_LINE, size=500_000) is Decision.APPROVAL
    assert grants.decide(Action.DISCOUNT_LINE, size=500_001) is Decision.DENIED


def test_a_size_that_nobody_told_is_above_every_ceiling() -> None:
    assert parse_grants(["discount.line<=200000"]).decide(Action.DISCOUNT_LINE) is Decision.DENIED


def test_the_most_generous_role_counts() -> None:
    grants = parse_grants(["return.accept?", "return.accept"])

    assert grants.decide(Action.ACCEPT_RETURN) is Decision.ALLOWED


def test_the_star_allows_everything_there_is() -> None:
    grants = parse_grants(["*"])

    assert {grants.decide(action, size=10**9) for action in Action} == {Decision.ALLOWED}


def test_nobody_approves_their_own() -> None:
    manager = parse_grants(["*"])

    assert is_approved(Action.OPEN_DRAWER, asker_id=ADA, approver_id=GRACE, approver=manager)
    assert not is_approved(Action.OPEN_DRAWER, asker_id=GRACE, approver_id=GRACE, approver=manager)


def test_nobody_approves_what_they_may_not_do_alone() -> None:
    approver = parse_grants(["discount.line<=300000", "drawer.open?"])

    def approves(action: Action, size: int | None = None) -> bool:
        return is_approved(action, asker_id=ADA, approver_id=GRACE, approver=approver, size=size)

    assert approves(Action.DISCOUNT_LINE, 300_000)
    assert not approves(Action.DISCOUNT_LINE, 300_001)
    assert not approves(Action.OPEN_DRAWER)


def test_codes_of_a_newer_central_grant_nothing_and_break_nothing() -> None:
    grants = parse_grants(["hologram.show", "sale.ring<=x", "", "SALE.RING", "sale.ring"])

    assert grants.decide(Action.RING_SALE) is Decision.ALLOWED
    assert len(grants.grants) == 1


@pytest.mark.parametrize(
    "code",
    ["", "sale", "sale.ring ", "sale.ring<=-1", "sale.ring<=1e9", "sale.ring??", "no.such", "*?"],
)
def test_a_role_is_not_written_with_codes_that_mean_nothing(code: str) -> None:
    with pytest.raises(PermissionCodeError):
        parse_code(code)
