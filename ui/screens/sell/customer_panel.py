"""The panel that asks who the sale is for: search as you type, who came last, one field for new."""

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.screens.sell import customer_text as text
from ui.screens.sell.customer_question import CustomerChoice, CustomerQuestion
from ui.shell.shortcuts import Action, key_of
from ui.text.shortened import shortened
from ui.widgets.button import Button, Look
from ui.widgets.label import PlainLabel
from ui.widgets.panel_card import PanelCard
from ui.widgets.search_box import SearchBox

WIDTH_PX = 600
LIST_PX = 356
ADD_LETTERS_MAX = 24
CHOICES_MAX = 20
"""Who is not among these is found by another letter."""


class CustomerPanel(PanelCard):
    """Shows customers, and hands each answer to the question."""

    def __init__(self, question: CustomerQuestion) -> None:
        super().__init__(text.title(), width_px=WIDTH_PX, name="customer-panel")
        self._question = question
        self._choices: tuple[CustomerChoice, ...] = ()
        self._search = SearchBox(
            name="customer-search",
            hint=text.search_hint(),
            says=text.search_says(),
            key=key_of(Action.CUSTOMER),
        )
        self._heading = PlainLabel(text.came_last(), voice="status", name="customer-heading")
        self._list = QVBoxLayout()
        self._hint = PlainLabel(text.add_hint(), voice="secondary")
        self._hint.setWordWrap(True)
        for each in (self._search, self._heading, self._make_list(), self._hint):
            self.body.addWidget(each)
        self._take_off = self.add_button(
            Button(text.take_off(), icon="user-minus", name="customer-none")
        )
        self._take_off.setVisible(bool(question.current))
        self._add = self.add_button(
            Button(text.add(""), look=Look.SOFT, icon="user-plus", name="customer-add")
        )
        self._add.setEnabled(False)
        self._connect()
        self.setFocusProxy(self._search)

    def show_choices(self, choices: tuple[CustomerChoice, ...]) -> None:
        """Show who was found."""
        self._choices = choices[:CHOICES_MAX]
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for choice in self._choices:
            self._list.addWidget(self._make_choice(choice))
        self._list.addStretch()
        self._heading.setText(self._heading_text())

    def _connect(self) -> None:
        self._search.searched.connect(self._question.search)
        self._search.textChanged.connect(self._typed)
        self._search.entered.connect(self._entered)
        self._take_off.clicked.connect(self._question.take_off)
        self._add.clicked.connect(self._add_typed)

    def _make_list(self) -> QScrollArea:
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 8, 0)
        self._list.setSpacing(8)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFixedHeight(LIST_PX)
        return area

    def _make_choice(self, choice: CustomerChoice) -> Button:
        says = ", ".join(filter(None, (choice.name, choice.detail)))
        words = "\n".join(filter(None, (choice.name, choice.detail)))
        button = Button(words, look=Look.CARD, says=says, name="customer-choice")
        button.clicked.connect(partial(self._question.choose, choice.customer_id))
        return button

    def _heading_text(self) -> str:
        words = self._search.text().strip()
        if self._choices:
            return text.found() if words else text.came_last()
        return text.nobody_found(words) if words else text.nobody_yet()

    @Slot(str)
    def _typed(self, words: str) -> None:
        self._add.say(text.add(shortened(words.strip(), ADD_LETTERS_MAX)))
        self._add.setEnabled(bool(words.strip()))

    @Slot(str, bool)
    def _entered(self, _words: str, _held: bool) -> None:  # noqa: FBT001 - a signal's payload
        """Choose the first; where there is none, a second Enter writes a new one down."""
        if self._choices and self._heading.text() != text.came_last():
            self._question.choose(self._choices[0].customer_id)
        elif self._add.isEnabled():
            self._add.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _add_typed(self) -> None:
        self._question.add(self._search.text().strip())
