"""What somebody wishes about a customer's money with the shop: credit given, a limit to owe."""

from functools import partial

from ui.screens.customers import account_text
from ui.screens.customers.register_book import limiting, moving_credit
from ui.screens.customers.state import ShownCustomer
from ui.screens.customers.view_protocol import (
    CreditAnswer,
    CreditQuestion,
    CustomersView,
    LimitQuestion,
)
from ui.screens.customers.wishes import Post, Shown
from ui.text.formats import Formats


class AccountWishes:
    """The wishes about the shown customer's credit and limit.

    Args:
        shown: Who is shown.
        post: Does a job as the person at the till, shows what became of it, and says so.
    """

    def __init__(
        self,
        view: CustomersView,
        *,
        formats: Formats,
        shown: Shown,
        post: Post,
    ) -> None:
        self._view = view
        self._formats = formats
        self._shown = shown
        self._post = post

    def move_credit(self) -> None:
        """Ask how much credit is given or taken back, and why."""
        shown = self._shown()
        if shown is None:
            return
        customer = shown.customer
        self._view.ask_credit(
            CreditQuestion(name=customer.details.name, balance_cents=customer.credit_cents),
            then=partial(self._move_credit, shown),
        )

    def limit(self) -> None:
        """Ask how much the shown customer may owe."""
        shown = self._shown()
        if shown is None:
            return
        customer = shown.customer
        self._view.ask_limit(
            LimitQuestion(
                name=customer.details.name,
                limit_cents=customer.account.limit_cents,
                owed_cents=customer.account.owed_cents,
            ),
            then=partial(self._limit, shown),
        )

    def _move_credit(self, shown: ShownCustomer, answer: CreditAnswer) -> None:
        amount = self._formats.money(answer.amount_cents)
        self._post(
            moving_credit(shown.customer.customer_id, answer),
            lambda name: account_text.moved(name, amount, is_given=answer.is_given),
        )

    def _limit(self, shown: ShownCustomer, limit_cents: int | None) -> None:
        most = None if limit_cents is None else self._formats.money(limit_cents)
        self._post(
            limiting(shown.customer, limit_cents), lambda name: account_text.limited(name, most)
        )
