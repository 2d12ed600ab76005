"""What the presenter of the returns screen wants of its view."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from ui.screens.returns.state import ReturnsState


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityQuestion:
    """How much of a line comes back.

    Attributes:
        most: What is left, as text.
    """

    name: str
    unit: str
    most: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """What is asked before a refund is posted."""

    title: str
    hint: str
    parts: tuple[tuple[str, str], ...]
    confirm: str


class ReturnsView(Protocol):
    """What the presenter wants of the widgets."""

    def show(self, state: ReturnsState) -> None:
        """Draw a state."""
        ...

    def focus_number(self) -> None:
        """Put the cursor into the field for the number, emptied."""
        ...

    def flash(self, line_id: UUID) -> None:
        """Light a line up: more of it comes back."""
        ...

    def ask_quantity(self, question: QuantityQuestion, *, then: Callable[[int], None]) -> None:
        """Ask how much comes back."""
        ...

    def ask_confirmation(self, question: Confirmation, *, then: Callable[[], None]) -> None:
        """Ask whether the refund shall be posted."""
        ...
