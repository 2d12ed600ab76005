"""Asks for what a way to pay needs besides the amount, and makes the tender of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from pos.domain.cart import Cart
from pos.domain.credit import CreditLine, check_credit
from pos.domain.errors import RefusedError
from pos.domain.payment import (
    CustomerMissingError,
    TenderEntry,
    TenderKind,
    clean_reference,
)
from pos.domain.stored_value import Spendable, check_redeemable
from pos.queries.payment_methods import PaymentMethod
from pos.tenders import Ask, get_tender_type
from ui.screens.sell.counter import Counter


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderWish:
    """The wish to pay in one way.

    Attributes:
        cents: What was typed; None: all that is open.
    """

    method: PaymentMethod
    cents: int | None = None


class TenderAsks:
    """Leads from a wish to a tender, through the questions in between.

    Args:
        cart: Of whom the money comes.
        remaining_cents: Says what is open.
        taken_cents: Says what the unposted sale takes from an account already.
        put: Takes the tender; False when it was refused, which the person was told.
        charge: Asks the card terminal for what the tender pays.

    Attributes:
        accounts: The gift cards and the credit that were looked up, by their id.
    """

    def __init__(
        self,
        counter: Counter,
        cart: Cart,
        *,
        remaining_cents: Callable[[], int],
        taken_cents: Callable[[UUID], int],
        put: Callable[[TenderEntry], bool],
        charge: Callable[[TenderEntry], None],
    ) -> None:
        self._desk = counter.desk
        self._shop = counter.shop
        self._view = counter.view
        self._cart = cart
        self._remaining_cents = remaining_cents
        self._taken_cents = taken_cents
        self._put = put
        self._charge = charge
        self.accounts: dict[UUID, Spendable] = {}

    def begin(self, wish: TenderWish) -> bool:
        """Take money in one way, at once or after a question.

        Returns:
            Whether it was taken already.
        """
        method = wish.method
        asked = get_tender_type(method.code, kind=method.kind).required
        customer_id = self._cart.customer_id
        if Ask.CUSTOMER in asked and customer_id is None:
            self._desk.notices.refused(CustomerMissingError(method_name=method.name))
        elif Ask.STORED_VALUE_CODE in asked:
            self._view.ask_gift_card(method.name, then=partial(self.redeem, wish))
        elif Ask.STORE_CREDIT in asked and customer_id is not None:
            self._take_credit(wish, customer_id)
        elif Ask.CUSTOMER in asked and customer_id is not None:
            self._promise(wish, customer_id)
        elif Ask.REFERENCE in asked or method.needs_reference:
            self._view.ask_reference(method.name, then=partial(self._refer, wish))
        elif method.kind is TenderKind.CARD:
            self._charge(entry_of(wish))
        else:
            return self._put(entry_of(wish))
        return False

    def redeem(self, wish: TenderWish, number: str) -> None:
        """Take money off the gift card with this number."""
        self._desk.runner.ask(
            lambda tx: self._shop.gift_card(tx, number),
            then=partial(self._take_off, wish),
            refused=self._desk.notices.refused,
        )

    def _take_credit(self, wish: TenderWish, customer_id: UUID) -> None:
        name = self._cart.customer_name
        self._desk.runner.ask(
            lambda tx: self._shop.store_credit(tx, customer_id, name=name),
            then=partial(self._take_off, wish),
            refused=self._desk.notices.refused,
        )

    def _promise(self, wish: TenderWish, customer_id: UUID) -> None:
        self._desk.runner.ask(
            lambda tx: self._shop.credit(tx, customer_id),
            then=partial(self._write_up, wish),
            refused=self._desk.notices.refused,
        )

    def _write_up(self, wish: TenderWish, line: CreditLine) -> None:
        """Put what is open or what was typed on the account, if the customer may owe it."""
        wanted = self._remaining_cents() if wish.cents is None else wish.cents
        try:
            check_credit(line, wanted)
        except RefusedError as error:
            self._desk.notices.refused(error)
        else:
            self._put(entry_of(replace(wish, cents=wanted)))

    def _take_off(self, wish: TenderWish, found: Spendable) -> None:
        """Take what is open or what was typed, but no more than there is to take."""
        account = found.account
        taken = self._taken_cents(account.account_id)
        most = found.most_cents(taken)
        wanted = self._remaining_cents() if wish.cents is None else wish.cents
        if most == 0 or (wish.cents is not None and wish.cents > most):
            self._say_why_not(found, taken + wanted)
            return
        self.accounts[account.account_id] = found
        entry = entry_of(replace(wish, cents=min(wanted, most)))
        self._put(replace(entry, account_id=account.account_id))

    def _say_why_not(self, found: Spendable, cents: int) -> None:
        try:
            check_redeemable(found.account, cents, found.allowance)
        except RefusedError as error:
            self._desk.notices.refused(error)

    def _refer(self, wish: TenderWish, text: str) -> None:
        try:
            reference = clean_reference(text)
        except RefusedError as error:
            self._desk.notices.refused(error)
            return
        if reference:
            self._put(replace(entry_of(wish), reference=reference))


def entry_of(wish: TenderWish) -> TenderEntry:
    """Return the tender that a wish asks for: of cash what is handed over, else what it pays."""
    plain = TenderEntry(method_code=wish.method.code, kind=wish.method.kind)
    if wish.cents is None:
        return plain
    if wish.method.kind is TenderKind.CASH:
        return replace(plain, tendered_cents=wish.cents)
    return replace(plain, amount_cents=wish.cents)
