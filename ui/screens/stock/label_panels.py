"""The panels that ask for labels and say where they are."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout

from pos.documents.label_sheets import SHEETS
from ui.screens.stock import text
from ui.screens.stock.view_protocol import LabelQuestion
from ui.widgets.button import Button, Look
from ui.widgets.label import PlainLabel
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.number_pad import NumberPad
from ui.widgets.panel_card import PanelCard

WIDTH_PX = 680
COPIES_MAX = 9_999


class LabelPanel(PanelCard):
    """Asks how many labels, and on which sheet.

    Signals:
        answered: The number of labels, and the name of the layout.
    """

    answered = Signal(int, str)

    def __init__(self, question: LabelQuestion) -> None:
        super().__init__(text.labels_title(question.name), width_px=WIDTH_PX, name="label-panel")
        self.title.setWordWrap(True)
        self._layout = next(iter(SHEETS))
        self._edit = MoneyEdit(name="number", says=text.copies(), exponent=0, write=str)
        self._edit.setText("1")
        self._pad = NumberPad(corner="", back=text.erase())
        self._group = QButtonGroup(self)
        self._full = Button(look=Look.SEGMENT, name="one-sheet")
        self._lay_out(question)
        self._make = self.add_button(Button(text.make_pdf(), look=Look.PRIMARY, name="make-labels"))
        self._connect()
        self.setFocusProxy(self._edit)
        self._choose_sheet(self._layout)

    def _lay_out(self, question: LabelQuestion) -> None:
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self._edit)
        left.addWidget(self._pad)
        right = QVBoxLayout()
        right.setSpacing(8)
        if question.available:
            same = Button(
                text.as_many_as(str(question.available)), look=Look.SEGMENT, name="as-available"
            )
            same.clicked.connect(partial(self._set_copies, question.available))
            right.addWidget(same)
        right.addWidget(self._full)
        right.addSpacing(4)
        right.addWidget(PlainLabel(text.which_sheet(), voice="label"))
        for sheet in SHEETS.values():
            right.addWidget(self._sheet_button(sheet.name))
        right.addStretch()
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addLayout(left)
        both.addLayout(right, 1)
        self.body.addLayout(both)

    def _sheet_button(self, name: str) -> Button:
        button = Button(text.sheet(SHEETS[name]), look=Look.CHIP, name=f"sheet-{name}")
        button.setCheckable(True)
        button.setChecked(name == self._layout)
        button.clicked.connect(partial(self._choose_sheet, name))
        self._group.addButton(button)
        return button

    def _connect(self) -> None:
        self._edit.follow(self._pad)
        self._edit.changed.connect(self._look)
        self._edit.accepted.connect(self._answer)
        self._full.clicked.connect(self._fill_sheet)
        self._make.clicked.connect(self._answer)

    def _choose_sheet(self, name: str) -> None:
        self._layout = name
        self._full.say(text.one_sheet(str(SHEETS[name].per_page)))

    def _set_copies(self, copies: int) -> None:
        self._edit.setText(str(copies))

    @Slot()
    def _fill_sheet(self) -> None:
        self._set_copies(SHEETS[self._layout].per_page)

    @Slot()
    def _look(self) -> None:
        self._make.setEnabled(1 <= (self._edit.cents or 0) <= COPIES_MAX)

    @Slot()
    def _answer(self) -> None:
        if self._make.isEnabled():
            self.answered.emit(self._edit.cents or 0, self._layout)


class LabelsReadyPanel(PanelCard):
    """Says where the labels are."""

    def __init__(self, path: Path, count: int) -> None:
        super().__init__(text.labels_ready(count), width_px=560, name="labels-ready")
        self._path = path
        self.body.addWidget(PlainLabel(text.labels_hint(), voice="secondary"))
        where = PlainLabel(str(path), voice="strong", name="label-path")
        where.setWordWrap(True)
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(where)
        self._open = self.add_button(Button(text.open_file(), icon="external-link", name="open"))
        self._open.clicked.connect(self._open_file)
        self.done = self.add_button(Button(text.done(), look=Look.PRIMARY, name="labels-done"))
        self.done.setAutoDefault(True)  # Enter presses it, as nothing is typed here.
        self.setFocusProxy(self.done)

    @Slot()
    def _open_file(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))
