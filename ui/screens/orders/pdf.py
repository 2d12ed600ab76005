"""Saves the copy of a receipt as a PDF in the data folder."""

from pathlib import Path

from pos.documents.raster import ReceiptRaster
from pos.documents.receipt_layout import lay_out_receipt
from pos.domain.receipt import Receipt
from pos.runtime.settings import Settings
from ui.output_file import OutputUnwritableError, write_output
from ui.paper.paper_file import PaperFormat, make_paper_file


class PdfFolder:
    """Where receipts are saved; used on the device lane.

    Args:
        folder: Made when the first receipt is saved.
        locale: As in "en_GB".
        raster: Draws what the PDF's fonts cannot.
    """

    def __init__(self, folder: Path, *, locale: str, raster: ReceiptRaster) -> None:
        self._folder = folder
        self._locale = locale
        self._raster = raster

    def save(self, receipt: Receipt) -> Path:
        """Write a receipt and return its file; an older copy of the same number is replaced.

        Raises:
            OutputUnwritableError: The disk does not take it.
        """
        content = make_paper_file(
            lay_out_receipt(receipt, locale=self._locale),
            PaperFormat.PDF,
            title=receipt.number,
            width_dots=Settings().printer_width_dots,
            raster=self._raster,
        )
        path = self._folder / f"{receipt.number}.pdf"
        self._make_folder(path)
        write_output(str(path), content)
        return path

    def _make_folder(self, path: Path) -> None:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise OutputUnwritableError(path=path, reason=error.strerror or str(error)) from error
