from datetime import UTC, datetime

from pos.documents.paper_layout import lay_out_paper
from pos.documents.paper_text import write_text
from pos.domain.cash_slip import CashSlip
from pos.domain.paper_json import find_paper, write_paper

SLIP = CashSlip(
    kind="pay_out",
    amount_cents=-1_800,
    reason="Window cleaner",
    moved_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
    staff_name="Ada",
    approved_by="Grace",
    shift_number=12,
    store_name="Corner Shop",
    register_code="R1",
    currency="EUR",
    timezone="Europe/Vienna",
)


def test_the_slip_says_what_left_the_drawer_why_and_who_agreed() -> None:
    text = "\n".join(write_text(lay_out_paper(SLIP, locale="en_GB"), columns=42))

    for said in ("Paid out", "€18.00", "Window cleaner", "Ada", "Grace", "R1 / 12", "10:30"):
        assert said in text


def test_a_slip_that_is_printed_again_says_the_same() -> None:
    assert find_paper(write_paper(SLIP)) == SLIP
