"""Turns a picture into the bytes of an ESC/POS printer: the only module that drives python-escpos.

Nothing but our own template reaches the printer as a command: texts travel as dots, so no name of
an article can cut the paper or open the drawer (trust.md O-02, O-03).
"""

import shutil
from dataclasses import dataclass
from os import environ
from pathlib import Path

from escpos import capabilities
from escpos.printer import Dummy
from PIL import Image

from pos.documents.raster import Bitmap

SLICE_ROWS_MAX = 240
FEED_LINES = 4
_PULSE_STEP_MS = 2
_PULSE_STEPS_MAX = 255
_PICKLE_FOLDER = "ESCPOS_CAPABILITIES_PICKLE_DIR"

# WORKAROUND(python-escpos 3.1): each import leaves a new temporary folder with a pickle behind.
if _PICKLE_FOLDER not in environ:
    shutil.rmtree(Path(capabilities.pickle_dir), ignore_errors=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperOptions:
    """What the printer can do.

    Attributes:
        has_cutter: Cut partly at the end; otherwise feed for tearing off.
        shuts_realtime: Switch off commands that Epson's printers obey even inside pictures
            (`GS ( D`, trust.md O-04); only printers that answer like Epson's know it.
    """

    has_cutter: bool = True
    shuts_realtime: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """How the drawer is opened: through which pin and for how long, in milliseconds."""

    pin: int = 2
    on_ms: int = 100
    off_ms: int = 200


def paper_job(bitmap: Bitmap, options: PaperOptions) -> bytes:
    """Return the bytes that print a picture and cut the paper."""
    printer = Dummy(profile=_profile(bitmap.width))
    printer.hw("INIT")
    if options.shuts_realtime:
        printer._raw(_REALTIME_OFF)  # noqa: SLF001 - the library has no name for this command
    for first in range(0, bitmap.height, SLICE_ROWS_MAX):
        strip = _image_of(bitmap.rows(first, SLICE_ROWS_MAX))
        # Not centred and never higher than a slice: the library pads both cases with black.
        printer.image(strip, impl="bitImageRaster", fragment_height=SLICE_ROWS_MAX, center=False)
    printer.print_and_feed(FEED_LINES)
    if options.has_cutter:
        printer.cut(mode="PART", feed=False)
    return bytes(printer.output)


def drawer_job(pulse: Pulse) -> bytes:
    """Return the bytes that open the drawer and do nothing else."""
    printer = Dummy()
    on, off = _steps(pulse.on_ms), _steps(pulse.off_ms)
    printer.cashdraw([*_PULSE, {2: 0, 5: 1}[pulse.pin], on, off])
    return bytes(printer.output)


_PULSE = (0x1B, 0x70)
_REALTIME_OFF = b"\x1d(D\x05\x00\x14\x01\x00\x02\x00"


def _profile(width_dots: int) -> capabilities.Profile:
    # WORKAROUND(python-escpos 3.1): a profile without a width makes each picture print a warning
    # on standard output, where commands write their JSON.
    profile = capabilities.Profile()
    profile.profile_data = {
        **profile.profile_data,
        "media": {"width": {"pixels": width_dots}},
    }
    return profile


def _steps(milliseconds: int) -> int:
    return min(milliseconds // _PULSE_STEP_MS, _PULSE_STEPS_MAX)


def _image_of(bitmap: Bitmap) -> Image.Image:
    # "1;I" reads 1 as black, as the bitmap means it.
    return Image.frombytes("1", (bitmap.width, bitmap.height), bitmap.dots, "raw", "1;I")
