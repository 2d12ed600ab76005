"""`countertop price`: prices a basket from a JSON document, without touching any database."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from pos.domain.basket_document import DOCUMENT_BYTES_MAX, price_document
from pos.domain.strict_json import Fault, FieldRefusedError
from ui.command import DONE, Command
from ui.text.basket import field_message
from ui.text.refusals import sentence

STANDARD_INPUT = "-"


def add_arguments(parser: ArgumentParser) -> None:
    """Take a file name; without one the document comes on standard input."""
    parser.add_argument(
        "file", nargs="?", default=STANDARD_INPUT, metavar="FILE", help="the basket, as JSON"
    )
    parser.add_argument("--json", action="store_true", help="as always: one JSON document")


def run(wish: Namespace) -> int:
    """Print the priced basket, or what is wrong with it and where.

    Raises:
        FieldRefusedError: The document cannot be priced; printed as JSON before.
    """
    try:
        answer = price_document(_read(wish.file))
    except FieldRefusedError as error:
        message = field_message(error.facts, sentence=sentence)
        _print({"error": {"path": error.path, "message": message}})
        raise
    _print(answer)
    return DONE


def _read(name: str) -> str:
    try:
        if name == STANDARD_INPUT:
            data = sys.stdin.buffer.read(DOCUMENT_BYTES_MAX + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(DOCUMENT_BYTES_MAX + 1)
    except OSError as error:
        raise FieldRefusedError(path="", fault=Fault.UNREADABLE, reason=error.strerror) from error
    if len(data) > DOCUMENT_BYTES_MAX:
        raise FieldRefusedError(path="", fault=Fault.TOO_LONG, limit=DOCUMENT_BYTES_MAX)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FieldRefusedError(path="", fault=Fault.NOT_UTF8) from error


def _print(document: object) -> None:
    json.dump(document, sys.stdout, indent=2)
    sys.stdout.write("\n")


COMMAND = Command(
    name="price",
    help="Price a basket without touching any database.",
    add_arguments=add_arguments,
    run=run,
)
