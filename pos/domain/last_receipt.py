"""What the last receipt of a terminal says of an attempt that nobody answered (hardware.md 6.2).

Asked for its last receipt, a terminal that was cut off before it charged anything shows the payment
of the customer before. So a receipt counts only when it is newer than what was known before, and
amount, currency, terminal and time are those of the attempt. In doubt a person has to look.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pos.domain.attempt import Answer, Attempt, AttemptState, TerminalReceipt

CLOCKS_APART = timedelta(minutes=5)
"""What the clocks of a till and a terminal may differ by."""

PAYMENT_TAKES = timedelta(minutes=10)
"""The longest time from the question to the receipt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastReceipt:
    """What a terminal did last.

    Attributes:
        receipt: Its terminal and number.
        answer: What was said of it, as for an attempt; its amount is the terminal's own.
        currency: As in "EUR"; None: not said.
        printed_at: By the terminal's clock; None: not said.
    """

    receipt: TerminalReceipt
    answer: Answer
    currency: str | None
    printed_at: datetime | None


def judge_last_receipt(attempt: Attempt, last: LastReceipt) -> Answer:
    """Return what became of an attempt; UNKNOWN when the receipt leaves a doubt."""
    before = attempt.before
    if before is None or last.receipt.terminal_id != before.terminal_id:
        return Answer(state=AttemptState.UNKNOWN)
    if last.receipt.number == before.number:
        return Answer(state=AttemptState.NOT_CHARGED)
    is_newer = last.receipt.number > before.number
    if is_newer and _is_of(attempt, last):
        return last.answer
    return Answer(state=AttemptState.UNKNOWN)


def _is_of(attempt: Attempt, last: LastReceipt) -> bool:
    if attempt.asked_at is None or last.printed_at is None:
        return False
    earliest = attempt.asked_at - CLOCKS_APART
    latest = attempt.asked_at + PAYMENT_TAKES + CLOCKS_APART
    return (
        last.answer.amount_cents == attempt.charge_cents
        and last.currency == attempt.currency
        and earliest <= last.printed_at <= latest
    )
