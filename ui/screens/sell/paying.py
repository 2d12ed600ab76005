"""The payment of the sale in hand: tenders, what they leave, and posting it once."""

from collections.abc import Callable
from uuid import UUID

from pos.domain.attempt import Answer, Attempt, AttemptState
from pos.domain.completion import CompletedSale
from pos.domain.errors import PosError, RefusedError
from pos.domain.payment import Settlement, TenderEntry, TenderKind
from ui.screens.sell import card_text, pay_text
from ui.screens.sell.card_paying import CardListener, CardPaying
from ui.screens.sell.card_tender import CardWish, entry_of
from ui.screens.sell.counter import Counter
from ui.screens.sell.due import Due, Tendered
from ui.screens.sell.pay_offers import PayOffers
from ui.screens.sell.pay_state import DoneState, PayState
from ui.screens.sell.payment_shown import PaymentShown
from ui.screens.sell.tender_asks import TenderAsks, TenderWish
from ui.screens.sell.tenders_taken import TendersTaken
from ui.screens.sell.tips import Tips

Posted = Callable[[DoneState], None]


class Paying:
    """One payment, from the first tender to the posted sale.

    The sale's id is made when it begins, so that a second press or a crash cannot post it twice.

    Args:
        due: What is paid.
        posted: Called when the sale is committed.
        sale_id: What it was to be called before it was put aside; None: it begins.

    Attributes:
        due: What is paid.
        cards: The card payments.
    """

    def __init__(
        self,
        counter: Counter,
        offers: PayOffers,
        *,
        due: Due,
        posted: Posted,
        sale_id: UUID | None = None,
    ) -> None:
        self._desk = counter.desk
        self._shop = counter.shop
        self._changed = counter.show
        self.due = due
        offers = due.offers(offers)
        self._methods = {method.code: method for method in offers.methods}
        self._taken = TendersTaken(due.total_cents, counter.basket.rules)
        self._tips = Tips(offers.tip_percents, total_cents=due.total_cents)
        self._posted = posted
        self._sale_id = sale_id or self._desk.ids.new_id()
        self._is_posting = False
        self._asks = TenderAsks(
            counter,
            due.cart,
            remaining_cents=lambda: self._taken.remaining_cents,
            taken_cents=self._taken.of_account,
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
            counter,
            cart_id=due.cart.cart_id,
            terminal=offers.terminal,
            sale_id=self._sale_id,
            listener=listener,
        )
        self._shown = PaymentShown(
            self._desk.formats,
            taken=self._taken,
            cards=self.cards,
            tips=self._tips,
            asks=self._asks,
            methods=offers.methods,
            deposit_cents=due.deposit_cents(offers),
        )

    @property
    def has_tenders(self) -> bool:
        """Say whether money was taken already, or a card is being asked for some."""
        return bool(self._taken.entries) or self.cards.is_open

    @property
    def is_paid(self) -> bool:
        """Say whether nothing is left to pay."""
        return self._taken.remaining_cents == 0

    @property
    def is_posting(self) -> bool:
        """Say whether the sale, or the answer of a card terminal, is being written."""
        return self._is_posting or self.cards.is_busy

    @property
    def can_complete(self) -> bool:
        """Say whether it can be posted: all is paid, or will be with what the cashier reads."""
        if self.cards.is_about_to_be_read:
            return self.cards.asked_cents == self._taken.remaining_cents
        if self.is_posting:
            return False
        asked = self.cards.attempt
        if asked is not None:
            open_cents = self._taken.remaining_cents
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
        if place == len(self._taken.entries):
            self.cards.cancel()
            return
        attempt = self._taken.find_attempt(place)
        if attempt is not None:
            self.cards.give_back(attempt)
        else:
            self._put(self._taken.entries[:place] + self._taken.entries[place + 1 :])

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
        tendered = Tendered(
            paying_id=self._sale_id, tenders=self._taken.entries, staff_id=cashier.staff_id
        )
        job = self.due.posting(self._shop, tendered)
        self._desk.runner.do(job, then=self._done, refused=self._refused)

    def state(self) -> PayState:
        """Return what is shown."""
        return self._shown.state(
            can_complete=self.can_complete,
            is_posting=self.is_posting and not self.cards.is_about_to_be_read,
        )

    def _add(self, entry: TenderEntry) -> bool:
        return self._put((*self._taken.entries, self._tips.put_on(entry, self._taken.settlement)))

    def _charge(self, entry: TenderEntry) -> None:
        """Ask a card for what a tender pays, when it fits."""
        tipped = self._tips.put_on(entry, self._taken.settlement)
        settlement = self._try_out((*self._taken.entries, tipped))
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
        self._taken.attempts[attempt.attempt_id] = attempt
        self._put((*self._taken.entries, entry_of(attempt)))

    def _given_back(self, attempt_id: UUID) -> None:
        self._taken.attempts.pop(attempt_id, None)
        self._put(tuple(each for each in self._taken.entries if each.attempt_id != attempt_id))

    def _put(self, entries: tuple[TenderEntry, ...]) -> bool:
        settlement = self._try_out(entries)
        if settlement is None:
            return False
        self._taken.entries, self._taken.settlement = entries, settlement
        self._desk.notices.clear()
        self._changed()
        return True

    def _try_out(self, entries: tuple[TenderEntry, ...]) -> Settlement | None:
        """Return what tenders come to; None when they do not fit, which the person is told."""
        try:
            return self._taken.settled_with(entries)
        except RefusedError as error:
            self._desk.notices.refused(error)
            return None

    def _done(self, sale: CompletedSale) -> None:
        money = self._desk.formats.money
        names = [self._methods[entry.method_code].name for entry in self._taken.entries]
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
