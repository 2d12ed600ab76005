"""Draws the door: a tile for everybody who works here, and a pad for their PIN."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos.runtime.clock import Clock
from ui.screens.sign_in import text
from ui.screens.sign_in.presenter import SignInPresenter
from ui.screens.sign_in.state import SignInState
from ui.shell.theme.tokens import Tone
from ui.widgets.empty_state import EmptyState
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import PlainLabel, plane
from ui.widgets.people_grid import PeopleGrid
from ui.widgets.person_tile import PersonFace
from ui.widgets.pin_entry import PinEntry

MARGIN_PX = 32
CARD_WIDTH_PX = 292
PEOPLE_WIDTH_PX = 3 * 120 + 4 * 12
HEIGHT_MAX_PX = 620
LOGO_PX = 30


class SignInScreenView(QObject):
    """The widgets of the door.

    Attributes:
        main: The main area.
    """

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._place = PlainLabel(voice="secondary", name="sign-in-place")
        self._people = PeopleGrid(name="people", says=text.people(), prefix="sign-in-")
        self._pin = PinEntry(clock, confirm=text.confirm())
        self._who = PlainLabel(voice="dialog", name="sign-in-who")
        self._what = PlainLabel(voice="secondary", name="sign-in-what")
        self._loading = EmptyState("users", text.loading(), name="sign-in-loading")
        self._empty = EmptyState(
            "user-plus", text.empty_title(), hint=text.empty_hint(), name="sign-in-empty"
        )
        self._door = self._build_door()
        self.main = QStackedWidget()
        self.main.setObjectName("sign-in")
        self.main.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        for page in (self._loading, self._empty, self._door):
            self.main.addWidget(page)
        self.setParent(self.main)

    def connect_to(self, presenter: SignInPresenter) -> None:
        """Pass on what is tapped and typed."""
        self._people.chosen.connect(presenter.choose)
        self._pin.entered.connect(presenter.enter_pin)
        self._pin.waited.connect(presenter.waited)

    def show(self, state: SignInState) -> None:
        """Draw a state."""
        if state.people is None:
            self.main.setCurrentWidget(self._loading)
        elif not state.people:
            self.main.setCurrentWidget(self._empty)
        else:
            self._show_door(state)

    def begin(self) -> None:
        """Empty the field for the PIN and put the focus there, or on the tiles before it."""
        self._pin.clear()
        if not self._pin.take_focus():
            self._people.focus_first()

    def _build_door(self) -> QWidget:
        door = QWidget()
        inside = QWidget()
        inside.setMaximumHeight(HEIGHT_MAX_PX)
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MARGIN_PX)
        row.addWidget(self._build_people())
        row.addWidget(self._build_card())
        middle = QHBoxLayout(door)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch()
        middle.addWidget(inside)
        middle.addStretch()
        return door

    def _build_people(self) -> QWidget:
        left = QWidget()
        left.setFixedWidth(PEOPLE_WIDTH_PX)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel("store", tone=Tone.ACCENT))
        head.addWidget(self._place, 1)
        column.addSpacing(24)
        column.addLayout(head)
        column.addSpacing(8)
        column.addWidget(PlainLabel(text.heading(), voice="total"))
        column.addWidget(PlainLabel(text.hint(), voice="secondary"))
        column.addSpacing(20)
        column.addWidget(self._people, 1)
        return left

    def _build_card(self) -> QWidget:
        card = plane(QWidget(), "card")
        card.setFixedWidth(CARD_WIDTH_PX)
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(4)
        for label in (self._who, self._what):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addSpacing(8)
        column.addWidget(self._pin)
        holder = QWidget()
        around = QVBoxLayout(holder)
        around.setContentsMargins(0, 0, 0, 0)
        around.addStretch()
        around.addWidget(card)
        around.addStretch()
        return holder

    def _show_door(self, state: SignInState) -> None:
        person = state.person
        self._place.setText(state.place)
        self._who.setText(person.name if person else text.nobody_chosen())
        self._what.setText(text.type_pin() if person else text.nobody_chosen_hint())
        faces = [
            PersonFace(employee_no=each.employee_no, name=each.name, detail=each.role_name)
            for each in state.people or ()
        ]
        self._people.show_people(faces, chosen=state.chosen)
        self._pin.show_state(is_open=state.takes_pin, trouble=state.trouble, until=state.wait_until)
        self.main.setCurrentWidget(self._door)
