"""Every sale gets its paper: nothing is lost, and nothing comes twice without saying so."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from models.operations import StoreRow
from models.print_jobs import PrintJobRow
from pos.services.permissions import Actor
from pos.services.print_jobs import (
    PrintJobGoneError,
    call_printed,
    cancel_job,
    enqueue_copy,
    enqueue_day_report,
    enqueue_drawer_kick,
    retry_now,
)
from pos.services.shifts import CloseShiftWish, close_shift
from pos.spooler.job_rows import StoredJobs
from pos.spooler.worker import DeviceState
from tests.fakes.escpos_tcp_printer import (
    MUTE,
    PAPER_OUT,
    STATUS_ONLY,
    Manners,
    TcpPrinter,
)
from tests.fakes.text_press import KICK
from tests.print_room import PATIENT, first_line, number_on, open_print_room

NO_STATUS = replace(PATIENT, status_ms=100)
NO_CONFIRMATION = replace(PATIENT, barrier_ms=1_500)
QUESTIONS = b"\x10\x04\x01\x10\x04\x04"


@pytest.fixture
def room(shop, clock):
    shop.open_shift()
    with open_print_room(shop, clock) as room:
        yield room


def _kick_drawer(room):
    with room.shop.store.write() as tx:
        enqueue_drawer_kick(tx, staff_id=room.shop.ada)


def _papers(room):
    return [number_on(paper) for paper in room.printer.whole_papers]


def test_a_sale_is_printed_whole_and_opens_the_drawer_once(room):
    room.start()

    number = room.sell()

    room.wait_for("done")
    room.wait_for("done", kind="drawer")
    assert _papers(room) == [number]
    assert first_line(room.printer.papers[0]) == "Corner Shop"
    assert len(room.printer.pulses) == 1
    assert room.jobs()[0].confirmed_at is not None
    assert room.states == [DeviceState(printer=room.printer.address)]


def test_sales_made_before_the_program_started_are_printed_in_their_order(room):
    numbers = [room.sell() for _ in range(4)]

    room.start()

    room.wait_for("done", "done", "done", "done")
    assert _papers(room) == numbers


def test_a_printer_that_is_off_prints_later_without_a_mark(room):
    room.printer.switch_off()
    room.start()
    number = room.sell()
    room.wait_until(lambda: room.jobs()[0].error_code == "PRN_OFFLINE")

    room.printer.switch_on()

    room.wait_for("done")
    assert _papers(room) == [number]
    assert room.jobs()[0].copy_no == 0
    assert [state.code for state in room.states] == ["PRN_OFFLINE", None]


def test_power_lost_in_the_middle_gives_a_strip_and_a_marked_copy(room):
    number = room.sell()
    room.printer.script = [Manners(), Manners(power_lost_after=300)]

    room.start()

    room.wait_for("done")
    torn, copy = room.printer.papers
    assert not torn.is_whole
    assert copy.is_whole
    assert first_line(copy) == "COPY 1 - printer was interrupted"
    assert number_on(copy) == number
    assert (room.jobs()[0].is_copy, room.jobs()[0].copy_no) == (True, 1)


def test_an_unconfirmed_paper_of_a_printer_that_confirms_comes_again_marked(room):
    room.patience = NO_CONFIRMATION
    room.start()
    room.sell()
    room.wait_for("done")
    room.printer.script = [Manners(), Manners(confirms=False)]

    room.sell()

    room.wait_for("done", "done")
    assert [first_line(paper) for paper in room.printer.whole_papers] == [
        "Corner Shop",
        "Corner Shop",
        "COPY 1 - printer was interrupted",
    ]


def test_a_mute_printer_is_not_made_to_print_twice(room):
    room.printer.manners = MUTE
    room.patience = NO_STATUS
    room.start()

    number = room.sell()

    room.wait_for("sent_unconfirmed")
    assert room.jobs()[0].error_code == "PRN_UNCONFIRMED"
    room.printer.wait_until(lambda: len(room.printer.papers) == 1)
    assert _papers(room) == [number]


def test_a_person_may_say_that_the_paper_of_a_mute_printer_came_out(room):
    room.printer.manners = STATUS_ONLY
    room.patience = NO_CONFIRMATION
    room.start()
    room.sell()
    room.wait_for("sent_unconfirmed")

    with room.shop.store.write() as tx:
        call_printed(tx, room.jobs()[0].id)

    assert room.states_of() == ["done"]
    with room.shop.store.write() as tx, pytest.raises(PrintJobGoneError):
        call_printed(tx, room.jobs()[0].id)


def test_a_program_killed_while_sending_prints_a_marked_copy_when_it_starts_again(room):
    number = room.sell()
    jobs = StoredJobs(room.lanes)
    assert all(jobs.begin_sending(job) for job in jobs.find_heads(room.printer.address))

    room.start()

    room.wait_for("done")
    room.wait_for("expired", kind="drawer")
    assert [first_line(paper) for paper in room.printer.papers] == [
        "COPY 1 - printer was interrupted"
    ]
    assert _papers(room) == [number]
    assert room.printer.pulses == []


def test_a_drawer_that_could_not_be_reached_in_time_stays_shut(room, clock):
    room.printer.switch_off()
    room.start()
    _kick_drawer(room)
    room.wait_until(lambda: room.jobs("drawer")[0].error_code == "PRN_OFFLINE")

    clock.advance(timedelta(seconds=6))
    room.printer.switch_on()

    room.wait_for("expired", kind="drawer")
    room.sell()
    room.wait_for("done")
    assert len(room.printer.pulses) == 1
    assert [job.error_code for job in room.jobs("drawer")] == ["DRW_FAIL", None]


def test_a_drawer_that_does_not_confirm_is_not_kicked_again(room):
    room.printer.script = [Manners(power_lost_after=len(QUESTIONS + KICK))]
    room.start()

    _kick_drawer(room)

    room.wait_for("failed", kind="drawer")
    room.sell()
    room.wait_for("done")
    assert [job.error_code for job in room.jobs("drawer")] == ["DRW_FAIL", None]
    assert len(room.printer.pulses) == 2


def test_no_paper_is_waited_for_and_said(room):
    room.printer.status = dict(PAPER_OUT)
    room.start()
    number = room.sell()
    room.wait_until(lambda: room.jobs()[0].error_code == "PRN_NO_PAPER")

    room.printer.load_paper()

    room.wait_for("done")
    assert _papers(room) == [number]
    assert [state.code for state in room.states] == ["PRN_NO_PAPER", None]


def test_a_printer_in_trouble_does_not_hold_up_another(room):
    room.printer.switch_off()
    room.start()
    room.sell()
    with TcpPrinter() as kitchen:
        room.use(kitchen.address)

        number = room.sell()

        kitchen.wait_until(lambda: bool(kitchen.whole_papers))
        assert [number_on(paper) for paper in kitchen.whole_papers] == [number]
        room.wait_until(lambda: room.states_of()[1] == "done")


def test_a_paper_nobody_wants_any_more_is_not_printed(room):
    room.printer.switch_off()
    room.sell()
    with room.shop.store.write() as tx:
        cancel_job(tx, room.jobs()[0].id)
    room.printer.switch_on()

    room.start()
    wanted = room.sell()

    room.wait_for("cancelled", "done")
    assert _papers(room) == [wanted]
    with room.shop.store.write() as tx, pytest.raises(PrintJobGoneError):
        cancel_job(tx, room.jobs()[1].id)


def test_a_paper_that_cannot_be_drawn_fails_alone(room):
    room.press.jams_on = room.sell()
    fine = room.sell()

    room.start()

    room.wait_for("failed", "done")
    assert room.jobs()[0].error_code == "PRN_RENDER"
    assert _papers(room) == [fine]


def test_a_register_without_printer_keeps_no_queue(room):
    room.use("none:")
    room.start()

    room.sell()

    room.wait_for("cancelled")
    assert room.jobs()[0].error_code == "PRN_NONE"


def test_an_address_that_is_none_fails_at_once(room):
    room.use("lpt1")
    room.start()

    room.sell()

    room.wait_for("failed")
    assert room.jobs()[0].error_code == "PRN_ADDRESS"


def test_check_again_tries_at_once(room):
    room.printer.switch_off()
    room.sell()
    with room.shop.store.write() as tx:
        tx.connection.execute(
            sa.update(PrintJobRow).values(state="waiting", next_at=tx.now + timedelta(days=1))
        )
    room.printer.switch_on()
    room.start()

    with room.shop.store.write() as tx:
        retry_now(tx)

    room.wait_for("done")


def test_a_copy_says_what_the_original_said_although_the_shop_moved(room):
    room.start()
    number = room.sell()
    room.wait_for("done")
    order_id = room.jobs()[0].doc_id
    with room.shop.store.write() as tx:
        tx.connection.execute(sa.update(StoreRow).values(name="New Name Ltd", phone="1"))
        enqueue_copy(tx, "orders", order_id, actor=Actor(staff_id=room.shop.grace))

    room.wait_for("done", "done")

    original, copy = room.printer.whole_papers
    assert first_line(copy) == "COPY 1"
    assert number_on(copy) == number
    assert copy.texts[2 : 2 + len(original.texts)] == original.texts


def test_the_end_of_a_shift_prints_its_z_report(room):
    room.start()
    room.sell()
    wish = CloseShiftWish(
        actor=Actor(staff_id=room.shop.grace), counted_cash_cents=12_000, count_detail={}, note="x"
    )

    with room.shop.store.write() as tx:
        close_shift(tx, wish)

    room.wait_for("done", kind="report")
    assert any("Z report 1" in line for line in room.printer.whole_papers[-1].texts)


def test_a_report_of_an_open_shift_does_not_stand_in_for_the_one_that_closes_it(room):
    room.start()
    room.sell()
    shift_id = room.shift_id()
    with room.shop.store.write() as tx:
        enqueue_day_report(tx, shift_id, staff_id=room.shop.grace)
    room.wait_for("done", kind="report")
    wish = CloseShiftWish(
        actor=Actor(staff_id=room.shop.grace), counted_cash_cents=12_000, count_detail={}, note="x"
    )

    with room.shop.store.write() as tx:
        close_shift(tx, wish)

    room.wait_for("done", "done", kind="report")
    first, second = room.printer.whole_papers[-2:]
    assert any("X report 1 (shift is open)" in line for line in first.texts)
    assert any("Z report 1" in line for line in second.texts)


def test_a_z_report_that_is_printed_again_is_a_copy(room):
    room.start()
    room.sell()
    shift_id = room.shift_id()
    wish = CloseShiftWish(
        actor=Actor(staff_id=room.shop.grace), counted_cash_cents=12_000, count_detail={}, note="x"
    )
    with room.shop.store.write() as tx:
        close_shift(tx, wish)
    room.wait_for("done", kind="report")

    with room.shop.store.write() as tx:
        enqueue_copy(tx, "shifts", shift_id, actor=Actor(staff_id=room.shop.grace))

    room.wait_for("done", "done")
    copy = room.printer.whole_papers[-1]
    assert first_line(copy) == "COPY 1"
    assert any("Z report 1" in line for line in copy.texts)


def test_bytes_are_kept_for_a_month(room, clock):
    room.start()
    room.sell()
    room.wait_for("done")
    room.stop()
    assert room.jobs()[0].payload is not None
    clock.advance(timedelta(days=31))

    StoredJobs(room.lanes).recover()

    assert room.jobs()[0].payload is None
    assert '"paper":"receipt"' in room.jobs()[0].spec_json


@pytest.mark.parametrize("lost_after", [9, 40, 150, 700, 1040, 1060, 1100])
def test_wherever_the_power_goes_no_sale_is_without_paper_and_no_double_unmarked(room, lost_after):
    numbers = [room.sell() for _ in range(3)]
    good, cut = Manners(), Manners(power_lost_after=lost_after)
    room.printer.script = [good, good, good, cut, good, cut, good, cut]

    room.start()

    room.wait_for("done", "done", "done")
    originals = [paper for paper in room.printer.whole_papers if first_line(paper) == "Corner Shop"]
    assert set(numbers) == set(_papers(room))
    assert len({number_on(paper) for paper in originals}) == len(originals)
    assert room.printer.unknown == []
