"""What stands on papers about goods that are made for somebody."""

from dataclasses import replace
from datetime import date

from pos.documents.paper_layout import lay_out_paper
from pos.documents.paper_text import write_text
from pos.domain.day_report import Deposits
from pos.domain.paper_json import Paper, find_paper, write_paper
from pos.domain.pickup_label import PickupLabel
from pos.domain.receipt import ReceiptKind
from tests.fakes.paper_corpus import PLAIN, RETURN, X_REPORT


def lines_of(paper: Paper) -> list[str]:
    return [line.strip() for line in write_text(lay_out_paper(paper, locale="en_GB"), columns=42)]


def test_the_receipt_says_until_when_it_may_be_cancelled_and_what_is_kept() -> None:
    cake = replace(
        PLAIN.lines[0],
        ready_on=date(2026, 11, 20),
        free_until=date(2026, 11, 18),
        forfeit_percent=50,
    )

    lines = lines_of(replace(PLAIN, lines=(cake,)))

    assert "Cancelled for nothing until Wed, 18 Nov 2026" in " ".join(lines)
    assert "Later 50 % of the deposit is kept" in lines


def test_the_receipt_says_what_was_chosen() -> None:
    cake = replace(PLAIN.lines[0], options=("Filling: Lemon curd", "Border: Red"))

    receipt = replace(PLAIN, lines=(cake,))

    assert "Filling: Lemon curd" in lines_of(receipt)
    assert find_paper(write_paper(receipt)) == receipt


def test_without_a_forfeit_there_is_nothing_to_say() -> None:
    cake = replace(PLAIN.lines[0], ready_on=date(2026, 11, 20))

    assert not any("deposit" in line for line in lines_of(replace(PLAIN, lines=(cake,))))


def test_the_receipt_of_a_cancelled_order_says_what_was_kept() -> None:
    cake = replace(RETURN.lines[0], kept_cents=450)

    lines = lines_of(replace(RETURN, lines=(cake,)))

    assert any(line.startswith("Kept of the deposit") and line.endswith("4.50") for line in lines)


def test_the_receipt_for_the_balance_has_no_goods_but_the_order_on_it() -> None:
    balance = replace(
        PLAIN, kind=ReceiptKind.BALANCE, lines=(), taxes=(), total_cents=2_100, made_terms=None
    )

    lines = lines_of(balance)

    assert "Balance paid" in lines
    assert any(line.startswith("No.") and line.endswith(PLAIN.number) for line in lines)
    assert any(line.startswith("TOTAL") and line.endswith("£21.00") for line in lines)
    assert not any("item" in line for line in lines)


def test_the_report_says_deposits_apart_from_the_turnover() -> None:
    deposits = Deposits(taken_cents=3_900, used_cents=450, given_back_cents=450, owed_cents=12_000)

    lines = lines_of(replace(X_REPORT, deposits=deposits))

    said = [line for line in lines if line.startswith("Deposits")]
    assert [line.split()[-1] for line in said] == ["39.00", "-4.50", "-4.50", "120.00"]


def test_papers_that_were_kept_before_there_were_deposits_are_still_read() -> None:
    assert find_paper(write_paper(X_REPORT)) == X_REPORT
    old = write_paper(X_REPORT).replace(
        '"deposits":{"given_back_cents":0,"owed_cents":0,"taken_cents":0,"used_cents":0},', ""
    )
    assert old != write_paper(X_REPORT)
    assert find_paper(old) == X_REPORT


LABEL = PickupLabel(
    number="S1R1-A-000665",
    store_name="Corner Shop",
    customer_name="Ida Holm",
    goods=("2 \N{MULTIPLICATION SIGN} Birthday cake, 12 portions",),
    ready_on=date(2026, 11, 20),
    timezone="Europe/London",
    currency="GBP",
    owed_cents=2_100,
)


def test_the_label_is_found_by_a_short_number_and_a_name() -> None:
    lines = lines_of(LABEL)

    assert lines[:3] == ["665", "Ida Holm", "Ready Fri, 20 Nov 2026"]
    assert any(line.startswith("To pay") and line.endswith("\u00a321.00") for line in lines)
    assert "S1R1-A-000665" in lines
    assert find_paper(write_paper(LABEL)) == LABEL


def test_what_is_paid_says_nothing_of_money() -> None:
    assert not any("\u00a3" in line for line in lines_of(replace(LABEL, owed_cents=0)))
