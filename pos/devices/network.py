"""Reaches a printer over the network with a socket of our own, whose every wait has an end.

The printers of python-escpos wait up to a minute and are unusable after one failed attempt.
"""

import contextlib
import socket

from pos.devices.errors import PrinterStoppedError, PrinterUnreachableError
from pos.devices.transport import SEND_CHUNK_BYTES, SEND_TIMEOUT_MS, NetworkAddress

CONNECT_TIMEOUT_MS = 2000
READ_BYTES_MAX = 256
_MILLISECONDS = 1000


class NetworkTransport:
    """A conversation over TCP."""

    can_answer = True
    keeps_what_it_takes = False

    def __init__(self, address: NetworkAddress, *, send_timeout_ms: int = SEND_TIMEOUT_MS) -> None:
        self._address = address
        self._send_timeout_ms = send_timeout_ms
        self._socket: socket.socket | None = None

    def open(self) -> None:
        """Connect within two seconds.

        Raises:
            PrinterUnreachableError: Nobody answers there.
        """
        target = (self._address.host, self._address.port)
        try:
            connection = socket.create_connection(target, CONNECT_TIMEOUT_MS / _MILLISECONDS)
        except OSError as error:
            raise PrinterUnreachableError(address=target, reason=str(error)) from error
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket = connection

    def send(self, data: bytes) -> None:
        """Send in small pieces, so that a full printer is noticed while it is full.

        Raises:
            PrinterStoppedError: The link broke, or it took nothing for five seconds.
        """
        connection = self._connection()
        connection.settimeout(self._send_timeout_ms / _MILLISECONDS)
        try:
            for first in range(0, len(data), SEND_CHUNK_BYTES):
                connection.sendall(data[first : first + SEND_CHUNK_BYTES])
        except OSError as error:
            raise self._stopped(str(error)) from error

    def read(self, timeout_ms: int) -> bytes:
        """Return what arrives within that time.

        Raises:
            PrinterStoppedError: The link broke or was closed at the other end.
        """
        connection = self._connection()
        connection.settimeout(timeout_ms / _MILLISECONDS)
        try:
            data = connection.recv(READ_BYTES_MAX)
        except TimeoutError:
            return b""
        except OSError as error:
            raise self._stopped(str(error)) from error
        if not data:
            raise self._stopped("closed by the printer")
        return data

    def close(self) -> None:
        """Say that nothing more comes, then let go: many printers serve one client only."""
        if self._socket is None:
            return
        with contextlib.suppress(OSError):  # the other end may be gone already
            self._socket.shutdown(socket.SHUT_WR)
        self._socket.close()
        self._socket = None

    def _connection(self) -> socket.socket:
        assert self._socket is not None, "open the transport first"
        return self._socket

    def _stopped(self, reason: str) -> PrinterStoppedError:
        return PrinterStoppedError(address=(self._address.host, self._address.port), reason=reason)
