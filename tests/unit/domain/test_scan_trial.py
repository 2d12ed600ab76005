"""A code is tried on the patterns of a shop: each says whether it fits, and if not, why."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.barcode import (
    CustomerScan,
    ItemScan,
    LabelScan,
    MisreadScan,
    ReceiptScan,
    normal_of,
)
from pos.domain.check_digit import check_digit
from pos.domain.scan_pattern import parse_patterns
from pos.domain.scan_trial import Fault, Misfit, ScanTrial, try_code

PATTERNS = parse_patterns("weight 21iiiiivvvvvc 3; price 23iiiiivvvvvc; customer 29*")
WEIGHED = "2112345015002"
PRICED = "2312345010490"


def faults(trial: ScanTrial) -> list[Fault | None]:
    return [each.fault for each in trial.patterns]


def deciding(trial: ScanTrial) -> list[bool]:
    return [each.decides for each in trial.patterns]


def test_a_weighed_label_is_read_by_the_pattern_that_fits() -> None:
    trial = try_code(WEIGHED, PATTERNS)

    assert isinstance(trial.reading, LabelScan)
    assert (trial.reading.item_code, trial.reading.weight_g) == ("12345", 1_500)
    assert deciding(trial) == [True, False, False]
    assert faults(trial)[1:] == [
        Fault(misfit=Misfit.SIGN, wanted="3", place=2),
        Fault(misfit=Misfit.SIGN, wanted="9", place=2),
    ]


def test_a_priced_label_names_its_price() -> None:
    trial = try_code(PRICED, PATTERNS)

    assert isinstance(trial.reading, LabelScan)
    assert trial.reading.price_cents == 1_049
    assert deciding(trial) == [False, True, False]


def test_a_wrong_check_digit_names_the_right_one_and_no_later_pattern_is_asked() -> None:
    trial = try_code(WEIGHED[:-1] + "9", (*PATTERNS, *parse_patterns("customer 21*")))

    assert isinstance(trial.reading, MisreadScan)
    assert faults(trial)[0] == Fault(misfit=Misfit.CHECK_DIGIT, wanted="2", place=13)
    assert deciding(trial) == [True, False, False, False]


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("21123", Fault(misfit=Misfit.LENGTH, wanted="13")),
        ("21123450150020", Fault(misfit=Misfit.LENGTH, wanted="13")),
        ("21A2345015002", Fault(misfit=Misfit.DIGIT, place=3)),
        ("2312345015002", Fault(misfit=Misfit.SIGN, wanted="1", place=2)),
        ("211234501500²", Fault(misfit=Misfit.DIGIT, place=13)),
        ("", Fault(misfit=Misfit.LENGTH, wanted="13")),
    ],
)
def test_each_reason_is_named(code: str, fault: Fault) -> None:
    assert faults(try_code(code, PATTERNS[:1])) == [fault]


def test_the_first_of_two_that_fit_decides() -> None:
    trial = try_code("2901", parse_patterns("customer 29*; coupon 2*"))

    assert trial.reading == CustomerScan(card_no="01")
    assert faults(trial) == [None, None]
    assert deciding(trial) == [True, False]


def test_a_rest_is_at_least_one_character() -> None:
    assert faults(try_code("29", PATTERNS[2:])) == [Fault(misfit=Misfit.LENGTH, wanted="3")]


def test_the_tills_own_codes_are_read_before_all_patterns() -> None:
    trial = try_code("r.s1r1-000001", parse_patterns("customer R*"))

    assert trial.reading == ReceiptScan(number="S1R1-000001")
    assert trial.is_own
    assert deciding(trial) == [False]


def test_without_patterns_a_code_is_an_article() -> None:
    assert try_code("4006381333931", ()) == replace(
        try_code("4006381333931", PATTERNS),
        patterns=(),
        reading=ItemScan(code="4006381333931", lookups=("4006381333931",)),
    )


def test_a_label_in_twelve_digits_is_seen_as_thirteen() -> None:
    body = "21234501049"
    trial = try_code(body + check_digit(body), parse_patterns("price 02iiiiivvvvvc"))

    assert isinstance(trial.reading, LabelScan)
    assert (trial.reading.item_code, trial.reading.price_cents) == ("12345", 1_049)
    assert deciding(trial) == [True]


@given(st.text(alphabet="0123456789R.-Aé", max_size=20))
def test_a_pattern_fits_when_the_till_would_take_it(code: str) -> None:
    for pattern in PATTERNS:
        (trial,) = try_code(code, (pattern,)).patterns
        fits = pattern.match(normal_of(code.strip(), pattern)) is not None
        is_read = trial.fault is None or trial.fault.misfit is Misfit.CHECK_DIGIT
        assert is_read == fits
