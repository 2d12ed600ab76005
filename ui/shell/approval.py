"""Repeats a wish with a second person's approval when the business asks for one.

A screen hands over its wish once: `approvals.do(lambda tx, actor: move_cash(tx, …))`. Whether it
needs an approval is decided by the service; the panel is opened only then. Nothing of Qt is named.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Protocol, TypeVar
from uuid import UUID

from pos.domain.barcode import ScanReading, read_scan
from pos.domain.errors import PosError, RefusedError
from pos.domain.permission import Action
from pos.queries.people import StaffTile, list_staff, read_grants
from pos.services.permissions import Actor, ApprovalNeededError, ApprovalOutcome, approve
from pos.uow import ReadTx, WriteTx
from ui.shell.badge import read_badge
from ui.shell.runner import Refused, Runner
from ui.shell.session import Cashier, Session
from ui.text import pins as words
from ui.text.actions import action_words

T = TypeVar("T")


class AskerGoneError(RefusedError):
    """Whoever wished for something is not signed in any more, or was not yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalState:
    """Everything that the panel shows.

    Attributes:
        hint: Who wants what.
        chosen: Employee number of who shall agree; "" while nobody is chosen.
        trouble: What was wrong with the last PIN.
        wait_until: When the next PIN may be tried, UTC; None means at once.
        is_checking: A PIN is being checked.
    """

    hint: str
    approvers: tuple[StaffTile, ...]
    chosen: str = ""
    trouble: str = ""
    wait_until: datetime | None = None
    is_checking: bool = False


class ApprovalView(Protocol):
    """Shows the panel."""

    def show(self, state: ApprovalState) -> None:
        """Show a state, and the panel if it is not shown yet."""
        ...

    def close(self) -> None:
        """Take the panel away."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """What somebody must agree to, and what to do then.

    Attributes:
        size: How large it is, in the unit of the action's ceiling.
        go_on: Repeats the wish with the approval's id.
        give_up: Ends it; called when the panel was closed.
        asker_gone: Ends it, and says why; called when the till was locked before it could be asked.
    """

    action: Action
    asker: Cashier
    size: int | None
    go_on: Callable[[UUID], None]
    give_up: Callable[[], None]
    asker_gone: Callable[[], None]


class Approvals:
    """The wishes of one screen that may need somebody's approval.

    Args:
        complain: Shows an error that the screen does not handle.
        read_scan: Says what a scanned code means in this shop.
    """

    def __init__(
        self,
        *,
        runner: Runner,
        session: Session,
        view: ApprovalView,
        complain: Refused,
        read_scan: Callable[[str], ScanReading] = read_scan,
    ) -> None:
        self._runner = runner
        self._session = session
        self._view = view
        self._complain = complain
        self._read_scan = read_scan
        self._question: _Question | None = None
        self._state = ApprovalState(hint="", approvers=())

    def do(
        self,
        job: Callable[[WriteTx, Actor], T],
        *,
        size: int | None = None,
        then: Callable[[T], None] | None = None,
        refused: Refused | None = None,
    ) -> None:
        """Run a wish in one write transaction, as the person at the till.

        Args:
            job: What to do; it gets who asks, the second time with the approval.
            size: How large the wish is, in the unit of its ceiling: cents or parts per million.
            refused: Also called when nobody agreed, with the error that asked for an approval, and
                when the till is locked.
        """
        complain = refused or self._complain
        cashier = self._session.cashier
        if cashier is None:
            complain(AskerGoneError())
            return

        def attempt(approval_id: UUID | None) -> None:
            actor = Actor(staff_id=cashier.staff_id, approval_id=approval_id)
            self._runner.do(lambda tx: job(tx, actor), then=then, refused=said_no)

        def said_no(error: PosError) -> None:
            if not isinstance(error, ApprovalNeededError):
                complain(error)
                return
            question = _Question(
                action=Action(str(error.facts["action"])),
                asker=cashier,
                size=_size_of(error, otherwise=size),
                go_on=attempt,
                give_up=partial(refused, error) if refused is not None else _nothing,
                asker_gone=lambda: complain(AskerGoneError()),
            )
            self._ask(question)

        attempt(None)

    def choose(self, employee_no: str) -> None:
        """Note who shall agree."""
        self._show(replace(self._state, chosen=employee_no, trouble="", wait_until=None))

    def enter_pin(self, pin: str) -> None:
        """Check a PIN; a badge that was scanned into its field chooses the person instead."""
        question = self._question
        if question is None or self._state.is_checking:
            return
        scan = read_badge(pin, self._read_scan)
        if scan is not None:
            self._choose_by_badge(scan.employee_no)
            return
        employee_no = self._state.chosen
        self._show(replace(self._state, is_checking=True))
        self._runner.do(
            lambda tx: approve(
                tx,
                employee_no=employee_no,
                pin=pin,
                action=question.action,
                for_staff_id=question.asker.staff_id,
                size=question.size,
            ),
            then=self._checked,
            refused=self._not_checked,
        )

    def waited(self) -> None:
        """Let the person try again."""
        self._show(replace(self._state, trouble="", wait_until=None))

    def closed(self) -> None:
        """End the question: nobody agreed."""
        question, self._question = self._question, None
        if question is not None:
            question.give_up()

    def _ask(self, question: _Question) -> None:
        self._question = question
        self._runner.ask(partial(_approvers, question=question), then=self._show_approvers)

    def _show_approvers(self, approvers: tuple[StaffTile, ...]) -> None:
        question = self._question
        if question is None:
            return
        asker, action = question.asker, question.action
        if self._session.cashier is None or self._session.cashier.staff_id != asker.staff_id:
            # Locked since they asked: the door is no place for their question.
            self._question = None
            question.asker_gone()
            return
        state = ApprovalState(
            hint=words.approval_hint(asker.name, action_words(action)),
            approvers=approvers,
            chosen=approvers[0].employee_no if len(approvers) == 1 else "",
            trouble="" if approvers else words.nobody_may_approve(),
        )
        self._show(state)

    def _choose_by_badge(self, employee_no: str) -> None:
        if any(one.employee_no == employee_no for one in self._state.approvers):
            self.choose(employee_no)
        else:
            self._show(replace(self._state, trouble=words.may_not_approve(employee_no)))

    def _checked(self, outcome: ApprovalOutcome) -> None:
        question = self._question
        if question is None:
            return
        if outcome.approval_id is not None:
            self._question = None
            self._view.close()
            question.go_on(outcome.approval_id)
            return
        self._show(
            replace(
                self._state,
                is_checking=False,
                trouble=_trouble(outcome),
                wait_until=outcome.pin.locked_until,
            )
        )

    def _not_checked(self, error: PosError) -> None:
        self._show(replace(self._state, is_checking=False))
        self._complain(error)

    def _show(self, state: ApprovalState) -> None:
        self._state = state
        self._view.show(state)


def _approvers(tx: ReadTx, *, question: _Question) -> tuple[StaffTile, ...]:
    """Return who may agree to it: everybody else who may do it alone."""
    return tuple(
        person
        for person in list_staff(tx)
        if person.has_pin
        and person.staff_id != question.asker.staff_id
        and read_grants(tx, person.staff_id).may_approve(question.action, size=question.size)
    )


def _size_of(error: ApprovalNeededError, *, otherwise: int | None) -> int | None:
    """Return how large the service says the wish is, else what the screen said."""
    size = error.facts.get("size")
    return size if isinstance(size, int) else otherwise


def _trouble(outcome: ApprovalOutcome) -> str:
    member = outcome.pin.member
    if member is not None:
        return words.may_not_approve(member.name)
    return words.wrong_pin(outcome.pin.tries_left)


def _nothing() -> None:
    """Let a wish that nobody agreed to end."""
