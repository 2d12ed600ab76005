"""What the parts of the customers screen's presenter are given."""

from collections.abc import Callable
from typing import Protocol

from ui.screens.customers.register_book import Job
from ui.screens.customers.state import ShownCustomer

Shown = Callable[[], ShownCustomer | None]
"""Returns who is shown."""


class Post(Protocol):
    """Does a job as the person at the till, shows what became of it, and says so."""

    def __call__(
        self, job: Job, said: Callable[[str], str], *, undo: Callable[[], None] | None = None
    ) -> None:
        """Begin.

        Args:
            said: Turns the customer's name into what is said then.
            undo: Takes it back, when somebody presses that.
        """
        ...
