"""What all parts of the sell screen share: the desk, the shop, the sale in hand, the view."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar
from uuid import UUID

from pos.domain.cart import Cart
from pos.domain.errors import RefusedError
from pos.domain.permission import Action
from pos.services.permissions import Actor
from ui.screens.sell.basket import Basket
from ui.screens.sell.shop import SellShop
from ui.screens.sell.view_protocol import SellView
from ui.shell.desk import Desk
from ui.shell.runner import Refused

if TYPE_CHECKING:
    from pos.uow import WriteTx

T = TypeVar("T")


class Permits(Protocol):
    """Runs a wish that may need an approval (see `ui.shell.approval.Approvals`)."""

    def do(
        self,
        job: Callable[["WriteTx", Actor], T],
        *,
        size: int | None = None,
        then: Callable[[T], None] | None = None,
        refused: Refused | None = None,
    ) -> None:
        """Run it, a second time with the approval when one was given."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """The counter at which one sale is made.

    Attributes:
        permits: Asks for a second person's approval where one is needed.
        show: Draws the state anew.
    """

    desk: Desk
    shop: SellShop
    basket: Basket
    view: SellView
    permits: Permits
    show: Callable[[], None]

    def with_leave(self, action: Action, *, size: int | None, then: Callable[[UUID], None]) -> None:
        """Do something that not everybody may do alone.

        Args:
            action: What it is.
            size: How large, in the unit of the action's ceiling: cents or parts per million. None:
                the action has no ceiling.
            then: Does it; gets who answers for it: who approved it, or else the asker.
        """

        def job(tx: "WriteTx", actor: Actor) -> UUID:
            return self.shop.permit(tx, actor, action=action, size=size) or actor.staff_id

        self.permits.do(job, size=size, then=then)

    def change(self, how: Callable[[Cart], Cart], *, approval_id: UUID | None = None) -> bool:
        """Change the cart.

        Args:
            how: Makes the new cart of the present one.
            approval_id: What somebody's PIN gave for it; None: nobody was asked.

        Returns:
            False when it is being paid, or when the change was refused, which the person is told.
        """
        if self.basket.is_locked:
            return False
        try:
            self.basket.change(how(self.basket.cart), approval_id=approval_id)
        except RefusedError as error:
            self.desk.notices.refused(error)
            return False
        # What a toast offers to undo is the change before this one.
        self.desk.notices.drop_toast()
        self.show()
        return True
