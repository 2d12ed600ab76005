"""What a customer wishes of goods that are made for them: options, the words on it, the day.

Such a line keeps the wish among its customizations, and is never joined with one of another wish.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from pos.domain.product_options import ChosenOption, ProductOption, check_chosen
from pos.domain.text import clean_text, refuse_card_data

KEY = "made_to_order"
"""Under which a line's `customization` keeps it."""

MESSAGE_CHARS_MAX = 80
"""So much can be written on a cake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelTerms:
    """Until when it may be cancelled for nothing, as it was printed when it was ordered.

    Attributes:
        free_until: The last day, in the store's calendar.
        forfeit_percent: The share of the deposit that is kept later, from 1 to 100.
    """

    free_until: date
    forfeit_percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeToOrder:
    """The wish for one line.

    Attributes:
        ready_on: The day that was promised, in the store's calendar.
        message: What shall stand on it; empty: nothing.
        chosen: What was chosen of each option, in the order and the words of that day.
        terms: Fixed when it is sold; None: it may be cancelled for nothing, or is not sold yet.
    """

    ready_on: date
    message: str = ""
    chosen: tuple[ChosenOption, ...] = ()
    terms: CancelTerms | None = None

    def document(self) -> dict[str, Any]:
        """Return it as a line keeps it (`customization`)."""
        said: dict[str, Any] = {"ready_on": self.ready_on.isoformat()}
        if self.message:
            said["message"] = self.message
        if self.chosen:
            said["options"] = [{"name": each.name, "choice": each.choice} for each in self.chosen]
        if self.terms is not None:
            said["free_until"] = self.terms.free_until.isoformat()
            said["forfeit_percent"] = self.terms.forfeit_percent
        return {KEY: said}


def make_to_order(
    ready_on: date,
    message: str,
    *,
    options: Sequence[ProductOption] = (),
    chosen: Sequence[ChosenOption] = (),
) -> MadeToOrder:
    """Return a wish in the form in which it is kept.

    Args:
        options: Those of the product; each of them must be chosen.

    Raises:
        OptionNotChosenError: One of the options was left open.
        TextRefusedError: The message is too long or holds characters that no text may have.
        CardDataError: The message looks like the number of a payment card.
    """
    words = " ".join(clean_text(message, multiline=True, chars_max=MESSAGE_CHARS_MAX).split())
    refuse_card_data(words)
    check_chosen(options, chosen)
    return MadeToOrder(ready_on=ready_on, message=words, chosen=tuple(chosen))


def find_made_to_order(customization: Mapping[str, Any] | None) -> MadeToOrder | None:
    """Return the wish that a line keeps; None: it was not made for anybody."""
    said = (customization or {}).get(KEY)
    if not said:
        return None
    return MadeToOrder(
        ready_on=date.fromisoformat(said["ready_on"]),
        message=said.get("message", ""),
        chosen=tuple(ChosenOption(**each) for each in said.get("options", ())),
        terms=_find_terms(said),
    )


def with_terms(made: MadeToOrder, *, cancel_days: int, forfeit_percent: int) -> MadeToOrder:
    """Return a wish with the shop's terms of the day on which it is sold.

    Args:
        made: The wish.
        cancel_days: So many days before the promised one it may still be cancelled for nothing.
        forfeit_percent: The share of the deposit that is kept later; 0: none is.
    """
    if not forfeit_percent:
        return replace(made, terms=None)
    free_until = made.ready_on - timedelta(days=cancel_days)
    terms = CancelTerms(free_until=free_until, forfeit_percent=forfeit_percent)
    return replace(made, terms=terms)


def _find_terms(said: Mapping[str, Any]) -> CancelTerms | None:
    if "free_until" not in said:
        return None
    return CancelTerms(
        free_until=date.fromisoformat(said["free_until"]),
        forfeit_percent=said["forfeit_percent"],
    )
