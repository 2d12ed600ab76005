"""`countertop labels`: price labels in a file, while the till is open."""

import json
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import sqlalchemy as sa
import zxingcpp
from PIL import Image

from models.catalogue import ProductRow
from tests.shop import APPLES, CAKE, SHIRT, Shop
from ui.command_line import main

DPI = 203


@pytest.fixture(autouse=True)
def _home(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands look at the open till's own data folder."""
    monkeypatch.setenv("COUNTERTOP_HOME", str(shop.store.path.parent))
    monkeypatch.setenv("COUNTERTOP_LOCALE", "en_GB")


def write(target: Path, *words: str) -> bytes:
    assert main(["labels", *words, "-o", str(target)]) == 0
    return target.read_bytes()


def codes_in(picture: Image.Image) -> list[str]:
    found = zxingcpp.read_barcodes(picture.convert("L"), formats=zxingcpp.BarcodeFormat.EAN13)
    return sorted(code.text for code in found)


def test_sheets_have_a_label_for_every_copy(tmp_path: Path) -> None:
    words = ("SHIRT-92=2", "CAKE", "--layout", "21-up", "--format", "pdf")

    pdf = pypdfium2.PdfDocument(write(tmp_path / "labels.pdf", *words))

    assert len(pdf) == 1
    assert codes_in(pdf[0].render(scale=DPI / 72).to_pil()) == [SHIRT, SHIRT, CAKE]
    assert "€19.90" in pdf[0].get_textpage().get_text_bounded()


def test_what_does_not_fit_on_one_sheet_goes_on_on_the_next(tmp_path: Path) -> None:
    words = ("SHIRT-92=2", "--start-at", "21", "--layout", "21-up", "--format", "pdf")

    assert len(pypdfium2.PdfDocument(write(tmp_path / "labels.pdf", *words))) == 2


def test_a_picture_shows_the_labels_as_they_leave_the_printer(tmp_path: Path) -> None:
    content = write(tmp_path / "labels.png", "SHIRT-92", "APPLES=2", "--format", "png")

    picture = Image.open(BytesIO(content))

    assert codes_in(picture) == [SHIRT, APPLES, APPLES]
    assert picture.height == 3 * 305


def test_a_label_printer_gets_a_picture_and_no_word_of_a_name(shop: Shop, tmp_path: Path) -> None:
    with shop.store.write() as tx:
        tx.connection.execute(
            sa.update(ProductRow).where(ProductRow.name == "Shirt").values(name="^XA~JA\\^FD")
        )

    content = write(tmp_path / "labels.zpl", "SHIRT-92=7", "--format", "zpl").decode("ascii")

    assert content.startswith("^XA^PW")
    assert content.rstrip().endswith("^FS^PQ7^XZ")
    assert "~JA" not in content
    assert content.count("^XA") == 1


def test_a_barcode_names_an_article_as_well_as_its_sku(tmp_path: Path) -> None:
    content = write(tmp_path / "labels.png", SHIRT, "--format", "png")

    assert codes_in(Image.open(BytesIO(content))) == [SHIRT]


def test_an_sku_may_contain_an_equals_sign(shop: Shop, tmp_path: Path) -> None:
    with shop.store.write() as tx:
        tx.connection.execute(sa.text("UPDATE variants SET sku = 'A=B' WHERE sku = 'CAKE'"))

    content = write(tmp_path / "labels.png", "A=B=1", "--format", "png")

    assert codes_in(Image.open(BytesIO(content))) == [CAKE]


def test_the_answer_in_json_counts_the_labels(tmp_path: Path, capsys) -> None:
    target = tmp_path / "labels.zpl"

    main(["labels", "SHIRT-92=3", "CAKE", "--format", "zpl", "-o", str(target), "--json"])

    answer = json.loads(capsys.readouterr().out)
    assert answer == {
        "labels": 4,
        "articles": [{"sku": "SHIRT-92", "copies": 3}, {"sku": "CAKE", "copies": 1}],
        "layout": "21-up",
        "format": "zpl",
        "file": str(target),
        "bytes": target.stat().st_size,
    }


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("NOPE",), "No article has the SKU or barcode NOPE."),
        (("CAKE", "--layout", "99-up"), "There is no label sheet 99-up. Choose one of: 21-up"),
        (("CAKE", "--start-at", "22"), "A sheet 21-up has 21 labels; there is none at place 22."),
        (("CAKE=501", "--format", "png"), "501 labels are too many for one picture"),
        (("CAKE=9999", "SHIRT-92=9999", "APPLES=9999"), "At most 20000 labels"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(tmp_path, capsys, words, said) -> None:
    target = tmp_path / "labels.pdf"

    assert main(["labels", "--format", "pdf", *words, "-o", str(target)]) == 1
    assert said in capsys.readouterr().err
    assert not target.exists()


@pytest.mark.parametrize("label", ["CAKE=0", "CAKE=-1", "CAKE=x", "CAKE=10000", "CAKE=", "=3"])
def test_a_wrong_number_of_copies_is_wrong_usage(capsys, label: str) -> None:
    assert main(["labels", "--format", "pdf", "-o", "-", "--", label]) == 2
    assert "Traceback" not in capsys.readouterr().err
