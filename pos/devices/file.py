"""Writes to a printer's device node, or to a file that keeps what was printed."""

import os
import select
import stat

from pos.devices.errors import PrinterStoppedError, PrinterUnreachableError
from pos.devices.transport import SEND_CHUNK_BYTES, SEND_TIMEOUT_MS, FileAddress

_DEVICES = "/dev"
_MEMORY = "/dev/shm"  # noqa: S108 - holds files of anybody, no devices
_PRIVATE_FILE = 0o600
_MILLISECONDS = 1000


class FileTransport:
    """A conversation that goes one way: device nodes of the kernel hide what a printer says."""

    can_answer = False

    def __init__(self, address: FileAddress) -> None:
        self._path = address.path
        self._file: int | None = None
        self.keeps_what_it_takes = False

    def open(self) -> None:
        """Open the node, or a file at whose end papers are added.

        Raises:
            PrinterUnreachableError: It cannot be opened for writing.
        """
        flags = os.O_WRONLY | os.O_APPEND | os.O_NONBLOCK
        try:
            self._file = os.open(
                self._path, flags if self._is_node() else flags | os.O_CREAT, _PRIVATE_FILE
            )
            self.keeps_what_it_takes = stat.S_ISREG(os.fstat(self._file).st_mode)
        except OSError as error:
            raise PrinterUnreachableError(address=str(self._path), reason=str(error)) from error

    def send(self, data: bytes) -> None:
        """Write everything, waiting for a slow device up to five seconds at a time.

        Raises:
            PrinterStoppedError: It takes nothing any more.
        """
        assert self._file is not None, "open the transport first"
        rest = memoryview(data)
        try:
            while rest:
                self._wait_until_writable(self._file)
                rest = rest[os.write(self._file, rest[:SEND_CHUNK_BYTES]) :]
        except OSError as error:
            raise PrinterStoppedError(address=str(self._path), reason=str(error)) from error

    def read(self, timeout_ms: int) -> bytes:
        """Return nothing."""
        return b""

    def close(self) -> None:
        """Let go of the node."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _is_node(self) -> bool:
        """Tell whether a device should be there; a file in its place would swallow every paper."""
        return self._path.is_relative_to(_DEVICES) and not self._path.is_relative_to(_MEMORY)

    def _wait_until_writable(self, file: int) -> None:
        _, writable, _ = select.select([], [file], [], SEND_TIMEOUT_MS / _MILLISECONDS)
        if not writable:
            raise TimeoutError
