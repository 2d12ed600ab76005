"""What the cash screen's presenter needs: its view, and the permissions that buttons depend on."""

from collections.abc import Callable
from typing import Protocol

from pos.domain.permission import Action
from pos.domain.shift import CashMovementKind
from ui.screens.cash.state import CashState

SHOWN = frozenset(
    {
        Action.OPEN_SHIFT,
        Action.CLOSE_SHIFT,
        Action.MOVE_CASH,
        Action.OPEN_DRAWER,
        Action.VIEW_REPORTS,
    }
)
"""Permissions that this screen's buttons depend on."""


class CashView(Protocol):
    """Draws the drawer."""

    def show(self, state: CashState) -> None:
        """Show a state."""
        ...

    def ask_move(self, kind: CashMovementKind, *, then: Callable[[int, str], None]) -> None:
        """Ask for an amount in minor units and a reason."""
        ...

    def begin(self) -> None:
        """Put the focus where a person begins in this phase."""
        ...
