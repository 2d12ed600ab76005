"""The sale in hand: its cart, what it costs, which line is selected, and the way back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from pos.domain.cart import Cart, CartLine
from pos.domain.cart_change import CartChange
from pos.domain.cart_pricing import charged, price_cart
from pos.domain.customer import CartCustomer
from pos.domain.offer import Offer, offers_given
from pos.domain.pricing import PricedBasket, PricingRules

UNDO_MAX = 20


class Basket:
    """Holds one open cart.

    Args:
        new_id: Makes the id of a cart.
        save: Keeps the cart safe after each change, and gets what the change was.
        now: Tells the moment whose offers hold, UTC.

    Attributes:
        priced_at: When the cart was last priced.
        is_locked: It is being paid: what was agreed on must not change.
    """

    def __init__(
        self,
        rules: PricingRules,
        *,
        new_id: Callable[[], UUID],
        save: Callable[[CartChange], None],
        now: Callable[[], datetime],
    ) -> None:
        self.rules = rules
        self._new_id = new_id
        self._save = save
        self._now = now
        self._offers: tuple[Offer, ...] = ()
        self._newest: CartCustomer | None = None
        self._past: list[tuple[Cart, UUID | None]] = []
        self._put(Cart(cart_id=new_id(), currency=rules.currency))
        self.selected: UUID | None = None
        self.is_locked = False

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing in it."""
        return not self.cart.lines

    @property
    def total_cents(self) -> int:
        """What it costs, with all taxes."""
        return self.priced.total_cents

    @property
    def selected_line(self) -> CartLine | None:
        """The line that actions are about; None when none is selected."""
        for line in self.cart.lines:
            if line.line_id == self.selected:
                return line
        return None

    @property
    def charged(self) -> Cart:
        """The cart with the prices that this customer is charged."""
        return charged(self.rules, self.cart)

    @property
    def previous(self) -> Cart | None:
        """The cart that undo would bring back; None: there is no way back."""
        return None if self.is_locked or not self._past else self._past[-1][0]

    def change(self, cart: Cart, *, approval_id: UUID | None = None) -> None:
        """Put a changed cart in place of the old one, which can be had back.

        Args:
            approval_id: What somebody's PIN gave for it; None: nobody was asked.

        Raises:
            RefusedError: It cannot be priced; the old one stays.
        """
        before = self.cart, self.selected
        if cart.customer is not None and cart.customer != self.cart.customer:
            self._newest = None  # Whoever is named now was read now.
        self._put(cart)
        self._past = [*self._past[1 - UNDO_MAX :], before]
        self.selected = cart.touched_line_id or self._still(self.selected)
        self._save(CartChange(before=before[0], after=self.cart, approval_id=approval_id))

    def undo(self, *, approval_id: UUID | None = None) -> bool:
        """Take the last change back; False when there is none."""
        if self.previous is None:
            return False
        before = self.cart
        cart, self.selected = self._past.pop()
        self._put(cart)
        self._save(
            CartChange(before=before, after=self.cart, is_undo=True, approval_id=approval_id)
        )
        return True

    def take(self, cart: Cart) -> tuple[Offer, ...]:
        """Go on with a cart that was kept; there is no way back before it.

        Returns:
            Its coupons that ended since then, and were taken off.
        """
        self._past, self._newest = [], None
        self._put(cart)
        self.selected = cart.lines[-1].line_id if cart.lines else None
        return tuple(coupon for coupon in cart.coupons if coupon not in self.cart.coupons)

    def start_new(self) -> None:
        """Begin with an empty cart."""
        self.take(Cart(cart_id=self._new_id(), currency=self.rules.currency))

    def use_rules(self, rules: PricingRules) -> None:
        """Price by other rules from now on."""
        self.rules = rules
        self._put(self.cart)

    def use_offers(self, offers: tuple[Offer, ...]) -> None:
        """Price with these offers from now on, each while it is in force.

        A cart that is being paid keeps what was agreed on.
        """
        self._offers = offers
        if not self.is_locked:
            self.reprice()

    def learn(self, customer: CartCustomer) -> None:
        """Go by the offers that a customer is known to have had now; see `use_offers`."""
        self._newest = customer
        if not self.is_locked:
            self.reprice()

    def reprice(self) -> tuple[Offer, ...]:
        """Price with what is in force now: some offers may have begun or ended.

        Returns:
            The coupons that ended, and were taken off.
        """
        before = self.cart.coupons
        self._put(self.cart)
        return tuple(coupon for coupon in before if coupon not in self.cart.coupons)

    def select(self, line_id: UUID) -> None:
        """Select a line."""
        self.selected = self._still(line_id)

    def move(self, step: int) -> None:
        """Select the line that many places further; it stops at the ends."""
        keys = [line.line_id for line in self.cart.lines]
        if not keys:
            return
        here = keys.index(self.selected) if self.selected in keys else len(keys) - 1 - step
        self.selected = keys[min(max(here + step, 0), len(keys) - 1)]

    def _put(self, cart: Cart) -> None:
        now = self._now()
        customer = self._informed(cart.customer)
        given = offers_given(self._offers, customer, at=now)
        coupons = tuple(coupon for coupon in cart.coupons if coupon.is_in_force(now))
        is_same = (cart.customer, cart.offers, cart.coupons) == (customer, given, coupons)
        offered = (
            cart if is_same else replace(cart, customer=customer, offers=given, coupons=coupons)
        )
        self.priced: PricedBasket = price_cart(self.rules, offered)
        self.cart = offered
        self.priced_at = now

    def _informed(self, customer: CartCustomer | None) -> CartCustomer | None:
        """Return the customer of a cart with the offers that they are known to have had."""
        newest = self._newest
        if customer is None or newest is None or newest.customer_id != customer.customer_id:
            return customer
        return replace(customer, used_offers=newest.used_offers)

    def _still(self, line_id: UUID | None) -> UUID | None:
        """Return the line if it is still there, else the last one."""
        keys = [line.line_id for line in self.cart.lines]
        if line_id in keys:
            return line_id
        return keys[-1] if keys else None
