"""What the presenter of the stock screen wants of its view."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pos.domain.quantity import Unit
from ui.screens.stock.adjustment import Adjustment
from ui.screens.stock.state import StockState


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustQuestion:
    """What is asked before the stock of a variant is adjusted."""

    name: str
    unit: Unit
    on_hand: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelQuestion:
    """What is asked before labels are made.

    Attributes:
        available: Pieces that there are; 0 when that is no number of labels.
    """

    name: str
    available: int


class StockView(Protocol):
    """The widgets of the stock screen."""

    def show(self, state: StockState) -> None:
        """Draw a state."""
        ...

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        ...

    def ask_adjustment(
        self, question: AdjustQuestion, *, then: Callable[[Adjustment], None]
    ) -> None:
        """Ask how the stock is adjusted, and why."""
        ...

    def ask_labels(self, question: LabelQuestion, *, then: Callable[[int, str], None]) -> None:
        """Ask how many labels, and on which sheet."""
        ...

    def show_labels(self, path: Path, count: int) -> None:
        """Say where the labels are."""
        ...
