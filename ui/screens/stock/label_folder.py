"""Saves sheets of labels in the data folder."""

from dataclasses import dataclass
from pathlib import Path

from pos.documents.raster import ReceiptRaster
from pos.queries.stock import StockRow
from pos.runtime.clock import Clock
from ui.output_file import OutputUnwritableError, write_output
from ui.paper.label_file import LabelJob, WantedLabel, make_label_file

PRIVATE_FOLDER = 0o700
SKU_CHARS_MAX = 60
NAME_CHARS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelFolder:
    """Where labels are saved; used on the device lane.

    Attributes:
        folder: Made when the first labels are saved.
        raster: Draws names whose script the PDF's fonts lack.
        is_training: The labels are of a copy of the shop, and say so.
    """

    folder: Path
    raster: ReceiptRaster
    clock: Clock
    currency: str
    locale: str
    is_training: bool

    def save(self, row: StockRow, *, copies: int, layout: str) -> Path:
        """Make a PDF of one variant's labels and return its file.

        Raises:
            RefusedError: The labels cannot be drawn on this layout.
            OutputUnwritableError: The disk does not take it.
        """
        job = LabelJob(
            wanted=(WantedLabel(row=row, copies=copies),),
            currency=self.currency,
            locale=self.locale,
            layout=layout,
            is_training=self.is_training,
        )
        content = make_label_file(job, self.raster)
        path = self._make_folder() / self._name(row)
        write_output(str(path), content)
        return path

    def _make_folder(self) -> Path:
        try:
            self.folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or str(error)
            raise OutputUnwritableError(path=self.folder, reason=reason) from error
        return self.folder

    def _name(self, row: StockRow) -> str:
        sku = "".join(char if char in NAME_CHARS else "_" for char in row.sku[:SKU_CHARS_MAX])
        return f"labels-{sku}-{self.clock.now():%Y%m%d-%H%M%S}.pdf"
