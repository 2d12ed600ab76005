"""The payment of the sale in hand: tenders, what they leave, and posting it once."""

from collections.abc import Callable
from uuid import UUID

from pos.domain.completion import CompletedSale, CompleteSale
from pos.domain.errors import PosError, RefusedError
from pos.domain.payment import (
    SettledTender,
    Settlement,
    TenderEntry,
    TenderKind,
    cash_due,
    settle,
    suggest_cash,
)
from pos.queries.payment_methods import PaymentMethod
from ui.screens.sell import pay_text
from ui.screens.sell.counter import Counter
from ui.screens.sell.pay_state import DoneState, MethodButton, PayState, TenderRow
from ui.screens.sell.tender_asks import TenderAsks, TenderWish

NOTES = (500, 1_000, 2_000, 5_000, 10_000, 20_000)
"""What customers hand over, in minor units; coins would only crowd the notes out."""

ICONS = {
    TenderKind.CASH: "banknote",
    TenderKind.CARD: "credit-card",
    TenderKind.WALLET: "smartphone",
    TenderKind.BANK_TRANSFER: "landmark",
    TenderKind.GIFT_CARD: "gift",
    TenderKind.STORE_CREDIT: "ticket",
}
OTHER_ICON = "wallet"

KEYS = {TenderKind.CASH: "F10", TenderKind.CARD: "F11"}

Posted = Callable[[DoneState], None]


class Paying:
    """One payment, from the first tender to the posted sale.

    The sale's id is made when it begins, so that a second press or a crash cannot post it twice.

    Args:
        methods: The ways to pay that are offered.
        posted: Called when the sale is committed.
    """

    def __init__(
        self, counter: Counter, *, methods: tuple[PaymentMethod, ...], posted: Posted
    ) -> None:
        self._desk = counter.desk
        self._shop = counter.shop
        self._changed = counter.show
        self._cart = counter.basket.cart
        self._total_cents = counter.basket.total_cents
        self._rules = counter.basket.rules
        self._methods = {method.code: method for method in methods}
        self._posted = posted
        self._sale_id = self._desk.ids.new_id()
        self._entries: tuple[TenderEntry, ...] = ()
        self._settlement = self._settle(())
        self._is_posting = False
        self._asks = TenderAsks(
            counter,
            remaining_cents=lambda: self._settlement.remaining_cents,
            taken_cents=self._taken_cents,
            put=self._add,
        )

    @property
    def has_tenders(self) -> bool:
        """Say whether money was taken already."""
        return bool(self._entries)

    @property
    def is_paid(self) -> bool:
        """Say whether nothing is left to pay."""
        return self._settlement.remaining_cents == 0

    @property
    def is_posting(self) -> bool:
        """Say whether the sale is being written."""
        return self._is_posting

    def tender(self, code: str, *, cents: int | None = None) -> bool:
        """Take money.

        Args:
            code: The way to pay.
            cents: What was handed over; None: all that is open.

        Returns:
            Whether it was taken; if not, the person was told why.
        """
        method = self._methods.get(code)
        if method is None or self._is_posting:
            self._desk.notices.strip(pay_text.no_such_method())
            return False
        return self._asks.begin(TenderWish(method=method, cents=cents))

    def tender_kind(self, kind: TenderKind, *, cents: int | None = None) -> bool:
        """Take money in the first way of a kind."""
        first = (code for code, method in self._methods.items() if method.kind is kind)
        return self.tender(next(first, ""), cents=cents)

    def redeem(self, number: str) -> None:
        """Take money off the gift card that was scanned."""
        kinds = (each for each in self._methods.values() if each.kind is TenderKind.GIFT_CARD)
        method = next(kinds, None)
        if method is None or self._is_posting:
            self._desk.notices.strip(pay_text.no_such_method())
        else:
            self._asks.redeem(TenderWish(method=method), number)

    def take_back(self, place: int) -> None:
        """Undo the tender at a place."""
        if not self._is_posting:
            self._put(self._entries[:place] + self._entries[place + 1 :])

    def complete(self) -> None:
        """Post the sale, once, when it is paid."""
        cashier = self._desk.session.cashier
        if self._is_posting or not self.is_paid or cashier is None:
            return
        self._is_posting = True
        self._changed()
        wish = CompleteSale(
            sale_id=self._sale_id,
            cart=self._cart,
            tenders=self._entries,
            total_cents=self._total_cents,
            staff_id=cashier.staff_id,
        )
        self._desk.runner.do(
            lambda tx: self._shop.complete(tx, wish), then=self._done, refused=self._refused
        )

    def state(self) -> PayState:
        """Return what is shown."""
        money = self._desk.formats.money
        settlement = self._settlement
        remaining = settlement.remaining_cents
        return PayState(
            due=money(self._total_cents),
            methods=_buttons(tuple(self._methods.values())),
            suggestions=self._suggestions(),
            tenders=tuple(
                TenderRow(
                    name=self._methods[payment.method_code].name,
                    amount=money(payment.tendered_cents),
                    note=self._note(payment),
                )
                for payment in settlement.payments
            ),
            remaining=money(remaining) if remaining and self._entries else "",
            change=money(settlement.change_cents) if settlement.change_cents else "",
            rounding=money(settlement.rounding_cents) if settlement.rounding_cents else "",
            can_complete=self.is_paid and not self._is_posting,
            is_posting=self._is_posting,
        )

    def _suggestions(self) -> tuple[tuple[int, str], ...]:
        remaining = self._settlement.remaining_cents
        takes_cash = any(method.kind is TenderKind.CASH for method in self._methods.values())
        if not remaining or not takes_cash:
            return ()
        step, rounding = self._rules.cash_step_cents, self._rules.rounding
        due = cash_due(remaining, cash_step_cents=step, rounding=rounding)
        likely = suggest_cash(due, denominations=NOTES, cash_step_cents=step, rounding=rounding)
        money = self._desk.formats.money
        return tuple(
            (cents, pay_text.exact(money(cents)) if cents == due else money(cents))
            for cents in likely
        )

    def _note(self, payment: SettledTender) -> str:
        """Return what else a tender is known by: its reference, or what stays on its card."""
        if payment.account_id is None:
            return payment.reference or ""
        account = self._asks.accounts[payment.account_id].account
        left = account.balance_cents - self._taken_cents(account.account_id)
        return pay_text.left_on(account.last4, self._desk.formats.money(left))

    def _taken_cents(self, account_id: UUID) -> int:
        entries = self._settlement.payments
        return sum(each.amount_cents for each in entries if each.account_id == account_id)

    def _add(self, entry: TenderEntry) -> bool:
        return self._put((*self._entries, entry))

    def _put(self, entries: tuple[TenderEntry, ...]) -> bool:
        try:
            self._settlement = self._settle(entries)
        except RefusedError as error:
            self._desk.notices.refused(error)
            return False
        self._entries = entries
        self._desk.notices.clear()
        self._changed()
        return True

    def _settle(self, entries: tuple[TenderEntry, ...]) -> Settlement:
        return settle(
            self._total_cents,
            entries,
            cash_step_cents=self._rules.cash_step_cents,
            rounding=self._rules.rounding,
        )

    def _done(self, sale: CompletedSale) -> None:
        money = self._desk.formats.money
        names = [self._methods[entry.method_code].name for entry in self._entries]
        self._posted(
            DoneState(
                order_id=sale.order_id,
                number=sale.number,
                total=money(sale.total_cents),
                change=money(sale.change_cents) if sale.change_cents else "",
                paid_with=", ".join(dict.fromkeys(names)),
            )
        )

    def _refused(self, error: PosError) -> None:
        self._is_posting = False
        self._desk.notices.refused(error)
        self._changed()


def _buttons(methods: tuple[PaymentMethod, ...]) -> tuple[MethodButton, ...]:
    """Return the ways to pay; a key stands on the first of its kind, which is the one it takes."""
    keys = dict(KEYS)
    return tuple(
        MethodButton(
            code=method.code,
            name=method.name,
            icon=ICONS.get(method.kind, OTHER_ICON),
            key=keys.pop(method.kind, ""),
        )
        for method in methods
    )
