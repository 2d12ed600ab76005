import pytest

from pos.domain.barcode import (
    CustomerScan,
    ItemScan,
    LabelScan,
    MisreadScan,
    ReceiptScan,
    read_scan,
)
from pos.domain.scan_pattern import PATTERNS_MAX, ScanPatternError, parse_patterns


def test_patterns_are_read_in_their_order() -> None:
    patterns = parse_patterns("weight 21iiiiivvvvvc 3; price 23iiiiivvvvvc;customer 29*;")

    assert [str(pattern) for pattern in patterns] == [
        "weight 21iiiiivvvvvc 3",
        "price 23iiiiivvvvvc",
        "customer 29*",
    ]


def test_a_shop_without_scales_has_no_patterns() -> None:
    assert parse_patterns("") == ()


def test_the_first_pattern_that_fits_decides() -> None:
    patterns = parse_patterns("customer 29*; price 29iiiiivvvvvc")

    assert read_scan("2912345010491", patterns) == CustomerScan(card_no="12345010491")


def test_the_same_digits_are_a_weight_here_and_a_price_there() -> None:
    in_oslo = read_scan("2312345001238", parse_patterns("weight 23iiiiivvvvvc 3"))
    in_copenhagen = read_scan("2312345001238", parse_patterns("price 23iiiiivvvvvc"))

    assert isinstance(in_oslo, LabelScan)
    assert isinstance(in_copenhagen, LabelScan)
    assert (in_oslo.weight_g, in_copenhagen.price_cents) == (123, 123)


def test_a_scale_that_weighs_to_ten_grams_is_read_in_grams() -> None:
    label = read_scan("2112345015002", parse_patterns("weight 21iiiiivvvvvc 2"))

    assert isinstance(label, LabelScan)
    assert label.weight_g == 15_000


def test_a_label_with_a_wrong_check_digit_is_no_other_article() -> None:
    assert read_scan("2112345015003", parse_patterns("weight 21iiiiivvvvvc 3")) == MisreadScan(
        code="2112345015003"
    )


def test_no_pattern_of_a_shop_takes_a_receipt_away() -> None:
    patterns = parse_patterns("customer R.*; customer R*")

    assert read_scan("R.S1R1-A-000001", patterns) == ReceiptScan(number="S1R1-A-000001")
    assert read_scan("r77", patterns) == CustomerScan(card_no="77")


def test_what_fits_no_pattern_is_an_article() -> None:
    patterns = parse_patterns("weight 21iiiiivvvvvc 3")

    assert isinstance(read_scan("4006381333931", patterns), ItemScan)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("scale 21iiiiivvvvvc 3", "meaning"),
        ("weight", "mask"),
        ("weight 21* 3", "mask"),
        ("weight 21iiiiic 3", "mask"),
        ("weight 21iivviivvc 3", "mask"),
        ("weight 21iiiiivvvvvc", "decimals"),
        ("weight 21iiiiivvvvvc 4", "decimals"),
        ("weight 21iiiiivvvvvc 3 3", "decimals"),
        ("price 23iiiiivvvvvc 2", "decimals"),
        ("customer *", "mask"),
        ("customer 29", "mask"),
        ("customer 29i*", "mask"),
        ("customer [0-9]+*", "mask"),
        ("customer " + "2" * 60 + "*", "mask"),
        ("customer 29*;" * (PATTERNS_MAX + 1), "too_many"),
    ],
)
def test_what_is_no_pattern_is_refused(written: str, fault: str) -> None:
    with pytest.raises(ScanPatternError) as refused:
        parse_patterns(written)

    assert refused.value.facts["fault"] == fault
