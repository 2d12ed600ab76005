"""The main job from end to end: a real window, a real central, real paper."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from tests.postgres import folder_for_a_server

PATIENCE_S = 110
SCALE = 4


@pytest.fixture(scope="module")
def out() -> Iterator[Path]:
    with folder_for_a_server() as folder:
        yield folder / "demo"


@pytest.fixture(scope="module")
def outcome(out: Path) -> dict[str, object]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("COUNTERTOP_")
    }
    command = [sys.executable, "-m", "ui.command_line", "demo", "--out", str(out), "--json"]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        env={**environment, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    document: dict[str, object] = json.loads(done.stdout)
    return document


def codes_on(page: pypdfium2.PdfPage) -> set[str]:
    image = page.render(scale=SCALE).to_pil()
    return {each.text for each in zxingcpp.read_barcodes(image)}


@pytest.mark.slow
def test_every_check_of_the_day_holds(outcome) -> None:
    assert outcome["ok"]
    assert [check["name"] for check in outcome["checks"] if not check["ok"]] == []
    assert len(outcome["checks"]) >= 12


@pytest.mark.slow
def test_the_receipt_scans_from_its_picture_and_from_its_pdf(outcome, out: Path) -> None:
    text = (out / "receipt.txt").read_text()
    with pypdfium2.PdfDocument(out / "receipt.pdf") as document:
        (code,) = codes_on(document[0])

    assert code.startswith("R.S1R1-A-")
    assert code.removeprefix("R.") in text


@pytest.mark.slow
def test_every_label_of_the_sheet_scans(outcome, out: Path) -> None:
    with pypdfium2.PdfDocument(out / "labels.pdf") as document:
        codes = codes_on(document[0])

    # Codes of the shop's own range; between two rows a reader may see one that is not there.
    assert len({code for code in codes if code.startswith("200")}) == 4


@pytest.mark.slow
def test_both_printers_got_paper_and_the_day_left_pictures(outcome, out: Path) -> None:
    assert (out / "printed-R1.escpos").stat().st_size > 10_000
    assert (out / "printed-R2.escpos").stat().st_size > 10_000
    assert {"pictures/R1/sell.png", "pictures/R1/pay.png", "pictures/R2/return.png"} <= set(
        outcome["files"]
    )
