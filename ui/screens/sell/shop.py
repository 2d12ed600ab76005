"""What the sell screen asks of the shop: queries and wishes, each a job for a lane.

The presenters know this only; `ui.screens.sell.store_shop` is the real one, and tests have a toy.
"""

from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from pos.domain.cart import Cart, CartLine
from pos.domain.cart_change import CartChange
from pos.domain.completion import CollectPromise, CompletedSale, CompleteSale
from pos.domain.coupons import Coupon
from pos.domain.credit import CreditLine
from pos.domain.customer import CartCustomer
from pos.domain.offer import Offer
from pos.domain.permission import Action
from pos.domain.price_floor import PriceFloor
from pos.domain.pricing import PricingRules
from pos.domain.product import SellableItem
from pos.domain.ready_day import Making
from pos.domain.stored_value import Spendable
from pos.queries.catalogue import CategoryChip, ItemTile
from pos.queries.parked_carts import ParkedCart
from pos.queries.payment_methods import PaymentMethod
from pos.queries.shifts import OpenShift
from pos.services.permissions import Actor
from ui.screens.sell.card_shop import CardShop

if TYPE_CHECKING:
    from pos.domain.open_article import TypedArticle
    from pos.queries.balances import Balance
    from pos.queries.customers import CustomerListRow
    from pos.queries.tax_categories import TaxCategory
    from pos.uow import ReadTx, WriteTx


class SellShop(Protocol):
    """Jobs of the sell screen; each is documented where it is done.

    Attributes:
        cards: Jobs of paying by card.
    """

    cards: CardShop

    def rules(self, tx: "ReadTx") -> PricingRules: ...

    def categories(self, tx: "ReadTx") -> tuple[CategoryChip, ...]: ...

    def tiles(
        self, tx: "ReadTx", text: str, *, category_id: UUID | None
    ) -> tuple[ItemTile, ...]: ...

    def find_code(self, tx: "ReadTx", codes: tuple[str, ...]) -> SellableItem | None: ...

    def find_variant(self, tx: "ReadTx", variant_id: UUID) -> SellableItem | None: ...

    def variants(self, tx: "ReadTx", product_id: UUID) -> tuple[SellableItem, ...]: ...

    def open_cart(self, tx: "ReadTx") -> Cart | None: ...

    def open_shift(self, tx: "ReadTx") -> OpenShift | None: ...

    def parked(self, tx: "ReadTx") -> tuple[ParkedCart, ...]: ...

    def methods(self, tx: "ReadTx") -> tuple[PaymentMethod, ...]: ...

    def tips(self, tx: "ReadTx") -> tuple[int, ...]: ...

    def deposit_percent(self, tx: "ReadTx") -> int: ...

    def gift_card(self, tx: "ReadTx", number: str) -> Spendable: ...

    def gift_card_article(self, tx: "WriteTx", actor: Actor) -> SellableItem | None: ...

    def store_credit(self, tx: "ReadTx", customer_id: UUID, *, name: str) -> Spendable: ...

    def price_floor(self, tx: "ReadTx") -> PriceFloor: ...

    def offers(self, tx: "ReadTx") -> tuple[Offer, ...]: ...

    def find_coupon(
        self, tx: "ReadTx", code: str, *, customer_id: UUID | None
    ) -> Coupon | None: ...

    def recent(self, tx: "ReadTx") -> "tuple[CustomerListRow, ...]": ...

    def find_customers(self, tx: "ReadTx", words: str) -> "tuple[CustomerListRow, ...]": ...

    def find_customer(self, tx: "ReadTx", customer_id: UUID) -> CartCustomer | None: ...

    def find_card_holder(self, tx: "ReadTx", card_no: str) -> CartCustomer | None: ...

    def add_customer(self, tx: "WriteTx", actor: Actor, words: str) -> CartCustomer | None: ...

    def credit(self, tx: "ReadTx", customer_id: UUID) -> CreditLine: ...

    def save(self, tx: "WriteTx", change: CartChange, *, staff_id: UUID | None) -> None: ...

    def park(self, tx: "WriteTx", cart: Cart, *, staff_id: UUID) -> None: ...

    def recall(self, tx: "WriteTx", cart_id: UUID, *, is_copy_wanted: bool) -> Cart: ...

    def release_expired(self, tx: "WriteTx") -> int: ...

    def permit(
        self, tx: "WriteTx", actor: Actor, *, action: Action, size: int | None
    ) -> UUID | None: ...

    def permit_giving_up(self, tx: "WriteTx", actor: Actor) -> UUID | None: ...

    def tax_categories(self, tx: "ReadTx") -> "tuple[TaxCategory, ...]": ...

    def open_item(
        self, tx: "ReadTx", wish: "TypedArticle", *, code: str | None
    ) -> SellableItem: ...

    def add_article(
        self, tx: "WriteTx", actor: Actor, wish: "TypedArticle", *, code: str
    ) -> SellableItem | None: ...

    def making(
        self, tx: "ReadTx", variant_id: UUID, *, pieces: int, in_hand: tuple[CartLine, ...]
    ) -> Making: ...

    def complete(self, tx: "WriteTx", wish: CompleteSale) -> CompletedSale: ...

    def find_balance(self, tx: "ReadTx", payment_id: UUID) -> "Balance | None": ...

    def collect(self, tx: "WriteTx", wish: CollectPromise) -> CompletedSale: ...
