"""Finds customers, shows one, writes down who they are, and makes one of two records."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from pos.domain.barcode import CustomerScan, ReceiptScan
from pos.domain.contact import CustomerDetails, read_one_field
from pos.domain.errors import PosError
from pos.domain.permission import Action
from pos.queries.customer_duplicates import Duplicate
from pos.queries.customers import CustomerListRow
from pos.runtime.changes import Changes
from pos.services.permissions import ApprovalNeededError
from ui.screens.customers import text
from ui.screens.customers.account_wishes import AccountWishes
from ui.screens.customers.address_wishes import AddressWishes
from ui.screens.customers.erase_wishes import EraseWishes
from ui.screens.customers.family_wishes import FamilyWishes
from ui.screens.customers.register_book import (
    Job,
    adding,
    changing,
    looking,
    merging,
    opening,
    opening_card,
)
from ui.screens.customers.state import CustomersState, Found, ShownCustomer, ShownFamily
from ui.screens.customers.view_protocol import CustomersView, MergeQuestion
from ui.shell.approval import Approvals
from ui.shell.brought import bring_customer, find_brought_customer
from ui.shell.desk import Desk
from ui.text.refusals import sentence

if TYPE_CHECKING:
    from pos.uow import ReadTx


OFFERED = frozenset(
    {
        Action.EDIT_CUSTOMER,
        Action.CREDIT_CUSTOMER,
        Action.LIMIT_CREDIT,
        Action.ERASE_CUSTOMER,
    }
)
"""Permissions that this screen's buttons depend on."""


class CustomersPresenter:
    """The wishes of somebody who looks after customers.

    Attributes:
        account: The wishes about the shown customer's money.
        addresses: The wishes about where they live.
        family: The wishes about their children.
        erasure: The wish that they are known no longer.
    """

    def __init__(self, view: CustomersView, *, desk: Desk, approvals: Approvals) -> None:
        self._view = view
        self._desk = desk
        self._approvals = approvals
        self._opening = 0
        self._state = CustomersState()
        self.account = AccountWishes(
            view, formats=desk.formats, shown=self._find_shown, post=self._post
        )
        self.addresses = AddressWishes(view, shown=self._find_shown, post=self._post)
        self.family = FamilyWishes(view, desk=desk, shown=self._find_shown, show=self._show_family)
        self.erasure = EraseWishes(
            view,
            desk=desk,
            approvals=approvals,
            shown=self._find_shown,
            closed=self._close,
            refused=self._refused,
        )

    def entered(self, bring: str) -> None:
        """Show who came last; `bring` is a customer, or a card's number or code."""
        may = frozenset(each for each in OFFERED if self._desk.session.may(each))
        self._show(replace(self._state, may=may))
        self._view.focus_search()
        self.reload()
        customer_id = find_brought_customer(bring)
        if customer_id is not None:
            self.open(customer_id)
        elif bring:
            scan = self._desk.read_scan(bring)
            self._open_card(scan.card_no if isinstance(scan, CustomerScan) else bring)

    def refresh(self, _changes: Changes) -> None:
        """Somebody was written down or changed elsewhere, or bought something."""
        self.reload()
        if self._state.shown is not None:
            self.open(self._state.shown.customer.customer_id)

    def scanned(self, code: str) -> None:
        """Show whose card it is, or the order of a receipt."""
        self._desk.notices.clear()
        match self._desk.read_scan(code):
            case CustomerScan(card_no=card_no):
                self._open_card(card_no)
            case ReceiptScan(number=number):
                self._desk.navigator.go("orders", bring=number)
            case _:
                self._desk.notices.beep()

    def search(self, words: str) -> None:
        """Look for customers."""
        self._show(replace(self._state, search=words))
        self.reload()

    def clear_search(self) -> None:
        """Show who came last again."""
        self.search("")
        self._view.focus_search()

    def reload(self) -> None:
        """Read the list once more."""
        self._look(then=lambda: None)

    def open_first(self, words: str) -> None:
        """Look for words and show the first customer that was found."""
        self._show(replace(self._state, search=words))
        self._look(then=self._select_first)

    def select(self, row: CustomerListRow | None) -> None:
        """Show a customer of the list beside it."""
        shown = self._state.shown
        if row is not None and (shown is None or shown.customer.customer_id != row.customer_id):
            self.open(row.customer_id)

    def step(self, places: int) -> None:
        """Show the customer that many rows further."""
        rows, shown = self._state.rows, self._state.shown
        ids = [row.customer_id for row in rows]
        if shown is None or shown.customer.customer_id not in ids:
            self._select_first()
            return
        place = ids.index(shown.customer.customer_id) + places
        self.select(rows[min(max(place, 0), len(rows) - 1)])

    def open(self, customer_id: UUID) -> None:
        """Show a customer."""
        self._ask_customer(opening(customer_id), missing=text.gone())

    def go_back(self) -> None:
        """Clear the search, or close the customer."""
        self._desk.notices.clear()
        if self._state.search:
            self.clear_search()
        else:
            self._show(replace(self._state, shown=None))

    def new(self) -> None:
        """Ask who the new customer is; what was searched for is a beginning."""
        if self._state.may_edit:
            begun = read_one_field(self._state.search.strip())
            self._view.ask_details(text.new(), begun, then=self._add)

    def edit(self) -> None:
        """Ask what is different about the shown customer."""
        shown = self._state.shown
        if shown is not None and self._state.may_edit:
            customer = shown.customer
            self._view.ask_details(
                text.edit_title(customer.details.name),
                customer.details,
                then=partial(self._change, customer.customer_id),
            )

    def merge(self, duplicate: Duplicate) -> None:
        """Ask whether the shown customer and another record are one person."""
        shown = self._state.shown
        if shown is None or not self._state.may_edit:
            return
        here, there = shown.customer.customer_id, duplicate.customer.customer_id
        self._view.ask_merge(
            MergeQuestion(shown=shown.customer.details.name, other=duplicate.customer.name),
            keep_shown=partial(self._merge, kept_id=here, folded_id=there),
            keep_other=partial(self._merge, kept_id=there, folded_id=here),
        )

    def sell(self) -> None:
        """Go on with a sale to the shown customer."""
        shown = self._state.shown
        if shown is not None:
            self._desk.navigator.go("sell", bring=bring_customer(shown.customer.customer_id))

    def open_order(self, number: str) -> None:
        """Show one of their orders."""
        self._desk.navigator.go("orders", bring=number)

    def _close(self) -> None:
        self._show(replace(self._state, shown=None))
        self.reload()

    def _show_family(self, family: ShownFamily) -> None:
        self._show(replace(self._state, family=family))

    def _find_shown(self) -> ShownCustomer | None:
        return self._state.shown

    def _add(self, details: CustomerDetails) -> None:
        self._post(adding(details), text.added)

    def _change(self, customer_id: UUID, details: CustomerDetails) -> None:
        self._post(changing(customer_id, details), text.saved)

    def _merge(self, *, kept_id: UUID, folded_id: UUID) -> None:
        self._post(merging(kept_id=kept_id, folded_id=folded_id), text.merged)

    def _post(
        self, job: Job, said: Callable[[str], str], *, undo: Callable[[], None] | None = None
    ) -> None:
        def done(customer_id: UUID) -> None:
            self._view.close_question()
            self.reload()
            self._ask_customer(opening(customer_id), missing=text.gone(), then=say)

        def say(name: str) -> None:
            self._desk.notices.toast(said(name), undo=undo)

        self._approvals.do(job, then=done, refused=self._refused)

    def _refused(self, error: PosError) -> None:
        if isinstance(error, ApprovalNeededError):
            return
        money = self._desk.formats.money
        if not self._view.show_trouble(sentence(error, money=money)):
            self._desk.notices.refused(error)

    def _open_card(self, card_no: str) -> None:
        self._ask_customer(opening_card(card_no), missing=text.unknown_card(card_no))

    def _ask_customer(
        self,
        job: "Callable[[ReadTx], ShownCustomer | None]",
        *,
        missing: str,
        then: Callable[[str], None] | None = None,
    ) -> None:
        """Read a customer and go on with their name; the answer to the newest wish wins."""
        self._opening += 1
        wish = self._opening

        def answered(shown: ShownCustomer | None) -> None:
            if wish != self._opening:
                return
            is_another = _key(shown) != _key(self._state.shown)
            family = ShownFamily() if is_another else self._state.family
            self._show(replace(self._state, shown=shown, family=family))
            if is_another:
                self.family.look()
            if shown is None:
                self._desk.notices.strip(missing)
            elif then is not None:
                then(shown.customer.details.name)

        self._desk.runner.ask(job, then=answered)

    def _look(self, *, then: Callable[[], None]) -> None:
        words = self._state.search

        def found(rows: tuple[CustomerListRow, ...]) -> None:
            if words == self._state.search:
                how = Found.SOME if rows else Found.NONE
                self._show(replace(self._state, rows=rows, found=how))
                then()

        self._desk.runner.ask(looking(words), then=found)

    def _select_first(self) -> None:
        if self._state.rows:
            self.select(self._state.rows[0])

    def _show(self, state: CustomersState) -> None:
        self._state = state
        self._view.show(state)


def _key(shown: ShownCustomer | None) -> UUID | None:
    return None if shown is None else shown.customer.customer_id
