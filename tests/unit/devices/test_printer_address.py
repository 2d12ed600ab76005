"""Printer addresses are written like addresses of the web."""

from pathlib import Path

import pytest

from pos.devices.errors import PrinterAddressError
from pos.devices.transport import FileAddress, NetworkAddress, NoAddress, read_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("tcp://192.168.1.40:9100", NetworkAddress(host="192.168.1.40", port=9100)),
        ("tcp://front-desk", NetworkAddress(host="front-desk", port=9100)),
        ("tcp://[fe80::1]:9101", NetworkAddress(host="fe80::1", port=9101)),
        ("file:/dev/usb/lp0", FileAddress(path=Path("/dev/usb/lp0"))),
        ("none:", NoAddress()),
    ],
)
def test_an_address_says_how_the_printer_is_reached(text, address):
    assert read_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "front-desk",
        "tcp://",
        "tcp://host:99999",
        "file:relative",
        "http://host",
        "none:x",
        "tcp://host/path",
        "file://host/path",
        "tcp://[::1",
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(PrinterAddressError) as refused:
        read_address(text)

    assert refused.value.facts == {"address": text}
