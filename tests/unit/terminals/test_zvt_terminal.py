"""Asking a ZVT terminal for money, with everything that may go wrong on the way."""

import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from pos.domain.attempt import Answer, Attempt, AttemptState, TerminalReceipt
from pos.runtime.clock import SystemClock
from pos.terminals import Progress
from pos.terminals.zvt.address import TerminalAddressError, read_address
from pos.terminals.zvt.conversation import Patience
from pos.terminals.zvt.terminal import ZvtTcpTerminal, connect
from tests.fakes.zvt_simulator import TERMINAL_ID, WHOLE_CARD, Fault, ZvtSimulator

NOW = datetime(2026, 11, 20, 10, 15, tzinfo=UTC)
BEFORE = TerminalReceipt(terminal_id=TERMINAL_ID, number=470)
QUICK = Patience(heard_ms=150)


@pytest.fixture
def device() -> Iterator[ZvtSimulator]:
    """A terminal whose last receipt has number 470."""
    with ZvtSimulator(now=NOW) as simulator:
        yield simulator


def at(device: ZvtSimulator, *, options: str = "", patience: Patience | None = None):
    address = read_address(device.address + options)
    return ZvtTcpTerminal(address, clock=SystemClock(), patience=patience)


def attempt(cents: int = 2_040, *, number: int = 1) -> Attempt:
    return Attempt(
        attempt_id=UUID(int=number),
        cart_id=UUID(int=100),
        sale_id=UUID(int=101),
        method_code="card",
        driver="zvt",
        amount_cents=cents,
        currency="EUR",
        state=AttemptState.SENT,
        asked_at=NOW,
        before=BEFORE,
    )


def pay(device: ZvtSimulator, *faults: Fault, patience: Patience | None = None) -> Answer:
    device.faults = list(faults)
    return at(device, patience=patience).pay(attempt(), lambda _progress: None)


def recover(device: ZvtSimulator) -> Answer:
    return at(device).recover(attempt())


@pytest.mark.parametrize("fault", [Fault.NONE, Fault.BYTE_BY_BYTE])
def test_an_approved_payment_is_told_with_four_digits_and_the_approval(device, fault) -> None:
    answer = pay(device, fault)

    assert answer.state is AttemptState.APPROVED
    assert (answer.card_brand, answer.card_last4, answer.authorisation) == (
        "MasterCard",
        "4771",
        "831000",
    )
    assert answer.amount_cents == 2_040
    assert answer.receipt == TerminalReceipt(terminal_id=TERMINAL_ID, number=471)
    assert device.asked == [2_040]


def test_what_the_customer_does_is_told_meanwhile(device) -> None:
    seen: list[Progress] = []

    at(device).pay(attempt(), seen.append)

    assert seen == [Progress.PRESENT_CARD, Progress.ENTER_PIN, Progress.CONTACT_BANK]


@pytest.mark.parametrize(
    ("fault", "state", "message"),
    [
        (Fault.DECLINED, AttemptState.DECLINED, "ZVT 05"),
        (Fault.CANCELLED, AttemptState.CANCELLED, ""),
        (Fault.BUSY, AttemptState.NOT_STARTED, "ZVT 9C"),
        (Fault.NO_CONNECTION, AttemptState.NOT_STARTED, "ZVT A3"),
        (Fault.NOT_REGISTERED, AttemptState.NOT_STARTED, ""),
    ],
    ids=lambda value: value.name if isinstance(value, Fault) else "",
)
def test_what_was_not_charged_is_told_with_its_reason(device, fault, state, message) -> None:
    answer = pay(device, fault)

    assert (answer.state, answer.message, device.charges) == (state, message, [])


@pytest.mark.parametrize(
    ("fault", "is_charged"),
    [
        (Fault.DROPS_BEFORE, False),
        (Fault.SILENT, False),
        (Fault.GARBAGE, False),
        (Fault.LYING_LENGTH, False),
        (Fault.DROPS_AFTER, True),
        (Fault.DROPS_AFTER_STATUS, True),
        (Fault.CONTRADICTS, True),
        (Fault.SAYS_NOTHING_OF_IT, True),
        (Fault.OTHER_CURRENCY, True),
    ],
    ids=lambda value: value.name if isinstance(value, Fault) else "",
)
def test_what_was_not_answered_is_unknown_charged_or_not(device, fault, is_charged) -> None:
    answer = pay(device, fault, patience=QUICK if fault is Fault.SILENT else None)

    assert answer == Answer(state=AttemptState.UNKNOWN)
    assert bool(device.charges) is is_charged
    assert len(device.asked) == 1


@pytest.mark.parametrize(
    "fault",
    [Fault.DROPS_AFTER, Fault.DROPS_AFTER_STATUS, Fault.SAYS_NOTHING_OF_IT],
    ids=lambda fault: fault.name,
)
def test_the_terminal_tells_afterwards_that_it_charged(device, fault) -> None:
    pay(device, fault)

    answer = recover(device)

    assert (answer.state, answer.amount_cents) == (AttemptState.APPROVED, 2_040)
    assert answer.receipt == replace(BEFORE, number=471)
    assert device.asked == [2_040]


def test_the_receipt_of_the_customer_before_is_not_taken_for_this_one(device) -> None:
    device.last_number = 469
    device.charge(2_040)
    pay(device, Fault.DROPS_BEFORE)

    assert recover(device) == Answer(state=AttemptState.NOT_CHARGED)


@pytest.mark.parametrize("fault", [Fault.DROPS_BEFORE, Fault.SILENT], ids=lambda fault: fault.name)
def test_a_terminal_that_has_no_receipt_to_repeat_says_nothing_of_it(device, fault) -> None:
    pay(device, fault, patience=QUICK)
    device.repeats = False

    assert recover(device) == Answer(state=AttemptState.UNKNOWN)


def test_a_terminal_that_is_away_says_nothing_of_it(device) -> None:
    pay(device, Fault.DROPS_AFTER)
    away = replace(read_address(device.address), port=1)

    answer = ZvtTcpTerminal(away, clock=SystemClock()).recover(attempt())

    assert answer == Answer(state=AttemptState.UNKNOWN)


def test_a_terminal_that_cannot_be_reached_charged_nothing() -> None:
    assert connect("zvt://127.0.0.1:1").pay(attempt(), print) == Answer(
        state=AttemptState.NOT_STARTED
    )


def test_a_currency_that_no_terminal_takes_is_not_asked_for(device) -> None:
    answer = at(device).pay(replace(attempt(), currency="JPY"), print)

    assert (answer.state, device.asked) == (AttemptState.NOT_STARTED, [])


def test_a_terminal_that_never_stops_talking_is_left(device) -> None:
    answer = pay(device, Fault.ENDLESS)

    assert answer == Answer(state=AttemptState.UNKNOWN)


def test_the_cashier_gives_up_while_the_terminal_waits_for_a_card(device) -> None:
    terminal, waits = at(device), threading.Event()
    device.faults = [Fault.WAITS]
    threading.Thread(target=lambda: waits.wait(10) and terminal.abort(attempt().attempt_id)).start()

    answer = terminal.pay(attempt(), lambda _progress: waits.set())

    assert (answer.state, device.charges) == (AttemptState.CANCELLED, [])


def test_a_customer_who_was_faster_than_the_cashier_has_paid(device) -> None:
    terminal = at(device)
    device.faults = [Fault.CANNOT_STOP]

    answer = terminal.pay(attempt(), lambda _progress: terminal.abort(attempt().attempt_id))

    assert answer.state is AttemptState.APPROVED


def test_what_was_given_up_before_it_began_is_never_asked_for(device) -> None:
    terminal = at(device)
    terminal.abort(attempt().attempt_id)

    given_up = terminal.pay(attempt(), print)
    later = terminal.pay(attempt(number=2), print)

    assert (given_up.state, later.state) == (AttemptState.CANCELLED, AttemptState.APPROVED)
    assert device.asked == [2_040]


def test_a_payment_is_taken_back_by_its_receipt_once(device) -> None:
    paid = replace(attempt(), receipt=pay(device).receipt)

    first, second = at(device).reverse(paid), at(device).reverse(paid)

    assert (first.state, second.state) == (AttemptState.REVERSED, AttemptState.APPROVED)
    assert second.message == "ZVT B5"
    assert device.charges[0].is_reversed


def test_a_payment_whose_receipt_nobody_knows_is_not_taken_back(device) -> None:
    assert at(device).reverse(attempt()).state is AttemptState.APPROVED


def test_a_terminal_without_a_printer_hands_its_words_over(device) -> None:
    answer = at(device, options="?paper=till").pay(attempt(), print)

    assert device.prints_at_till
    assert answer.customer_text == (
        "Customer copy",
        "Card \u2022\u2022\u2022\u2022 4771",
        "EUR 20.40",
    )


def test_a_terminal_with_a_printer_prints_by_itself(device) -> None:
    answer = pay(device)

    assert (device.prints_at_till, answer.customer_text) == (False, ())


def test_a_terminal_that_shows_whole_cards_is_warned_of_and_cut_down(device, caplog) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = pay(device, Fault.WHOLE_CARD_NUMBER)

    assert "have it set up to mask them" in caplog.text
    assert answer.card_last4 == "4771"
    assert WHOLE_CARD not in caplog.text + repr(answer)


def test_the_password_of_the_address_is_used(device) -> None:
    at(device, options="?password=123456").pay(attempt(), print)

    assert device.passwords == ["123456"]


def test_a_terminal_listens_on_its_usual_port() -> None:
    assert read_address("zvt://10.0.0.7").port == 20_007


@pytest.mark.parametrize(
    "address",
    [
        "",
        "10.0.0.7",
        "tcp://10.0.0.7:20007",
        "zvt://",
        "zvt://till:port",
        "zvt://10.0.0.7/path",
        "zvt://10.0.0.7?paper=none",
        "zvt://10.0.0.7?password=12345",
        "zvt://10.0.0.7?speed=9600",
        "zvt://10.0.0.7?nonsense",
    ],
)
def test_what_is_no_address_of_a_terminal_is_refused(address: str) -> None:
    with pytest.raises(TerminalAddressError):
        connect(address)


def test_a_refused_address_does_not_repeat_the_password() -> None:
    with pytest.raises(TerminalAddressError) as refused:
        connect("zvt://10.0.0.7?password=98765")

    assert "98765" not in str(refused.value)


def test_the_window_of_time_is_one_payment_wide(device) -> None:
    pay(device, Fault.DROPS_AFTER)
    later = replace(attempt(), asked_at=NOW + timedelta(minutes=6))

    assert at(device).recover(later).state is AttemptState.UNKNOWN
