"""Chooses the way to a device by its address."""

from pos.devices.file import FileTransport
from pos.devices.network import NetworkTransport
from pos.devices.none import NoTransport
from pos.devices.transport import Address, FileAddress, NetworkAddress, NoAddress, Transport


def transport_to(address: Address) -> Transport:
    """Return a fresh conversation, not yet opened."""
    match address:
        case NetworkAddress():
            return NetworkTransport(address)
        case FileAddress():
            return FileTransport(address)
        case NoAddress():
            return NoTransport()
