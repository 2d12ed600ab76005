"""Brings the parts of the sell screen together: browsing, adding, lines, holding, paying."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from pos.domain.barcode import GiftCardScan
from pos.domain.cart import Cart
from pos.domain.cart_change import CartChange
from pos.domain.errors import PosError, RefusedError
from pos.domain.offer import Offer
from pos.domain.pricing import PricingRules
from pos.queries.shifts import OpenShift
from pos.runtime.changes import Changes, Topic
from ui.screens.sell import balance_faces, customer_faces, faces, offer_text, text
from ui.screens.sell.adding import Adding
from ui.screens.sell.basket import Basket
from ui.screens.sell.browsing import Browsing
from ui.screens.sell.checkout import Checkout
from ui.screens.sell.collecting import Collecting
from ui.screens.sell.counter import Counter, Permits
from ui.screens.sell.coupons import Coupons
from ui.screens.sell.customers import Customers
from ui.screens.sell.due import BalanceDue
from ui.screens.sell.holding import Holding
from ui.screens.sell.line_wishes import LineWishes
from ui.screens.sell.made_to_order import MadeToOrderDesk
from ui.screens.sell.shop import SellShop
from ui.screens.sell.state import CartState, SellState
from ui.screens.sell.view_protocol import SellView
from ui.shell.brought import find_brought_balance, find_brought_customer
from ui.shell.desk import Desk
from ui.text.shortened import shortened

CUSTOMER_LETTERS_MAX = 22
"""So much of a name fits on the button above the cart."""

BROWSE_TOPICS = frozenset({Topic.CATALOGUE, Topic.PRICES, Topic.STOCK})
RULES_TOPICS = frozenset({Topic.SHIFTS, Topic.SETTINGS})


class SellPresenter:
    """The sale in hand, from the first scan to the change.

    Attributes:
        browsing: The left side.
        lines: What may be done with the lines of the cart.
        customers: Who the sale is for.
        coupons: What the customer shows.
        holding: The held sales.
        checkout: The payment.
    """

    def __init__(self, desk: Desk, shop: SellShop, view: SellView, *, permits: Permits) -> None:
        self._desk = desk
        self._shop = shop
        self._view = view
        rules = PricingRules(currency=desk.identity.currency, prices_include_tax=True)
        self._basket = Basket(rules, new_id=desk.ids.new_id, save=self._save, now=desk.clock.now)
        counter = Counter(
            desk=desk,
            shop=shop,
            basket=self._basket,
            view=view,
            permits=permits,
            show=self._show,
        )
        self.browsing = Browsing(
            runner=desk.runner, shop=shop, formats=desk.formats, changed=self._show
        )
        made = MadeToOrderDesk(counter)
        self.lines = LineWishes(counter, made=made)
        self.customers = Customers(counter, begin=self._begin_article, undo=self.lines.undo)
        self.coupons = Coupons(counter, begin=self._begin_article, undo=self.lines.undo)
        self._adding = Adding(
            counter,
            self.browsing,
            begin=self._begin_article,
            remove=self.lines.remove,
            read_card=self.customers.scanned,
            coupons=self.coupons,
            made=made,
        )
        self.holding = Holding(counter, start_new=self.start_new, go_on=self._go_on_with)
        self.checkout = Checkout(
            counter, start_new=self.start_new, hold=self.holding.hold, made=made
        )
        self._collecting = Collecting(counter, self.checkout)

    def start(self) -> None:
        """Ask for everything that is shown."""
        ask = self._desk.runner.ask
        ask(self._shop.rules, then=self._use_rules)
        self._ask_what_is_taken()
        ask(self._shop.offers, then=self._use_offers)
        ask(self._shop.open_cart, then=self._go_on_after_restart)
        ask(self._shop.open_shift, then=self._use_shift)
        self._desk.runner.do(self._shop.cards.lose_unanswered)
        self.checkout.strays.start()
        self.holding.start()
        self.browsing.start()
        self._desk.session.listen(self._show)
        self._show()

    def entered(self, bring: str) -> None:
        """Begin with the cursor in the search field, and add what was brought along."""
        self._view.focus_search()
        customer_id, balance = find_brought_customer(bring), find_brought_balance(bring)
        if balance is not None:
            self._collecting.begin(balance)
        elif customer_id is not None:
            self._when_not_paying(lambda: self.customers.choose(customer_id))
        elif bring:
            self.scanned(bring)

    def refresh(self, changes: Changes) -> None:
        """Show what somebody else changed; lines in the cart keep the price that was seen."""
        if changes.topics & BROWSE_TOPICS:
            self.browsing.reload()
            self._desk.runner.ask(self._shop.offers, then=self._use_offers)
        if Topic.PRICES in changes.topics:
            self.customers.look_again()
        if Topic.CARTS in changes.topics:
            self.holding.look()
        if changes.topics & RULES_TOPICS:
            self._desk.runner.ask(self._shop.rules, then=self._use_rules)
        if Topic.SHIFTS in changes.topics:
            self._desk.runner.ask(self._shop.open_shift, then=self._use_shift)
        if Topic.SETTINGS in changes.topics:
            self._ask_what_is_taken()

    def scanned(self, code: str) -> None:
        """Do what a scanned code says; a gift card pays when something is being paid."""
        match self._desk.read_scan(code):
            case GiftCardScan(card_no=number) if self.checkout.paying is not None:
                self._desk.notices.clear()
                self.checkout.redeem(number)
            case _:
                self._when_not_paying(lambda: self._adding.scanned(code))

    def tapped(self, product_id: UUID) -> None:
        """Add one of a tile."""
        self._when_not_paying(lambda: self._adding.tapped(product_id))

    def type_article(self) -> None:
        """Sell something that is no article of the shop."""
        self._when_not_paying(self._adding.type_article)

    def entered_search(self, words: str, *, keep: bool) -> None:
        """Add what the words in the search field name."""
        self._when_not_paying(lambda: self._adding.entered(words, keep=keep))

    def back(self) -> None:
        """Clear the search, or leave the payment; a cart is never cleared by it."""
        self._desk.notices.clear()
        if self.checkout.paying is not None:
            self.checkout.back()
        elif not self.browsing.clear():
            self._view.focus_search()

    def hold(self) -> None:
        """Put the sale aside."""
        self._when_not_paying(self.holding.hold)

    def recall(self) -> None:
        """Offer the held sales."""
        self._when_not_paying(self.holding.recall)

    def customer(self) -> None:
        """Ask who the sale is for."""
        self._when_not_paying(self.customers.ask)

    def coupon(self) -> None:
        """Ask for a coupon."""
        self._when_not_paying(self.coupons.ask)

    def show_orders(self) -> None:
        """Show the orders."""
        self._desk.navigator.go("orders")

    def start_new(self) -> None:
        """Begin the next customer's sale."""
        self._basket.start_new()
        self._adding.forget_age()
        self.checkout.done = None
        self._show()

    def _ask_what_is_taken(self) -> None:
        ask = self._desk.runner.ask
        ask(self._shop.methods, then=self.checkout.use_methods)
        ask(self._shop.cards.terminal, then=self.checkout.use_terminal)
        ask(self._shop.tips, then=self.checkout.use_tips)
        ask(self._shop.deposit_percent, then=self.checkout.use_deposit)
        ask(self._shop.price_floor, then=self.lines.use_floor)

    def _when_not_paying(self, act: Callable[[], None]) -> None:
        self._desk.notices.clear()
        if self.checkout.leave():
            act()

    def _begin_article(self) -> bool:
        """Let the first article of the next sale take the last one's change off the screen."""
        self.checkout.done = None
        return self.checkout.paying is None

    def _use_rules(self, rules: PricingRules) -> None:
        self._basket.use_rules(rules)
        self._show()

    def _use_offers(self, offers: tuple[Offer, ...]) -> None:
        self._basket.use_offers(offers)
        self._show()

    def _use_shift(self, shift: OpenShift | None) -> None:
        self._desk.session.use_shift(shift.shift_id if shift else None)

    def _go_on_after_restart(self, cart: Cart | None) -> None:
        if cart is not None and self._basket.is_empty:
            self._go_on_with(cart)

    def _go_on_with(self, cart: Cart) -> None:
        self.checkout.done = None
        ended = self._basket.take(cart)
        if ended:
            self._desk.notices.strip(offer_text.coupons_ended(ended))
        self._show()
        self._desk.runner.ask(
            lambda tx: self._shop.cards.open_attempts(tx, cart.cart_id), then=self.checkout.resume
        )

    def _save(self, change: CartChange) -> None:
        cashier = self._desk.session.cashier
        staff_id = cashier.staff_id if cashier else None
        self._desk.runner.do(
            lambda tx: self._shop.save(tx, change, staff_id=staff_id),
            refused=partial(self._not_saved, change),
        )

    def _not_saved(self, change: CartChange, error: PosError) -> None:
        """Say why; a sale that was not to be given up is there again."""
        if isinstance(error, RefusedError) and change.is_discard and self._basket.is_empty:
            self._desk.notices.drop_toast()
            self._go_on_with(change.before)
        self._desk.notices.refused(error)

    def _show(self) -> None:
        paying = self.checkout.paying
        self._view.show(
            SellState(
                browse=self.browsing.state,
                cart=self._cart_state(),
                pay=paying.state() if paying else None,
                done=self.checkout.done,
            )
        )

    def _cart_state(self) -> CartState:
        due = self.checkout.paying.due if self.checkout.paying else None
        if isinstance(due, BalanceDue):
            return balance_faces.cart_of(due.balance, self._desk.formats)
        basket, formats = self._basket, self._desk.formats
        count = faces.count_of(basket.cart)
        is_open = self._desk.session.shift_id is not None
        return CartState(
            subtitle=text.items(formats.quantity(count, "each")) if count else text.no_items(),
            customer=shortened(basket.cart.customer_name, CUSTOMER_LETTERS_MAX),
            remark=customer_faces.remark_on(basket.cart.customer),
            rows=faces.rows_of(basket.charged, basket.priced, formats),
            selected=basket.selected,
            badges=faces.badges_of(basket.cart, self.browsing.products),
            sums=faces.sums_of(basket.priced, formats, included=basket.rules.prices_include_tax),
            total=formats.money(basket.total_cents),
            has_note=bool(basket.cart.note),
            can_pay=is_open and not basket.is_empty,
            is_register_open=is_open,
            held=self.holding.count,
        )
