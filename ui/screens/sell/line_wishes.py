"""What may be done with the lines of the cart, and with the cart as a whole."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import UUID

from pos.domain import cart as carts
from pos.domain import cart_concessions
from pos.domain.cart import Cart, CartLine
from pos.domain.discount import Discount, share_ppm
from pos.domain.permission import Action
from pos.domain.price_floor import PriceFloor
from ui.screens.sell import panel_text, text
from ui.screens.sell.counter import Counter
from ui.screens.sell.made_to_order import MadeToOrderDesk
from ui.screens.sell.stock_guard import StockGuard
from ui.screens.sell.why import explain
from ui.text.article_name import full_name


class LineWishes:
    """Changes lines; every change can be taken back."""

    def __init__(self, counter: Counter, *, made: MadeToOrderDesk) -> None:
        self._counter = counter
        self._basket = counter.basket
        self._made = made
        self._stock = StockGuard(counter)
        self._floor = PriceFloor()

    def use_floor(self, floor: PriceFloor) -> None:
        """Ask for more leave when a price is below this."""
        self._floor = floor

    def select(self, line_id: UUID) -> None:
        """Select a line."""
        self._basket.select(line_id)
        self._counter.show()

    def move(self, step: int) -> None:
        """Select the line that many places further."""
        self._basket.move(step)
        self._counter.show()

    def step(self, pieces: int) -> None:
        """Add pieces to the selected line, or take some off; at one it stays one."""
        line = self._basket.selected_line
        if line is not None and line.quantity + pieces >= 1:
            self._set_quantity(line.line_id, line.quantity + pieces)

    def ask_quantity(self) -> None:
        """Ask how many."""
        line = self._basket.selected_line
        if line is not None:
            then = partial(self._set_quantity, line.line_id)
            self._counter.view.ask_quantity(_name(line), line.unit, then=then)

    def ask_price(self) -> None:
        """Ask for another price."""
        line = self._basket.selected_line
        if line is not None:
            self._counter.view.ask_price(line, then=partial(self._ask_reason, line.line_id))

    def ask_discount(self) -> None:
        """Ask for a discount on the selected line."""
        line = self._basket.selected_line
        if line is not None:
            set_discount = partial(self._discount_line, line.line_id)
            self._counter.view.ask_discount(_name(line), then=set_discount)

    def ask_order_discount(self) -> None:
        """Ask for a discount on the whole sale."""
        if not self._basket.is_empty:
            self._counter.view.ask_discount("", then=self._discount_order)

    def explain(self) -> None:
        """Show why the selected line costs what it costs."""
        for line, priced in zip(self._basket.charged.lines, self._basket.priced.lines, strict=True):
            if line.line_id == self._basket.selected:
                self._counter.view.show_why(explain(line, priced, self._counter.desk.formats))

    def ask_note(self) -> None:
        """Ask for the note of the sale."""
        if not self._basket.is_empty:
            self._counter.view.ask_note(self._basket.cart.note, then=self._set_note)

    def remove(self) -> None:
        """Take the selected line out, with a way back."""
        line = self._basket.selected_line
        if line is None:
            return
        take_out = partial(
            self._take_out, partial(carts.remove, line_id=line.line_id), text.removed(_name(line))
        )
        if len(self._basket.cart.lines) == 1:
            self._give_up(take_out)
        else:
            take_out(None)

    def clear(self) -> None:
        """Give the sale up, with a way back."""
        if not self._basket.is_empty:
            self._give_up(partial(self._take_out, _emptied, text.cleared()))

    def undo(self) -> None:
        """Take the last change back; if nothing is left then, it gives the sale up."""
        previous = self._basket.previous
        if previous is None:
            return
        if self._basket.is_empty or previous.lines:
            self._undo(None)
        else:
            self._give_up(self._undo)

    def _give_up(self, then: Callable[[UUID | None], None]) -> None:
        """Leave nothing of the sale: at once for who may alone, since the next scan may follow."""
        if self._basket.is_locked:
            return
        cashier = self._counter.desk.session.cashier
        if cashier is not None and cashier.may_alone(Action.VOID_SALE):
            then(None)
            return
        allowed = partial(self._was_allowed, then, self._basket.cart.lines)
        # The approval is used up by the change itself, so that it is written with what it allowed.
        self._counter.permits.do(self._counter.shop.permit_giving_up, then=allowed)

    def _was_allowed(
        self,
        then: Callable[[UUID | None], None],
        lines: tuple[CartLine, ...],
        approval_id: UUID | None,
    ) -> None:
        """Do it to the sale that was agreed on; one that has changed meanwhile stays."""
        if self._basket.cart.lines == lines:
            then(approval_id)
        else:
            self._counter.desk.notices.strip(text.changed_meanwhile())

    def _take_out(self, how: Callable[[Cart], Cart], said: str, approval_id: UUID | None) -> None:
        if self._counter.change(how, approval_id=approval_id):
            self._counter.desk.notices.toast(said, undo=self.undo)

    def _undo(self, approval_id: UUID | None) -> None:
        if self._basket.undo(approval_id=approval_id):
            self._counter.desk.notices.drop_toast()
            self._counter.show()

    def _set_quantity(self, line_id: UUID, quantity: int) -> None:
        if self._basket.is_locked:
            return
        line = carts.get_line(self._basket.cart, line_id)
        how = partial(carts.change_quantity, line_id=line_id, quantity=quantity)

        def change() -> None:
            self._counter.change(how)

        ask_stock = partial(self._stock.check_line, line, quantity, then=change)
        self._made.check(line, quantity, then=ask_stock)

    def _ask_reason(self, line_id: UUID, cents: int) -> None:
        line = carts.get_line(self._basket.cart, line_id)
        change = partial(self._set_price, line_id, cents)
        self._counter.view.ask_reason(_name(line), panel_text.price_reasons(), then=change)

    def _set_price(self, line_id: UUID, cents: int, reason: str) -> None:
        line = carts.get_line(self._basket.cart, line_id)

        def change(allowed_by: UUID) -> None:
            self._counter.change(
                partial(
                    cart_concessions.override_price,
                    line_id=line_id,
                    price_cents=cents,
                    reason=reason,
                    allowed_by=allowed_by,
                )
            )

        size = abs(line.list_price_cents - cents)
        is_low = self._floor.is_below(line, cents)
        action = Action.OVERRIDE_BELOW_FLOOR if is_low else Action.OVERRIDE_PRICE
        self._counter.with_leave(action, size=size, then=change)

    def _discount_line(self, line_id: UUID, discount: Discount | None) -> None:
        lines = zip(self._basket.cart.lines, self._basket.priced.lines, strict=True)
        worth = sum(
            priced.gross_cents - priced.offers_cents
            for line, priced in lines
            if line.line_id == line_id
        )
        change = partial(cart_concessions.discount_line, line_id=line_id)
        self._discount(discount, Action.DISCOUNT_LINE, worth_cents=worth, change=change)

    def _discount_order(self, discount: Discount | None) -> None:
        worth = self._basket.priced.subtotal_cents - self._basket.priced.offers_cents
        change = cart_concessions.discount_order
        self._discount(discount, Action.DISCOUNT_ORDER, worth_cents=worth, change=change)

    def _discount(
        self,
        discount: Discount | None,
        action: Action,
        *,
        worth_cents: int,
        change: Callable[..., Cart],
    ) -> None:
        """Give a discount with leave; to take one off, nobody has to be asked."""
        if discount is None:
            self._counter.change(partial(change, discount=None))
            return

        def give(allowed_by: UUID) -> None:
            allowed = replace(discount, allowed_by=allowed_by)
            self._counter.change(partial(change, discount=allowed))

        size = share_ppm(discount, worth_cents)
        self._counter.with_leave(action, size=size, then=give)

    def _set_note(self, note: str) -> None:
        self._counter.change(partial(carts.set_note, note=note))


def _name(line: CartLine) -> str:
    return full_name(line)


def _emptied(cart: Cart) -> Cart:
    return replace(carts.clear(cart), order_discount=None, note="")
