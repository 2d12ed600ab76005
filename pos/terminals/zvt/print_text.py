"""What a terminal without a printer wants on the customer's paper."""

from pos.terminals.zvt.fields import Field
from pos.terminals.zvt.garbled import GarbledError
from pos.terminals.zvt.status import read_text
from pos.terminals.zvt.tlv import decode_values, find_values, read_length, take

LINES_MAX = 100

RECEIPT_KIND = 0x1F07
PRINT_TEXTS = 0x25
TEXT_LINE = 0x07
MERCHANT_KIND = b"\x01"


def read_line(data: bytes) -> str:
    """Return the text of one line; its attributes, width and place on the paper, are left out.

    Raises:
        GarbledError: It has not even attributes.
    """
    take(data, 0, 1)
    return read_text(data[1:])


def read_block(data: bytes) -> tuple[str, ...]:
    """Return the lines of a block of text for the customer; none when it is for the shop.

    Raises:
        GarbledError: It cannot be read.
    """
    if take(data, 0, 1)[0] != Field.CONTAINER:
        raise GarbledError
    size, begin = read_length(data, 1)
    values = decode_values(take(data, begin, size))
    if MERCHANT_KIND in find_values(values, RECEIPT_KIND):
        return ()
    return tuple(
        read_text(line)
        for texts in find_values(values, PRINT_TEXTS)
        for line in find_values(decode_values(texts), TEXT_LINE)
    )
