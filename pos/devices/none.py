"""The printer of a register that has none."""

from typing import NoReturn

from pos.devices.errors import NoPrinterError


class NoTransport:
    """Refuses every job at once, so that none waits for a printer that will never come."""

    can_answer = False
    keeps_what_it_takes = False

    def open(self) -> NoReturn:
        """Refuse.

        Raises:
            NoPrinterError: Always.
        """
        raise NoPrinterError

    def send(self, data: bytes) -> NoReturn:
        """Refuse, as `open` does."""
        raise NoPrinterError(size=len(data))

    def read(self, timeout_ms: int) -> bytes:
        """Return nothing."""
        return b""

    def close(self) -> None:
        """Do nothing: there is nothing to let go of."""
