"""Checks who answers for prices, discounts and typed articles of a sale (trust.md Z-01).

Each names who allowed it: the person who rings up the sale, alone and within their ceiling, or
somebody else who may. It is measured as it stands when it is paid, so a discount that was small on
a full cart is not small any more when the cart was emptied around it; and against what offers and
coupons leave.
"""

from uuid import UUID

from pos.domain.cart import Cart
from pos.domain.discount import share_ppm
from pos.domain.permission import Action, Decision
from pos.domain.pricing import PricedBasket
from pos.queries.people import read_grants
from pos.queries.settings import read_price_floor
from pos.services.permissions import (
    ApprovalNeededError,
    ApprovalNotValidError,
    PermissionDeniedError,
)
from pos.uow import ReadTx


def check_concessions(tx: ReadTx, cart: Cart, priced: PricedBasket, *, staff_id: UUID) -> None:
    """Refuse prices and discounts that nobody allowed who may.

    Args:
        priced: What the cart comes to.
        staff_id: Who rings it up.

    Raises:
        PermissionDeniedError: The cashier may not, and nobody else allowed it.
        ApprovalNeededError: It is above what the cashier may give alone.
        ApprovalNotValidError: Who is named may not allow it either.
    """
    for line, amounts in zip(cart.lines, priced.lines, strict=True):
        if line.is_overridden:
            size = abs(line.list_price_cents - line.unit_price_cents)
            by = line.price_override_by or staff_id
            is_low = read_price_floor(tx).is_below(line, line.unit_price_cents)
            action = Action.OVERRIDE_BELOW_FLOOR if is_low else Action.OVERRIDE_PRICE
            _check(tx, action, size, by=by, staff_id=staff_id)
        if line.open_article is not None:
            by = line.open_article.allowed_by or staff_id
            size = amounts.gross_cents
            _check(tx, Action.SELL_OPEN_ARTICLE, size, by=by, staff_id=staff_id)
        if line.discount is not None:
            size = share_ppm(line.discount, amounts.gross_cents - amounts.offers_cents)
            by = line.discount.allowed_by or staff_id
            _check(tx, Action.DISCOUNT_LINE, size, by=by, staff_id=staff_id)
    if cart.order_discount is not None:
        size = share_ppm(cart.order_discount, priced.subtotal_cents - priced.offers_cents)
        by = cart.order_discount.allowed_by or staff_id
        _check(tx, Action.DISCOUNT_ORDER, size, by=by, staff_id=staff_id)


def _check(tx: ReadTx, action: Action, size: int, *, by: UUID, staff_id: UUID) -> None:
    decision = read_grants(tx, by).decide(action, size=size)
    if decision is Decision.ALLOWED:
        return
    if by != staff_id:
        raise ApprovalNotValidError(action=action)
    if decision is Decision.APPROVAL:
        raise ApprovalNeededError(action=action)
    raise PermissionDeniedError(action=action)
