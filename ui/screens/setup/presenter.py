"""Shows what can be set up, and does what the person decides about it."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from pos.domain.errors import PosError
from pos.runtime.changes import Changes
from pos.runtime.clock import Clock
from pos.services.permissions import Actor, ApprovalNeededError
from ui.screens.setup.section import Answers, Finding, Form, Job, Listing, Reader, Section
from ui.screens.setup.state import SetupState
from ui.shell.approval import Approvals
from ui.shell.desk import Notices
from ui.shell.runner import Runner
from ui.shell.session import Session
from ui.text.formats import Formats

if TYPE_CHECKING:
    from pos.uow import ReadTx


class SetupView(Protocol):
    """Draws the screen."""

    def show(self, state: SetupState) -> None:
        """Show a state."""
        ...

    def forget_answers(self) -> None:
        """Drop what was typed: it was done, or the person left."""
        ...

    def put_in(self, field_key: str, found: tuple[str, str]) -> None:
        """Add what was found to a field that asks for several."""
        ...

    def take_scan(self, code: str) -> bool:
        """Give a scan to the field that asks for one; False: none does."""
        ...

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show what came of a trial."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupDesk:
    """What the presenter may use."""

    runner: Runner
    approvals: Approvals
    notices: Notices
    session: Session
    clock: Clock
    formats: Formats


class SetupPresenter:
    """The wishes of whoever sets up the shop."""

    def __init__(self, desk: SetupDesk, view: SetupView, *, sections: tuple[Section, ...]) -> None:
        self._desk = desk
        self._view = view
        self._sections = sections
        self._state = SetupState()
        self._tried: Answers = {}
        desk.session.listen(self._session_changed)

    def entered(self, bring: str) -> None:
        """Show the section that is brought along, else the one from before, else the first."""
        permitted = self._permitted()
        wanted = bring or (self._state.section.id if self._state.section else "")
        section = next((each for each in permitted if each.id == wanted), permitted[0])
        self._state = replace(self._state, sections=permitted)
        self._open(section)

    def refresh(self, _changes: Changes) -> None:
        """Read again what somebody else changed."""
        self._read()

    def scanned(self, code: str) -> None:
        """Give a scan to the field that asks for one."""
        if not self._view.take_scan(code):
            self._desk.notices.beep()

    def try_out(self, answers: Answers) -> None:
        """Try what stands in the form; it changes nothing, and only the last trial is shown."""
        form = self._state.form
        trial = form.trial if form is not None else None
        if trial is None:
            return
        self._tried = answers

        def show(findings: tuple[Finding, ...]) -> None:
            if self._asks_the_same_as(form) and self._tried is answers:
                self._view.show_findings(findings)

        self._desk.runner.ask(lambda tx: trial(tx, answers), then=show)

    def find(self, field_key: str, typed: str) -> None:
        """Find what was typed or scanned for a field that asks for several."""
        form = self._state.form
        fields = form.fields if form is not None else ()
        find = next((each.find for each in fields if each.key == field_key), None)
        if find is None:
            return

        def put_in(found: tuple[str, str]) -> None:
            if self._asks_the_same_as(form):
                self._view.put_in(field_key, found)

        self._desk.notices.clear()
        self._desk.runner.ask(
            lambda tx: find(tx, typed), then=put_in, refused=self._desk.notices.refused
        )

    def choose_section(self, section_id: str) -> None:
        """Show another section."""
        found = next((each for each in self._state.sections if each.id == section_id), None)
        if found is not None and found is not self._state.section:
            self._open(found)

    def choose(self, form_key: str) -> None:
        """Show the form of a row."""
        if form_key != self._state.chosen:
            self._turn_to(form_key, chosen=form_key)

    def add(self) -> None:
        """Show the form of something new."""
        listing = self._state.listing
        if listing is not None and listing.adding is not None:
            self._turn_to(listing.adding.key, chosen="")

    def save(self, answers: Answers) -> None:
        """Do what the form is for."""
        form = self._state.form
        if form is not None and form.save is not None:
            self._do(form.save(answers))

    def do_deed(self, key: str) -> None:
        """Do something else that the form offers, or show the form that it needs."""
        form = self._state.form
        deed = next((each for each in form.deeds if each.key == key), None) if form else None
        if deed is None:
            return
        if deed.form is not None:
            self._turn_to(deed.form.key, chosen=self._state.chosen)
        elif deed.job is not None:
            self._do(deed.job)

    def back(self) -> None:
        """Leave a form that a deed opened, then the form."""
        self._desk.notices.clear()
        form, chosen = self._state.form, self._state.chosen
        if form is not None and form.key != chosen and chosen:
            self._turn_to(chosen, chosen=chosen)
        else:
            self._turn_to("", chosen="")

    def _permitted(self) -> tuple[Section, ...]:
        session = self._desk.session
        return tuple(
            each
            for each in self._sections
            if each.permission is None or session.may(each.permission)
        )

    def _open(self, section: Section) -> None:
        self._view.forget_answers()
        self._show(replace(self._state, section=section, listing=None, chosen="", form=None))
        self._read()

    def _turn_to(self, form_key: str, *, chosen: str) -> None:
        listing = self._state.listing
        form = listing.find(form_key) if listing is not None and form_key else None
        self._view.forget_answers()
        self._desk.notices.clear()
        self._show(replace(self._state, chosen=chosen if form else "", form=form))

    def _read(self) -> None:
        section, cashier = self._state.section, self._desk.session.cashier
        if section is None or cashier is None:
            return
        actor, formats = Actor(staff_id=cashier.staff_id), self._desk.formats
        today = self._desk.clock.now().astimezone(formats.timezone).date()

        def read(tx: "ReadTx") -> Listing:
            return section.read(Reader(tx=tx, actor=actor, today=today, formats=formats))

        def show(listing: Listing) -> None:
            if self._state.section is section:
                self._show_listing(listing)

        self._desk.runner.ask(read, then=show)

    def _show_listing(self, listing: Listing) -> None:
        """Show what was read; whose form is open stays so while it is still there."""
        before = self._state.form
        form = listing.find(before.key) if before is not None else None
        chosen = self._state.chosen if form is not None else ""
        self._show(replace(self._state, listing=listing, form=form, chosen=chosen))

    def _do(self, job: Job) -> None:
        if self._state.is_busy:
            return
        self._desk.notices.clear()
        self._show(replace(self._state, is_busy=True))
        self._desk.approvals.do(job, then=self._done, refused=self._refused)

    def _done(self, said: str) -> None:
        self._view.forget_answers()
        self._desk.notices.toast(said)
        self._show(replace(self._state, is_busy=False, form=self._form_of_row()))
        self._read()

    def _refused(self, error: PosError) -> None:
        self._show(replace(self._state, is_busy=False))
        if not isinstance(error, ApprovalNeededError):
            self._desk.notices.refused(error)

    def _asks_the_same_as(self, form: Form | None) -> bool:
        """Say whether a form is still shown; it may have been read anew meanwhile."""
        now = self._state.form
        return now is not None and form is not None and now.key == form.key

    def _form_of_row(self) -> Form | None:
        """Return the form of the marked row; that of something new is done with."""
        listing, chosen = self._state.listing, self._state.chosen
        return listing.find(chosen) if listing is not None and chosen else None

    def _session_changed(self) -> None:
        """Leave nothing of one person for the next."""
        if self._desk.session.cashier is None:
            self._view.forget_answers()
            self._show(SetupState())

    def _show(self, state: SetupState) -> None:
        self._state = state
        self._view.show(state)
