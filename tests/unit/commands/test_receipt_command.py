"""`countertop receipt`: a copy in a file, while the till is open."""

import json
import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from pos.domain.returns import Reason
from pos.queries.returns import find_returnable
from pos.services import print_jobs
from pos.services.permissions import Actor
from pos.services.return_rows import ReturnedGoods
from pos.services.returns import AcceptReturn, accept_return
from tests.shop import SHIRT, Shop
from ui.command_line import main


@pytest.fixture(autouse=True)
def home(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The open till's own data folder is the one that commands look at."""
    monkeypatch.setenv("COUNTERTOP_HOME", str(shop.store.path.parent))
    monkeypatch.setenv("COUNTERTOP_LOCALE", "en_GB")
    return shop.store.path.parent


@pytest.fixture
def number(shop: Shop) -> str:
    shop.open_shift()
    return shop.sell(SHIRT).number


def write(number: str, kind: str, target: Path) -> bytes:
    assert main(["receipt", number, "--format", kind, "-o", str(target)]) == 0
    return target.read_bytes()


def test_a_copy_as_text_is_marked_at_the_head_and_at_the_foot(number, tmp_path) -> None:
    lines = write(number, "text", tmp_path / "copy.txt").decode().splitlines()

    assert [line.strip() for line in lines if "COPY" in line] == ["COPY 1", "COPY 1"]
    assert any(line.split() == ["TOTAL", "€19.90"] for line in lines)
    assert max(len(line) for line in lines) <= 48


def test_a_copy_as_a_picture_has_the_receipts_barcode(number: str, tmp_path: Path) -> None:
    picture = Image.open(BytesIO(write(number, "png", tmp_path / "copy.png")))

    assert picture.width == 576
    codes = zxingcpp.read_barcodes(picture.convert("L"))
    assert [code.text for code in codes] == [f"R.{number}"]


def test_a_copy_as_a_pdf_says_the_number_and_that_it_is_a_copy(number: str, tmp_path) -> None:
    pdf = pypdfium2.PdfDocument(write(number, "pdf", tmp_path / "copy.pdf"))

    text = pdf[0].get_textpage().get_text_bounded()

    assert number in text
    assert "COPY 1" in text


def test_a_copy_as_printer_bytes_is_a_picture_and_a_cut(number: str, tmp_path: Path) -> None:
    content = write(number, "escpos", tmp_path / "copy.bin")

    assert content.startswith(b"\x1b@")
    assert b"\x1dv0" in content
    assert b"\x1dV" in content


def test_the_copy_counts_those_that_were_printed_before(shop, number, tmp_path) -> None:
    with shop.store.read() as tx:
        order_id = find_returnable(tx, number).order_id
    with shop.store.write() as tx:
        print_jobs.enqueue_copy(tx, "orders", order_id, actor=Actor(staff_id=shop.ada))

    assert b"COPY 2" in write(number, "text", tmp_path / "copy.txt")


def test_a_return_has_a_receipt_of_its_own(shop: Shop, number: str, tmp_path: Path) -> None:
    with shop.store.write() as tx:
        line_id = find_returnable(tx, number).lines[0].sold.line_id
        goods = (ReturnedGoods(order_line_id=line_id, quantity=1, reason=Reason.DAMAGED),)
        back = accept_return(
            tx,
            AcceptReturn(
                return_id=tx.new_id(),
                number=number,
                goods=goods,
                actor=Actor(staff_id=shop.grace),
            ),
        )

    text = write(back.number, "text", tmp_path / "copy.txt").decode()

    assert "Refund" in text
    assert number in text


@pytest.mark.parametrize("spelling", ["R.{}", " {} ", "{}"])
def test_the_number_may_be_typed_as_it_is_scanned(number, spelling, tmp_path) -> None:
    typed = spelling.format(number).lower()

    assert number.encode() in write(typed, "text", tmp_path / "copy.txt")


def test_the_answer_in_json_names_the_file_and_the_copy(number, tmp_path, capsys) -> None:
    target = tmp_path / "copy.txt"

    main(["receipt", number, "--format", "text", "-o", str(target), "--json"])

    answer = json.loads(capsys.readouterr().out)
    assert answer == {
        "number": number,
        "kind": "sale",
        "copy_no": 1,
        "format": "text",
        "file": str(target),
        "bytes": target.stat().st_size,
    }


def test_a_file_and_json_cannot_both_go_to_standard_output(number: str, capsys) -> None:
    assert main(["receipt", number, "--format", "text", "-o", "-", "--json"]) == 2
    assert capsys.readouterr().out == ""


def test_an_unknown_number_is_refused_and_writes_no_file(tmp_path: Path, capsys) -> None:
    target = tmp_path / "copy.txt"

    assert main(["receipt", "S9R9-A-000001", "--format", "text", "-o", str(target)]) == 1
    assert "does not know order S9R9-A-000001" in capsys.readouterr().err
    assert not target.exists()


def test_a_file_that_cannot_be_written_is_said_in_a_sentence(number, tmp_path, capsys) -> None:
    target = tmp_path / "no such folder" / "copy.txt"

    assert main(["receipt", number, "--format", "text", "-o", str(target)]) == 1
    assert "No such file or directory" in capsys.readouterr().err


def test_an_old_copy_is_replaced_whole(number: str, tmp_path: Path) -> None:
    target = tmp_path / "copy.txt"
    target.write_text("x" * 100_000)

    write(number, "text", target)

    assert b"xxx" not in target.read_bytes()
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_without_a_database_the_first_step_is_named(monkeypatch, tmp_path, capsys) -> None:
    monkeypatch.setenv("COUNTERTOP_HOME", str(tmp_path / "empty"))

    assert main(["receipt", "X", "--format", "text", "-o", "-"]) == 1
    assert "countertop init" in capsys.readouterr().err


@pytest.mark.parametrize(("version", "said"), [(1, "an older"), (9_999, "a newer")])
def test_a_database_of_another_version_is_not_read(
    home: Path, version: int, said: str, monkeypatch, capsys
) -> None:
    other = home / "other"
    other.mkdir()
    (other / "till.db").write_bytes((home / "till.db").read_bytes())
    with closing(sqlite3.connect(other / "till.db")) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    monkeypatch.setenv("COUNTERTOP_HOME", str(other))

    assert main(["receipt", "X", "--format", "text", "-o", "-"]) == 1
    assert f"written by {said} Countertop" in capsys.readouterr().err
