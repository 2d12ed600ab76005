"""`countertop labels`: writes price labels for sheets and label printers."""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import dataclass

from pos.documents.label_sheets import SHEETS
from pos.domain.errors import RefusedError
from pos.queries.stock import find_variant_id, get_variant_stock
from pos.reading import reading_register
from pos.runtime.paths import Paths, find_paths
from pos.uow import ReadTx
from ui.command import DONE, WRONG_USAGE, Command
from ui.output_file import STANDARD_OUTPUT, write_output
from ui.paper.label_file import LabelFormat, LabelJob, WantedLabel, make_label_file
from ui.paper.late_raster import LateRaster
from ui.text import paper_files as words
from ui.text.language import locale_of_machine

COPIES_MAX = 9_999
DEFAULT_LAYOUT = "21-up"


class ArticleNotFoundError(RefusedError):
    """No article has this SKU or barcode. Facts: sku."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedLabel:
    """A label as it was typed: SKU=COPIES."""

    sku: str
    copies: int


def add_arguments(parser: ArgumentParser) -> None:
    """Take the articles, the sheet, and where the labels go."""
    parser.add_argument(
        "labels",
        nargs="+",
        type=_read_label,
        metavar="SKU[=COPIES]",
        help="an article, and how many labels of it",
    )
    parser.add_argument(
        "--layout", default=DEFAULT_LAYOUT, metavar="NAME", help=f"one of {', '.join(SHEETS)}"
    )
    parser.add_argument(
        "--format", required=True, choices=[str(each) for each in LabelFormat], help="of the file"
    )
    parser.add_argument(
        "--start-at", type=int, default=1, metavar="N", help="first free label of a used sheet"
    )
    parser.add_argument(
        "-o", "--out", required=True, metavar="FILE", help="- means standard output"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(wish: Namespace) -> int:
    """Write the labels; the till may be open meanwhile.

    Raises:
        ArticleNotFoundError: No article has one of the SKUs.
        RefusedError: The layout is unknown, or a label cannot be drawn on it.
        UnavailableError: The database cannot be read, or the file not written.
    """
    if wish.json and wish.out == STANDARD_OUTPUT:
        sys.stderr.write(f"countertop labels: {words.one_output()}\n")
        return WRONG_USAGE
    job = _job(wish, find_paths())
    content = make_label_file(job, LateRaster())
    write_output(wish.out, content)
    count = sum(label.copies for label in job.wanted)
    if wish.json:
        answer = {
            "labels": count,
            "articles": [{"sku": label.row.sku, "copies": label.copies} for label in job.wanted],
            "layout": job.layout,
            "format": wish.format,
            "file": wish.out,
            "bytes": len(content),
        }
        json.dump(answer, sys.stdout, indent=2)
        sys.stdout.write("\n")
    elif wish.out != STANDARD_OUTPUT:
        sys.stdout.write(words.labels_written(count, wish.out))
    return DONE


def _job(wish: Namespace, paths: Paths) -> LabelJob:
    with reading_register(paths.database) as tx:
        return LabelJob(
            wanted=tuple(_find(tx, label) for label in wish.labels),
            currency=tx.register.currency,
            locale=locale_of_machine(),
            layout=wish.layout,
            kind=LabelFormat(wish.format),
            start_at=wish.start_at,
            is_training=tx.register.is_training,
        )


def _find(tx: ReadTx, label: TypedLabel) -> WantedLabel:
    variant_id = find_variant_id(tx, (label.sku,))
    if variant_id is None:
        raise ArticleNotFoundError(sku=label.sku)
    return WantedLabel(row=get_variant_stock(tx, variant_id).row, copies=label.copies)


def _read_label(text: str) -> TypedLabel:
    sku, equals, copies = text.rpartition("=")
    if not equals:
        return TypedLabel(sku=text, copies=1)
    if not sku:
        raise ArgumentTypeError(words.no_sku())
    is_count = copies.isascii() and copies.isdigit() and len(copies) <= len(str(COPIES_MAX))
    if not is_count or not 1 <= int(copies) <= COPIES_MAX:
        raise ArgumentTypeError(words.not_a_count(copies, COPIES_MAX))
    return TypedLabel(sku=sku, copies=int(copies))


COMMAND = Command(
    name="labels",
    help="Write price labels for sheets and label printers.",
    add_arguments=add_arguments,
    run=run,
)
