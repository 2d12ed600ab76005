"""A shop in memory that sells what the pictures of the sell screen show."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from pos.domain.cart_pricing import price_cart
from pos.domain.completion import CompletedSale
from pos.domain.customer import CartCustomer
from pos.domain.payment import settle
from pos.domain.permission import Action
from pos.domain.price_floor import PriceFloor
from pos.domain.pricing import PricingRules
from pos.domain.ready_day import Making
from pos.domain.stored_value import (
    GiftCardUnknownError,
    NoStoreCreditError,
    OfflineAllowance,
    Spendable,
    StoredAccount,
    card_to_load,
)
from pos.queries.catalogue import CategoryChip
from pos.queries.parked_carts import ParkedCart
from pos.queries.pictures import Picture
from pos.queries.shifts import OpenShift
from pos.services.customers import TakenByAnotherError
from pos.services.parked_carts import CartGoneError, NothingToParkError
from pos.services.permissions import ApprovalNeededError
from tests.fakes.toy_card_shop import ToyCardShop
from tests.fakes.toy_customers import CARD_OF_IDA, IDA, PHONE_OF_IDA, SCHOOL, customer_row
from tests.fakes.toy_goods import (
    ARTICLES,
    BIRTHDAY_CAKE,
    CATEGORIES,
    CHERRIES_BY_WEIGHT,
    EANS,
    GIFT_CARD,
    birthday_cake,
    cherries,
    coffee_beans,
    gift_card_article,
    item_at,
    odd_tiles,
    tile_of,
)
from tests.fakes.toy_tenders import METHODS

if TYPE_CHECKING:
    from pos.domain.cart import Cart
    from pos.domain.cart_change import CartChange
    from pos.domain.credit import CreditLine

RULES = PricingRules(currency="EUR", prices_include_tax=True)
MANAGER = UUID(int=5)
PARKED_AT = datetime(2026, 11, 19, 13, 55, tzinfo=UTC)


class ToyShop:
    """Answers every job without looking at the transaction.

    Attributes:
        saved: Every cart that was kept safe, the newest last.
        voids: The changes by which lines went out or came back.
        completed: Every sale that was posted, by its id.
        wishes: What was asked for, in order.
        refuses: Raised by the next posting instead.
        refuses_to_keep: Raised by the next change of the cart instead.
        needs_approval: What a second person must agree to.
        gift_cards: By the last four characters of their numbers.
        credits: By customer.
        accounts: What a customer may owe.
        cards: Jobs of paying by card.
        allowance: What may be taken of an account while central is away.
        offers_in_force: What applies by itself.
        coupons: By code.
        had_offers: What everybody has had as often as one customer may.
        floor: Below what a price needs more leave.
        deposit: The share of what is made to order that is paid at once, in percent.
        calendar: When what is made for somebody can be ready.
        special_prices: What each article costs on price lists.
        money_rules: How money is counted in this shift.
    """

    def __init__(self) -> None:
        self.money_rules = RULES
        self.saved: list[Cart] = []
        self.voids: list[CartChange] = []
        self.parked_carts: dict[UUID, Cart] = {}
        self.completed: dict[UUID, CompletedSale] = {}
        self.shift: OpenShift | None = OpenShift(
            shift_id=UUID(int=77),
            number=12,
            business_date=date(2026, 11, 19),
            opened_at=PARKED_AT,
            opened_by="Maya R.",
            opening_float_cents=10_000,
        )
        self.wishes = []
        self.refuses = None
        self.refuses_to_keep = None
        self.needs_approval = frozenset()
        self.kept_cart: Cart | None = None
        self.gift_cards: dict[str, StoredAccount] = {}
        self.credits: dict[UUID, StoredAccount] = {}
        self.allowance: OfflineAllowance | None = None
        self.accounts: dict[UUID, CreditLine] = {}
        self.tip_percents: tuple[int, ...] = ()
        self.cards = ToyCardShop()
        self.offers_in_force = ()
        self.coupons = {}
        self.had_offers = frozenset()
        self.special_prices = ()
        self.floor = PriceFloor()
        self.deposit = 0
        self.calendar = Making(today=date(2026, 11, 19))

    def price_floor(self, _tx):
        return self.floor

    def making(self, _tx, _variant_id, *, pieces, in_hand):
        taken = Counter(self.calendar.taken)
        for line in in_hand:
            if line.made is not None:
                taken[line.made.ready_on] += line.quantity
        return replace(self.calendar, pieces=pieces, taken=taken)

    def deposit_percent(self, _tx):
        return self.deposit

    def offers(self, _tx):
        return self.offers_in_force

    def find_coupon(self, _tx, code, *, customer_id):
        return self.coupons.get(code.upper())

    def rules(self, _tx):
        return self.money_rules

    def categories(self, _tx):
        return tuple(
            CategoryChip(
                category_id=UUID(int=50 + place),
                name=name,
                picture=Picture(glyph=glyph, tint=tint),
            )
            for place, (name, glyph, tint) in enumerate(CATEGORIES)
        )

    def tiles(self, _tx, text, *, category_id):
        found = [tile_of(place) for place in range(len(ARTICLES))]
        if text:
            return tuple(
                tile for tile in (*found, *odd_tiles()) if text.lower() in tile.name.lower()
            )
        if category_id is not None:
            place = category_id.int - 50
            return tuple(t for at, t in enumerate(found) if ARTICLES[at][5] == place)
        return tuple(found)

    def find_code(self, _tx, codes):
        for code in codes:
            if code in EANS:
                return item_at(EANS[code])
        return None

    def find_variant(self, _tx, wanted):
        if wanted == CHERRIES_BY_WEIGHT:
            return cherries()
        if wanted == GIFT_CARD:
            return gift_card_article()
        if wanted == BIRTHDAY_CAKE:
            return birthday_cake()
        for item in coffee_beans():
            if item.variant_id == wanted:
                return item
        return replace(item_at(wanted.int - 500), special_prices=self.special_prices)

    def variants(self, _tx, _product):
        return coffee_beans()

    def open_cart(self, _tx):
        return self.kept_cart

    def open_shift(self, _tx):
        return self.shift

    def parked(self, _tx):
        return tuple(
            ParkedCart(
                cart_id=cart.cart_id,
                label=cart.label or cart.lines[0].name,
                parked_at=PARKED_AT,
                cashier="Maya R.",
                customer_name="",
                lines=len(cart.lines),
                total_cents=price_cart(self.money_rules, cart).total_cents,
            )
            for cart in self.parked_carts.values()
        )

    def methods(self, _tx):
        return METHODS

    def credit(self, _tx, customer_id):
        return self.accounts[customer_id]

    def tips(self, _tx):
        return self.tip_percents

    def gift_card_article(self, _tx, _actor):
        return gift_card_article()

    def gift_card(self, _tx, number):
        account = self.gift_cards.get(card_to_load(number).last4)
        if account is None:
            raise GiftCardUnknownError
        return Spendable(account=account, allowance=self.allowance)

    def store_credit(self, _tx, customer_id, *, name):
        account = self.credits.get(customer_id)
        if account is None:
            raise NoStoreCreditError(customer=name)
        return Spendable(account=account, allowance=self.allowance)

    def recent(self, _tx):
        return (customer_row(IDA),)

    def find_customers(self, _tx, words):
        people = (IDA, SCHOOL)
        return tuple(customer_row(each) for each in people if words.lower() in each.name.lower())

    def find_customer(self, _tx, customer_id):
        people = (IDA, SCHOOL)
        found = next((each for each in people if each.customer_id == customer_id), None)
        return found and replace(found, used_offers=self.had_offers)

    def find_card_holder(self, _tx, card_no):
        return IDA if card_no == CARD_OF_IDA else None

    def add_customer(self, _tx, actor, words):
        if words == PHONE_OF_IDA:
            raise TakenByAnotherError(value=words, name=IDA.name, customer_id=IDA.customer_id)
        return CartCustomer(customer_id=UUID(int=73), name=words)

    def save(self, _tx, change, *, staff_id):
        if self.refuses_to_keep is not None:
            error, self.refuses_to_keep = self.refuses_to_keep, None
            raise error
        self.saved.append(change.after)
        if change.taken_out or change.brought_back:
            self.voids.append(change)

    def park(self, _tx, cart, *, staff_id):
        if not cart.lines:
            raise NothingToParkError
        self.parked_carts[cart.cart_id] = cart

    def release_expired(self, _tx):
        return 0

    def recall(self, _tx, cart_id, *, is_copy_wanted):
        if cart_id not in self.parked_carts:
            raise CartGoneError(cart_id=cart_id)
        return self.parked_carts.pop(cart_id)

    def permit(self, _tx, actor, *, action, size):
        if action not in self.needs_approval:
            return None
        if actor.approval_id is None:
            raise ApprovalNeededError(action=action)
        return MANAGER

    def permit_giving_up(self, _tx, actor):
        if actor.approval_id is None and Action.VOID_SALE in self.needs_approval:
            raise ApprovalNeededError(action=Action.VOID_SALE)
        return actor.approval_id

    def complete(self, _tx, wish):
        if self.refuses is not None:
            error, self.refuses = self.refuses, None
            raise error
        self.wishes.append(wish)
        settled = settle(wish.total_cents, wish.tenders)
        sale = CompletedSale(
            order_id=wish.sale_id,
            number=f"S1R1-A-{len(self.completed) + 1:06d}",
            total_cents=wish.total_cents,
            change_cents=settled.change_cents,
            rounding_cents=settled.rounding_cents,
        )
        self.completed[wish.sale_id] = sale
        return sale
