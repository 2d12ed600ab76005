"""What may be wrong with a printer or a drawer, each with the code that the till shows by.

Every trouble of a socket or a file becomes one of these at the rim of this folder.
"""

from typing import ClassVar

from pos.domain.errors import RefusedError, UnavailableError


class PrinterAddressError(RefusedError):
    """The setting `address` is not tcp://HOST:PORT, file:PATH or none:."""


class PrinterError(UnavailableError):
    """A printer cannot print now; the paper waits. Every kind has a code."""

    code: ClassVar[str]


class NoPrinterError(PrinterError):
    """This register has no printer."""

    code = "PRN_NONE"


class PrinterUnreachableError(PrinterError):
    """The printer at `address` does not answer (`reason`); nothing was sent."""

    code = "PRN_OFFLINE"


class PaperOutError(PrinterError):
    """There is no paper; nothing was sent."""

    code = "PRN_NO_PAPER"


class CoverOpenError(PrinterError):
    """The cover is open; nothing was sent."""

    code = "PRN_COVER"


class CutterStuckError(PrinterError):
    """The cutter or the mechanism is blocked; nothing was sent."""

    code = "PRN_CUTTER"


class PrinterStoppedError(PrinterError):
    """The printer at `address` went away after bytes had been sent: the paper may be torn."""

    code = "PRN_INTERRUPTED"
