"""`countertop receipt`: writes the receipt of a sale or a return again, marked as a copy."""

import json
import sys
from argparse import ArgumentParser, Namespace

from pos.documents.receipt_layout import lay_out_receipt
from pos.domain.barcode import RECEIPT_PREFIX
from pos.queries.receipt_copies import get_receipt_copy
from pos.queries.settings import read_settings
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
    """Take the number on the paper, and where the copy goes."""
    parser.add_argument("number", metavar="NUMBER", help="as printed, such as S1R1-A-000123")
    parser.add_argument(
        "--format", required=True, choices=[str(each) for each in PaperFormat], help="of the file"
    )
    parser.add_argument(
        "-o", "--out", required=True, metavar="FILE", help="- means standard output"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(wish: Namespace) -> int:
    """Write the copy; the till may be open meanwhile.

    Raises:
        OrderNotFoundError: No document here has this number.
        DatabaseMissingError: There is no shop yet.
        UnavailableError: The database cannot be read, or the file not written.
    """
    if wish.json and wish.out == STANDARD_OUTPUT:
        sys.stderr.write(f"countertop receipt: {words.one_output()}\n")
        return WRONG_USAGE
    number = wish.number.strip().upper().removeprefix(RECEIPT_PREFIX)
    with reading_register(find_paths().database) as tx:
        receipt = get_receipt_copy(tx, number, made_at=SystemClock().now())
        width_dots = read_settings(tx).printer_width_dots
    content = make_paper_file(
        lay_out_receipt(receipt, locale=locale_of_machine()),
        PaperFormat(wish.format),
        title=receipt.number,
        width_dots=width_dots,
        raster=LateRaster(),
    )
    write_output(wish.out, content)
    copy_no = receipt.copy.copy_no if receipt.copy else 0
    answer = {
        "number": receipt.number,
        "kind": str(receipt.kind),
        "copy_no": copy_no,
        "format": wish.format,
        "file": wish.out,
        "bytes": len(content),
    }
    if wish.json:
        json.dump(answer, sys.stdout, indent=2)
        sys.stdout.write("\n")
    elif wish.out != STANDARD_OUTPUT:
        sys.stdout.write(words.receipt_written(receipt.number, copy_no, wish.out))
    return DONE


COMMAND = Command(
    name="receipt",
    help="Write the receipt of a sale or a return again, marked COPY.",
    add_arguments=add_arguments,
    run=run,
)
