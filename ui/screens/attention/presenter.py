"""Lists what wants a person, has central try again, notes what was seen and what was accepted."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Protocol
from uuid import UUID

from pos.domain.contact import CustomerDetails
from pos.domain.errors import PosError
from pos.queries.attention import Attention, Clash, Difference, FactAside, read_attention
from pos.queries.customer_details import Customer, find_customer
from pos.queries.notices import Notice
from pos.queries.open_differences import OpenDifference
from pos.runtime.changes import Changes
from pos.services.attention import ask_again, note_difference_seen, note_seen
from pos.services.corrections import CorrectFact, correct_fact
from pos.services.customers import CustomerGoneError
from pos.services.drawer_differences import accept_difference
from pos.services.notices import note_read
from pos.services.permissions import Actor, ApprovalNeededError
from pos.services.tape_repair import MendTape, mend_tape
from pos.tape_check import Damage
from pos.uow import WriteTx
from ui.screens.attention import text
from ui.screens.attention.state import (
    AttentionState,
    Entry,
    Found,
    for_person,
    may_correct,
    may_retry,
    stays_chosen,
)
from ui.shell.approval import Approvals
from ui.shell.desk import Desk
from ui.text.refusals import sentence

SELL = "sell"


class AttentionView(Protocol):
    """Draws the list and the entry beside it."""

    def show(self, state: AttentionState) -> None:
        """Show a state."""
        ...

    def ask_details(
        self, details: CustomerDetails, *, trouble: str, then: Callable[[CustomerDetails], None]
    ) -> None:
        """Ask how a customer's details are right; say what was wrong with the last answer."""
        ...


class AttentionPresenter:
    """The wishes of somebody who puts things in order."""

    def __init__(self, view: AttentionView, *, desk: Desk, approvals: Approvals) -> None:
        self._view = view
        self._desk = desk
        self._approvals = approvals
        self._state = AttentionState()

    def entered(self, _bring: str) -> None:
        """Show what is open."""
        self._show(self._state)
        self.reload()

    def refresh(self, _changes: Changes) -> None:
        """Central said something new."""
        self.reload()

    def scanned(self, _code: str) -> None:
        """Nothing here has a barcode."""
        self._desk.notices.beep()

    def reload(self) -> None:
        """Read the list once more."""
        self._desk.runner.ask(read_attention, then=self._found, refused=self._not_read)

    def select(self, entry: Entry | None) -> None:
        """Show an entry of the list beside it."""
        if entry is not None and entry != self._state.chosen:
            self._show(replace(self._state, chosen=entry))

    def select_next(self) -> None:
        """Show the entry below."""
        self._step(1)

    def select_previous(self) -> None:
        """Show the entry above."""
        self._step(-1)

    def go_back(self) -> None:
        """Close the entry, or go on selling."""
        if self._state.chosen is None:
            self._desk.navigator.go(SELL)
        else:
            self._show(replace(self._state, chosen=None))

    def retry(self) -> None:
        """Have central take the chosen fact again."""
        chosen = self._state.chosen
        if isinstance(chosen, FactAside) and may_retry(chosen):
            self._ask_again([chosen])

    def retry_all(self) -> None:
        """Have central take all facts again."""
        if self._state.retryable:
            self._ask_again(self._state.retryable)

    def note_seen(self) -> None:
        """Note that the person at the till has seen the chosen entry."""
        chosen, cashier = self._state.chosen, self._desk.session.cashier
        if isinstance(chosen, Difference):
            self._desk.runner.do(note_difference_seen, then=self._noted)
        elif isinstance(chosen, Notice):
            notice_id = chosen.notice_id
            self._desk.runner.do(lambda tx: note_read(tx, notice_id), then=self._noted)
        elif isinstance(chosen, Clash) and cashier is not None:
            seen, by = [chosen.clash_id], cashier.staff_id
            self._desk.runner.do(lambda tx: note_seen(tx, seen, by=by), then=self._noted)

    def _noted(self, _nothing: None) -> None:
        self._desk.notices.toast(text.noted())
        self.reload()

    def accept(self) -> None:
        """Accept the difference of the chosen shift, or have somebody do it who may."""
        chosen = self._state.chosen
        if not isinstance(chosen, OpenDifference):
            return
        shift_id = chosen.shift_id

        def accepted(_nothing: None) -> None:
            self._desk.notices.toast(text.accepted())
            self.reload()

        self._approvals.do(
            lambda tx, actor: accept_difference(tx, shift_id, actor=actor),
            size=abs(chosen.difference_cents),
            then=accepted,
        )

    def correct(self) -> None:
        """Ask how it is right, and send that in place of the chosen fact."""
        chosen = self._state.chosen
        if isinstance(chosen, FactAside) and may_correct(chosen):
            fact, customer_id = chosen, chosen.customer_id
            self._desk.runner.ask(
                lambda tx: find_customer(tx, customer_id),  # type: ignore[arg-type]
                then=lambda customer: self._ask_details(fact, customer),
            )

    def mend(self) -> None:
        """Let a tape go on that the disk has damaged."""

        def job(tx: WriteTx, actor: Actor) -> list[Damage]:
            return mend_tape(tx, MendTape(actor=actor))

        def refused(error: PosError) -> None:
            if not isinstance(error, ApprovalNeededError):  # They were asked, and said no.
                self._desk.notices.refused(error)

        self._approvals.do(job, then=self._mended, refused=refused)

    def _mended(self, damages: list[Damage]) -> None:
        altered = sum(damage.is_line for damage in damages)
        self._desk.notices.toast(text.mended(altered))
        self.reload()

    def _ask_details(self, fact: FactAside, customer: Customer | None) -> None:
        if customer is None:
            self._desk.notices.refused(CustomerGoneError(customer_id=fact.customer_id))
        else:
            self._ask_right(fact, customer.details)

    def _ask_right(self, fact: FactAside, details: CustomerDetails, *, trouble: str = "") -> None:
        self._view.ask_details(details, trouble=trouble, then=partial(self._say_right, fact))

    def _say_right(self, fact: FactAside, details: CustomerDetails) -> None:
        def job(tx: WriteTx, actor: Actor) -> UUID:
            return correct_fact(tx, CorrectFact(actor=actor, fact=fact.key, details=details))

        def refused(error: PosError) -> None:
            if isinstance(error, ApprovalNeededError):
                return  # They were asked, and said no.
            self._ask_right(fact, details, trouble=sentence(error))

        self._approvals.do(job, then=lambda _event_id: self.reload(), refused=refused)

    def _ask_again(self, facts: Iterable[FactAside]) -> None:
        keys = tuple(fact.key for fact in facts)
        self._desk.runner.do(lambda tx: ask_again(tx, keys), then=lambda _nothing: self.reload())

    def _step(self, by: int) -> None:
        entries, chosen = self._state.entries, self._state.chosen
        if not entries:
            return
        place = entries.index(chosen) + by if chosen in entries else 0
        self._show(replace(self._state, chosen=entries[max(0, min(place, len(entries) - 1))]))

    def _found(self, everything: Attention) -> None:
        cashier = self._desk.session.cashier
        attention = for_person(everything, cashier.staff_id if cashier else None)
        chosen = stays_chosen(self._state.chosen, attention)
        self._show(AttentionState(found=Found.READ, attention=attention, chosen=chosen))

    def _not_read(self, _error: PosError) -> None:
        self._show(AttentionState(found=Found.TROUBLE))

    def _show(self, state: AttentionState) -> None:
        self._state = state
        self._view.show(state)
