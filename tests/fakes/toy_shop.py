"""A shop in memory that sells what the pictures of the sell screen show."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from pos.domain.attempt import OPEN_STATES, Attempt, AttemptState, agree, check_step
from pos.domain.cart_pricing import price_cart
from pos.domain.completion import CompletedSale
from pos.domain.customer import CartCustomer
from pos.domain.payment import TenderKind, settle
from pos.domain.permission import Action
from pos.domain.price_floor import PriceFloor
from pos.domain.pricing import PricingRules
from pos.domain.product import SellableItem
from pos.domain.quantity import Unit
from pos.domain.ready_day import Making
from pos.domain.stored_value import (
    AccountKind,
    GiftCardUnknownError,
    NoStoreCreditError,
    OfflineAllowance,
    Spendable,
    StoredAccount,
    card_to_load,
)
from pos.domain.tax import TaxRate
from pos.queries.catalogue import CategoryChip, ItemTile
from pos.queries.customers import CustomerListRow
from pos.queries.parked_carts import ParkedCart
from pos.queries.payment_methods import PaymentMethod
from pos.queries.pictures import Picture
from pos.queries.shifts import OpenShift
from pos.services.customers import TakenByAnotherError
from pos.services.parked_carts import CartGoneError, NothingToParkError
from pos.services.permissions import ApprovalNeededError
from ui.screens.sell.card_shop import Terminal

if TYPE_CHECKING:
    from pos.domain.cart import Cart
    from pos.domain.cart_change import CartChange
    from pos.domain.credit import CreditLine

VAT20 = TaxRate(code="VAT20", name="VAT 20\u00a0%", rate_ppm=200_000, is_included=True)
VAT5 = TaxRate(code="VAT5", name="5\u00a0%", rate_ppm=50_000, is_included=True)
RULES = PricingRules(currency="EUR", prices_include_tax=True)
MANAGER = UUID(int=5)
IDA = CartCustomer(customer_id=UUID(int=71), name="Ida Holm", note="Allergic to nuts")
SCHOOL = CartCustomer(customer_id=UUID(int=72), name="Village School", tax_exempt_no="SCHOOL 7")
PHONE_OF_IDA = "+436641234567"
CARD_OF_IDA = "C-1001"
PARKED_AT = datetime(2026, 11, 19, 13, 55, tzinfo=UTC)

CATEGORIES = (
    ("Coffee & tea", "coffee", "amber"),
    ("Bakery", "croissant", "rose"),
    ("Fruit & veg", "apple", "lime"),
    ("Dairy", "milk", "blue"),
    ("Drinks", "cup-soda", "teal"),
    ("Snacks", "cookie", "violet"),
    ("Household", "spray-can", "slate"),
    ("Frozen", "snowflake", "blue"),
)

ARTICLES = (
    # name, price, stock (None: not kept), low at, glyph, category, VAT 5 %
    ("Flat white, 250 ml", 340, None, 0, "coffee", 0, False),
    ("Espresso double", 260, None, 0, "coffee", 0, False),
    ("Breakfast tea, 80 bags", 449, 34, 6, "leaf", 0, True),
    ("Butter croissant", 220, 18, 6, "croissant", 1, True),
    ("Sourdough loaf, 800 g", 495, 6, 6, "wheat", 1, True),
    ("Cinnamon roll", 310, 3, 6, "donut", 1, True),
    ("Bananas, loose", 189, None, 0, "banana", 2, True),
    ("Pink Lady apples, 6 pack", 379, 22, 6, "apple", 2, True),
    ("Cherry tomatoes, 250 g", 229, 12, 6, "cherry", 2, True),
    ("Carrots, 1 kg", 119, 40, 6, "carrot", 2, True),
    ("Organic whole milk, 1 l", 169, 55, 6, "milk", 3, True),
    ("Free-range eggs, 12", 429, 9, 6, "egg", 3, True),
    ("Mature cheddar, 350 g", 515, 14, 6, "pizza", 3, True),
    ("Sparkling water, 6 \u00d7 1.5 l", 349, 27, 6, "glass-water", 4, False),
    ("Orange juice, 1 l", 289, 0, 6, "citrus", 4, False),
    ("Craft lager, 330 ml", 245, 48, 6, "beer", 4, False),
    ("House red, 750 ml", 899, 11, 6, "wine", 4, False),
    ("Dark chocolate 70 %, 100 g", 279, 31, 6, "candy", 5, False),
    ("Oat cookies, 200 g", 215, 2, 6, "cookie", 5, False),
    ("Salted popcorn, 90 g", 185, 26, 6, "popcorn", 5, False),
    ("Dish soap lemon, 500 ml", 249, 19, 6, "droplets", 6, False),
    ("Kitchen rolls, 4 pack", 399, 8, 6, "scroll", 6, False),
    ("Vanilla ice cream, 900 ml", 459, 16, 6, "ice-cream-cone", 7, False),
    ("Frozen peas, 750 g", 199, 21, 6, "snowflake", 7, True),
)

COFFEE_BEANS = UUID(int=900)
BEAN_SIZES = (("250 g", 890), ("500 g", 1_650), ("1 kg", 2_990))
CHERRIES_BY_WEIGHT = UUID(int=950)

EAN_OF_MILK = "4006381333931"
EAN_OF_WINE = "5901234123457"
_EANS = {EAN_OF_MILK: 10, EAN_OF_WINE: 16}
_WINE = 16


def product_id(place: int) -> UUID:
    return UUID(int=100 + place)


GIFT_CARD = UUID(int=970)
"""The article that puts money on gift cards."""


def gift_card(last4: str, balance_cents: int, **facts) -> StoredAccount:
    """Return a gift card, or with a customer their credit."""
    kind = AccountKind.STORE_CREDIT if "customer_id" in facts else AccountKind.GIFT_CARD
    return StoredAccount(
        account_id=UUID(int=800 + balance_cents),
        kind=kind,
        last4=last4,
        currency="EUR",
        balance_cents=balance_cents,
        **facts,
    )


BIRTHDAY_CAKE = UUID(int=980)
"""Made for the customer."""


def variant_id(place: int) -> UUID:
    return UUID(int=500 + place)


class ToyCardShop:
    """Keeps attempts in memory, by the rules of `pos.domain.attempt`.

    Attributes:
        attempts: By their id.
        log: What was committed, in order.
        strays: What was charged after its sale was over.
    """

    def __init__(self) -> None:
        self.chosen = Terminal()
        self.attempts: dict[UUID, Attempt] = {}
        self.log: list[str] = []
        self.strays: list[Attempt] = []

    def terminal(self, _tx):
        return self.chosen

    def open_attempts(self, _tx, cart_id):
        found = [each for each in self.attempts.values() if each.cart_id == cart_id]
        return tuple(each for each in found if each.state in OPEN_STATES)

    def stray_attempts(self, _tx):
        return tuple(each for each in self.strays if each.state is AttemptState.APPROVED)

    def lose_unanswered(self, _tx):
        return ()

    def begin(self, _tx, wish):
        attempt = Attempt(
            attempt_id=wish.attempt_id,
            cart_id=wish.cart_id,
            sale_id=wish.sale_id,
            method_code=wish.method_code,
            driver=wish.driver,
            amount_cents=wish.amount_cents,
            tip_cents=wish.tip_cents,
            currency="EUR",
            state=AttemptState.SENT,
        )
        return self._keep(attempt)

    def settle(self, _tx, attempt_id, answer):
        attempt = self.attempts[attempt_id]
        answer = agree(attempt, answer)
        if answer.state is attempt.state:
            return attempt
        is_late = check_step(attempt.state, answer.state)
        return self._keep(
            replace(
                attempt,
                state=answer.state,
                is_late=is_late,
                message=answer.message,
                authorisation=answer.authorisation,
                card_last4=answer.card_last4,
            )
        )

    def resolve(self, _tx, actor, attempt_id, *, was_charged):
        if actor.approval_id is None:
            raise ApprovalNeededError(action=Action.RESOLVE_PAYMENT)
        state = AttemptState.APPROVED if was_charged else AttemptState.NOT_CHARGED
        return self._keep(replace(self.attempts[attempt_id], state=state))

    def reverse(self, _tx, _actor, attempt_id):
        self.strays = [each for each in self.strays if each.attempt_id != attempt_id]
        return self._keep(replace(self.attempts[attempt_id], state=AttemptState.REVERSED))

    def _keep(self, attempt):
        self.attempts[attempt.attempt_id] = attempt
        self.log.append(str(attempt.state))
        return attempt


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
        found = [_tile(place) for place in range(len(ARTICLES))]
        if text:
            return tuple(
                tile for tile in (*found, *_odd_tiles()) if text.lower() in tile.name.lower()
            )
        if category_id is not None:
            place = category_id.int - 50
            return tuple(t for at, t in enumerate(found) if ARTICLES[at][5] == place)
        return tuple(found)

    def find_code(self, _tx, codes):
        for code in codes:
            if code in _EANS:
                return _item(_EANS[code])
        return None

    def find_variant(self, _tx, wanted):
        if wanted == CHERRIES_BY_WEIGHT:
            return _cherries()
        if wanted == GIFT_CARD:
            return _gift_card_article()
        if wanted == BIRTHDAY_CAKE:
            return _birthday_cake()
        for item in self.variants(_tx, COFFEE_BEANS):
            if item.variant_id == wanted:
                return item
        return replace(_item(wanted.int - 500), special_prices=self.special_prices)

    def variants(self, _tx, product):
        return tuple(
            SellableItem(
                variant_id=UUID(int=910 + place),
                product_id=product,
                sku=f"BEANS-{place}",
                name="Coffee beans",
                variant_name=size,
                price_cents=price,
                taxes=(VAT5,),
                available=7 * place,
                low_stock_threshold=3,
            )
            for place, (size, price) in enumerate(BEAN_SIZES)
        )

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
        return tuple(
            PaymentMethod(
                method_id=UUID(int=30 + place),
                code=code,
                name=name,
                kind=kind,
                opens_drawer=kind is TenderKind.CASH,
                needs_reference=False,
                is_refundable=True,
            )
            for place, (code, name, kind) in enumerate(
                (
                    ("cash", "Cash", TenderKind.CASH),
                    ("card", "Card", TenderKind.CARD),
                    ("gift_card", "Gift card", TenderKind.GIFT_CARD),
                    ("store_credit", "Store credit", TenderKind.STORE_CREDIT),
                    ("upi", "UPI", TenderKind.WALLET),
                    ("on_account", "On account", TenderKind.OTHER),
                )
            )
        )

    def credit(self, _tx, customer_id):
        return self.accounts[customer_id]

    def tips(self, _tx):
        return self.tip_percents

    def gift_card_article(self, _tx, _actor):
        return _gift_card_article()

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
        return next((each for each in (IDA, SCHOOL) if each.customer_id == customer_id), None)

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


def customer_row(customer: CartCustomer) -> CustomerListRow:
    is_ida = customer is IDA
    return CustomerListRow(
        customer_id=customer.customer_id,
        name=customer.name,
        phone=PHONE_OF_IDA if is_ida else "",
        email="",
        card_no=CARD_OF_IDA if is_ida else "",
        note=customer.note,
    )


def _tile(place: int) -> ItemTile:
    name, price, stock, low, glyph, category, _vat = ARTICLES[place]
    return ItemTile(
        product_id=product_id(place),
        name=name,
        price_cents=price,
        price_from=False,
        unit="each",
        price_unit_qty=1,
        track_stock=stock is not None,
        available=stock or 0,
        low_stock_threshold=low,
        is_available=True,
        picture=Picture(glyph=glyph, tint=CATEGORIES[category][2]),
        variant_count=1,
        variant_ids=(variant_id(place),),
    )


def _odd_tiles() -> tuple[ItemTile, ...]:
    beans = ItemTile(
        product_id=COFFEE_BEANS,
        name="Coffee beans",
        price_cents=890,
        price_from=True,
        unit="each",
        price_unit_qty=1,
        track_stock=True,
        available=21,
        low_stock_threshold=3,
        is_available=True,
        picture=Picture(glyph="coffee", tint="amber"),
        variant_count=3,
        variant_ids=tuple(UUID(int=910 + place) for place in range(3)),
    )
    cherries = ItemTile(
        product_id=UUID(int=951),
        name="Loose cherries",
        price_cents=890,
        price_from=False,
        unit="g",
        price_unit_qty=1_000,
        track_stock=True,
        available=12_500,
        low_stock_threshold=1_000,
        is_available=True,
        picture=Picture(glyph="cherry", tint="lime"),
        variant_count=1,
        variant_ids=(CHERRIES_BY_WEIGHT,),
    )
    return beans, cherries, _gift_card_tile(), _birthday_cake_tile()


def _gift_card_tile() -> ItemTile:
    return ItemTile(
        product_id=UUID(int=971),
        name="Gift card",
        price_cents=0,
        price_from=False,
        unit="each",
        price_unit_qty=1,
        track_stock=False,
        available=0,
        low_stock_threshold=0,
        is_available=True,
        picture=Picture(glyph="gift", tint="rose"),
        variant_count=1,
        variant_ids=(GIFT_CARD,),
    )


def _gift_card_article() -> SellableItem:
    return SellableItem(
        variant_id=GIFT_CARD,
        product_id=UUID(int=971),
        sku="GIFT",
        name="Gift card",
        price_cents=0,
        track_stock=False,
        is_discountable=False,
        is_gift_card=True,
    )


def _birthday_cake_tile() -> ItemTile:
    return ItemTile(
        product_id=UUID(int=981),
        name="Birthday cake",
        price_cents=4_490,
        price_from=False,
        unit="each",
        price_unit_qty=1,
        track_stock=False,
        available=0,
        low_stock_threshold=0,
        is_available=True,
        picture=Picture(glyph="cake", tint="rose"),
        variant_count=1,
        variant_ids=(BIRTHDAY_CAKE,),
    )


def _birthday_cake() -> SellableItem:
    return SellableItem(
        variant_id=BIRTHDAY_CAKE,
        product_id=UUID(int=981),
        sku="CAKE",
        name="Birthday cake",
        price_cents=4_490,
        taxes=(VAT5,),
        track_stock=False,
        is_customizable=True,
    )


def _item(place: int) -> SellableItem:
    name, price, stock, low, glyph, category, low_vat = ARTICLES[place]
    return SellableItem(
        variant_id=variant_id(place),
        product_id=product_id(place),
        sku=f"SKU-{place:03d}",
        barcode=next((ean for ean, at in _EANS.items() if at == place), None),
        name=name,
        price_cents=price,
        taxes=(VAT5 if low_vat else VAT20,),
        track_stock=stock is not None,
        available=stock or 0,
        low_stock_threshold=low,
        min_age=18 if place == _WINE else None,
        category_glyph=glyph,
        tint=CATEGORIES[category][2],
    )


def _cherries() -> SellableItem:
    return SellableItem(
        variant_id=CHERRIES_BY_WEIGHT,
        product_id=UUID(int=951),
        sku="CHERRIES",
        name="Loose cherries",
        unit=Unit.GRAM,
        price_unit_qty=1_000,
        price_cents=890,
        taxes=(VAT5,),
        available=12_500,
    )
