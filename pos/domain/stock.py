"""Stock is the sum of its movements; nobody ever writes "the new quantity".

So movements from several registers, counts and deliveries give the same stock in any order of
arrival.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from pos.domain.errors import RefusedError
from pos.domain.returns import Disposition


class MovementRefusedError(RefusedError):
    """A movement of this kind goes the other way, or moves nothing. Facts: kind, quantity."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One variant at one location."""

    variant_id: UUID
    location_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """One change of stock.

    Attributes:
        quantity_delta: Units, never 0; below 0 they leave the place.
    """

    place: Place
    kind: MovementKind
    quantity_delta: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What somebody found when counting one place.

    Attributes:
        expected_qty: Stock when the count began.
        counted_qty: Units found, all scans of the count together.
        moved_qty: Sum of the movements between the start of the count and the counting of this
            place: sales that were made meanwhile.
    """

    place: Place
    expected_qty: int
    counted_qty: int
    moved_qty: int = 0

    @property
    def difference(self) -> int:
        """Units found above (plus) or below (minus) what should be there."""
        return self.counted_qty - self.expected_qty - self.moved_qty


def move(place: Place, kind: MovementKind, *, quantity_delta: int) -> Movement:
    """Return a movement.

    Raises:
        MovementRefusedError: It moves nothing, or against the direction of its kind.
    """
    is_wrong = (
        quantity_delta == 0
        or (kind in GOES_OUT and quantity_delta > 0)
        or (kind in COMES_IN and quantity_delta < 0)
    )
    if is_wrong:
        raise MovementRefusedError(kind=kind, quantity=quantity_delta)
    return Movement(place=place, kind=kind, quantity_delta=quantity_delta)


def level(movements: Iterable[Movement]) -> int:
    """Return the units that movements of one place leave; below 0 if more left than came."""
    return sum(movement.quantity_delta for movement in movements)


def levels(movements: Iterable[Movement]) -> Mapping[Place, int]:
    """Return the units of every place that the movements touch."""
    sums: defaultdict[Place, int] = defaultdict(int)
    for movement in movements:
        sums[movement.place] += movement.quantity_delta
    return dict(sums)


def count_movements(counted: Iterable[Counted]) -> tuple[Movement, ...]:
    """Return the movements that make the stock what was found; none where nothing differs."""
    return tuple(
        move(each.place, MovementKind.COUNT, quantity_delta=each.difference)
        for each in counted
        if each.difference
    )


def returned_movements(
    place: Place, quantity: int, *, disposition: Disposition
) -> tuple[Movement, ...]:
    """Return what a return does to the stock of the place where the goods lie now.

    Goods that are scrapped come in and go out again, so that the loss is seen.
    """
    came = move(place, MovementKind.RETURN, quantity_delta=quantity)
    if disposition is Disposition.SCRAP:
        return came, move(place, MovementKind.WRITE_OFF, quantity_delta=-quantity)
    return (came,)
