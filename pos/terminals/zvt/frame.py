"""One message of the protocol, and how messages are found in what TCP delivers in any pieces.

A frame is two bytes of command, the length, and as much data. Lengths from 255 on are the byte FF
and two bytes, the lower one first.
"""

from dataclasses import dataclass

from pos.terminals.zvt.garbled import GarbledError

DATA_BYTES_MAX = 16_384
"""More than any terminal says at once; the form of the length would allow 65,535."""

SHORT_BYTES_MAX = 254
LONG_MARK = 0xFF
SHORT_HEAD_BYTES = 3
LONG_HEAD_BYTES = 5

CLASSES = frozenset({0x04, 0x05, 0x06, 0x08, 0x0F, 0x80, 0x84})
"""First bytes of what terminals send; anything else means that the two have lost step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One message.

    Attributes:
        command: Class and instruction as one number: 0x0601 asks for money.
    """

    command: int
    data: bytes = b""


def encode_frame(frame: Frame) -> bytes:
    """Return the bytes of a message."""
    size = len(frame.data)
    assert size <= DATA_BYTES_MAX, "nothing that a till says is that long"
    command = frame.command.to_bytes(2, "big")
    if size <= SHORT_BYTES_MAX:
        return command + bytes([size]) + frame.data
    return command + bytes([LONG_MARK]) + size.to_bytes(2, "little") + frame.data


class FrameReader:
    """Collects bytes until they are messages; holds no more than one message and a piece."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def feed(self, data: bytes) -> None:
        """Take what arrived."""
        self._bytes += data

    def next_frame(self) -> Frame | None:
        """Return the next message; None: it has not arrived in whole.

        Raises:
            GarbledError: What arrived cannot be the beginning of one.
        """
        if self._bytes and self._bytes[0] not in CLASSES:
            raise GarbledError
        head = self._head_bytes()
        if len(self._bytes) < head:
            return None
        end = head + self._data_bytes(head)
        if len(self._bytes) < end:
            return None
        command = int.from_bytes(self._bytes[:2], "big")
        frame = Frame(command=command, data=bytes(self._bytes[head:end]))
        del self._bytes[:end]
        return frame

    def _head_bytes(self) -> int:
        is_long = len(self._bytes) >= SHORT_HEAD_BYTES and self._bytes[2] == LONG_MARK
        return LONG_HEAD_BYTES if is_long else SHORT_HEAD_BYTES

    def _data_bytes(self, head: int) -> int:
        if head == SHORT_HEAD_BYTES:
            return self._bytes[2]
        size = int.from_bytes(self._bytes[SHORT_HEAD_BYTES:LONG_HEAD_BYTES], "little")
        if size > DATA_BYTES_MAX:
            raise GarbledError
        return size
