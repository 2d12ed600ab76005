"""What a code says about the very piece in hand: its serial number, its lot, its last day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pos.domain.errors import RefusedError

KEY = "mark"
"""Under which a line's `customization` keeps it."""


class SerialTwiceError(RefusedError):
    """The piece is in the cart already. Facts: name, serial."""


class SerialIsOnePieceError(RefusedError):
    """A line with a serial number is one piece. Facts: name, serial."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsMark:
    """The marks of one line; None: the code said nothing of it.

    Attributes:
        serial: Of the one piece that the line is; such a line never takes a second piece.
        expires_on: Use by, or best before.
    """

    serial: str | None = None
    lot: str | None = None
    expires_on: date | None = None

    def is_past(self, day: date) -> bool:
        """Say whether the goods should not be sold any more on that day."""
        return self.expires_on is not None and self.expires_on < day


def mark_to_json(mark: GoodsMark | None) -> dict[str, Any]:
    """Return what a line keeps of its marks."""
    if mark is None:
        return {}
    day = mark.expires_on.isoformat() if mark.expires_on else None
    said = {"serial": mark.serial, "lot": mark.lot, "expires_on": day}
    return {KEY: {name: value for name, value in said.items() if value is not None}}


def mark_from_json(kept: Mapping[str, Any] | None) -> GoodsMark | None:
    """Return the marks that a line has kept; None: it has none."""
    said = (kept or {}).get(KEY)
    if not said:
        return None
    day = said.get("expires_on")
    return GoodsMark(
        serial=said.get("serial"),
        lot=said.get("lot"),
        expires_on=date.fromisoformat(day) if day else None,
    )
