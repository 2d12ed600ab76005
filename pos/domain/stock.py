"""Why stock changes. Stock is the sum of its movements; nobody ever writes "the new quantity".

So movements from several registers, counts and deliveries give the same stock in any order of
arrival.
"""

from enum import StrEnum


class MovementKind(StrEnum):
    """Why stock changed."""

    OPENING = "opening"
    SALE = "sale"
    RETURN = "return"
    RECEIPT = "receipt"
    TRANSFER_OUT = "transfer_out"
    TRANSFER_IN = "transfer_in"
    COUNT = "count"
    ADJUSTMENT = "adjustment"
    WRITE_OFF = "write_off"


GOES_OUT = frozenset({MovementKind.SALE, MovementKind.TRANSFER_OUT, MovementKind.WRITE_OFF})
COMES_IN = frozenset({MovementKind.RETURN, MovementKind.RECEIPT, MovementKind.TRANSFER_IN})


def assert_direction(kind: MovementKind, quantity_delta: int) -> None:
    """Stop a movement that moves nothing, or against its kind: a mistake of ours.

    Args:
        quantity_delta: Units; below 0 they leave the place.
    """
    assert quantity_delta != 0, "nothing moves"
    assert quantity_delta < 0 or kind not in GOES_OUT, f"{kind} comes in"
    assert quantity_delta > 0 or kind not in COMES_IN, f"{kind} goes out"
