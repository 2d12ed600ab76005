"""`countertop report`: the Z report of a shift again, or the X report of the open one."""

import json
import sys
from argparse import ArgumentParser, Namespace

from pos.documents.day_report_layout import lay_out_day_report
from pos.domain.day_report import DayReport
from pos.queries.settings import read_settings
from pos.queries.shift_reports import read_day_report_of_shift
from pos.reading import reading_register
from pos.runtime.clock import SystemClock
from pos.runtime.paths import find_paths
from ui.command import DONE, WRONG_USAGE, Command
from ui.output_file import STANDARD_OUTPUT, write_output
from ui.paper.late_raster import LateRaster
from ui.paper.paper_file import PaperFormat, make_paper_file
from ui.text import paper_files as words
from ui.text.language import locale_of_machine


def add_arguments(parser: ArgumentParser) -> None:
    """Take which shift, and where the report goes."""
    parser.add_argument(
        "shift", nargs="?", type=int, metavar="NUMBER", help="of the shift; default: the newest"
    )
    parser.add_argument(
        "--format", required=True, choices=[str(each) for each in PaperFormat], help="of the file"
    )
    parser.add_argument(
        "-o", "--out", required=True, metavar="FILE", help="- means standard output"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(wish: Namespace) -> int:
    """Write the report; the till may be open meanwhile.

    Raises:
        ShiftNotFoundError: This register had no such shift.
        DatabaseMissingError: There is no shop yet.
        UnavailableError: The database cannot be read, or the file not written.
    """
    if wish.json and wish.out == STANDARD_OUTPUT:
        sys.stderr.write(f"countertop report: {words.one_output()}\n")
        return WRONG_USAGE
    with reading_register(find_paths().database) as tx:
        report = read_day_report_of_shift(tx, wish.shift, printed_at=SystemClock().now())
        width_dots = read_settings(tx).printer_width_dots
    content = make_paper_file(
        lay_out_day_report(report, locale=locale_of_machine()),
        PaperFormat(wish.format),
        title=words.report_title(str(report.kind), report.number),
        width_dots=width_dots,
        raster=LateRaster(),
    )
    write_output(wish.out, content)
    _tell(report, wish, size=len(content))
    return DONE


def _tell(report: DayReport, wish: Namespace, *, size: int) -> None:
    if wish.json:
        answer = {
            "kind": str(report.kind),
            "shift": report.number,
            "total_cents": report.total_cents,
            "currency": report.currency,
            "format": wish.format,
            "file": wish.out,
            "bytes": size,
        }
        json.dump(answer, sys.stdout, indent=2)
        sys.stdout.write("\n")
    elif wish.out != STANDARD_OUTPUT:
        sys.stdout.write(words.report_written(str(report.kind), report.number, wish.out))


COMMAND = Command(
    name="report",
    help="Write the Z report of a shift again, or the X report of the open one.",
    add_arguments=add_arguments,
    run=run,
)
