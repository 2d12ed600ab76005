"""Asks what goods that are made for the customer shall be, and for which day."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from pos.domain.cart import CartLine, get_line, put_line
from pos.domain.errors import RefusedError
from pos.domain.made_to_order import MadeToOrder, make_to_order
from pos.domain.product import SellableItem
from pos.domain.product_options import ChosenOption, ProductOption
from pos.domain.quantity import pieces_of
from pos.domain.ready_day import Making, NoDayFreeError, check_day, free_days
from ui.screens.sell.counter import Counter
from ui.text.article_name import full_name

if TYPE_CHECKING:
    from pos.uow import ReadTx


MadeAnswered = Callable[[date, str, tuple[ChosenOption, ...]], None]
"""Hears the day, the words, and what was chosen of the options."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeQuestion:
    """What is asked.

    Attributes:
        days: Those that may be promised, the earliest first, and how they are written.
        options: Each of them must be chosen.
        message: The words that were wished before; empty: none were.
    """

    name: str
    days: tuple[tuple[date, str], ...] = ()
    options: tuple[ProductOption, ...] = ()
    message: str = ""


class MadeToOrderDesk:
    """Promises a day only when it can be kept, also while the cart grows."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._desk = counter.desk

    def ask(self, item: SellableItem, pieces: int, *, then: Callable[[MadeToOrder], None]) -> None:
        """Ask for options, words and the day; nothing is asked when no day is free."""
        question = MadeQuestion(name=_name(item), options=item.options)
        self._with_making(item.variant_id, pieces, then=partial(self._ask, question, then))

    def check(self, line: CartLine, quantity: int, *, then: Callable[[], object]) -> None:
        """Go on unless a line would grow beyond what the day that it was promised for can take."""
        if line.made is None or quantity <= line.quantity:
            then()
            return
        pieces = pieces_of(line.unit, quantity)
        check = partial(self._check, line.made.ready_on, then)
        self._with_making(line.variant_id, pieces, leave_out=line.line_id, then=check)

    def can_be_kept(self) -> bool:
        """Say whether all days in the cart can still be kept, before any money is taken.

        A sale that was put aside may be taken up after its day was filled, or is over. The first
        line whose day is lost is said and asked for again; its options stay as they were chosen.
        """
        for line in self._counter.basket.cart.lines:
            if line.made is None:
                continue
            making = self._desk.lookup(partial(self._read, line))
            try:
                check_day(making, line.made.ready_on)
            except RefusedError as error:
                self._desk.notices.refused(error)
                question = MadeQuestion(name=_name(line), message=line.made.message)
                change = partial(self._change, line.line_id, line.made.chosen)
                self._ask(question, change, making)
                return False
        return True

    def _read(self, line: CartLine, tx: "ReadTx") -> Making:
        others = self._others(line.line_id)
        pieces = pieces_of(line.unit, line.quantity)
        return self._counter.shop.making(tx, line.variant_id, pieces=pieces, in_hand=others)

    def _change(self, line_id: UUID, chosen: tuple[ChosenOption, ...], made: MadeToOrder) -> None:
        kept = replace(made, chosen=chosen)
        self._counter.change(
            lambda cart: put_line(cart, replace(get_line(cart, line_id), made=kept))
        )

    def _others(self, leave_out: UUID | None) -> tuple[CartLine, ...]:
        lines = self._counter.basket.cart.lines
        return tuple(line for line in lines if line.line_id != leave_out)

    def _with_making(
        self,
        variant_id: UUID,
        pieces: int,
        *,
        leave_out: UUID | None = None,
        then: Callable[[Making], None],
    ) -> None:
        others = self._others(leave_out)
        self._desk.runner.ask(
            lambda tx: self._counter.shop.making(tx, variant_id, pieces=pieces, in_hand=others),
            then=then,
        )

    def _ask(
        self, question: MadeQuestion, then: Callable[[MadeToOrder], None], making: Making
    ) -> None:
        days = tuple((day, self._desk.formats.day_of_week(day)) for day in free_days(making))
        if not days:
            error = NoDayFreeError(pieces=making.pieces, per_day=making.per_day)
            self._desk.notices.refused(error)
            return
        answered = partial(self._answered, question.options, then)
        self._counter.view.ask_made(replace(question, days=days), then=answered)

    def _answered(
        self,
        options: tuple[ProductOption, ...],
        then: Callable[[MadeToOrder], None],
        ready_on: date,
        message: str,
        chosen: tuple[ChosenOption, ...],
    ) -> None:
        try:
            made = make_to_order(ready_on, message, options=options, chosen=chosen)
        except RefusedError as error:
            self._desk.notices.refused(error)
            return
        then(made)

    def _check(self, ready_on: date, then: Callable[[], object], making: Making) -> None:
        try:
            check_day(making, ready_on)
        except RefusedError as error:
            self._desk.notices.refused(error)
            return
        then()


def _name(article: SellableItem | CartLine) -> str:
    return full_name(article)
