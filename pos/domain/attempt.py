"""What was asked of a card terminal, and what may become of it.

An attempt is written before it is sent. No answer is no answer: it is *unknown*, never declined and
never tried again by itself, until the terminal or a person says what it was. What the terminal
approves later than somebody was told is kept and shown (features.md D).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pos.domain.errors import RefusedError


class AttemptState(StrEnum):
    """Where an attempt is in its life (hardware.md 6.3)."""

    SENT = "sent"
    APPROVED = "approved"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    NOT_STARTED = "not_started"
    UNKNOWN = "unknown"
    NOT_CHARGED = "not_charged"
    REVERSED = "reversed"


OPEN_STATES = frozenset({AttemptState.SENT, AttemptState.UNKNOWN, AttemptState.APPROVED})
"""While an attempt is in one of these and pays for no sale, it wants somebody."""

FAILED_STATES = frozenset(
    {
        AttemptState.DECLINED,
        AttemptState.CANCELLED,
        AttemptState.NOT_STARTED,
        AttemptState.NOT_CHARGED,
    }
)
"""Nothing was charged, as far as anybody knows."""

_NEXT = {
    AttemptState.SENT: FAILED_STATES | {AttemptState.APPROVED, AttemptState.UNKNOWN},
    AttemptState.UNKNOWN: FAILED_STATES | {AttemptState.APPROVED},
    AttemptState.APPROVED: frozenset({AttemptState.REVERSED}),
    AttemptState.REVERSED: frozenset(),
}


class AttemptMovedOnError(RefusedError):
    """Something else became of the attempt meanwhile. Facts: state, wanted."""


class AttemptNotUsableError(RefusedError):
    """A tender rests on a card payment that is not approved, is spent, or is of another amount."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalReceipt:
    """One receipt of one terminal; a terminal counts them, and begins anew after its last number.

    Attributes:
        number: At least 1.
    """

    terminal_id: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a terminal, or the person who reads it, says of an attempt.

    Attributes:
        state: Never SENT.
        message: Of the terminal, for people; without card data.
        authorisation: Approval code or the terminal's own reference; "" for none.
        card_last4: None: not known.
        amount_cents: What the terminal says it charged, the tip included; None: as asked.
        receipt: Where the terminal keeps it; None: it did not say.
        customer_text: What shall stand on the customer's paper, for a terminal without a printer.
    """

    state: AttemptState
    message: str = ""
    authorisation: str = ""
    card_last4: str | None = None
    card_brand: str | None = None
    amount_cents: int | None = None
    receipt: TerminalReceipt | None = None
    customer_text: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One request to a card terminal.

    Attributes:
        attempt_id: Also the reference that the terminal is given.
        sale_id: What the order will be called.
        tip_cents: Asked for on top of the amount.
        is_late: Approved after somebody had been told that nothing was charged.
        asked_at: When it was written down, by the clock of the store; None: not yet.
        before: The terminal's last receipt before this was asked; None: nobody knows it for sure.
        receipt: Where the terminal keeps what it charged; None: it did not say.
        customer_text: What shall stand on the customer's paper.
    """

    attempt_id: UUID
    cart_id: UUID
    sale_id: UUID
    method_code: str
    driver: str
    amount_cents: int
    currency: str
    state: AttemptState
    tip_cents: int = 0
    is_late: bool = False
    message: str = ""
    authorisation: str = ""
    card_last4: str | None = None
    card_brand: str | None = None
    asked_at: datetime | None = None
    before: TerminalReceipt | None = None
    receipt: TerminalReceipt | None = None
    customer_text: tuple[str, ...] = ()

    @property
    def charge_cents(self) -> int:
        """What the card is asked for."""
        return self.amount_cents + self.tip_cents


def check_step(before: AttemptState, after: AttemptState) -> bool:
    """Say whether an answer comes late: approved, after nothing had been charged.

    Raises:
        AttemptMovedOnError: The answer contradicts what is settled.
    """
    if after in _NEXT.get(before, frozenset()):
        return False
    if before in FAILED_STATES and after is AttemptState.APPROVED:
        return True
    raise AttemptMovedOnError(state=str(before), wanted=str(after))


def agree(attempt: Attempt, answer: Answer) -> Answer:
    """Return the answer; an approval of another amount than was asked is not believed."""
    is_other = answer.amount_cents not in (None, attempt.charge_cents)
    if answer.state is AttemptState.APPROVED and is_other:
        return Answer(state=AttemptState.UNKNOWN, message=answer.message)
    return answer
