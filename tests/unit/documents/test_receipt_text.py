"""A receipt as fixed-width text, word for word."""

from dataclasses import replace
from datetime import date

import pytest

from pos.documents.cause_wording import cause_sentence
from pos.documents.day_report_layout import lay_out_day_report
from pos.documents.paper_text import write_text
from pos.documents.receipt_layout import lay_out_receipt
from pos.documents.wrapping import columns_of
from pos.domain.day_report import ClosedFigures, LateDocument, ShiftEvents
from pos.domain.drawer_evidence import Cause, CauseKind, SubjectKind
from tests.fakes.paper_corpus import (
    COPY,
    CORPUS,
    EIGHT_TAXES,
    HOSTILE_NAMES,
    PLAIN,
    RETURN,
    TORN,
    WEIGHED,
    X_REPORT,
    Z_REPORT,
    selling,
)

PLAIN_TEXT = """\
                Corner Shop
             12 Market Street
               Bath BA1 1AA
           Phone +44 1225 000000
          Tax no. GB 123 4567 89

                  Receipt
No.                          S1R1-A-000124
Date                  4 Mar 2026 12:00 GMT
Till R1, served by Ada
------------------------------------------
Tea
  2 \N{MULTIPLICATION SIGN} 4.50                          9.00 A
Enamel cup Blue                    14.00 A
  Discount                           -2.00
------------------------------------------
3 items
TOTAL                               £21.00

Rate                        Net  Tax Gross
A VAT 20%                 17.50 3.50 21.00

Cash                                 25.00
Change                                4.00

   Goods may be returned within 30 days.
              corner.example
             Journal 9f00c1aa

              S1R1-A-000124"""


def test_a_receipt_says_who_sold_what_for_how_much_and_how_it_was_paid():
    lines = write_text(lay_out_receipt(PLAIN, locale="en_GB"), columns=42)

    assert "\n".join(lines) == PLAIN_TEXT


@pytest.mark.parametrize("columns", [32, 42, 48])
@pytest.mark.parametrize("name", CORPUS)
def test_no_line_is_wider_than_the_paper(name, columns):
    lines = write_text(lay_out_receipt(CORPUS[name], locale="en_GB"), columns=columns)

    assert max(columns_of(line) for line in lines) <= columns


def test_a_weighed_line_shows_kilograms_and_the_price_per_kilogram():
    lines = write_text(lay_out_receipt(WEIGHED, locale="de_DE"), columns=32)

    assert "  1,5 kg \N{MULTIPLICATION SIGN} 2,99/kg          4,49" in lines
    assert "Rounding                    0,01" in lines
    assert "TOTAL                     4,49 €" in lines


def test_a_refund_shows_what_is_given_back_and_for_which_sale():
    lines = write_text(lay_out_receipt(RETURN, locale="en_GB"), columns=42)

    assert "                  Refund" in lines
    assert "For receipt                  S1R2-A-000007" in lines
    assert "REFUND                               £4.50" in lines


def test_taxes_on_top_stand_between_subtotal_and_total():
    lines = write_text(lay_out_receipt(EIGHT_TAXES, locale="en_GB"), columns=42)

    start = lines.index("Subtotal                             21.00")
    assert lines[start + 1] == "Discount                             -1.00"
    assert lines[start + 2] == "plus County tax 1 1.25%               0.25"
    assert lines[start + 9] == "plus County tax 8 10%                 2.00"


def test_a_copy_says_so_at_the_top_and_at_the_bottom():
    lines = write_text(lay_out_receipt(COPY, locale="en_GB"), columns=42)

    assert lines[0].strip() == "COPY 1"
    assert lines[1].strip() == "Copy made 6 Mar 2026 12:00 GMT"
    assert [line.strip() for line in lines[-2:]] == ["COPY 1", "Copy made 6 Mar 2026 12:00 GMT"]
    assert "Date                  4 Mar 2026 12:00 GMT" in lines


def test_a_copy_after_a_torn_paper_says_why():
    lines = write_text(lay_out_receipt(TORN, locale="en_GB"), columns=42)

    assert lines[0].strip() == "COPY 2 - printer was interrupted"


def test_a_training_receipt_cannot_be_taken_for_a_real_one():
    lines = write_text(lay_out_receipt(CORPUS["training"], locale="en_GB"), columns=42)

    assert lines[0].strip() == lines[-1].strip() == "TRAINING - NOT A RECEIPT"


def test_a_card_shows_four_digits_and_its_reference():
    lines = write_text(lay_out_receipt(selling("Tea"), locale="en_GB"), columns=42)

    assert "  Visa •••• 4242" in lines
    assert "  Ref. A-77120" in lines


def test_what_is_made_for_the_customer_shows_its_words_and_its_day():
    (cake,) = selling("Birthday cake").lines
    wished = replace(cake, ready_on=date(2026, 7, 7), message="Happy birthday, Mia")

    terms = "Changes until two days before."
    receipt = replace(selling("Tea"), lines=(wished,), made_terms=terms)
    paper = lay_out_receipt(receipt, locale="en_GB")

    lines = write_text(paper, columns=42)
    assert "  \u201cHappy birthday, Mia\u201d" in lines
    assert "  Ready Tue, 7 Jul 2026" in lines
    assert terms in lines


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_name_brings_no_control_character_onto_the_paper(name):
    lines = write_text(lay_out_receipt(selling(name), locale="en_GB"), columns=42)

    assert all(line.isprintable() for line in lines)


def test_a_z_report_adds_up_the_drawer_and_anchors_the_journal():
    lines = write_text(lay_out_day_report(Z_REPORT, locale="en_GB"), columns=42)

    assert "                Z report 17" in lines
    assert "To the safe evening safe           -100.00" in lines
    assert "Difference                           -0.10" in lines
    assert "Journal entry         912 1122aabbccddeeff" in lines
    assert "VAT 20%           1,166.67 233.33 1,400.00" in lines


def test_an_x_report_counts_nothing_and_closes_nothing():
    lines = write_text(lay_out_day_report(X_REPORT, locale="en_GB"), columns=42)

    assert "Counted                    not counted yet" in lines
    assert not any(line.startswith(("Difference", "Closed")) for line in lines)


def test_a_z_report_names_both_counts_who_agreed_and_what_may_have_happened():
    cause = Cause(
        kind=CauseKind.CARD_RUNG_AS_CASH,
        subject=SubjectKind.SALE,
        name="S1R1-A-000131",
        entered=1_890,
        actual=1_890,
        effect_cents=-1_890,
        is_confirmed=True,
    )
    report = replace(
        Z_REPORT,
        cash=replace(Z_REPORT.cash, first_counted_cents=63_000, last_close_cents=16_000),
        tenders=(replace(Z_REPORT.tenders[1], code="card", counted_cents=81_890),),
        events=ShiftEvents(no_sales=3),
        approval="missing",
        causes=(cause,),
    )

    lines = write_text(lay_out_day_report(report, locale="en_GB"), columns=48)

    assert "Difference at the start                   -10.00" in lines
    assert "First count                               630.00" in lines
    assert "DIFFERENCE NOT APPROVED" in lines
    assert "Drawer opened without a sale                   3" in lines
    text = " ".join(" ".join(lines).split())
    assert "Card 800.00 818.90 18.90" in text
    assert "- Sale S1R1-A-000131: £18.90 rung as cash, perhaps paid by card" in text
    assert "The other payments are off by as much, the other way." in text


def test_a_z_report_lists_what_came_after_the_close_and_how_it_was_closed():
    late = LateDocument(number="S1R1-A-000164", at=Z_REPORT.opened_at, amount_cents=1_990)
    closed = ClosedFigures(total_cents=138_010, expected_cents=63_010, difference_cents=1_980)
    report = replace(Z_REPORT, late=(late,), closed_with=closed)

    lines = write_text(lay_out_day_report(report, locale="en_GB"), columns=48)

    place = lines.index("Came after the close")
    assert lines[place + 1] == "S1R1-A-000164 4 Mar 2026 08:00 GMT         19.90"
    assert "TURNOVER                                1,380.10" in lines


def test_every_cause_has_a_sentence_with_its_amounts():
    for kind in CauseKind:
        cause = Cause(
            kind=kind,
            subject=SubjectKind.SALE,
            name="S1R1-A-000131",
            entered=200,
            actual=2_000,
            effect_cents=-1_800,
            shift_number=4,
        )

        sentence = cause_sentence(cause, money=lambda cents: f"<{cents}>")

        assert sentence.startswith("Sale S1R1-A-000131: ")
        assert "<200>" in sentence or "<2000>" in sentence or kind is CauseKind.KIND_NOT_COUNTED
