"""What goes to the kitchen, as it comes out."""

from dataclasses import replace
from datetime import UTC, date, datetime

from pos.documents.paper_layout import lay_out_paper
from pos.documents.paper_text import write_text
from pos.domain.paper_json import find_paper, write_paper
from pos.domain.receipt import CopyMark
from pos.domain.work_ticket import WorkLine, WorkTicket

NOON = datetime(2026, 7, 3, 10, 0, tzinfo=UTC)
CAKE = WorkLine(
    name="Birthday cake",
    variant_name="12 portions",
    quantity=2,
    unit="each",
    ready_on=date(2026, 7, 7),
    message="Happy birthday, Mia",
    note="No nuts",
    options=("Filling: Lemon curd", "Border: Red"),
)
TICKET = WorkTicket(
    number="S1R1-A-000124",
    store_name="Corner Shop",
    customer_name="Ida Holm",
    note=None,
    taken_by="Ada",
    taken_at=NOON,
    timezone="Europe/Vienna",
    currency="EUR",
    lines=(CAKE,),
)


def lines_of(ticket: WorkTicket) -> list[str]:
    return [line.strip() for line in write_text(lay_out_paper(ticket, locale="en_GB"), columns=42)]


def test_whoever_bakes_reads_what_for_when_and_for_whom() -> None:
    lines = lines_of(TICKET)

    assert "2 \N{MULTIPLICATION SIGN} Birthday cake 12 portions" in lines
    assert "\u201cHappy birthday, Mia\u201d" in " ".join(lines)
    assert "No nuts" in lines
    assert lines.index("Filling: Lemon curd") < lines.index("Border: Red")
    assert "Ready Tue, 7 Jul 2026" in lines
    assert any(line.startswith("Customer") and line.endswith("Ida Holm") for line in lines)


def test_whoever_hands_it_over_sees_what_is_still_to_be_paid() -> None:
    lines = lines_of(replace(TICKET, owed_cents=3_143))

    assert any(line.startswith("To pay") and line.endswith("\u20ac31.43") for line in lines)


def test_no_price_is_on_it() -> None:
    assert not any("\u20ac" in line for line in lines_of(TICKET))


def test_a_ticket_is_kept_and_says_when_it_came_out_again() -> None:
    again = replace(TICKET, copy=CopyMark(copy_no=1, made_at=NOON))

    assert find_paper(write_paper(again)) == again
    assert "COPY 1" in "\n".join(lines_of(again))
