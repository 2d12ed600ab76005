"""Coupons of the sale: scanned, typed, and taken off again."""

from collections.abc import Callable
from functools import partial

from pos.domain import coupons
from pos.domain.coupons import Coupon, CouponUnknownError
from ui.screens.sell import offer_text
from ui.screens.sell.counter import Counter


class Coupons:
    """Shows coupons to the sale in hand.

    Args:
        begin: Takes the last sale's change off the screen; False while something is being paid.
        undo: Takes the last change of the cart back.
    """

    def __init__(
        self, counter: Counter, *, begin: Callable[[], bool], undo: Callable[[], None]
    ) -> None:
        self._counter = counter
        self._basket = counter.basket
        self._begin = begin
        self._undo = undo

    def ask(self) -> None:
        """Ask for the code of a coupon, or which one to take off."""
        codes = tuple(coupon.code for coupon in self._basket.cart.coupons)
        self._counter.view.ask_coupon(codes, then=self.show, take_off=self.take_off)

    def show(self, code: str) -> None:
        """Take what a coupon gives off the sale, or say why it gives nothing."""
        customer_id = self._basket.cart.customer_id
        self._counter.desk.runner.ask(
            lambda tx: self._counter.shop.find_coupon(tx, code, customer_id=customer_id),
            then=partial(self.found, code),
        )

    def take_off(self, code: str) -> None:
        """Take a coupon off the sale again."""
        if self._counter.change(partial(coupons.remove_coupon, code=code)):
            self._counter.desk.notices.toast(offer_text.coupon_off(code), undo=self._undo)

    def found(self, code: str, coupon: Coupon | None) -> None:
        """Go on with what is known of a code."""
        if coupon is None:
            self._counter.desk.notices.refused(CouponUnknownError(code=code))
            return
        if not self._begin():
            return
        at = self._counter.desk.clock.now()
        added = partial(coupons.add_coupon, coupon=coupon, rules=self._basket.rules, at=at)
        if self._counter.change(added):
            cents = sum(
                cents for offer, cents in self._basket.priced.offers if offer == coupon.offer
            )
            saved = self._counter.desk.formats.money(cents)
            self._counter.desk.notices.toast(
                offer_text.coupon_on(coupon.offer.name, saved), undo=self._undo
            )
