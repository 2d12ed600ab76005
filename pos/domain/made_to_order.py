"""What a customer wishes of goods that are made for them: the words on it, and the day.

Such a line keeps the wish among its customizations, and is never joined with one of another wish.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pos.domain.text import clean_text, refuse_card_data

KEY = "made_to_order"
"""Under which a line's `customization` keeps it."""

MESSAGE_CHARS_MAX = 80
"""So much can be written on a cake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeToOrder:
    """The wish for one line.

    Attributes:
        ready_on: The day that was promised, in the store's calendar.
        message: What shall stand on it; empty: nothing.
    """

    ready_on: date
    message: str = ""

    def document(self) -> dict[str, Any]:
        """Return it as a line keeps it (`customization`)."""
        said = {"ready_on": self.ready_on.isoformat()}
        return {KEY: {**said, "message": self.message} if self.message else said}


def make_to_order(ready_on: date, message: str) -> MadeToOrder:
    """Return a wish in the form in which it is kept.

    Raises:
        TextRefusedError: The message is too long or holds characters that no text may have.
        CardDataError: The message looks like the number of a payment card.
    """
    words = " ".join(clean_text(message, multiline=True, chars_max=MESSAGE_CHARS_MAX).split())
    refuse_card_data(words)
    return MadeToOrder(ready_on=ready_on, message=words)


def find_made_to_order(customization: Mapping[str, Any] | None) -> MadeToOrder | None:
    """Return the wish that a line keeps; None: it was not made for anybody."""
    said = (customization or {}).get(KEY)
    if not said:
        return None
    return MadeToOrder(
        ready_on=date.fromisoformat(said["ready_on"]), message=said.get("message", "")
    )
