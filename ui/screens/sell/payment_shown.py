"""What is shown of the payment in hand."""

from pos.domain.payment import SettledTender, TenderKind
from pos.queries.payment_methods import PaymentMethod
from ui.screens.sell import card_text, pay_faces, pay_text
from ui.screens.sell.card_paying import CardPaying
from ui.screens.sell.pay_state import PayState, TenderRow
from ui.screens.sell.tender_asks import TenderAsks
from ui.screens.sell.tenders_taken import TendersTaken
from ui.screens.sell.tips import Tips
from ui.text.formats import Formats


class PaymentShown:
    """Makes the state of a payment from its parts; it changes none of them.

    Args:
        deposit_cents: Offered among the amounts of cash before anything is taken; 0: none.
    """

    def __init__(
        self,
        formats: Formats,
        *,
        taken: TendersTaken,
        cards: CardPaying,
        tips: Tips,
        asks: TenderAsks,
        methods: tuple[PaymentMethod, ...],
        deposit_cents: int,
    ) -> None:
        self._money = formats.money
        self._taken = taken
        self._cards = cards
        self._tips = tips
        self._asks = asks
        self._methods = methods
        self._names = {method.code: method.name for method in methods}
        self._deposit_cents = deposit_cents

    def state(self, *, can_complete: bool, is_posting: bool) -> PayState:
        """Return everything that is shown."""
        taken, settlement, money = self._taken, self._taken.settlement, self._money
        remaining = settlement.remaining_cents
        return PayState(
            due=money(taken.total_cents + self._tips.cents),
            terminal=self._cards.state(),
            tips=self._tips.buttons(money),
            methods=pay_faces.method_buttons(self._methods),
            suggestions=() if self._cards.is_open else self._suggestions(),
            tenders=(*(self._row(payment) for payment in settlement.payments), *self._asked_row()),
            remaining=money(remaining) if remaining and taken.entries else "",
            change=money(settlement.change_cents) if settlement.change_cents else "",
            rounding=money(settlement.rounding_cents) if settlement.rounding_cents else "",
            can_complete=can_complete,
            is_posting=is_posting,
        )

    def _row(self, payment: SettledTender) -> TenderRow:
        return TenderRow(
            name=self._names[payment.method_code],
            amount=self._money(payment.tendered_cents),
            note=self._note(payment),
        )

    def _asked_row(self) -> tuple[TenderRow, ...]:
        """Return the card that is being asked, below what was taken."""
        attempt, shown = self._cards.attempt, self._cards.state()
        if attempt is None or shown is None or attempt.attempt_id in self._taken.attempts:
            return ()
        row = TenderRow(
            name=self._names[attempt.method_code],
            amount=self._money(attempt.charge_cents),
            note=card_text.waiting(shown.mode),
        )
        return (row,)

    def _suggestions(self) -> tuple[tuple[int, str], ...]:
        remaining, rules = self._taken.remaining_cents, self._taken.rules
        takes_cash = any(method.kind is TenderKind.CASH for method in self._methods)
        if not remaining or not takes_cash:
            return ()
        tip_cents = self._tips.open_cents(self._taken.settlement)
        likely = pay_faces.suggestions(remaining, rules, tip_cents=tip_cents, money=self._money)
        if not self._deposit_cents or self._taken.entries:
            return likely
        deposit = pay_faces.deposit(self._deposit_cents, rules, money=self._money)
        return (likely[0], deposit, *likely[1:])

    def _note(self, payment: SettledTender) -> str:
        """Return what else a tender is known by: its reference, or what stays on its card."""
        if payment.account_id is None:
            attempt = self._taken.attempts.get(payment.attempt_id) if payment.attempt_id else None
            brand = attempt.card_brand if attempt else None
            known = card_text.card(brand, payment.card_last4)
            tip = pay_text.with_tip(self._money(payment.tip_cents)) if payment.tip_cents else ""
            parts = (known, payment.reference or "", tip)
            return " \u00b7 ".join(part for part in parts if part)
        account = self._asks.accounts[payment.account_id].account
        left = account.balance_cents - self._taken.of_account(account.account_id)
        return pay_text.left_on(account.last4, self._money(left))
