"""Makes the bytes of a job: composes the paper, draws it, and writes it as ESC/POS.

Importing this loads python-escpos, half a second of a slow till's start: import it where a moment
does not matter.
"""

from dataclasses import dataclass, field

from pos.documents.escpos_job import PaperOptions, Pulse, drawer_job, paper_job
from pos.documents.paper_layout import lay_out_paper
from pos.documents.raster import ReceiptRaster
from pos.domain.paper_json import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class EscposPress:
    """The one implementation of `pos.spooler.worker.Press`.

    Attributes:
        raster: Draws the paper; it is also what draws the preview.
        locale: As in "en_GB".
    """

    raster: ReceiptRaster
    locale: str
    options: PaperOptions = field(default_factory=PaperOptions)
    pulse: Pulse = field(default_factory=Pulse)

    def paper(self, paper: Paper, *, width_dots: int) -> bytes:
        """Return the bytes that print a paper of that width."""
        blocks = lay_out_paper(paper, locale=self.locale)
        return paper_job(self.raster.render(blocks, width_dots=width_dots), self.options)

    def kick(self) -> bytes:
        """Return the bytes that open the drawer."""
        return drawer_job(self.pulse)
