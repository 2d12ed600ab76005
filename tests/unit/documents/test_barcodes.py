"""Barcodes are exact modules, read back by a decoder."""

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pos.documents.barcodes import (
    BarcodeRefusedError,
    Symbology,
    bars_of,
    has_right_check_digit,
    modules_of,
    symbology_of,
)


def _read(text, symbology):
    modules = modules_of(text, symbology)
    row = bytes(20) + bytes(modules) + bytes(20)
    strip = Image.frombytes("L", (len(row), 1), bytes(0 if dot else 255 for dot in row))
    picture = strip.resize((len(row) * 3, 60), Image.Resampling.NEAREST)
    return [found.text for found in zxingcpp.read_barcodes(picture)]


@given(st.from_regex(r"S[0-9]{1,2}R[0-9]{1,2}-[A-Z]-[0-9]{6}", fullmatch=True))
@settings(max_examples=40, deadline=None)
def test_every_receipt_number_reads_back(number):
    assert _read(number, Symbology.CODE_128) == [number]


@pytest.mark.parametrize(
    ("code", "symbology", "read_back"),
    [
        ("4006381333931", Symbology.EAN_13, "4006381333931"),
        ("2112345015002", Symbology.EAN_13, "2112345015002"),
        ("96385074", Symbology.EAN_8, "96385074"),
        ("012345678905", Symbology.UPC_A, "0012345678905"),
        ("4006381333932", Symbology.CODE_128, "4006381333932"),
        ("TEE-BLUE-L", Symbology.CODE_128, "TEE-BLUE-L"),
        ("12345", Symbology.CODE_128, "12345"),
    ],
)
def test_a_code_is_written_in_the_form_that_goods_carry(code, symbology, read_back):
    assert symbology_of(code) is symbology
    assert _read(code, symbology) == [read_back]


@pytest.mark.parametrize(
    ("code", "symbology"),
    [
        ("4006381333932", Symbology.EAN_13),
        ("", Symbology.CODE_128),
        ("日本", Symbology.CODE_128),
        ("A" * 81, Symbology.CODE_128),
    ],
)
def test_a_text_that_a_barcode_cannot_hold_is_refused(code, symbology):
    with pytest.raises(BarcodeRefusedError):
        modules_of(code, symbology)


def test_bars_are_runs_of_black_modules():
    assert bars_of((True, True, False, True, False, False, True)) == ((0, 2), (3, 1), (6, 1))


def test_check_digits_are_counted_from_the_right():
    assert has_right_check_digit("4006381333931")
    assert not has_right_check_digit("4006381333930")
