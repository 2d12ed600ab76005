"""Asks central for a parked cart, over a line of its own: a round in progress may be long."""

from uuid import UUID

from pos.domain.hand_off import CartAnswer
from sync.contact import open_way
from sync.desk import Work
from sync.way import Way


def ask_for_cart(lanes: Work, way: Way, cart_id: UUID) -> CartAnswer:
    """Connect, ask who has the cart, which this register gets when nobody has, and hang up.

    Raises:
        UnavailableError: Central is away; it may have given the cart all the same.
        RefusedError: It does not let this register in, or is too old to be asked.
    """
    with open_way(lanes, way) as central:
        return central.take_cart(cart_id)
