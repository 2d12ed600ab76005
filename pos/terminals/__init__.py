"""Card terminals, one driver each; a new file or folder is found by itself.

It declares `DRIVER`. A driver whose terminal the till talks to gives a `CardTerminal`, which is
used away from the window and never raises: what went wrong is its answer. Whatever a terminal sends
is cut down to `Answer` inside the driver, so that no card number ever reaches the rest of the till.
"""

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import Protocol
from uuid import UUID

from pos.domain.attempt import Answer, Attempt
from pos.domain.errors import RefusedError


class TerminalUnknownError(RefusedError):
    """No driver has this name. Facts: driver, known."""


class Progress(StrEnum):
    """What happens at the terminal while it is asked."""

    PRESENT_CARD = "present_card"
    ENTER_PIN = "enter_pin"
    CONTACT_BANK = "contact_bank"
    TAKE_CARD = "take_card"


class CardTerminal(Protocol):
    """One terminal. All but `abort` may take as long as a customer does."""

    def pay(self, attempt: Attempt, on_progress: Callable[[Progress], None]) -> Answer:
        """Ask for money; the state is UNKNOWN when no answer came, whatever was heard before."""
        ...

    def recover(self, attempt: Attempt) -> Answer:
        """Ask what became of an attempt, by its reference; nothing is charged by this."""
        ...

    def reverse(self, attempt: Attempt) -> Answer:
        """Give back what an attempt charged: REVERSED, or APPROVED when it still stands.

        UNKNOWN when no answer came: it may have been given back.
        """
        ...

    def abort(self, attempt_id: UUID) -> None:
        """Give up asking for this money, begun or not; returns at once, on any thread.

        The answer of `pay` says what became of it: the customer may have been faster.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalDriver:
    """How one make of terminal is used.

    Attributes:
        code: Its name in the register's setting `card_terminal`; also of its file or folder.
        connect: Makes the terminal at an address, without talking to it, or raises a RefusedError;
            None: it stands alone, and the cashier reads it.
    """

    code: str
    connect: Callable[[str], CardTerminal] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """The card terminal of a register.

    Attributes:
        connection: None: it stands alone, and the cashier reads it.
        trouble: Why it is read although it was to be asked; None: it was not, or it is.
    """

    driver: str = "standalone"
    connection: CardTerminal | None = None
    trouble: RefusedError | None = None

    def knows(self, attempt: Attempt) -> bool:
        """Say whether it can be asked about an attempt: it is the terminal that was asked."""
        return self.connection is not None and attempt.driver == self.driver


STANDS_ALONE = Terminal()
"""What a register has that chose no driver."""


@cache
def driver_codes() -> tuple[str, ...]:
    """Return the names of all drivers; none of them is loaded by this."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def discover() -> tuple[TerminalDriver, ...]:
    """Return every declared driver, by code."""
    return tuple(map(get_driver, driver_codes()))


def get_driver(code: str) -> TerminalDriver:
    """Return the driver of this name.

    Raises:
        TerminalUnknownError: There is none.
    """
    if code not in driver_codes():
        raise TerminalUnknownError(driver=code, known=driver_codes())
    driver: TerminalDriver = import_module(f"{__name__}.{code}").DRIVER
    return driver
