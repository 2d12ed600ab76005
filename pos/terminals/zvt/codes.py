"""Commands, intermediate states and result codes, as far as a till knows them."""

from enum import IntEnum

from pos.domain.attempt import AttemptState
from pos.terminals import Progress


class Command(IntEnum):
    """Class and instruction of a message."""

    STATUS = 0x040F
    PROGRESS = 0x04FF
    REGISTER = 0x0600
    PAY = 0x0601
    COMPLETED = 0x060F
    ABORTED = 0x061E
    REPEAT_RECEIPT = 0x0620
    REVERSE = 0x0630
    GIVE_UP = 0x06B0
    PRINT_LINE = 0x06D1
    PRINT_BLOCK = 0x06D3
    HEARD = 0x8000
    NOT_POSSIBLE = 0x8483


REFUSAL_CLASS = 0x84
"""The first byte of a message that refuses a command; the second says why."""

NOT_SAID = 0xFF
"""Stands for a result code that was not told."""

GIVEN_UP_CODE = 0x6C

NOT_READY_CODES = frozenset(
    {0x6B, 0x6F, 0x83, 0x85, 0x89, 0x9A, 0x9B, 0x9C, 0xA0, 0xA1, 0xA3, 0xB1, 0xB2, 0xBF}
    | {0xC0, 0xC2, 0xC6, 0xCC, 0xDC, 0xE0, 0xE2, 0xE3, 0xF0, 0xFC, 0xFE, 0xFF}
)
"""The terminal, not the bank, is why there is no payment: busy, no line, no paper, out of order."""

_PROGRESS = {
    **dict.fromkeys((0x00, 0x0A, 0x0C, 0x17, 0xE0, 0xE1), Progress.PRESENT_CARD),
    **dict.fromkeys((0x01, 0x02, 0x15), Progress.ENTER_PIN),
    **dict.fromkeys((0x04, 0x05, 0x06, 0x0E, 0xD2, 0xD3, 0xF2), Progress.CONTACT_BANK),
    **dict.fromkeys((0x0B, *range(0x41, 0x60)), Progress.TAKE_CARD),
}


def find_progress(status: int) -> Progress | None:
    """Return what an intermediate state means; None: nothing that a cashier would tell."""
    return _PROGRESS.get(status)


def state_of_code(code: int) -> AttemptState:
    """Return what became of a payment that a terminal ended with a code: never charged."""
    if code == GIVEN_UP_CODE:
        return AttemptState.CANCELLED
    return AttemptState.NOT_STARTED if code in NOT_READY_CODES else AttemptState.DECLINED
