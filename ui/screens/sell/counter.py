"""What all parts of the sell screen share: the desk, the shop, the sale in hand, the view."""

from collections.abc import Callable
from dataclasses import dataclass

from pos.domain.cart import Cart
from pos.domain.errors import RefusedError
from ui.screens.sell.basket import Basket
from ui.screens.sell.shop import SellShop
from ui.screens.sell.view_protocol import SellView
from ui.shell.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """The counter at which one sale is made.

    Attributes:
        show: Draws the state anew.
    """

    desk: Desk
    shop: SellShop
    basket: Basket
    view: SellView
    show: Callable[[], None]

    def change(self, how: Callable[[Cart], Cart]) -> bool:
        """Change the cart.

        Returns:
            False when it is being paid, or when the change was refused, which the person is told.
        """
        if self.basket.is_locked:
            return False
        try:
            self.basket.change(how(self.basket.cart))
        except RefusedError as error:
            self.desk.notices.refused(error)
            return False
        self.show()
        return True
