"""What a payment pays: the sale in hand, or what is left of an order that is fetched."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from pos.domain.cart import Cart
from pos.domain.completion import CollectPromise, CompletedSale, CompleteSale
from pos.domain.payment import TenderEntry
from pos.tenders import get_tender_type
from ui.screens.sell.basket import Basket
from ui.screens.sell.pay_offers import PayOffers
from ui.screens.sell.shop import SellShop

if TYPE_CHECKING:
    from pos.queries.balances import Balance
    from pos.uow import WriteTx

Post = Callable[["WriteTx"], CompletedSale]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tendered:
    """A payment that covers what is due.

    Attributes:
        paying_id: Made when the payment began; asked twice, posted once.
    """

    paying_id: UUID
    tenders: tuple[TenderEntry, ...]
    staff_id: UUID


class Due(Protocol):
    """What is to be paid.

    Attributes:
        cart: Whose it is; its id is what card attempts are found by.
    """

    @property
    def cart(self) -> Cart: ...

    @property
    def total_cents(self) -> int: ...

    def offers(self, offers: PayOffers) -> PayOffers:
        """Return those of the shop's ways to pay that pay this."""
        ...

    def deposit_cents(self, offers: PayOffers) -> int:
        """Return the part that is proposed to be paid at once; 0: all of it."""
        ...

    def posting(self, shop: SellShop, tendered: Tendered) -> Post:
        """Return the job that posts the payment."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleDue:
    """The sale in hand, as it was agreed on when the payment began.

    Attributes:
        agreed_at: When it was priced like this, UTC.
    """

    basket: Basket
    cart: Cart
    total_cents: int
    agreed_at: datetime

    def offers(self, offers: PayOffers) -> PayOffers:
        """Return all of the shop's ways to pay."""
        return offers

    def deposit_cents(self, offers: PayOffers) -> int:
        """Return the deposit on what is made to order."""
        return offers.deposit_cents(self.basket)

    def posting(self, shop: SellShop, tendered: Tendered) -> Post:
        """Return the job that posts the sale."""
        wish = CompleteSale(
            sale_id=tendered.paying_id,
            cart=self.cart,
            tenders=tendered.tenders,
            total_cents=self.total_cents,
            staff_id=tendered.staff_id,
            agreed_at=self.agreed_at,
        )
        return lambda tx: shop.complete(tx, wish)


def sale_due(basket: Basket) -> SaleDue:
    """Return the sale in hand as it stands."""
    return SaleDue(
        basket=basket,
        cart=basket.cart,
        total_cents=basket.total_cents,
        agreed_at=basket.priced_at,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceDue:
    """What is left of an order.

    Attributes:
        cart: Empty, of the customer whose order it is; its id is the promise's.
        hands_over: The customer takes along what was made for them.
    """

    balance: "Balance"
    cart: Cart
    hands_over: bool

    @property
    def total_cents(self) -> int:
        """What is owed."""
        return self.balance.promise.owed_cents

    def offers(self, offers: PayOffers) -> PayOffers:
        """Return the ways to pay by which money comes now."""
        comes_now = (
            method
            for method in offers.methods
            if not get_tender_type(method.code, kind=method.kind).is_promise
        )
        return replace(offers, methods=tuple(comes_now))

    def deposit_cents(self, _offers: PayOffers) -> int:
        """Return 0: now all of it is paid."""
        return 0

    def posting(self, shop: SellShop, tendered: Tendered) -> Post:
        """Return the job that settles the promise."""
        wish = CollectPromise(
            collection_id=tendered.paying_id,
            staff_id=tendered.staff_id,
            payment_id=self.balance.promise.payment_id,
            total_cents=self.total_cents,
            tenders=tendered.tenders,
            hands_over=self.hands_over,
        )
        return lambda tx: shop.collect(tx, wish)
