"""The line to a terminal: a socket whose every wait has an end, and that carries messages."""

import contextlib
import socket

from pos.runtime.clock import Clock
from pos.terminals.zvt.address import TerminalAddress
from pos.terminals.zvt.frame import Frame, FrameReader, encode_frame

READ_BYTES_MAX = 4096
_MILLISECONDS = 1000


class LinkLostError(Exception):
    """The line broke, or was never there; it never leaves this folder."""


class Link:
    """One line, from the first message to the last. Close it.

    Args:
        wait_ms: For the line to be there, and for each message to be sent.
    """

    def __init__(self, address: TerminalAddress, clock: Clock, *, wait_ms: int) -> None:
        self._clock = clock
        self._reader = FrameReader()
        try:
            self._socket = socket.create_connection(
                (address.host, address.port), wait_ms / _MILLISECONDS
            )
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except (OSError, UnicodeError) as error:  # a host name that is none is a UnicodeError
            raise LinkLostError from error
        self._wait_ms = wait_ms

    def send(self, frame: Frame) -> None:
        """Send a message.

        Raises:
            LinkLostError: The line broke; a part of it may have arrived.
        """
        try:
            self._socket.settimeout(self._wait_ms / _MILLISECONDS)
            self._socket.sendall(encode_frame(frame))
        except OSError as error:
            raise LinkLostError from error

    def receive(self, wait_ms: int) -> Frame | None:
        """Return the next message; None: none was there in whole within that time.

        Raises:
            LinkLostError: The line broke, or was closed at the other end.
            GarbledError: What arrived is no message.
        """
        until = self._clock.monotonic_ms() + wait_ms
        while (frame := self._reader.next_frame()) is None:
            left = until - self._clock.monotonic_ms()
            if left <= 0:
                return None
            self._reader.feed(self._read(left))
        return frame

    def close(self) -> None:
        """Let go of the line."""
        with contextlib.suppress(OSError):  # the other end may be gone already
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _read(self, wait_ms: int) -> bytes:
        try:
            self._socket.settimeout(wait_ms / _MILLISECONDS)
            data = self._socket.recv(READ_BYTES_MAX)
        except TimeoutError:
            return b""
        except OSError as error:
            raise LinkLostError from error
        if not data:
            raise LinkLostError
        return data
