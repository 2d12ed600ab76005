"""Shares the width of a table among its columns, so that no word is cut while another has room."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What one column wants of the width, in pixels.

    Attributes:
        wished_px: As wide as it was designed.
        needed_px: What its title and the longest of its cells take.
    """

    wished_px: int
    needed_px: int


def share_out(needs: Sequence[Need], *, room_px: int, rest_px: int) -> tuple[int, ...]:
    """Return the width of each column; what is left of the room goes to the one that stretches.

    Where all fits each is as wide as it was designed. Where it does not, each gives what it does
    not need to those whose words would be cut; none is made narrower than its own words. A table
    without a stretching column goes on sideways, so nothing in it is cut.

    Args:
        room_px: The whole table.
        rest_px: What the stretching column needs; 0: there is none.
    """
    needed = [need.needed_px for need in needs]
    widths = [min(need.wished_px, need.needed_px) for need in needs] if rest_px else [*needed]
    free_px = room_px - rest_px - sum(widths)
    for wanted in (needed, [need.wished_px for need in needs]):
        for place, wanted_px in enumerate(wanted):
            more_px = max(0, min(wanted_px - widths[place], free_px))
            widths[place] += more_px
            free_px -= more_px
    return tuple(widths)
