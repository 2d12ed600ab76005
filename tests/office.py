"""A setup screen without a window, on a real database, and somebody who stands at it."""

from pos.queries.people import read_grants
from tests.fakes.kept_notices import KeptNotices
from tests.fakes.kept_panel import KeptPanel
from tests.fakes.set_clock import SetClock
from tests.fakes.store_runner import StoreRunner
from tests.shop import Shop
from ui.screens.setup.presenter import SetupDesk, SetupPresenter
from ui.screens.setup.section import Field, Finding, discover
from ui.screens.setup.state import SetupState
from ui.shell.approval import Approvals
from ui.shell.session import Cashier, Session
from ui.text.formats import Formats


class KeptView:
    """Keeps what is shown.

    Attributes:
        forgotten: How often answers were dropped.
        found: What was found for fields that ask for several: their key, its key and its words.
        asking: Whether a field takes a scan.
        scanned: The scans that it took.
        findings: What came of the last trial.
    """

    def __init__(self) -> None:
        self.state = SetupState()
        self.forgotten = 0
        self.found: list[tuple[str, str, str]] = []
        self.asking = False
        self.scanned: list[str] = []
        self.findings: tuple[Finding, ...] = ()

    def show(self, state: SetupState) -> None:
        self.state = state

    def forget_answers(self) -> None:
        self.forgotten += 1

    def put_in(self, field_key: str, found: tuple[str, str]) -> None:
        self.found.append((field_key, *found))

    def take_scan(self, code: str) -> bool:
        if self.asking:
            self.scanned.append(code)
        return self.asking

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings


class Office:
    """A setup screen at which somebody stands."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.view = KeptView()
        self.notices = KeptNotices()
        self.session = Session()
        runner = StoreRunner(shop.store)
        with shop.store.read() as tx:
            formats = Formats(locale="en_GB", currency="EUR", timezone=tx.register.timezone)
        self.panel = KeptPanel()
        self.approvals = Approvals(
            runner=runner,
            session=self.session,
            view=self.panel,
            complain=self.notices.refused,
        )
        self.presenter = SetupPresenter(
            SetupDesk(
                runner=runner,
                approvals=self.approvals,
                notices=self.notices,
                session=self.session,
                clock=SetClock(),
                formats=formats,
            ),
            self.view,
            sections=discover(),
        )

    def let_in(self, employee_no: str) -> "Office":
        staff_id = {"1": self.shop.grace, "2": self.shop.ada}[employee_no]
        with self.shop.store.read() as tx:
            grants = read_grants(tx, staff_id)
        self.session.sign_in(
            Cashier(staff_id=staff_id, employee_no=employee_no, name=employee_no, grants=grants)
        )
        self.presenter.entered("")
        return self

    def titles(self) -> list[str]:
        return [section.title for section in self.view.state.sections]

    def rows(self) -> list[tuple[str, ...]]:
        assert self.view.state.listing is not None
        return [entry.cells for entry in self.view.state.listing.entries]

    def open(self, section: str, row: str) -> None:
        """Show a section and choose the row whose first cell says this."""
        self.presenter.choose_section(section)
        assert self.view.state.listing is not None
        entry = next(e for e in self.view.state.listing.entries if e.cells[0] == row)
        self.presenter.choose(entry.form.key)

    def fill(self, **answers: str) -> None:
        """Save the form with some answers changed."""
        assert self.view.state.form is not None
        given = {field.key: field.value for field in self.view.state.form.fields}
        self.presenter.save({**given, **answers})

    def field(self, label: str) -> Field:
        assert self.view.state.form is not None
        return next(each for each in self.view.state.form.fields if each.label == label)
