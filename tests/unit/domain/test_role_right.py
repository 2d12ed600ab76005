"""What a role may do about one action, and the codes that say so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.required_rows import ROLES
from pos.domain.permission import Action, Decision, parse_code, parse_grants
from pos.domain.role_right import SIZES, RoleRight, Size, right_of, with_right

DISCOUNT = Action.DISCOUNT_LINE
OTHERS = ("sale.ring", "discount.order<=50000", "discount.order?")

CEILINGS = st.none() | st.integers(0, 1_000_000)
RIGHTS = st.one_of(
    st.just(RoleRight(decision=Decision.DENIED)),
    st.builds(RoleRight, decision=st.just(Decision.ALLOWED), alone_up_to=CEILINGS),
    st.builds(
        RoleRight,
        decision=st.just(Decision.APPROVAL),
        alone_up_to=CEILINGS,
        approved_up_to=CEILINGS,
    ),
)


@pytest.mark.parametrize(
    ("codes", "right"),
    [
        ((), RoleRight(decision=Decision.DENIED)),
        (("*",), RoleRight(decision=Decision.ALLOWED)),
        (("discount.line",), RoleRight(decision=Decision.ALLOWED)),
        (
            ("discount.line<=100000",),
            RoleRight(decision=Decision.ALLOWED, alone_up_to=100_000),
        ),
        (
            ("discount.line<=100000", "discount.line?"),
            RoleRight(decision=Decision.APPROVAL, alone_up_to=100_000),
        ),
        (
            ("discount.line<=300000?",),
            RoleRight(decision=Decision.APPROVAL, approved_up_to=300_000),
        ),
    ],
)
def test_codes_are_read_as_one_cell_of_the_table(codes: tuple[str, ...], right: RoleRight) -> None:
    assert right_of(codes, DISCOUNT) == right


@given(right=RIGHTS)
def test_a_decision_is_read_again_as_it_was_written(right: RoleRight) -> None:
    assert right_of(with_right(OTHERS, DISCOUNT, right), DISCOUNT) == right


@given(right=RIGHTS, size=st.integers(0, 1_000_000))
def test_a_decision_about_one_action_leaves_the_others_alone(right: RoleRight, size: int) -> None:
    before, after = parse_grants(OTHERS), parse_grants(with_right(OTHERS, DISCOUNT, right))

    for action in Action:
        if action is not DISCOUNT:
            assert after.decide(action, size=size) is before.decide(action, size=size)


def test_who_may_do_everything_keeps_it() -> None:
    assert with_right(("*",), DISCOUNT, RoleRight(decision=Decision.DENIED)) == ("*",)


def test_it_is_known_what_each_ceiling_counts_that_a_shop_begins_with() -> None:
    codes = [code for role in ROLES for code in role["permissions"] if code != "*"]
    with_ceiling = {grant.action for grant in map(parse_code, codes) if grant.ceiling is not None}

    assert with_ceiling <= set(SIZES)


def test_a_ceiling_that_nobody_expected_counts_money() -> None:
    right = right_of(("drawer.open<=500",), Action.OPEN_DRAWER)

    assert right.size_of(Action.OPEN_DRAWER) is Size.MONEY
    assert right_of(("drawer.open",), Action.OPEN_DRAWER).size_of(Action.OPEN_DRAWER) is None
