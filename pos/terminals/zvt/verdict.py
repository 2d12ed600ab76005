"""Turns what a terminal said into the answer to an attempt."""

from pos.domain.attempt import Answer, Attempt, AttemptState
from pos.domain.last_receipt import LastReceipt, judge_last_receipt
from pos.terminals.zvt.codes import state_of_code
from pos.terminals.zvt.conversation import Ending, Outcome
from pos.terminals.zvt.currency import find_currency, find_currency_number
from pos.terminals.zvt.status import PaymentStatus

UNKNOWN = Answer(state=AttemptState.UNKNOWN)


def answer_of_payment(attempt: Attempt, outcome: Outcome) -> Answer:
    """Return what became of a payment; only a good status and the end together approve it."""
    status = outcome.status
    match outcome.ending:
        case Ending.COMPLETED if status is not None:
            return _answer(outcome, status) if _is_currency(attempt, status) else UNKNOWN
        case Ending.ABORTED if status is None or not status.is_good:
            return not_charged(outcome)
        case Ending.REFUSED if status is None:
            return Answer(state=AttemptState.NOT_STARTED, message=_code_text(outcome.code))
    return UNKNOWN


def not_charged(outcome: Outcome) -> Answer:
    """Return why a terminal ended a payment; its own words rather than a number."""
    state = state_of_code(outcome.code)
    if state is AttemptState.CANCELLED:
        return Answer(state=state)
    words = outcome.status.text if outcome.status is not None else ""
    return Answer(state=state, message=words or _code_text(outcome.code))


def answer_of_repeat(attempt: Attempt, outcome: Outcome) -> Answer:
    """Return what the terminal's last receipt says of an attempt that it did not answer."""
    status = outcome.status
    if outcome.ending is not Ending.COMPLETED or status is None or status.receipt is None:
        return UNKNOWN
    last = LastReceipt(
        receipt=status.receipt,
        answer=_answer(outcome, status),
        currency=find_currency(status.currency_number),
        printed_at=status.moment_near(attempt.asked_at) if attempt.asked_at else None,
    )
    return judge_last_receipt(attempt, last)


def answer_of_reversal(outcome: Outcome) -> Answer:
    """Return whether a charge was given back; what broke off nobody knows."""
    status = outcome.status
    if outcome.ending is Ending.COMPLETED and (status is None or status.is_good):
        return Answer(state=AttemptState.REVERSED)
    if outcome.ending is Ending.ABORTED or outcome.ending is Ending.REFUSED:
        return Answer(state=AttemptState.APPROVED, message=_code_text(outcome.code))
    return UNKNOWN


def _answer(outcome: Outcome, status: PaymentStatus) -> Answer:
    if status.result_code is None:
        return UNKNOWN
    if not status.is_good:
        state, message = AttemptState.DECLINED, status.text or _code_text(status.result_code)
        return Answer(state=state, message=message, amount_cents=status.amount_cents)
    return Answer(
        state=AttemptState.APPROVED,
        authorisation=status.authorisation,
        card_last4=status.card_last4,
        card_brand=status.card_brand,
        amount_cents=status.amount_cents,
        receipt=status.receipt,
        customer_text=outcome.customer_text,
    )


def _is_currency(attempt: Attempt, status: PaymentStatus) -> bool:
    said = status.currency_number
    return said is None or said == find_currency_number(attempt.currency)


def _code_text(code: int) -> str:
    """Return a result code as the terminal's handbook writes it."""
    return f"ZVT {code:02X}"
