"""A printer is asked before, and believed after, only as far as it can tell."""

import socket
import threading
from dataclasses import replace

import pytest

from pos.devices.connect import transport_to
from pos.devices.errors import (
    CoverOpenError,
    CutterStuckError,
    NoPrinterError,
    PaperOutError,
    PrinterStoppedError,
    PrinterUnreachableError,
)
from pos.devices.network import NetworkTransport
from pos.devices.printer import Ability, Outcome, Patience, Printer
from pos.devices.replies import Replies
from pos.devices.transport import NetworkAddress, read_address
from pos.runtime.clock import SystemClock
from tests.fakes.escpos_tcp_printer import (
    COVER_OPEN,
    CUTTER_STUCK,
    MUTE,
    PAPER_LOW,
    PAPER_OUT,
    STATUS_ONLY,
    SWITCHED_OFF_LINE,
    Manners,
    TcpPrinter,
)

JOB = b"\x1b@" + b"Tea 4.50\n" * 40 + b"\x1dVB\x00"
PATIENT = Patience(status_ms=5_000, barrier_ms=10_000, kilobyte_ms=0, poll_ms=20)
NO_STATUS = replace(PATIENT, status_ms=60)
NO_CONFIRMATION = replace(PATIENT, barrier_ms=120)


def _printer(address, *, ability=Ability.UNKNOWN, patience=PATIENT):
    transport = transport_to(read_address(address))
    return Printer(transport, clock=SystemClock(), ability=ability, patience=patience)


def _print(address, *, ability=Ability.UNKNOWN, number=7, patience=PATIENT):
    printer = _printer(address, ability=ability, patience=patience)
    try:
        printer.open()
        return printer.print(JOB, number=number)
    finally:
        printer.close()


@pytest.fixture
def shelf():
    with TcpPrinter() as printer:
        yield printer


def test_a_printer_that_can_confirm_is_believed_when_it_does(shelf):
    printed = _print(shelf.address)

    assert printed.outcome is Outcome.CONFIRMED
    assert printed.ability is Ability.ACKNOWLEDGES
    assert [paper.texts for paper in shelf.whole_papers] == [["Tea 4.50"] * 40]


def test_numbers_of_barriers_start_again_after_four_digits(shelf):
    printed = _print(shelf.address, number=123_456)

    assert printed.outcome is Outcome.CONFIRMED


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        (PAPER_OUT, PaperOutError),
        (COVER_OPEN, CoverOpenError),
        (CUTTER_STUCK, CutterStuckError),
    ],
)
def test_a_printer_in_trouble_gets_no_byte_of_the_job(shelf, status, trouble):
    shelf.status = dict(status)

    with pytest.raises(trouble):
        _print(shelf.address)

    assert shelf.papers == []


@pytest.mark.parametrize("status", [PAPER_OUT, COVER_OPEN, CUTTER_STUCK])
def test_a_printer_put_right_between_two_questions_prints(shelf, status):
    shelf.status = dict(status)
    shelf.script = [Manners(put_right_after=1)]

    assert _print(shelf.address).outcome is Outcome.CONFIRMED


def test_a_printer_that_stays_off_line_without_a_cause_gets_no_byte_of_the_job(shelf):
    shelf.status = dict(SWITCHED_OFF_LINE)

    with pytest.raises(PrinterUnreachableError):
        _print(shelf.address)

    assert shelf.papers == []


def test_a_roll_that_ends_soon_is_noticed(shelf):
    shelf.status = dict(PAPER_LOW)

    assert _print(shelf.address).is_paper_low


def test_nobody_at_the_address_means_nothing_was_sent(shelf):
    shelf.switch_off()

    with pytest.raises(PrinterUnreachableError):
        _print(shelf.address)


def test_a_power_cut_in_the_middle_may_have_torn_the_paper(shelf):
    shelf.script = [Manners(power_lost_after=200)]

    with pytest.raises(PrinterStoppedError):
        _print(shelf.address)

    shelf.wait_until(lambda: len(shelf.papers) == 1)
    assert not shelf.papers[0].is_whole


def test_a_mute_printer_cannot_confirm(shelf):
    shelf.manners = MUTE

    printed = _print(shelf.address, patience=NO_STATUS)

    assert printed.outcome is Outcome.UNCONFIRMED
    assert printed.ability is Ability.MUTE


def test_a_printer_that_only_knows_its_status_is_learned(shelf):
    shelf.manners = STATUS_ONLY

    printed = _print(shelf.address, patience=NO_CONFIRMATION)

    assert printed.outcome is Outcome.UNCONFIRMED
    assert printed.ability is Ability.STATUS_ONLY


def test_a_printer_known_to_confirm_that_stays_silent_has_stopped(shelf):
    shelf.manners = STATUS_ONLY

    with pytest.raises(PrinterStoppedError):
        _print(shelf.address, ability=Ability.ACKNOWLEDGES, patience=NO_CONFIRMATION)


def test_a_printer_known_to_answer_that_is_silent_gets_nothing(shelf):
    shelf.manners = MUTE

    with pytest.raises(PrinterUnreachableError):
        _print(shelf.address, ability=Ability.ACKNOWLEDGES, patience=NO_STATUS)

    assert shelf.papers == []


def test_paper_that_ends_in_the_middle_is_waited_for(shelf):
    printer = _printer(shelf.address)
    printer.open()
    shelf.status = dict(PAPER_OUT)
    printed = []
    work = threading.Thread(target=lambda: printed.append(printer.print(JOB, number=1)))

    work.start()
    shelf.wait_until(lambda: len(shelf._held) == 1)
    shelf.load_paper()
    work.join(10)
    printer.close()

    assert [each.outcome for each in printed] == [Outcome.CONFIRMED]
    assert len(shelf.whole_papers) == 1


def test_a_printer_that_takes_nothing_is_left_within_its_time():
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        address = NetworkAddress(host="127.0.0.1", port=deaf.getsockname()[1])
        transport = NetworkTransport(address, send_timeout_ms=100)
        printer = Printer(transport, clock=SystemClock(), ability=Ability.MUTE)
        printer.open()

        with pytest.raises(PrinterStoppedError):
            printer.print(bytes(50_000_000), number=1)

        printer.close()


def test_a_file_keeps_what_was_printed(tmp_path):
    address = f"file:{tmp_path}/paper.bin"

    first, second = _print(address), _print(address)

    assert {first.outcome, second.outcome} == {Outcome.CONFIRMED}
    assert (tmp_path / "paper.bin").read_bytes() == JOB * 2


def test_a_device_node_that_is_not_there_is_unreachable_and_not_made():
    with pytest.raises(PrinterUnreachableError):
        _print("file:/dev/no-such-printer")


def test_a_register_without_printer_says_so():
    with pytest.raises(NoPrinterError):
        _print("none:")


def test_answers_cut_anywhere_are_put_together_and_noise_is_dropped():
    stream = b"\x00\x12\x37\x220007\x00\xff\x1a\x37\x220008\x00"
    whole, pieces = Replies(), Replies()

    whole.feed(stream)
    for index in range(len(stream)):
        pieces.feed(stream[index : index + 1])

    assert whole.statuses == pieces.statuses == [0x12, 0x1A]
    assert whole.marks == pieces.marks == {b"0007", b"0008"}
