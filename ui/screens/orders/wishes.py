"""What the parts of the orders screen's presenter are given."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from pos.domain.permission import Action
from ui.screens.orders.state import ShownOrder

if TYPE_CHECKING:
    from pos.services.permissions import Actor
    from pos.uow import WriteTx

T = TypeVar("T")

Shown = Callable[[Action], ShownOrder | None]
"""Returns the order in the pane, when the person may do this with it and nothing else is done."""


class Post(Protocol):
    """Does a job as the person at the till; until it is over no other wish is taken."""

    def __call__(
        self,
        job: "Callable[[WriteTx, Actor], T]",
        *,
        then: Callable[[T], None],
        size: int | None = None,
    ) -> None:
        """Begin.

        Args:
            size: How large it is, in minor units, where its permission has a ceiling.
        """
        ...
