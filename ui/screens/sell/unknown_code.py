"""What to do with a code that nobody knows: search, sell what it is on once, or write it down."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from pos.domain import cart as carts
from pos.domain.open_article import OpenArticle, TypedArticle
from pos.domain.permission import Action
from pos.domain.product import SellableItem
from pos.services.permissions import Actor
from ui.screens.sell import text
from ui.screens.sell.counter import Counter
from ui.shell.desk import Remedy

if TYPE_CHECKING:
    from pos.queries.tax_categories import TaxCategory
    from pos.uow import WriteTx


class UnknownCode:
    """Helps somebody who holds goods in hand that the till does not know.

    Args:
        begin: Makes the cart ready for a line; False while that may not be.
        put: Puts an article of the shop into the cart.
    """

    def __init__(
        self,
        counter: Counter,
        *,
        begin: Callable[[], bool],
        put: Callable[[SellableItem], None],
    ) -> None:
        self._counter = counter
        self._desk = counter.desk
        self._begin = begin
        self._put = put

    def complain(self, code: str) -> None:
        """Say that nobody knows the code, and what may be done."""
        remedies = [Remedy(text=text.search(), act=self._counter.view.focus_search)]
        if self._desk.session.may(Action.SELL_OPEN_ARTICLE):
            remedies.append(Remedy(text=text.type_it(), act=partial(self.ask, code)))
        self._desk.notices.strip(text.unknown_code(code), *remedies)

    def ask(self, code: str = "") -> None:
        """Ask what it is and what it costs; without a code it can be sold only once."""
        self._desk.runner.ask(
            self._counter.shop.tax_categories, then=partial(self._ask_about, code)
        )

    def _ask_about(self, code: str, categories: "tuple[TaxCategory, ...]") -> None:
        keeps = bool(code) and self._desk.session.may(Action.EDIT_CATALOGUE)
        self._counter.view.ask_article(
            code,
            categories,
            sell=partial(self._sell_once, code),
            keep=partial(self._keep, code) if keeps else None,
        )

    def _sell_once(self, code: str, typed: TypedArticle) -> None:
        def sell(allowed_by: UUID) -> None:
            self._desk.runner.ask(
                lambda tx: self._counter.shop.open_item(tx, typed, code=code or None),
                then=partial(self._lay_down, typed, allowed_by),
                refused=self._desk.notices.refused,
            )

        size = typed.price_cents
        self._counter.with_leave(Action.SELL_OPEN_ARTICLE, size=size, then=sell)

    def _lay_down(self, typed: TypedArticle, allowed_by: UUID, item: SellableItem) -> None:
        if not self._begin():
            return
        kept = OpenArticle(
            name=item.name, tax_category_id=typed.tax_category_id, allowed_by=allowed_by
        )
        line_id = self._desk.ids.new_id()
        add = partial(carts.add, item=item, line_id=line_id, quantity=1, open_article=kept)
        if self._counter.change(add):
            self._counter.view.flash(line_id)

    def _keep(self, code: str, typed: TypedArticle) -> None:
        def job(tx: "WriteTx", actor: Actor) -> SellableItem | None:
            return self._counter.shop.add_article(tx, actor, typed, code=code)

        self._counter.permits.do(job, then=partial(self._kept, typed))

    def _kept(self, typed: TypedArticle, item: SellableItem | None) -> None:
        self._desk.notices.toast(text.written_down(typed.name))
        if item is not None:
            self._put(item)
