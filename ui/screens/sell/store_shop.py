"""The shop of the sell screen: the register's own database (see `ui.screens.sell.shop`)."""

from typing import TYPE_CHECKING
from uuid import UUID

from pos.domain.cart import Cart, CartLine
from pos.domain.cart_change import CartChange
from pos.domain.completion import CollectPromise, CompletedSale, CompleteSale
from pos.domain.contact import read_one_field
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
from pos.domain.tip import parse_tip_percents
from pos.queries import (
    catalogue,
    items,
    offers,
    parked_carts,
    payment_methods,
    settings,
    shifts,
    store_rules,
)
from pos.queries.catalogue import CategoryChip, ItemTile
from pos.queries.parked_carts import ParkedCart
from pos.queries.payment_methods import PaymentMethod
from pos.queries.settings import read_settings
from pos.queries.shifts import OpenShift
from pos.runtime.clock import Clock
from pos.services import carts, permissions, voids
from pos.services import parked_carts as parking
from pos.services.permissions import Actor
from ui.screens.sell.card_shop import CardShop, StoreCardShop

if TYPE_CHECKING:
    from pos.domain.open_article import TypedArticle
    from pos.queries.balances import Balance
    from pos.queries.customers import CustomerListRow
    from pos.queries.tax_categories import TaxCategory
    from pos.uow import ReadTx, WriteTx


class StoreShop:
    """The shop as the register's database knows it."""

    def __init__(self, clock: Clock) -> None:
        self.cards: CardShop = StoreCardShop()
        self._clock = clock

    def rules(self, tx: "ReadTx") -> PricingRules:
        return store_rules.read_pricing_rules(tx)

    def categories(self, tx: "ReadTx") -> tuple[CategoryChip, ...]:
        return catalogue.list_categories(tx)

    def tiles(self, tx: "ReadTx", text: str, *, category_id: UUID | None) -> tuple[ItemTile, ...]:
        day = store_rules.day_in_store(tx, self._clock.now())
        return catalogue.search_items(tx, text, category_id=category_id, on=day)

    def find_code(self, tx: "ReadTx", codes: tuple[str, ...]) -> SellableItem | None:
        """Return what carries the first of the codes that anything carries."""
        day = store_rules.day_in_store(tx, self._clock.now())
        found = (items.find_sellable(tx, code, on=day) for code in codes)
        return next((item for item in found if item is not None), None)

    def find_variant(self, tx: "ReadTx", variant_id: UUID) -> SellableItem | None:
        day = store_rules.day_in_store(tx, self._clock.now())
        return items.find_variant(tx, variant_id, on=day)

    def variants(self, tx: "ReadTx", product_id: UUID) -> tuple[SellableItem, ...]:
        day = store_rules.day_in_store(tx, self._clock.now())
        return items.list_variants(tx, product_id, on=day)

    def open_cart(self, tx: "ReadTx") -> Cart | None:
        return carts.find_open_cart(tx)

    def open_shift(self, tx: "ReadTx") -> OpenShift | None:
        return shifts.find_open_shift(tx)

    def parked(self, tx: "ReadTx") -> tuple[ParkedCart, ...]:
        return parked_carts.list_parked(tx, now=self._clock.now())

    def methods(self, tx: "ReadTx") -> tuple[PaymentMethod, ...]:
        return payment_methods.list_payment_methods(tx)

    def tips(self, tx: "ReadTx") -> tuple[int, ...]:
        """Return the tips that the shop offers, in percent; none where it takes none."""
        settings = read_settings(tx)
        return parse_tip_percents(settings.tip_percents) if settings.tips == "percent" else ()

    def deposit_percent(self, tx: "ReadTx") -> int:
        """Return the deposit on what is made to order, in percent; 0: none is offered."""
        return read_settings(tx).deposit_percent

    def gift_card(self, tx: "ReadTx", number: str) -> Spendable:
        # Loaded with the first gift card, as customers and credit are with theirs.
        from pos.queries.stored_value import get_spendable_card

        return get_spendable_card(tx, number, now=self._clock.now())

    def gift_card_article(self, tx: "WriteTx", actor: Actor) -> SellableItem | None:
        """Return the article by which gift cards are sold, written down if there was none."""
        from pos.services.gift_card_article import offer_gift_cards

        return self.find_variant(tx, offer_gift_cards(tx, actor))

    def store_credit(self, tx: "ReadTx", customer_id: UUID, *, name: str) -> Spendable:
        from pos.queries.stored_value import get_spendable_credit

        return get_spendable_credit(tx, customer_id, customer_name=name, now=self._clock.now())

    def price_floor(self, tx: "ReadTx") -> PriceFloor:
        return settings.read_price_floor(tx)

    def offers(self, tx: "ReadTx") -> tuple[Offer, ...]:
        return offers.list_offers(tx)

    def find_coupon(self, tx: "ReadTx", code: str, *, customer_id: UUID | None) -> Coupon | None:
        return offers.find_coupon(tx, code, customer_id=customer_id)

    def recent(self, tx: "ReadTx") -> "tuple[CustomerListRow, ...]":
        from pos.queries.customers import list_recent

        return list_recent(tx)

    def find_customers(self, tx: "ReadTx", words: str) -> "tuple[CustomerListRow, ...]":
        from pos.queries.customers import find_customers

        return find_customers(tx, words)

    def find_customer(self, tx: "ReadTx", customer_id: UUID) -> CartCustomer | None:
        from pos.queries.customers import find_cart_customer

        return find_cart_customer(tx, customer_id)

    def find_card_holder(self, tx: "ReadTx", card_no: str) -> CartCustomer | None:
        from pos.queries.customers import find_card_holder

        return find_card_holder(tx, card_no)

    def add_customer(self, tx: "WriteTx", actor: Actor, words: str) -> CartCustomer | None:
        # Loaded with the first new customer, not with the window.
        from pos.queries.customers import find_cart_customer
        from pos.services.customers import AddCustomer, add_customer

        wish = AddCustomer(actor=actor, details=read_one_field(words))
        return find_cart_customer(tx, add_customer(tx, wish))

    def credit(self, tx: "ReadTx", customer_id: UUID) -> CreditLine:
        from pos.queries.promises import read_credit

        return read_credit(tx, customer_id)

    def save(self, tx: "WriteTx", change: CartChange, *, staff_id: UUID | None) -> None:
        voids.keep_change(tx, change, staff_id=staff_id)

    def park(self, tx: "WriteTx", cart: Cart, *, staff_id: UUID) -> None:
        parking.park_cart(tx, cart, staff_id=staff_id)

    def recall(self, tx: "WriteTx", cart_id: UUID, *, is_copy_wanted: bool) -> Cart:
        return parking.recall_cart(tx, cart_id, is_copy_wanted=is_copy_wanted)

    def release_expired(self, tx: "WriteTx") -> int:
        return parking.release_expired(tx)

    def permit(
        self, tx: "WriteTx", actor: Actor, *, action: Action, size: int | None
    ) -> UUID | None:
        """Let an action pass and return who approved it; see `permissions.require`."""
        return permissions.require(tx, actor, action, size=size)

    def permit_giving_up(self, tx: "WriteTx", actor: Actor) -> UUID | None:
        """Return the approval by which a sale may be given up; None: the actor may alone."""
        return permissions.find_approval(tx, actor, Action.VOID_SALE)

    def complete(self, tx: "WriteTx", wish: CompleteSale) -> CompletedSale:
        # Loaded with the first sale, not with the window.
        from pos.services.checkout import complete_sale

        return complete_sale(tx, wish)

    def making(
        self, tx: "ReadTx", variant_id: UUID, *, pieces: int, in_hand: tuple[CartLine, ...]
    ) -> Making:
        """Return what decides when pieces of an article can be ready."""
        # Loaded with the first article that is made for somebody.
        from pos.queries.ready_days import read_making

        now = self._clock.now()
        return read_making(tx, variant_id, pieces=pieces, in_hand=in_hand, now=now)

    def find_balance(self, tx: "ReadTx", payment_id: UUID) -> "Balance | None":
        """Return what is left of an order; None: nothing is."""
        # Loaded with the first order that is fetched, as what follows.
        from pos.queries.balances import find_balance

        return find_balance(tx, payment_id)

    def collect(self, tx: "WriteTx", wish: CollectPromise) -> CompletedSale:
        from pos.services.promises import collect_promise

        return collect_promise(tx, wish)

    # What follows is for a code that nobody knows; loaded with the first of them.

    def tax_categories(self, tx: "ReadTx") -> "tuple[TaxCategory, ...]":
        from pos.queries.tax_categories import list_tax_categories

        return list_tax_categories(tx)

    def open_item(self, tx: "ReadTx", wish: "TypedArticle", *, code: str | None) -> SellableItem:
        """Return what was typed as something that the cart takes."""
        from pos.queries.open_articles import make_open_item

        day = store_rules.day_in_store(tx, self._clock.now())
        return make_open_item(tx, wish, code=code, on=day)

    def add_article(
        self, tx: "WriteTx", actor: Actor, wish: "TypedArticle", *, code: str
    ) -> SellableItem | None:
        """Write an article down and return it as the cart takes it."""
        from pos.services.articles import AddArticle, add_article

        typed = AddArticle(
            actor=actor,
            code=code,
            name=wish.name,
            price_cents=wish.price_cents,
            tax_category_id=wish.tax_category_id,
        )
        return self.find_variant(tx, add_article(tx, typed))
