"""Prints papers as plain text, so that a test can read what came out of the printer."""

from dataclasses import dataclass

from pos.documents.day_report_layout import lay_out_day_report
from pos.documents.paper_text import write_text
from pos.documents.receipt_layout import lay_out_receipt
from pos.domain.paper_json import Paper
from pos.domain.receipt import Receipt

RESET = b"\x1b@"
CUT = b"\x1dVB\x00"
KICK = b"\x1bp\x00\x32\x64"
COLUMNS = 42


class JammedError(Exception):
    """The press cannot draw this paper."""


@dataclass
class TextPress:
    """A press whose papers are lines of characters.

    Attributes:
        jams_on: Number of a document that it cannot draw.
    """

    jams_on: str = ""

    def paper(self, paper: Paper, *, width_dots: int) -> bytes:
        assert width_dots > 0
        if isinstance(paper, Receipt):
            if paper.number == self.jams_on:
                raise JammedError
            blocks = lay_out_receipt(paper, locale="en_GB")
        else:
            blocks = lay_out_day_report(paper, locale="en_GB")
        text = "\n".join(write_text(blocks, columns=COLUMNS)) + "\n"
        return RESET + text.encode("cp437", "replace") + CUT

    def kick(self) -> bytes:
        return KICK
