"""How bytes reach a device: what every way has in common, and how its address is written."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from pos.devices.errors import PrinterAddressError

DEFAULT_PORT = 9100
SEND_CHUNK_BYTES = 4096
SEND_TIMEOUT_MS = 5000


class Transport(Protocol):
    """One conversation with a device; made new for every job.

    Attributes:
        can_answer: Whether reading makes sense at all.
        keeps_what_it_takes: True where bytes that were taken cannot get lost any more: a file on
            disk, not a device.
    """

    can_answer: bool
    keeps_what_it_takes: bool

    def open(self) -> None:
        """Reach the device.

        Raises:
            PrinterError: It cannot be reached; nothing was sent.
        """
        ...

    def send(self, data: bytes) -> None:
        """Hand over all bytes.

        Raises:
            PrinterStoppedError: It stopped taking them; some may have arrived.
        """
        ...

    def read(self, timeout_ms: int) -> bytes:
        """Return what the device says within that time; empty when it says nothing.

        Raises:
            PrinterStoppedError: It went away.
        """
        ...

    def close(self) -> None:
        """End the conversation; may be called at any time, also twice."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkAddress:
    """A printer that listens on a port, as `tcp://192.168.1.40:9100`."""

    host: str
    port: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAddress:
    """A device node or a file, as `file:/dev/usb/lp0`."""

    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAddress:
    """No printer at all, as `none:`."""


Address = NetworkAddress | FileAddress | NoAddress


def read_address(text: str) -> Address:
    """Read a printer's address as it is written in the settings.

    Raises:
        PrinterAddressError: It is none.
    """
    try:
        parts = urlsplit(text)
        port = parts.port or DEFAULT_PORT
    except ValueError as error:
        raise PrinterAddressError(address=text) from error
    match parts.scheme:
        case "tcp" if parts.hostname and parts.path in {"", "/"}:
            return NetworkAddress(host=parts.hostname, port=port)
        case "file" if parts.path.startswith("/") and not parts.netloc:
            return FileAddress(path=Path(parts.path))
        case "none" if not parts.path and not parts.netloc:
            return NoAddress()
    raise PrinterAddressError(address=text)
