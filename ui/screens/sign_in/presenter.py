"""Lets people in: who they are, their PIN, and where they begin."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from pos.domain.barcode import BadgeScan, ScanReading, read_scan
from pos.domain.errors import PosError
from pos.queries.people import StaffTile, list_staff
from pos.queries.shifts import OpenShift, find_open_shift
from pos.runtime.changes import Changes
from pos.services.people import PinOutcome, StaffMember, sign_in, sign_in_by_badge
from pos.uow import WriteTx
from ui.screens.sign_in.state import SignInState, choose, show_people
from ui.shell.badge import read_badge
from ui.shell.desk import Navigator, Notices
from ui.shell.runner import Runner
from ui.shell.session import Cashier, Session
from ui.text import pins

WITHOUT_SHIFT = "cash"


class SignInView(Protocol):
    """Draws the door."""

    def show(self, state: SignInState) -> None:
        """Show a state."""
        ...

    def begin(self) -> None:
        """Empty the field for the PIN and put the focus there, or on the tiles before it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """What became of a PIN, and the shift that the person comes to."""

    outcome: PinOutcome
    shift: OpenShift | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _BadgeEntry:
    """Whom a badge let in, None while their PIN is wanted, and the shift that they come to."""

    member: StaffMember | None
    shift: OpenShift | None


class SignInPresenter:
    """The wishes of somebody who stands before a locked till."""

    def __init__(
        self,
        view: SignInView,
        *,
        runner: Runner,
        notices: Notices,
        navigator: Navigator,
        session: Session,
        place: str,
        read_scan: Callable[[str], ScanReading] = read_scan,
    ) -> None:
        self._view = view
        self._runner = runner
        self._notices = notices
        self._navigator = navigator
        self._session = session
        self._read_scan = read_scan
        self._state = SignInState(place=place)
        self._is_untouched = True

    def entered(self, _bring: str) -> None:
        """Begin with an empty field; who worked last is still chosen."""
        self._is_untouched = True
        self._show(replace(self._state, trouble="", wait_until=None))
        self._runner.ask(list_staff, then=self._begin)

    def refresh(self, _changes: Changes) -> None:
        """Somebody came or went."""
        self._runner.ask(list_staff, then=self._show_people)

    def scanned(self, code: str) -> None:
        """Choose the person whose badge it is, and let them in where the shop trusts badges."""
        scan = self._read_scan(code)
        if isinstance(scan, BadgeScan):
            self._choose_by_badge(scan.employee_no)
        else:
            self._notices.beep()

    def choose(self, employee_no: str) -> None:
        """Choose a person."""
        person = self._state.find(employee_no)
        if person is None or self._state.is_checking:
            return
        self._is_untouched = False
        trouble = "" if person.has_pin else pins.no_pin_yet(person.name)
        self._show(choose(self._state, person, trouble=trouble))
        self._view.begin()

    def enter_pin(self, pin: str) -> None:
        """Check a PIN; a badge that was scanned into its field chooses the person instead."""
        scan = read_badge(pin, self._read_scan)
        if scan is not None:
            self._choose_by_badge(scan.employee_no)
            return
        if not self._state.takes_pin:
            return
        self._is_untouched = False
        self._show(replace(self._state, is_checking=True, trouble=""))
        self._runner.do(
            partial(_sign_in, employee_no=self._state.chosen, pin=pin),
            then=self._checked,
            refused=self._not_checked,
        )

    def waited(self) -> None:
        """Let the person try again."""
        self._show(replace(self._state, trouble="", wait_until=None))

    def _choose_by_badge(self, employee_no: str) -> None:
        if self._state.find(employee_no) is not None:
            self.choose(employee_no)
            self._runner.do(
                partial(_sign_in_by_badge, employee_no=employee_no), then=self._badge_read
            )
            return
        self._notices.beep()
        self._show(replace(self._state, trouble=pins.badge_unknown(employee_no)))

    def _badge_read(self, entry: _BadgeEntry) -> None:
        if entry.member is not None:
            self._let_in(entry.member, entry.shift)

    def _begin(self, people: tuple[StaffTile, ...]) -> None:
        self._show_people(people)
        # A list that comes late must not empty the field under somebody's fingers, nor take the
        # focus away from the screen that they came to.
        if self._is_untouched:
            self._view.begin()

    def _show_people(self, people: tuple[StaffTile, ...]) -> None:
        self._show(show_people(self._state, people))

    def _checked(self, entry: _Entry) -> None:
        self._show(replace(self._state, is_checking=False))
        outcome = entry.outcome
        if outcome.member is not None:
            self._let_in(outcome.member, entry.shift)
            return
        self._notices.beep()
        trouble = pins.wrong_pin(outcome.tries_left)
        self._show(replace(self._state, trouble=trouble, wait_until=outcome.locked_until))

    def _not_checked(self, error: PosError) -> None:
        self._show(replace(self._state, is_checking=False))
        self._notices.refused(error)

    def _let_in(self, member: StaffMember, shift: OpenShift | None) -> None:
        self._session.use_shift(shift.shift_id if shift is not None else None)
        self._session.sign_in(
            Cashier(
                staff_id=member.staff_id,
                employee_no=member.employee_no,
                name=member.name,
                grants=member.grants,
            )
        )
        if shift is None:
            self._navigator.go(WITHOUT_SHIFT)

    def _show(self, state: SignInState) -> None:
        self._state = state
        self._view.show(state)


def _sign_in(tx: WriteTx, *, employee_no: str, pin: str) -> _Entry:
    outcome = sign_in(tx, employee_no=employee_no, pin=pin)
    return _Entry(outcome=outcome, shift=find_open_shift(tx))


def _sign_in_by_badge(tx: WriteTx, *, employee_no: str) -> _BadgeEntry:
    return _BadgeEntry(member=sign_in_by_badge(tx, employee_no), shift=find_open_shift(tx))
