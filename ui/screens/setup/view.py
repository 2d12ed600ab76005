"""Draws the setup screen: sections, the list of one, and the form of a row."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.screens.setup import text
from ui.screens.setup.form_pane import FormPane
from ui.screens.setup.presenter import SetupPresenter
from ui.screens.setup.section import Finding, Section
from ui.screens.setup.section_page import SectionPage
from ui.screens.setup.state import SetupState
from ui.widgets.button import Button, Look

MARGIN_PX = 16
SECTIONS_PX = 160


class SetupScreenView(QObject):
    """The widgets of the setup screen (see `SetupView`).

    Attributes:
        main: The main area.
        pane: The context pane.
    """

    def __init__(self, sections: tuple[Section, ...]) -> None:
        super().__init__()
        self._buttons = {each.id: _button_of(each) for each in sections}
        self._pages = {each.id: SectionPage(each) for each in sections}
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        self.pane = FormPane()
        self.main = QWidget()
        self.main.setObjectName("setup")
        self._lay_out()
        self.setParent(self.main)

    def connect_to(self, presenter: SetupPresenter) -> None:
        """Pass on what is tapped and typed."""
        for section_id, button in self._buttons.items():
            button.clicked.connect(partial(presenter.choose_section, section_id))
        for page in self._pages.values():
            page.chosen.connect(presenter.choose)
            page.added.connect(presenter.add)
        self.pane.saved.connect(presenter.save)
        self.pane.deed_wished.connect(presenter.do_deed)
        self.pane.left.connect(presenter.back)
        self.pane.wished.connect(presenter.find)
        self.pane.tried.connect(presenter.try_out)

    def show(self, state: SetupState) -> None:
        """Draw a state."""
        shown = {each.id for each in state.sections}
        for section_id, button in self._buttons.items():
            button.setVisible(section_id in shown)
        if state.section is not None:
            self._buttons[state.section.id].setChecked(True)
            page = self._pages[state.section.id]
            page.show_listing(state.listing, chosen=state.chosen)
            self._stack.setCurrentWidget(page)
        self.pane.show_form(
            state.form, is_inner=bool(state.chosen) and _key_of(state) != state.chosen
        )
        self.pane.setEnabled(not state.is_busy)

    @Slot()
    def forget_answers(self) -> None:
        """Drop what was typed."""
        self.pane.forget()

    def put_in(self, field_key: str, found: tuple[str, str]) -> None:
        """Add what was found to a field that asks for several."""
        self.pane.put_in(field_key, found)

    def take_scan(self, code: str) -> bool:
        """Give a scan to the field that asks for one; False: none does."""
        return self.pane.take_scan(code)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what came of a trial."""
        self.pane.show_findings(findings)

    def _lay_out(self) -> None:
        names = QWidget()
        names.setFixedWidth(SECTIONS_PX)
        names.setAccessibleName(text.sections())
        column = QVBoxLayout(names)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for button in self._buttons.values():
            self._group.addButton(button)
            column.addWidget(button)
        column.addStretch()
        for page in self._pages.values():
            self._stack.addWidget(page)
        row = QHBoxLayout(self.main)
        row.setContentsMargins(MARGIN_PX, 14, MARGIN_PX, MARGIN_PX)
        row.setSpacing(MARGIN_PX)
        row.addWidget(names)
        row.addWidget(self._stack, 1)


def _button_of(section: Section) -> Button:
    button = Button(section.title, look=Look.ENTRY, icon=section.icon, name=f"section-{section.id}")
    button.setCheckable(True)
    return button


def _key_of(state: SetupState) -> str:
    return state.form.key if state.form is not None else ""
