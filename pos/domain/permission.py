"""Who may do what: named actions in three states, denied unless a role says otherwise.

A role holds codes: `price.override` allows, `price.override?` allows with a second person's
approval, `discount.line<=200000` allows up to a ceiling, `*` allows everything. The ceiling is in
the unit of the action: minor units of money, or parts per million for a share.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from pos.domain.errors import RefusedError

EVERYTHING = "*"
"""The code that allows every action."""


class PermissionCodeError(RefusedError):
    """Not a permission code, or one of an action that does not exist. Facts: code."""


class Action(StrEnum):
    """Everything that a role may allow, ask an approval for, or deny."""

    RING_SALE = "sale.ring"
    VOID_SALE = "sale.void"
    SELL_BEYOND_STOCK = "sale.beyond_stock"
    SELL_OPEN_ARTICLE = "sale.open_article"
    DISCOUNT_LINE = "discount.line"
    DISCOUNT_ORDER = "discount.order"
    OVERRIDE_PRICE = "price.override"
    OVERRIDE_BELOW_FLOOR = "price.below_floor"
    MOVE_PROMISED_DAY = "order.move_day"
    CANCEL_ORDER = "order.cancel"
    ACCEPT_RETURN = "return.accept"
    RETURN_LARGE = "return.large"
    RETURN_LATE = "return.late"
    RETURN_WITHOUT_RECEIPT = "return.without_receipt"
    REFUND_OTHER_TENDER = "refund.other_tender"
    OPEN_DRAWER = "drawer.open"
    MOVE_CASH = "cash.move"
    OPEN_SHIFT = "shift.open"
    CLOSE_SHIFT = "shift.close"
    ACCEPT_VARIANCE = "shift.variance"
    REPRINT_RECEIPT = "receipt.reprint"
    COUNT_STOCK = "stock.count"
    ADJUST_STOCK = "stock.adjust"
    RECEIVE_STOCK = "stock.receive"
    TRANSFER_STOCK = "stock.transfer"
    EDIT_CATALOGUE = "catalogue.edit"
    IMPORT_CATALOGUE = "catalogue.import"
    CHANGE_PRICE = "price.change"
    EDIT_CUSTOMER = "customer.edit"
    ERASE_CUSTOMER = "customer.erase"
    CREDIT_CUSTOMER = "customer.credit"
    LIMIT_CREDIT = "customer.limit"
    ISSUE_STORED_VALUE = "stored_value.issue"
    RESOLVE_PAYMENT = "payment.resolve"
    VIEW_REPORTS = "report.view"
    MANAGE_STAFF = "staff.manage"
    CHANGE_SETTINGS = "settings.change"


class Decision(StrEnum):
    """The three answers."""

    ALLOWED = "allowed"
    APPROVAL = "approval"
    DENIED = "denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What one code says about one action.

    Attributes:
        ceiling: The largest size that it covers; None: any.
        needs_approval: A second person must agree.
    """

    action: Action
    ceiling: int | None = None
    needs_approval: bool = False

    def covers(self, size: int | None) -> bool:
        """Say whether an action of this size is inside; an unknown size is above a ceiling."""
        return self.ceiling is None or (size is not None and size <= self.ceiling)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grants:
    """What all roles of one person allow together.

    Attributes:
        everything: A role holds the code for all actions.
    """

    grants: tuple[Grant, ...] = ()
    everything: bool = False

    def decide(self, action: Action | str, *, size: int | None = None) -> Decision:
        """Return what this person gets to hear; an action that does not exist is denied.

        Args:
            action: What somebody wants to do.
            size: What a ceiling is compared with. None: not known, which is above every ceiling.
        """
        if action not in _ACTIONS:
            return Decision.DENIED
        if self.everything:
            return Decision.ALLOWED
        fitting = [each for each in self.grants if each.action == action and each.covers(size)]
        if not fitting:
            return Decision.DENIED
        is_free = any(not each.needs_approval for each in fitting)
        return Decision.ALLOWED if is_free else Decision.APPROVAL

    def may_approve(self, action: Action | str, *, size: int | None = None) -> bool:
        """Say whether this person may approve it for somebody else: who may do it alone."""
        return self.decide(action, size=size) is Decision.ALLOWED


def is_approved(
    action: Action | str,
    *,
    asker_id: UUID,
    approver_id: UUID,
    approver: Grants,
    size: int | None = None,
) -> bool:
    """Say whether an approval counts: nobody approves their own, nor what they may not do alone."""
    return asker_id != approver_id and approver.may_approve(action, size=size)


def parse_grants(codes: Iterable[str]) -> Grants:
    """Return what the codes of a person's roles allow together.

    Codes that this version cannot read, such as those of a newer central, grant nothing.
    """
    grants = []
    everything = False
    for code in codes:
        if code == EVERYTHING:
            everything = True
            continue
        try:
            grants.append(parse_code(code))
        except PermissionCodeError:
            continue
    return Grants(grants=tuple(grants), everything=everything)


@lru_cache(maxsize=1024)
def parse_code(code: str) -> Grant:
    """Return what one code grants; for the screen where roles are written.

    Raises:
        PermissionCodeError: It is not a code, or its action does not exist.
    """
    found = _CODE.fullmatch(code)
    if found is None or found["action"] not in _ACTIONS:
        raise PermissionCodeError(code=code[:80])
    ceiling = found["ceiling"]
    return Grant(
        action=Action(found["action"]),
        ceiling=None if ceiling is None else int(ceiling),
        needs_approval=found["approval"] is not None,
    )


_ACTIONS = frozenset(str(action) for action in Action)
_CODE = re.compile(r"(?P<action>[a-z_]+\.[a-z_]+)(?:<=(?P<ceiling>[0-9]{1,12}))?(?P<approval>\?)?")
