"""`countertop report`: the figures of a shift in a file, again and again the same."""

import json
from pathlib import Path

import pypdfium2
import pytest

from pos.services.permissions import Actor
from pos.services.shifts import CloseShiftWish, close_shift
from tests.shop import SHIRT, Shop
from ui.command_line import main


@pytest.fixture(autouse=True)
def home(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The open till's own data folder is the one that commands look at."""
    monkeypatch.setenv("COUNTERTOP_HOME", str(shop.store.path.parent))
    monkeypatch.setenv("COUNTERTOP_LOCALE", "en_GB")
    return shop.store.path.parent


def close(shop: Shop, counted_cents: int) -> None:
    wish = CloseShiftWish(
        actor=Actor(staff_id=shop.ada), counted_cash_cents=counted_cents, count_detail={}
    )
    with shop.store.write() as tx:
        close_shift(tx, wish)


def test_a_closed_shift_gives_its_z_report_as_a_pdf(shop: Shop, tmp_path: Path) -> None:
    shop.open_shift(10_000)
    shop.sell(SHIRT)
    close(shop, 11_990)

    assert main(["report", "1", "--format", "pdf", "-o", str(tmp_path / "z.pdf")]) == 0

    with pypdfium2.PdfDocument(tmp_path / "z.pdf") as document:
        words = document[0].get_textpage().get_text_range()
    assert "Z report 1" in words
    assert "€19.90" in words


def test_an_open_shift_gives_an_x_report(shop: Shop, tmp_path: Path, capsys) -> None:
    shop.open_shift()
    shop.sell(SHIRT)

    main(["report", "--format", "text", "-o", str(tmp_path / "x.txt"), "--json"])

    answer = json.loads(capsys.readouterr().out)
    assert (answer["kind"], answer["shift"], answer["total_cents"]) == ("x", 1, 1_990)


def test_a_shift_that_never_was_is_refused_with_a_sentence(shop: Shop, tmp_path, capsys) -> None:
    shop.open_shift()

    assert main(["report", "9", "--format", "pdf", "-o", str(tmp_path / "z.pdf")]) == 1

    assert "no shift 9" in capsys.readouterr().err
    assert not (tmp_path / "z.pdf").exists()
