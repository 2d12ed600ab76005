"""A terminal's last receipt is believed only when it can be no other payment's."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from pos.domain.attempt import Answer, Attempt, AttemptState, TerminalReceipt
from pos.domain.last_receipt import LastReceipt, judge_last_receipt

NOW = datetime(2026, 11, 20, 10, 15, tzinfo=UTC)
BEFORE = TerminalReceipt(terminal_id="60012345", number=471)
APPROVED = Answer(state=AttemptState.APPROVED, amount_cents=2_040)

ATTEMPT = Attempt(
    attempt_id=UUID(int=1),
    cart_id=UUID(int=2),
    sale_id=UUID(int=3),
    method_code="card",
    driver="zvt",
    amount_cents=2_000,
    tip_cents=40,
    currency="EUR",
    state=AttemptState.UNKNOWN,
    asked_at=NOW,
    before=BEFORE,
)
LAST = LastReceipt(
    receipt=replace(BEFORE, number=472),
    answer=APPROVED,
    currency="EUR",
    printed_at=NOW + timedelta(minutes=1),
)


def test_a_newer_receipt_that_fits_is_the_answer() -> None:
    assert judge_last_receipt(ATTEMPT, LAST) == APPROVED


def test_an_unchanged_receipt_says_that_nothing_was_charged() -> None:
    last = replace(LAST, receipt=BEFORE)

    assert judge_last_receipt(ATTEMPT, last).state is AttemptState.NOT_CHARGED


@pytest.mark.parametrize(
    "changed",
    [
        {"receipt": replace(BEFORE, number=1)},
        {"receipt": replace(BEFORE, terminal_id="60099999", number=472)},
        {"receipt": replace(BEFORE, terminal_id="60099999")},
        {"answer": replace(APPROVED, amount_cents=2_041)},
        {"answer": replace(APPROVED, amount_cents=None)},
        {"currency": "CHF"},
        {"currency": None},
        {"printed_at": None},
        {"printed_at": NOW - timedelta(minutes=6)},
        {"printed_at": NOW + timedelta(minutes=16)},
    ],
    ids=[
        "the numbers began anew",
        "another terminal",
        "another terminal with the same number",
        "another amount",
        "no amount",
        "another currency",
        "no currency",
        "no time",
        "earlier",
        "much later",
    ],
)
def test_a_receipt_that_leaves_a_doubt_says_nothing(changed) -> None:
    last = replace(LAST, **changed)

    assert judge_last_receipt(ATTEMPT, last) == Answer(state=AttemptState.UNKNOWN)


def test_without_knowing_the_receipt_before_nothing_is_believed() -> None:
    first = replace(ATTEMPT, before=None)

    assert judge_last_receipt(first, LAST).state is AttemptState.UNKNOWN


def test_a_newer_receipt_of_a_refusal_says_that_the_bank_declined() -> None:
    declined = Answer(state=AttemptState.DECLINED, amount_cents=2_040)

    assert judge_last_receipt(ATTEMPT, replace(LAST, answer=declined)) == declined
