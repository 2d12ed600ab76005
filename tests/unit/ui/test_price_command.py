import io
import json
import sys
from pathlib import Path

import pytest

from ui.command_line import main

BASKET = {
    "currency": "EUR",
    "prices_include_tax": True,
    "cash_step_cents": 5,
    "taxes": {"VAT20": {"rate_ppm": 200_000}},
    "lines": [
        {
            "name": "Shirt",
            "quantity": 1,
            "unit_price_cents": 230,
            "taxes": ["VAT20"],
            "discount": {"percent_ppm": 50_000},
        }
    ],
    "tenders": [{"method": "cash", "tendered_cents": 500}],
}


def price_file(tmp_path: Path, content: bytes) -> int:
    basket = tmp_path / "basket.json"
    basket.write_bytes(content)
    return main(["price", str(basket)])


def test_a_basket_from_a_file_is_priced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = price_file(tmp_path, json.dumps(BASKET).encode())

    shown = capsys.readouterr()
    answer = json.loads(shown.out)
    assert (status, shown.err) == (0, "")
    assert (answer["total_cents"], answer["due_cents"], answer["change_cents"]) == (219, 220, 280)


def test_a_basket_from_standard_input_is_priced(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = io.TextIOWrapper(io.BytesIO(json.dumps(BASKET).encode()))
    monkeypatch.setattr(sys, "stdin", typed)

    assert main(["price"]) == 0
    assert json.loads(capsys.readouterr().out)["total_cents"] == 219


def test_a_refusal_is_one_document_and_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    basket = {**BASKET, "lines": [{"quantity": 0, "unit_price_cents": 1}]}

    status = price_file(tmp_path, json.dumps(basket).encode())

    shown = capsys.readouterr()
    assert status == 1
    assert json.loads(shown.out) == {
        "error": {
            "path": "lines[0].quantity",
            "message": "Write a number from 1 to 9999.",
        }
    }
    assert shown.err == "countertop: Write a number from 1 to 9999. (lines[0].quantity)\n"


def test_a_rule_of_the_shop_is_told_in_its_own_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    basket = {**BASKET, "tenders": [{"method": "card", "amount_cents": 220}]}

    price_file(tmp_path, json.dumps(basket).encode())

    assert json.loads(capsys.readouterr().out)["error"] == {
        "path": "tenders[0]",
        "message": "Only cash may be more than is due. Take 2.19 this way.",
    }


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe", "The document is not UTF-8 text."),
        (b" " * (4 * 1024 * 1024 + 1), "The document is larger than 4194304 bytes."),
        (b"{", "This is not JSON; look at line 1, column 2."),
    ],
)
def test_a_document_that_is_none_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, message: str
) -> None:
    assert price_file(tmp_path, content) == 1
    assert json.loads(capsys.readouterr().out) == {"error": {"path": "", "message": message}}


def test_a_document_with_a_byte_order_mark_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert price_file(tmp_path, b"\xef\xbb\xbf" + json.dumps(BASKET).encode()) == 0
    assert json.loads(capsys.readouterr().out)["total_cents"] == 219


def test_a_file_that_is_not_there_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["price", str(tmp_path / "nothing.json")]) == 1
    assert "cannot be read" in json.loads(capsys.readouterr().out)["error"]["message"]
