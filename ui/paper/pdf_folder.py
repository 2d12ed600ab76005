"""Saves papers as PDF in the data folder."""

from pathlib import Path

from pos.documents.paper_layout import lay_out_paper
from pos.documents.raster import ReceiptRaster
from pos.domain.day_report import DayReport
from pos.domain.receipt import Receipt
from pos.runtime.settings import Settings
from ui.output_file import OutputUnwritableError, write_output
from ui.paper.paper_file import PaperFormat, make_paper_file


class PdfFolder:
    """Where papers of one sort are saved; used on the device lane.

    Args:
        folder: Made when the first paper is saved.
        locale: As in "en_GB".
        raster: Draws what the PDF's fonts cannot.
    """

    def __init__(self, folder: Path, *, locale: str, raster: ReceiptRaster) -> None:
        self._folder = folder
        self._locale = locale
        self._raster = raster

    def save(self, paper: Receipt | DayReport) -> Path:
        """Write a paper and return its file; an older copy of the same name is replaced.

        Raises:
            OutputUnwritableError: The disk does not take it.
        """
        name = name_of(paper)
        content = make_paper_file(
            lay_out_paper(paper, locale=self._locale),
            PaperFormat.PDF,
            title=name,
            width_dots=Settings().printer_width_dots,
            raster=self._raster,
        )
        path = self._folder / f"{name}.pdf"
        self._make_folder(path)
        write_output(str(path), content)
        return path

    def _make_folder(self, path: Path) -> None:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise OutputUnwritableError(path=path, reason=error.strerror or str(error)) from error


def name_of(paper: Receipt | DayReport) -> str:
    """Return the name of a paper's file: a receipt's number, or which report of which shift."""
    if isinstance(paper, Receipt):
        return paper.number
    return f"{paper.register_code}-{paper.kind.upper()}-{paper.number:06d}"
