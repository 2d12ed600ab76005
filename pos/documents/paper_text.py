"""Writes a paper as fixed-width text: for mail, terminals and printers without pictures."""

from pos.documents.blocks import Barcode, Block, Blocks, Gap, Rule, Table, TextLine
from pos.documents.typeset import Edge, Row, Sheet, set_table, set_text_line
from pos.documents.wrapping import columns_of, wrap

_INDENT_COLUMNS = 2


def write_text(blocks: Blocks, *, columns: int) -> tuple[str, ...]:
    """Return lines of at most `columns` columns: 48 for 80 mm paper, 32 for 58 mm."""
    sheet = Sheet(width=columns, gap=1, indent=_INDENT_COLUMNS, measure=columns_of)
    return tuple(line for block in blocks for line in _block(block, sheet))


def _block(block: Block, sheet: Sheet) -> tuple[str, ...]:
    match block:
        case TextLine():
            return tuple(_text(row) for row in set_text_line(block, sheet))
        case Table():
            return tuple(_text(row) for row in set_table(block, sheet))
        case Rule():
            return ("-" * sheet.width,)
        case Gap():
            return ("",)
        case Barcode():
            lines = wrap(block.caption, width=sheet.width, measure=columns_of)
            return tuple(" " * ((sheet.width - columns_of(line)) // 2) + line for line in lines)


def _text(row: Row) -> str:
    line = ""
    for cell in row.cells:
        width = columns_of(cell.text)
        start = {Edge.LEFT: cell.at, Edge.CENTER: cell.at - width // 2, Edge.RIGHT: cell.at - width}
        line += " " * (start[cell.edge] - columns_of(line)) + cell.text
    return line.rstrip()
