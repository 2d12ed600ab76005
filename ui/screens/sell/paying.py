"""The payment of the sale in hand: tenders, what they leave, and posting it once."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from pos.domain.attempt import Answer, Attempt, AttemptState
from pos.domain.completion import CompletedSale, CompleteSale
from pos.domain.deposit import deposit_cents
from pos.domain.errors import PosError, RefusedError
from pos.domain.payment import (
    SettledTender,
    Settlement,
    TenderEntry,
    TenderKind,
    settle,
)
from pos.queries.payment_methods import PaymentMethod
from pos.tenders import get_tender_type
from ui.screens.sell import card_text, pay_faces, pay_text
from ui.screens.sell.card_paying import CardListener, CardPaying, CardWish, entry_of
from ui.screens.sell.card_shop import STANDS_ALONE, Terminal
from ui.screens.sell.counter import Counter
from ui.screens.sell.pay_state import DoneState, PayState, TenderRow
from ui.screens.sell.tender_asks import TenderAsks, TenderWish
from ui.screens.sell.tips import Tips

Posted = Callable[[DoneState], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PayOffers:
    """What a customer may pay with.

    Attributes:
        tip_percents: Tips that are offered; none: the shop takes none.
        deposit_percent: Of what is made to order; 0: no deposit is offered.
    """

    methods: tuple[PaymentMethod, ...] = ()
    terminal: Terminal = STANDS_ALONE
    tip_percents: tuple[int, ...] = ()
    deposit_percent: int = 0


class Paying:
    """One payment, from the first tender to the posted sale.

    The sale's id is made when it begins, so that a second press or a crash cannot post it twice.

    Args:
        posted: Called when the sale is committed.
        sale_id: What it was to be called before it was put aside; None: it begins.

    Attributes:
        cards: The card payments.
    """

    def __init__(
        self,
        counter: Counter,
        offers: PayOffers,
        *,
        posted: Posted,
        sale_id: UUID | None = None,
    ) -> None:
        self._desk = counter.desk
        self._shop = counter.shop
        self._changed = counter.show
        self._cart = counter.basket.cart
        self._total_cents = counter.basket.total_cents
        self._agreed_at = counter.basket.priced_at
        self._rules = counter.basket.rules
        self._methods = {method.code: method for method in offers.methods}
        self._deposit_cents = _deposit(counter, offers)
        self._tips = Tips(offers.tip_percents, total_cents=self._total_cents)
        self._posted = posted
        self._sale_id = sale_id or self._desk.ids.new_id()
        self._entries: tuple[TenderEntry, ...] = ()
        self._attempts: dict[UUID | None, Attempt] = {}
        self._settlement = self._settle(())
        self._is_posting = False
        self._asks = TenderAsks(
            counter,
            remaining_cents=lambda: self._settlement.remaining_cents,
            taken_cents=self._taken_cents,
            put=self._add,
            charge=self._charge,
        )
        listener = CardListener(
            approved=self._approved,
            taken_up=self._take_up,
            given_back=self._given_back,
            changed=self._changed,
        )
        self.cards = CardPaying(
            counter, terminal=offers.terminal, sale_id=self._sale_id, listener=listener
        )

    @property
    def has_tenders(self) -> bool:
        """Say whether money was taken already, or a card is being asked for some."""
        return bool(self._entries) or self.cards.is_open

    @property
    def is_paid(self) -> bool:
        """Say whether nothing is left to pay."""
        return self._settlement.remaining_cents == 0

    @property
    def is_posting(self) -> bool:
        """Say whether the sale, or the answer of a card terminal, is being written."""
        return self._is_posting or self.cards.is_busy

    @property
    def can_complete(self) -> bool:
        """Say whether it can be posted: all is paid, or will be with what the cashier reads."""
        if self.cards.is_about_to_be_read:
            return self.cards.asked_cents == self._settlement.remaining_cents
        if self.is_posting:
            return False
        asked = self.cards.attempt
        if asked is not None:
            open_cents = self._settlement.remaining_cents
            return self.cards.waits_for_cashier and asked.amount_cents == open_cents
        return self.is_paid

    def tender(self, code: str, *, cents: int | None = None) -> bool:
        """Take money.

        Args:
            code: The way to pay.
            cents: What was handed over; None: all that is open.

        Returns:
            Whether it was taken; if not, the person was told why.
        """
        method = self._methods.get(code)
        if method is None or self.is_posting:
            self._desk.notices.strip(pay_text.no_such_method())
            return False
        if self.cards.is_open:
            self._desk.notices.strip(card_text.being_asked())
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
        if method is None or self.is_posting or self.cards.is_open:
            self._desk.notices.strip(pay_text.no_such_method())
        else:
            self._asks.redeem(TenderWish(method=method), number)

    def take_back(self, place: int) -> None:
        """Undo the tender at a place; what a card was charged is given back first."""
        if self.is_posting:
            return
        if place == len(self._entries):
            self.cards.cancel()
            return
        attempt = self._attempts.get(self._entries[place].attempt_id)
        if attempt is not None:
            self.cards.give_back(attempt)
        else:
            self._put(self._entries[:place] + self._entries[place + 1 :])

    def choose_tip(self, percent: int) -> None:
        """Note what the staff gets on top; it is taken with the next cash or card."""
        if not self.has_tenders:
            self._tips.choose(percent)
            self._changed()

    def complete(self) -> None:
        """Post the sale, once, when it is paid; a card that the cashier reads is approved by it."""
        cashier = self._desk.session.cashier
        if not self.can_complete or cashier is None:
            return
        if self.cards.waits_for_cashier or self.cards.is_about_to_be_read:
            self.cards.answer(Answer(state=AttemptState.APPROVED))
            return
        self._is_posting = True
        self._changed()
        wish = CompleteSale(
            sale_id=self._sale_id,
            cart=self._cart,
            tenders=self._entries,
            total_cents=self._total_cents,
            staff_id=cashier.staff_id,
            agreed_at=self._agreed_at,
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
            due=money(self._total_cents + self._tips.cents),
            terminal=self.cards.state(),
            tips=self._tips.buttons(money),
            methods=pay_faces.method_buttons(tuple(self._methods.values())),
            suggestions=() if self.cards.is_open else self._suggestions(),
            tenders=(*(self._row(payment) for payment in settlement.payments), *self._asked_row()),
            remaining=money(remaining) if remaining and self._entries else "",
            change=money(settlement.change_cents) if settlement.change_cents else "",
            rounding=money(settlement.rounding_cents) if settlement.rounding_cents else "",
            can_complete=self.can_complete,
            is_posting=self.is_posting and not self.cards.is_about_to_be_read,
        )

    def _row(self, payment: SettledTender) -> TenderRow:
        return TenderRow(
            name=self._methods[payment.method_code].name,
            amount=self._desk.formats.money(payment.tendered_cents),
            note=self._note(payment),
        )

    def _asked_row(self) -> tuple[TenderRow, ...]:
        """Return the card that is being asked, below what was taken."""
        attempt, shown = self.cards.attempt, self.cards.state()
        if attempt is None or shown is None or attempt.attempt_id in self._attempts:
            return ()
        row = TenderRow(
            name=self._methods[attempt.method_code].name,
            amount=self._desk.formats.money(attempt.charge_cents),
            note=card_text.waiting(shown.mode),
        )
        return (row,)

    def _suggestions(self) -> tuple[tuple[int, str], ...]:
        takes_cash = any(method.kind is TenderKind.CASH for method in self._methods.values())
        remaining = self._settlement.remaining_cents
        if not remaining or not takes_cash:
            return ()
        tip_cents = self._tips.open_cents(self._settlement)
        money = self._desk.formats.money
        likely = pay_faces.suggestions(remaining, self._rules, tip_cents=tip_cents, money=money)
        if not self._deposit_cents or self._entries:
            return likely
        deposit = pay_faces.deposit(self._deposit_cents, self._rules, money=money)
        return (likely[0], deposit, *likely[1:])

    def _note(self, payment: SettledTender) -> str:
        """Return what else a tender is known by: its reference, or what stays on its card."""
        if payment.account_id is None:
            known = card_text.masked(payment.card_last4) if payment.card_last4 else ""
            tip = self._desk.formats.money(payment.tip_cents) if payment.tip_cents else ""
            parts = (known, payment.reference or "", pay_text.with_tip(tip) if tip else "")
            return " \u00b7 ".join(part for part in parts if part)
        account = self._asks.accounts[payment.account_id].account
        left = account.balance_cents - self._taken_cents(account.account_id)
        return pay_text.left_on(account.last4, self._desk.formats.money(left))

    def _taken_cents(self, account_id: UUID) -> int:
        entries = self._settlement.payments
        return sum(each.amount_cents for each in entries if each.account_id == account_id)

    def _add(self, entry: TenderEntry) -> bool:
        return self._put((*self._entries, self._tips.put_on(entry, self._settlement)))

    def _charge(self, entry: TenderEntry) -> None:
        """Ask a card for what a tender pays, when it fits."""
        tipped = self._tips.put_on(entry, self._settlement)
        settlement = self._try_out((*self._entries, tipped))
        if settlement is None:
            return
        payment = settlement.payments[-1]
        self._desk.notices.clear()
        self.cards.begin(
            CardWish(
                method_code=entry.method_code,
                amount_cents=payment.amount_cents,
                tip_cents=payment.tip_cents,
            )
        )

    def _approved(self, attempt: Attempt) -> None:
        """Take what a card was charged; when that is all, the sale is done."""
        self._take_up(attempt)
        if self.is_paid:
            self.complete()

    def _take_up(self, attempt: Attempt) -> None:
        self._attempts[attempt.attempt_id] = attempt
        self._put((*self._entries, entry_of(attempt)))

    def _given_back(self, attempt_id: UUID) -> None:
        self._attempts.pop(attempt_id, None)
        self._put(tuple(each for each in self._entries if each.attempt_id != attempt_id))

    def _put(self, entries: tuple[TenderEntry, ...]) -> bool:
        settlement = self._try_out(entries)
        if settlement is None:
            return False
        self._entries, self._settlement = entries, settlement
        self._desk.notices.clear()
        self._changed()
        return True

    def _try_out(self, entries: tuple[TenderEntry, ...]) -> Settlement | None:
        """Return what tenders come to; None when they do not fit, which the person is told."""
        try:
            return self._settle(entries)
        except RefusedError as error:
            self._desk.notices.refused(error)
            return None

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


def _deposit(counter: Counter, offers: PayOffers) -> int:
    """Return the deposit to offer; 0: nothing is to be made, or the rest could not come later."""
    basket = counter.basket
    may_owe = any(get_tender_type(each.code, kind=each.kind).is_promise for each in offers.methods)
    is_made = any(line.made is not None for line in basket.charged.lines)
    if not (may_owe and is_made and offers.deposit_percent):
        return 0
    pairs = zip(basket.charged.lines, basket.priced.lines, strict=True)
    return deposit_cents(pairs, percent=offers.deposit_percent)
