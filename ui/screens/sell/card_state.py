"""What the payment shows of a card terminal that is being asked, as frozen values."""

from dataclasses import dataclass
from enum import Enum


class TerminalMode(Enum):
    """What somebody is waiting for."""

    ASKING = "the terminal answers by itself"
    CHECKING = "the terminal is asked whether it charged the card"
    GIVING_BACK = "the terminal gives the money back"
    READ = "the cashier reads a terminal that stands alone"
    UNKNOWN = "nobody knows whether the card was charged"
    REVERSE = "the charge has to be given back at the terminal"

    @property
    def without_answer(self) -> "TerminalMode":
        """What somebody is asked when the terminal's answer was lost: it gives it only once."""
        match self:
            case TerminalMode.ASKING | TerminalMode.CHECKING:
                return TerminalMode.UNKNOWN
            case TerminalMode.GIVING_BACK:
                return TerminalMode.REVERSE
            case _:
                return self


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalState:
    """One request to a card terminal.

    Attributes:
        amount: What the card is asked for.
        words: What happens, or what to do.
        elapsed: How long it takes already; "" where nobody waits.
        is_busy: An answer is being written down.
        can_ask: The terminal can be asked what became of it.
    """

    mode: TerminalMode
    amount: str
    words: str
    elapsed: str = ""
    is_busy: bool = False
    can_ask: bool = False
