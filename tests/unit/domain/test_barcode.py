from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.barcode import (
    BadgeScan,
    CardSwipe,
    CouponScan,
    CustomerScan,
    GiftCardScan,
    ItemScan,
    LabelScan,
    MisreadScan,
    ReceiptScan,
    ReservedCodeError,
    Unknown,
    badge_code,
    check_item_code,
    customer_code,
    quantity_for_price,
    read_multiplier,
    read_scan,
    receipt_code,
)
from pos.domain.check_digit import check_digit, expand_upc_e, is_gtin
from pos.domain.scan_pattern import parse_patterns

RULES = parse_patterns("weight 21iiiiivvvvvc 3; price 23iiiiivvvvvc; weight 02iiiixvvvvvc 3")


def test_a_weighed_label_says_article_and_grams() -> None:
    label = read_scan("2112345015002", RULES)

    assert isinstance(label, LabelScan)
    assert (label.item_code, label.weight_g, label.price_cents) == ("12345", 1500, None)


def test_a_priced_label_says_article_and_amount() -> None:
    label = read_scan("2312345010490", RULES)

    assert isinstance(label, LabelScan)
    assert (label.item_code, label.weight_g, label.price_cents) == ("12345", None, 1049)
    assert quantity_for_price(1049, unit_price_cents=1290, price_unit_qty=1000) == 813


def test_a_digit_that_checks_the_value_is_skipped() -> None:
    body = "02" + "1234" + "9" + "00750"

    label = read_scan(body + check_digit(body), RULES)

    assert isinstance(label, LabelScan)
    assert (label.item_code, label.weight_g) == ("1234", 750)


def test_a_label_without_weight_is_marked() -> None:
    body = "211234500000"

    label = read_scan(body + check_digit(body), RULES)

    assert isinstance(label, LabelScan)
    assert label.is_empty


def test_without_a_rule_the_digits_are_an_article() -> None:
    assert read_scan("2112345015002") == ItemScan(code="2112345015002", lookups=("2112345015002",))


def test_a_label_with_a_wrong_check_digit_is_misread() -> None:
    assert read_scan("2112345015003", RULES) == MisreadScan(code="2112345015003")


@pytest.mark.parametrize("code", ["4006381333932", "036000291453", "96385075", "14006381333931"])
def test_a_wrong_check_digit_is_refused(code: str) -> None:
    assert read_scan(code) == MisreadScan(code=code)


def test_a_twelve_digit_code_is_stored_with_thirteen() -> None:
    scan = read_scan("036000291452")

    assert scan == ItemScan(code="0036000291452", lookups=("0036000291452", "036000291452"))


def test_a_short_code_is_expanded() -> None:
    scan = read_scan("04252614")

    assert isinstance(scan, ItemScan)
    assert scan.code == "0042100005264"


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("04252614", "042100005264"),
        ("01234133", "012300000413"),
        ("01234145", "012340000015"),
        ("01234558", "012345000058"),
        ("01234596", "012345000096"),
    ],
)
def test_every_way_of_shortening_is_undone(short: str, full: str) -> None:
    assert expand_upc_e(short) == full


@pytest.mark.parametrize("code", ["04252615", "24252614", "0425261", "0425261x"])
def test_what_is_no_short_code_is_not_expanded(code: str) -> None:
    assert expand_upc_e(code) is None


def test_fourteen_digits_that_begin_with_zero_are_the_article_itself() -> None:
    scan = read_scan("04006381333931")

    assert isinstance(scan, ItemScan)
    assert scan.lookups == ("4006381333931", "04006381333931")


def test_a_carton_is_never_taken_for_a_piece() -> None:
    scan = read_scan("14006381333938")

    assert isinstance(scan, ItemScan)
    assert scan.lookups == ("14006381333938",)


@pytest.mark.parametrize("code", ["4711", "SKU-12", "milk", "12345678901"])
def test_other_codes_are_looked_up_as_they_are(code: str) -> None:
    assert read_scan(f" {code}\r\n") == ItemScan(code=code, lookups=(code,))


def test_the_tills_own_codes_are_told_apart() -> None:
    assert read_scan(receipt_code("S1R1-A-000123")) == ReceiptScan(number="S1R1-A-000123")
    assert read_scan("r.s1r1-a-000123") == ReceiptScan(number="S1R1-A-000123")
    assert read_scan(badge_code("0042")) == BadgeScan(employee_no="0042")
    assert read_scan(customer_code("K77")) == CustomerScan(card_no="K77")
    assert read_scan("P.SPRING") == CouponScan(coupon_code="SPRING")
    assert read_scan("G.9000") == GiftCardScan(card_no="9000")


@pytest.mark.parametrize("code", ["R.1", "r.x", "B.", "C.4006381333931"])
def test_no_article_may_have_a_code_of_the_till(code: str) -> None:
    with pytest.raises(ReservedCodeError):
        check_item_code(code)


def test_articles_may_have_any_other_code() -> None:
    for code in ("RX.1", "R1", "4006381333931", "X.1"):
        check_item_code(code)


@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), min_size=1))
def test_a_receipt_is_never_an_article(number: str) -> None:
    scan = read_scan(receipt_code(number))

    assert isinstance(scan, ReceiptScan | Unknown | CardSwipe)


@pytest.mark.parametrize("code", ["", "  ", "\r\n", "x" * 129, "9" * 5000, "\x1b@", "日本"])
def test_what_is_no_code_is_unknown(code: str) -> None:
    scan = read_scan(code)

    assert isinstance(scan, Unknown)
    assert len(scan.code) <= 128


@pytest.mark.parametrize(
    "swipe", ["%B4111111111111111^DOE/JOHN^2812?", ";4111111111111111=28121010000000000?"]
)
def test_nothing_of_a_swiped_card_is_kept(swipe: str) -> None:
    assert read_scan(swipe) == CardSwipe()


def test_a_gs1_code_says_article_lot_and_day() -> None:
    scan = read_scan("]C1010400638133393110LOT7\x1d17261200")

    assert isinstance(scan, ItemScan)
    assert scan.code == "4006381333931"
    assert scan.elements is not None
    assert (scan.elements.lot, scan.elements.expires_on) == ("LOT7", date(2026, 12, 31))


def test_a_gs1_code_may_carry_weight_price_and_serial() -> None:
    scan = read_scan("0104006381333931\x1d3102000125\x1d39221290\x1d21S1")

    assert isinstance(scan, ItemScan)
    assert scan.elements is not None
    assert scan.elements.weight_g == 1250
    assert (scan.elements.price_digits, scan.elements.price_decimals) == (1290, 2)
    assert scan.elements.serial == "S1"


def test_a_plain_short_code_is_not_read_as_element_strings() -> None:
    assert isinstance(read_scan("96385074"), ItemScan)
    assert read_scan("]E496385074") == ItemScan(code="96385074", lookups=("96385074",))


@pytest.mark.parametrize(
    "code",
    [
        "]C19912345",
        "]C10104006381333931" + "17261332",
        "]C110LOT",
        "\x1d",
        "]d20104006381333931" + "10A\x1d" * 30,
    ],
)
def test_element_strings_that_say_nothing_are_unknown_and_without_controls(code: str) -> None:
    scan = read_scan(code)

    assert isinstance(scan, Unknown)
    assert scan.code.isprintable()


def test_a_gs1_code_with_a_wrong_check_digit_is_misread() -> None:
    assert read_scan("]C10104006381333932") == MisreadScan(code="04006381333932")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("3*", (3, "")),
        ("3*4006381333931", (3, "4006381333931")),
        ("9999*x", (9999, "x")),
        ("10000*x", (1, "10000*x")),
        ("0*x", (1, "0*x")),
        ("*x", (1, "*x")),
        ("x3*", (1, "x3*")),
        ("٣*", (1, "٣*")),
    ],
)
def test_a_multiplier_is_split_off(typed: str, read: tuple[int, str]) -> None:
    assert read_multiplier(typed) == read


def test_a_free_article_on_a_priced_label_is_one_unit() -> None:
    assert quantity_for_price(100, unit_price_cents=0, price_unit_qty=1000) == 1


GTINS = st.sampled_from([7, 11, 12, 13]).flatmap(
    lambda length: st.text(alphabet="0123456789", min_size=length, max_size=length)
)


@given(GTINS)
def test_a_number_with_its_check_digit_is_right_and_with_any_other_wrong(digits: str) -> None:
    right = check_digit(digits)

    assert [is_gtin(digits + other) for other in "0123456789"] == [
        other == right for other in "0123456789"
    ]


@given(GTINS, st.data())
def test_any_single_misread_digit_is_found(digits: str, data: st.DataObject) -> None:
    code = digits + check_digit(digits)
    place = data.draw(st.integers(min_value=0, max_value=len(code) - 1))
    wrong = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != code[place]]))

    assert not is_gtin(code[:place] + wrong + code[place + 1 :])
