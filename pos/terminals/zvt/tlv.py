"""Containers of tagged values inside a message, as far as a till reads them."""

from collections.abc import Iterator

from pos.terminals.zvt.garbled import GarbledError

Values = tuple[tuple[int, bytes], ...]

VALUES_MAX = 256
TAG_BYTES_MAX = 3
LONG_TAG_BITS = 0x1F
MORE_TAG_BIT = 0x80
SHORT_LENGTH_MAX = 0x7F
BYTE_LENGTH_MAX = 0xFF
ONE_LENGTH_BYTE = 0x81
TWO_LENGTH_BYTES = 0x82


def encode_values(values: Values) -> bytes:
    """Return tagged values one after the other."""
    return b"".join(_tag_bytes(tag) + encode_length(len(data)) + data for tag, data in values)


def decode_values(data: bytes) -> Values:
    """Return the tagged values in their order; what is in one of them is not opened.

    Raises:
        GarbledError: A value ends after the container, or there are too many.
    """
    values: list[tuple[int, bytes]] = []
    place = 0
    while place < len(data):
        if len(values) == VALUES_MAX:
            raise GarbledError
        tag, place = _read_tag(data, place)
        size, place = read_length(data, place)
        values.append((tag, take(data, place, size)))
        place += size
    return tuple(values)


def find_values(values: Values, tag: int) -> Iterator[bytes]:
    """Return the values with a tag, in their order."""
    return (data for found, data in values if found == tag)


def encode_length(size: int) -> bytes:
    """Return a length in its shortest form."""
    if size <= SHORT_LENGTH_MAX:
        return bytes([size])
    if size <= BYTE_LENGTH_MAX:
        return bytes([ONE_LENGTH_BYTE, size])
    return bytes([TWO_LENGTH_BYTES]) + size.to_bytes(2, "big")


def read_length(data: bytes, place: int) -> tuple[int, int]:
    """Return the length that begins at a place, and the place behind it.

    Raises:
        GarbledError: It is cut off, or of a form that nobody uses.
    """
    first = take(data, place, 1)[0]
    if first <= SHORT_LENGTH_MAX:
        return first, place + 1
    if first not in {ONE_LENGTH_BYTE, TWO_LENGTH_BYTES}:
        raise GarbledError
    count = first - SHORT_LENGTH_MAX - 1
    return int.from_bytes(take(data, place + 1, count), "big"), place + 1 + count


def take(data: bytes, place: int, size: int) -> bytes:
    """Return so many bytes from a place on.

    Raises:
        GarbledError: There are fewer.
    """
    taken = data[place : place + size]
    if len(taken) != size:
        raise GarbledError
    return taken


def _tag_bytes(tag: int) -> bytes:
    return tag.to_bytes((tag.bit_length() + 7) // 8 or 1, "big")


def _read_tag(data: bytes, place: int) -> tuple[int, int]:
    """Return a tag and the place behind it; a first byte that ends in ones has others behind it."""
    end = place + 1
    if take(data, place, 1)[0] & LONG_TAG_BITS == LONG_TAG_BITS:
        while take(data, end, 1)[0] & MORE_TAG_BIT:
            end += 1
        end += 1
    if end - place > TAG_BYTES_MAX:
        raise GarbledError
    return int.from_bytes(data[place:end], "big"), end
