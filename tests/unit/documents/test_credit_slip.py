from datetime import UTC, datetime

from pos.documents.paper_layout import lay_out_paper
from pos.documents.paper_text import write_text
from pos.domain.credit_slip import CreditSlip
from pos.domain.paper_json import find_paper, write_paper

SLIP = CreditSlip(
    customer_name="Mina Okafor",
    amount_cents=2_500,
    balance_cents=4_000,
    reason="goodwill",
    moved_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
    staff_name="Ada",
    approved_by="Grace",
    store_name="Corner Shop",
    register_code="R1",
    currency="EUR",
    timezone="Europe/Vienna",
)


def test_the_slip_says_what_was_given_why_and_what_there_is_now() -> None:
    text = "\n".join(write_text(lay_out_paper(SLIP, locale="en_GB"), columns=42))

    for said in ("given", "€25.00", "Goodwill", "Mina Okafor", "Ada", "Grace", "10:30", "€40.00"):
        assert said in text


def test_a_slip_that_is_printed_again_says_the_same() -> None:
    assert find_paper(write_paper(SLIP)) == SLIP
