"""The list of one section, what it is for, and the button for something new."""

from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.screens.setup import text
from ui.screens.setup.section import Entry, Heading, Listing, Section
from ui.shell.theme.tokens import Tone
from ui.widgets.button import Button, Look
from ui.widgets.column import Column
from ui.widgets.empty_state import EmptyState
from ui.widgets.frozen_table import FrozenTable
from ui.widgets.label import PlainLabel

HEAD_PX = 44
WIDE_FROM_PX = 520


class SectionPage(QWidget):
    """Shows a section.

    Signals:
        chosen: Key of the form of a row.
        added: Something new is wished for.
    """

    chosen = Signal(str)
    added = Signal()

    def __init__(self, section: Section) -> None:
        super().__init__()
        self._section = section
        self._headings: tuple[Heading, ...] = ()
        self._table: FrozenTable | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState(section.icon, text.reading(), name=f"{section.id}-wait"))
        self._add = Button(section.add, look=Look.LINE, icon="plus", name=f"add-{section.id}")
        self._add.setVisible(bool(section.add))
        self._lay_out()
        self._add.clicked.connect(self.added)

    def show_listing(self, listing: Listing | None, *, chosen: str) -> None:
        """Draw what was read, with a row marked."""
        self._add.setEnabled(listing is not None and listing.adding is not None)
        if listing is None:
            self._stack.setCurrentIndex(0)
            return
        table = self._table_for(listing.headings)
        # The rows hold functions, and are other ones each time: what is marked is said by its key.
        blocker = QSignalBlocker(table)
        table.show_rows(listing.entries)
        row = next((each for each in listing.entries if each.form.key == chosen), None)
        marked = table.current_row()
        if row is None:
            table.setCurrentIndex(table.model().index(-1, -1))
            table.clearSelection()
        elif not isinstance(marked, Entry) or marked.form.key != chosen:
            table.select(row)
        blocker.unblock()
        self._stack.setCurrentWidget(table)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """Leave out what a narrow window has no room for; the form has it all."""
        if self._table is not None:
            for place, heading in enumerate(self._headings):
                is_hidden = heading.is_spare and self.width() < WIDE_FROM_PX
                self._table.setColumnHidden(place, is_hidden)

    def _table_for(self, headings: tuple[Heading, ...]) -> FrozenTable:
        """Return the table; another one when the columns are others, as with a new role."""
        if self._table is not None and headings == self._headings:
            return self._table
        if self._table is not None:
            self._stack.removeWidget(self._table)
            self._table.deleteLater()
        self._headings = headings
        self._table = FrozenTable(
            _columns(headings), name=f"{self._section.id}-rows", says=self._section.title
        )
        self._table.chosen.connect(self._choose)
        self._stack.addWidget(self._table)
        self._fit()
        return self._table

    def _lay_out(self) -> None:
        hint = PlainLabel(self._section.hint, voice="secondary", name=f"{self._section.id}-hint")
        hint.setWordWrap(True)
        hint.setMinimumHeight(HEAD_PX)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(hint, 1)
        head.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(13)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    @Slot(object)
    def _choose(self, entry: Entry | None) -> None:
        if entry is not None:
            self.chosen.emit(entry.form.key)


def _columns(headings: tuple[Heading, ...]) -> tuple[Column[Entry], ...]:
    return tuple(
        Column(
            title=heading.title,
            value=partial(_cell, place=place),
            width_px=heading.width_px,
            is_strong=place == 0,
            tone=_tone,
        )
        for place, heading in enumerate(headings)
    )


def _cell(entry: Entry, *, place: int) -> str:
    return entry.cells[place]


def _tone(entry: Entry) -> Tone:
    return Tone.CAPTION if entry.is_quiet else Tone.TEXT
