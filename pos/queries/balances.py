"""What is left to pay of an order, with all that the person who takes it wants to see."""

from dataclasses import dataclass
from uuid import UUID

from pos.domain.customer import CartCustomer
from pos.queries.customers import find_cart_customer
from pos.queries.order_detail import OrderDetail, get_order
from pos.queries.promises import Promise, find_promise
from pos.uow import ReadTx


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """A promise that is to be kept now.

    Attributes:
        customer: Whose order it is; None: a walk-in customer's.
    """

    promise: Promise
    order: OrderDetail
    customer: CartCustomer | None


def find_balance(tx: ReadTx, payment_id: UUID) -> Balance | None:
    """Return what is owed of a promise; None: nothing is, or not any more."""
    promise = find_promise(tx, payment_id)
    if promise is None:
        return None
    customer_id = promise.customer_id
    return Balance(
        promise=promise,
        order=get_order(tx, promise.order_id),
        customer=find_cart_customer(tx, customer_id) if customer_id else None,
    )
