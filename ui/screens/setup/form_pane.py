"""The right side: the form of a row, with its fields, what it saves and what else it can do."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.screens.setup import text
from ui.screens.setup.finding_list import FindingList
from ui.screens.setup.form_field import FormField
from ui.screens.setup.section import Deed, Finding, Form
from ui.widgets.button import Button, Look
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import ElidedLabel, PlainLabel, plane
from ui.widgets.pane import pane_head, pane_page, scrolling_body


class FormPane(QStackedWidget):
    """Shows a form, or the invitation to choose a row.

    Signals:
        saved: What was answered, by the key of the field.
        deed_wished: Key of something else to do.
        left: A form that another one opened is left.
        wished: Key of a field that asks for several, and what was typed or scanned for it.
        tried: What stands in the form now, where that is tried.
    """

    saved = Signal(object)
    deed_wished = Signal(str)
    left = Signal()
    wished = Signal(str, str)
    tried = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("setup-form")
        self._form: Form | None = None
        self._page: QWidget | None = None
        self._fields: list[FormField] = []
        self._confirm: Button | None = None
        self._findings: FindingList | None = None
        empty = EmptyState(
            "sliders-horizontal",
            text.invitation(),
            hint=text.invitation_hint(),
            name="setup-invitation",
        )
        self.addWidget(plane(empty, "pane"))

    def show_form(self, form: Form | None, *, is_inner: bool) -> None:
        """Draw a form; one that asks the same as before keeps what was typed into it."""
        if _asks_the_same(form, self._form):
            self._form = form
            return
        self._form = form
        self._clear()
        if form is None:
            return
        self._page = self._build(form, is_inner=is_inner)
        self.addWidget(self._page)
        self.setCurrentWidget(self._page)
        if self._fields and form.save is not None:
            self._fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Drop what was typed: the next form is drawn anew."""
        self._form = None
        self._clear()

    def put_in(self, field_key: str, found: tuple[str, str]) -> None:
        """Add what was found to a field that asks for several."""
        for field in self._fields:
            if field.key == field_key:
                field.put_in(*found)

    def take_scan(self, code: str) -> bool:
        """Give a scan to the field that asks for one; False: none does."""
        return any(field.take_scan(code) for field in self._fields)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what came of the trial of what stands in the form now."""
        if self._findings is not None:
            self._findings.show_all(findings)

    def _clear(self) -> None:
        self._fields, self._confirm, self._findings = [], None, None
        if self._page is not None:
            self.removeWidget(self._page)
            self._page.hide()
            self._page.deleteLater()
            self._page = None
        self.setCurrentIndex(0)

    def _build(self, form: Form, *, is_inner: bool) -> QWidget:
        head = self._build_head(form, is_inner=is_inner)
        body = self._build_body(form)
        foot = None if form.save is None else self._build_footer(form)
        return pane_page(head, body, foot)

    def _build_head(self, form: Form, *, is_inner: bool) -> QWidget:
        titles = [ElidedLabel(form.title, voice="dialog", name="form-title")]
        if form.subtitle:
            titles.append(ElidedLabel(form.subtitle, voice="caption"))
        if not is_inner:
            return pane_head(*titles)
        back = Button(look=Look.TOOL, icon="x", name="form-back", says=text.back())
        back.clicked.connect(self.left)
        return pane_head(*titles, beside=(back,))

    def _build_body(self, form: Form) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(17, 16, 16, 16)
        column.setSpacing(14)
        if form.note:
            note = PlainLabel(form.note, voice="secondary", name="form-note")
            note.setWordWrap(True)
            column.addWidget(note)
        for field in form.fields:
            asked = FormField(field)
            asked.changed.connect(self._look)
            asked.accepted.connect(self._save)
            asked.wished.connect(partial(self.wished.emit, field.key))
            self._fields.append(asked)
            column.addWidget(asked)
        if form.trial is not None:
            self._findings = FindingList()
            column.addWidget(self._findings)
        for deed in form.deeds:
            column.addWidget(self._build_deed(deed))
        column.addStretch()
        return scrolling_body(inside)

    def _build_deed(self, deed: Deed) -> Button:
        look = Look.DANGER if deed.is_grave else Look.PLAIN
        button = Button(deed.label, look=look, icon=deed.icon, name=f"deed-{deed.key}")
        button.clicked.connect(partial(self.deed_wished.emit, deed.key))
        return button

    def _build_footer(self, form: Form) -> QWidget:
        footer = plane(QWidget(), "footer")
        row = QHBoxLayout(footer)
        row.setContentsMargins(17, 12, 16, 16)
        self._confirm = Button(form.confirm, look=Look.PRIMARY, name="form-save")
        self._confirm.clicked.connect(self._save)
        row.addWidget(self._confirm)
        self._look()
        return footer

    @Slot()
    def _look(self) -> None:
        """Ask only what the other answers leave open, and let only what is new be saved."""
        answers = self._answers()
        for field in self._fields:
            field.setVisible(field.field.is_asked(answers))
        if self._confirm is not None:
            self._confirm.setEnabled(any(field.is_changed for field in self._fields))
        if self._findings is not None:
            self.tried.emit(answers)

    @Slot()
    def _save(self) -> None:
        if self._confirm is not None and self._confirm.isEnabled():
            self.saved.emit(self._answers())

    def _answers(self) -> dict[str, str]:
        return {field.key: field.answer for field in self._fields}


def _asks_the_same(form: Form | None, other: Form | None) -> bool:
    """Say whether two forms look alike; what they do is made anew each time they are read."""
    if form is None or other is None:
        return form is other
    deeds = [deed.key for deed in form.deeds] == [deed.key for deed in other.deeds]
    return (form.key, form.fields, deeds) == (other.key, other.fields, True)
