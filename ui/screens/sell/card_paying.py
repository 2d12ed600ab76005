"""One card payment after the other: written down, asked for, answered, cleared up when unknown.

Nothing is sent before the attempt is committed, and nothing is guessed: what the terminal did not
answer stays unknown until the terminal, or a person who may, says what it was.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from pos.domain.attempt import Answer, Attempt, AttemptState
from pos.domain.errors import PosError
from pos.services.attempts import BeginAttempt
from pos.terminals import Terminal
from ui.screens.sell import card_text
from ui.screens.sell.card_state import TerminalMode, TerminalState
from ui.screens.sell.card_talk import CardTalk
from ui.screens.sell.card_tender import CardWish
from ui.screens.sell.counter import Counter


@dataclass(frozen=True, slots=True, kw_only=True)
class CardListener:
    """Whom the answers concern.

    Attributes:
        approved: Takes an approved attempt as a tender.
        taken_up: The same for one that was approved before the till was restarted.
        given_back: Takes the attempt whose charge was given back.
        changed: Draws the payment anew.
    """

    approved: Callable[[Attempt], None]
    taken_up: Callable[[Attempt], None]
    given_back: Callable[[UUID], None]
    changed: Callable[[], None]


class CardPaying:
    """The card payments of one sale, one at a time.

    Args:
        cart_id: By which attempts are found again.
        sale_id: What the order will be called.

    Attributes:
        attempt: What is being asked, or wants somebody; None: nothing.
        asked_cents: Of the sale, what the newest attempt is about.
    """

    def __init__(
        self,
        counter: Counter,
        *,
        cart_id: UUID,
        terminal: Terminal,
        sale_id: UUID,
        listener: CardListener,
    ) -> None:
        self._desk = counter.desk
        self._shop = counter.shop.cards
        self._permits = counter.permits
        self._cart_id = cart_id
        self._talk = CardTalk(counter.desk, terminal)
        self._sale_id = sale_id
        self._tell = listener
        self.attempt: Attempt | None = None
        self._mode = TerminalMode.ASKING
        self._is_busy = False
        self._waiting: tuple[Attempt, ...] = ()
        self._early: Answer | None = None
        self.asked_cents = 0

    @property
    def is_open(self) -> bool:
        """Say whether a card is being asked, or wants somebody."""
        return self.attempt is not None or self._is_busy

    @property
    def is_busy(self) -> bool:
        """Say whether an answer is being written down."""
        return self._is_busy

    @property
    def waits_for_cashier(self) -> bool:
        """Say whether the cashier is to read a terminal that stands alone."""
        return self.attempt is not None and self._mode is TerminalMode.READ

    def begin(self, wish: CardWish) -> None:
        """Write down that a card is about to be asked; then ask it."""
        cashier = self._desk.session.cashier
        if self.is_open or cashier is None:
            return
        self.asked_cents, self._early = wish.amount_cents, None
        begin = BeginAttempt(
            attempt_id=self._desk.ids.new_id(),
            cart_id=self._cart_id,
            sale_id=self._sale_id,
            method_code=wish.method_code,
            driver=self._talk.driver,
            amount_cents=wish.amount_cents,
            tip_cents=wish.tip_cents,
            staff_id=cashier.staff_id,
        )
        self._write(lambda tx: self._shop.begin(tx, begin), then=self._ask)

    def take_up(self, attempts: tuple[Attempt, ...]) -> None:
        """Go on with what was asked before the till was restarted or the sale was put aside."""
        first, *others = attempts
        self._waiting = tuple(others)
        self._take_up(first)

    @property
    def is_about_to_be_read(self) -> bool:
        """Say whether a terminal that stands alone is asked as soon as that is written down."""
        return self._is_busy and self.attempt is None and self._talk.stands_alone

    def answer(self, answer: Answer) -> None:
        """Write down what the cashier read on a terminal that stands alone.

        Hands are faster than the disk: an answer to what is still being written is kept for it.
        """
        if self.is_about_to_be_read:
            self._early = answer
        if self.attempt is not None and self.waits_for_cashier and not self._is_busy:
            self._answered(self.attempt, answer)

    def cancel(self) -> None:
        """Ask the terminal to give up, or note that nobody asked the one that stands alone."""
        if self._mode is TerminalMode.ASKING:
            self.give_up()
        elif self._mode is TerminalMode.READ:
            self.answer(Answer(state=AttemptState.CANCELLED))
        elif self._mode is TerminalMode.REVERSE:
            self._close()

    def give_up(self) -> None:
        """Let the terminal give up, if it is asked for money; its answer says what became of it."""
        if self._mode is TerminalMode.ASKING and self.attempt is not None:
            self._talk.give_up(self.attempt)

    def ask_again(self) -> None:
        """Ask the terminal what became of an unknown attempt; this charges nothing."""
        attempt = self.attempt
        is_doubtful = self._mode is TerminalMode.UNKNOWN and not self._is_busy
        if attempt is not None and is_doubtful and self._talk.knows(attempt):
            self._check(attempt)

    def resolve(self, *, was_charged: bool) -> None:
        """Say what an unknown attempt was; who may not, needs somebody who may."""
        attempt = self.attempt
        if attempt is None or self._mode is not TerminalMode.UNKNOWN:
            return
        self._permits.do(
            lambda tx, actor: self._shop.resolve(
                tx, actor, attempt.attempt_id, was_charged=was_charged
            ),
            size=attempt.charge_cents,
            then=self._settled,
            refused=self._refused,
        )

    def give_back(self, attempt: Attempt) -> None:
        """Give back what an approved attempt charged: by the terminal, or by hand there."""
        if self.is_open:
            return
        self.attempt = attempt
        if self._talk.knows(attempt):
            self._begin_talk(TerminalMode.GIVING_BACK)
            self._talk.reverse(attempt, then=self._gave_back)
        else:
            self._show(TerminalMode.REVERSE)

    def was_given_back(self) -> None:
        """Note that the charge was given back at the terminal."""
        attempt = self.attempt
        if attempt is not None:
            self._permits.do(
                lambda tx, actor: self._shop.reverse(tx, actor, attempt.attempt_id),
                then=self._settled,
                refused=self._refused,
            )

    def state(self) -> TerminalState | None:
        """Return what is shown; None: nothing is asked."""
        if self.attempt is None:
            return None
        return TerminalState(
            mode=self._mode,
            amount=self._desk.formats.money(self.attempt.charge_cents),
            words=card_text.words_of(self._mode, self._talk.progress),
            elapsed=self._talk.elapsed,
            is_busy=self._is_busy,
            can_ask=self._talk.knows(self.attempt),
        )

    def _ask(self, attempt: Attempt) -> None:
        self.attempt, self._is_busy = attempt, False
        if not self._talk.stands_alone:
            self._begin_talk(TerminalMode.ASKING)
            self._talk.pay(attempt, then=partial(self._answered, attempt))
            return
        self._show(TerminalMode.READ)
        if self._talk.trouble is not None:
            self._desk.notices.refused(self._talk.trouble)
        early, self._early = self._early, None
        if early is not None:
            self.answer(early)

    def _answered(self, attempt: Attempt, answer: Answer) -> None:
        self._write(
            lambda tx: self._shop.settle(tx, attempt.attempt_id, answer), then=self._settled
        )

    def _doubt(self, attempt: Attempt) -> None:
        """Ask the terminal once what became of an attempt; who stands at it has the next word."""
        self.attempt = attempt
        if self._talk.knows(attempt):
            self._check(attempt)
        else:
            self._show(TerminalMode.UNKNOWN)

    def _check(self, attempt: Attempt) -> None:
        self._begin_talk(TerminalMode.CHECKING)
        self._talk.recover(attempt, then=partial(self._checked, attempt))

    def _checked(self, attempt: Attempt, answer: Answer) -> None:
        self._write(
            lambda tx: self._shop.settle(tx, attempt.attempt_id, answer), then=self._found_out
        )

    def _found_out(self, attempt: Attempt) -> None:
        self._is_busy = False
        if attempt.state is AttemptState.UNKNOWN:
            self.attempt = attempt
            self._show(TerminalMode.UNKNOWN)
            return
        self._settled(attempt)
        if attempt.state is AttemptState.APPROVED:
            self._desk.notices.toast(card_text.found_charged(self._amount(attempt)))

    def _gave_back(self, answer: Answer) -> None:
        self._is_busy = False
        if answer.state is AttemptState.REVERSED:
            self.was_given_back()
        else:
            self._desk.notices.strip(card_text.not_given_back(answer.state))
            self._show(TerminalMode.REVERSE)

    def _settled(self, attempt: Attempt) -> None:
        self._is_busy = False
        if attempt.state is AttemptState.UNKNOWN:
            self._doubt(attempt)
            return
        self._close()
        if attempt.state is AttemptState.APPROVED:
            if attempt.is_late:
                self._desk.notices.strip(card_text.late(self._amount(attempt)))
            self._tell.approved(attempt)
            if attempt.card_last4 and not self._talk.stands_alone:
                self._desk.notices.toast(card_text.approved_by(attempt))
        elif attempt.state is AttemptState.REVERSED:
            self._tell.given_back(attempt.attempt_id)
        else:
            self._desk.notices.strip(card_text.nothing_charged(attempt.state, attempt.message))

    def _take_up(self, attempt: Attempt) -> None:
        if attempt.state is AttemptState.APPROVED:
            self._tell.taken_up(attempt)
            self._go_on()
            return
        self._doubt(replace(attempt, state=AttemptState.UNKNOWN))

    def _close(self) -> None:
        self.attempt, self._is_busy = None, False
        self._tell.changed()
        self._go_on()

    def _go_on(self) -> None:
        waiting, self._waiting = self._waiting, ()
        if waiting:
            self.take_up(waiting)

    def _begin_talk(self, mode: TerminalMode) -> None:
        self._talk.start()
        self._show(mode)

    def _show(self, mode: TerminalMode) -> None:
        self._mode = mode
        self._tell.changed()

    def _write(self, job: "Callable[..., Attempt]", *, then: Callable[[Attempt], None]) -> None:
        self._is_busy = True
        self._tell.changed()
        self._desk.runner.do(job, then=then, refused=self._refused)

    def _refused(self, error: PosError) -> None:
        self._is_busy, self._early = False, None
        self._desk.notices.refused(error)
        self._show(self._mode.without_answer)

    def _amount(self, attempt: Attempt) -> str:
        return self._desk.formats.money(attempt.charge_cents)
