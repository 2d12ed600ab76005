"""What a role may do about one action, as a person chooses it, and the codes that say so."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pos.domain.permission import EVERYTHING, Action, Decision, Grant, parse_grants


class Size(StrEnum):
    """What the ceilings of an action count."""

    SHARE = "share"
    MONEY = "money"


SIZES = {
    Action.DISCOUNT_LINE: Size.SHARE,
    Action.DISCOUNT_ORDER: Size.SHARE,
    Action.OVERRIDE_PRICE: Size.MONEY,
    Action.SELL_OPEN_ARTICLE: Size.MONEY,
    Action.MOVE_CASH: Size.MONEY,
    Action.ACCEPT_VARIANCE: Size.MONEY,
    Action.ACCEPT_RETURN: Size.MONEY,
    Action.RETURN_LARGE: Size.MONEY,
    Action.RETURN_LATE: Size.MONEY,
    Action.RETURN_WITHOUT_RECEIPT: Size.MONEY,
    Action.REFUND_OTHER_TENDER: Size.MONEY,
    Action.CREDIT_CUSTOMER: Size.MONEY,
    Action.ISSUE_STORED_VALUE: Size.MONEY,
    Action.RESOLVE_PAYMENT: Size.MONEY,
}
"""The actions that have a size; the others are done or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRight:
    """One cell of the table of roles and actions.

    Attributes:
        decision: `APPROVAL`: above `alone_up_to` a second person is asked.
        alone_up_to: What is done without asking. None: everything where it is allowed, nothing
            where approval is needed.
        approved_up_to: What is done even with approval; None: everything.
    """

    decision: Decision
    alone_up_to: int | None = None
    approved_up_to: int | None = None

    def size_of(self, action: Action) -> Size | None:
        """Return what its ceilings count; None: the action is done or not.

        A ceiling that somebody wrote for another action counts money, as most do.
        """
        has_ceiling = self.alone_up_to is not None or self.approved_up_to is not None
        return SIZES.get(action, Size.MONEY if has_ceiling else None)


def right_of(codes: Iterable[str], action: Action) -> RoleRight:
    """Return what the codes of a role say about an action."""
    grants = parse_grants(codes)
    if grants.everything:
        return RoleRight(decision=Decision.ALLOWED)
    alone = [each for each in grants.grants if each.action is action and not each.needs_approval]
    asked = [each for each in grants.grants if each.action is action and each.needs_approval]
    if any(each.ceiling is None for each in alone):
        return RoleRight(decision=Decision.ALLOWED)
    if asked:
        return RoleRight(
            decision=Decision.APPROVAL,
            alone_up_to=_highest(alone) if alone else None,
            approved_up_to=_highest(asked),
        )
    if alone:
        return RoleRight(decision=Decision.ALLOWED, alone_up_to=_highest(alone))
    return RoleRight(decision=Decision.DENIED)


def with_right(codes: Iterable[str], action: Action, right: RoleRight) -> tuple[str, ...]:
    """Return the codes of a role after a decision about one action; the others stay in order."""
    given = tuple(codes)
    if EVERYTHING in given or right_of(given, action) == right:
        return given
    others = tuple(
        code
        for code in given
        if all(each.action is not action for each in parse_grants([code]).grants)
    )
    return (*others, *_codes_of(action, right))


def _codes_of(action: Action, right: RoleRight) -> tuple[str, ...]:
    match right.decision:
        case Decision.ALLOWED:
            return (_code(action, right.alone_up_to),)
        case Decision.APPROVAL:
            asked = _code(action, right.approved_up_to) + "?"
            alone = () if right.alone_up_to is None else (_code(action, right.alone_up_to),)
            return (*alone, asked)
        case Decision.DENIED:
            return ()


def _code(action: Action, ceiling: int | None) -> str:
    return str(action) if ceiling is None else f"{action}<={ceiling}"


def _highest(grants: list[Grant]) -> int | None:
    """Return the highest ceiling; None when one of them has none."""
    ceilings = [each.ceiling for each in grants if each.ceiling is not None]
    return max(ceilings) if len(ceilings) == len(grants) else None
