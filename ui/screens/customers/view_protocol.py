"""What the presenter of the customers screen wants of its view."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from pos.domain.contact import CustomerDetails
from ui.screens.customers.state import CustomersState


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeQuestion:
    """Which of two records stays.

    Attributes:
        shown: Name on the record that is shown.
        other: Name on the other one.
    """

    shown: str
    other: str


class CustomersView(Protocol):
    """Draws states, and asks what must be known first; answers go to the given functions."""

    def show(self, state: CustomersState) -> None:
        """Draw a state."""
        ...

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        ...

    def ask_details(
        self, title: str, details: CustomerDetails, *, then: Callable[[CustomerDetails], None]
    ) -> None:
        """Ask what is known of a customer; asked until `close_details`."""
        ...

    def close_details(self) -> None:
        """End that question: the answer was kept."""
        ...

    def show_trouble(self, sentence: str) -> bool:
        """Say in that question what cannot be kept; False when it is not asked any more."""
        ...

    def ask_merge(
        self,
        question: MergeQuestion,
        *,
        keep_shown: Callable[[], None],
        keep_other: Callable[[], None],
    ) -> None:
        """Ask which of two records stays."""
        ...
