"""A badge and a test page, as they come out."""

from dataclasses import replace
from datetime import UTC, datetime

from pos.documents.paper_layout import lay_out_paper
from pos.documents.paper_text import write_text
from pos.domain.barcode import BadgeScan, read_scan
from pos.domain.paper_json import find_paper, write_paper
from pos.domain.receipt import CopyMark
from pos.domain.slip import Slip, SlipKind

MOMENT = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


def slip(kind: SlipKind) -> Slip:
    return Slip(
        kind=kind,
        store_name="Corner Shop",
        name="Ada",
        detail="2",
        code="B.2",
        made_at=MOMENT,
        timezone="Europe/Vienna",
        currency="EUR",
    )


def lines_of(paper: Slip) -> list[str]:
    return [line.strip() for line in write_text(lay_out_paper(paper, locale="en_GB"), columns=32)]


def test_a_badge_names_the_person_and_is_read_as_theirs() -> None:
    lines = lines_of(slip(SlipKind.BADGE))

    assert "Ada" in lines
    assert "B.2" in lines
    assert read_scan("B.2") == BadgeScan(employee_no="2")


def test_a_test_page_fills_the_line_and_has_letters_that_printers_lack() -> None:
    text = "\n".join(lines_of(slip(SlipKind.TEST_PAGE)))

    assert "0123456789" * 3 in text
    assert "\u00c4\u00d6\u00dc" in text
    assert "right edge" in text


def test_a_slip_is_kept_and_says_when_it_came_out_again() -> None:
    again = replace(slip(SlipKind.BADGE), copy=CopyMark(copy_no=1, made_at=MOMENT))

    assert find_paper(write_paper(again)) == again
    assert "COPY 1" in "\n".join(lines_of(again))
