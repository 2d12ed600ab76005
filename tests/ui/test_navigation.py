from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from pos.domain.permission import Action as Permission
from pos.domain.permission import parse_grants
from pos.runtime.changes import Changes, Topic
from tests.ui.conftest import MAYA, Room
from ui.shell.navigation import Navigation
from ui.shell.screen import BuiltScreen, Place, Screen
from ui.shell.session import Cashier
from ui.shell.shortcuts import Action


@dataclass
class _Presenter:
    """Keeps what it was told."""

    told: list = field(default_factory=list)

    def entered(self, bring) -> None:
        self.told.append(("entered", bring))

    def refresh(self, changes) -> None:
        self.told.append(("refresh", changes.origin))

    def scanned(self, code) -> None:
        self.told.append(("scanned", code))


class _Tasks:
    def __init__(self) -> None:
        self.has_ended = False

    def end(self) -> None:
        self.has_ended = True


class _House:
    """A window with three screens and a door."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.presenters = {}
        self.tasks = []
        self.navigation = Navigation(
            (
                self._screen("sell", order=1, topics={Topic.STOCK}),
                self._screen("orders", order=2, topics={Topic.SALES}),
                self._screen("reports", order=3, permission=Permission.VIEW_REPORTS),
                self._screen("sign_in", order=0, place=Place.DOOR),
            ),
            make_desk=self._make_desk,
            areas=room.window.areas,
            panes=room.window.panes,
            session=room.session,
        )
        room.window.use(self.navigation, room.notices)

    def _make_desk(self, _screen):
        self.tasks.append(_Tasks())
        return self.room.desk, self.tasks[-1]

    def _screen(self, name, *, order, topics=(), place=Place.RAIL, permission=None) -> Screen:
        def build(_desk) -> BuiltScreen:
            presenter = self.presenters[name] = _Presenter()
            keys = {Action.SEARCH: lambda: presenter.told.append("F2")}
            return BuiltScreen(main=QWidget(), presenter=presenter, keys=keys)

        return Screen(
            id=name,
            title=name.title,
            icon="store",
            order=order,
            place=place,
            permission=permission,
            topics=frozenset(topics),
            build=build,
        )

    def rail(self) -> list[str]:
        buttons = self.room.window.rail.findChildren(QToolButton)
        return [button.objectName() for button in buttons if not button.isHidden()]


@pytest.fixture
def house(room) -> _House:
    return _House(room)


def test_the_till_begins_with_selling(house):
    assert house.presenters["sell"].told == [("entered", "")]
    assert list(house.presenters) == ["sell"]


def test_a_code_is_brought_along_to_another_screen(house):
    assert house.navigation.go("orders", bring="S1R1-A-000012")

    assert house.presenters["orders"].told == [("entered", "S1R1-A-000012")]


def test_a_screen_that_does_not_exist_is_not_shown(house):
    assert not house.navigation.go("stock")


def test_the_rail_shows_only_what_the_person_may_see(make_window_room):
    room = make_window_room(signed_in=False)
    house = _House(room)

    room.session.sign_in(
        Cashier(
            staff_id=MAYA.staff_id, employee_no="8", name="Tom", grants=parse_grants(["sale.ring"])
        )
    )

    assert house.rail() == ["nav-sell", "nav-orders", "theme", "lock"]
    assert not house.navigation.go("reports")


def test_a_locked_till_shows_the_door_and_nothing_on_the_rail(house):
    house.room.session.sign_out()

    assert house.rail() == []
    assert house.presenters["sign_in"].told == [("entered", "")]
    assert not house.navigation.go("sell")


def test_news_of_its_topics_refreshes_the_shown_screen_at_once(house):
    house.navigation.spread(Changes(topics=frozenset({Topic.STOCK}), origin="sync"))
    house.navigation.spread(Changes(topics=frozenset({Topic.PEOPLE}), origin="sync"))

    assert house.presenters["sell"].told[1:] == [("refresh", "sync")]


def test_a_screen_is_not_told_of_what_it_did_itself(house):
    house.navigation.spread(Changes(topics=frozenset({Topic.STOCK}), origin="sell"))

    assert house.presenters["sell"].told == [("entered", "")]


def test_a_hidden_screen_refreshes_when_it_is_shown_again(house):
    house.navigation.go("orders")
    house.navigation.spread(Changes(topics=frozenset({Topic.STOCK}), origin="sync"))
    while_hidden = list(house.presenters["sell"].told)

    house.navigation.go("sell")

    assert while_hidden == [("entered", "")]
    assert house.presenters["sell"].told[1:] == [("refresh", "sync"), ("entered", "")]


def test_a_scan_and_a_key_go_to_the_shown_screen(house):
    house.navigation.scanned("4006381333931")
    is_known = house.navigation.act(Action.SEARCH)
    is_unknown = house.navigation.act(Action.PAY)

    assert house.presenters["sell"].told[1:] == [("scanned", "4006381333931"), "F2"]
    assert (is_known, is_unknown) == (True, False)


def test_closing_the_window_drops_the_answers_that_are_still_to_come(house):
    house.room.window.close()

    assert [tasks.has_ended for tasks in house.tasks] == [True]


def test_the_sheet_of_keys_names_none_that_leads_nowhere(house, qtbot):
    with qtbot.waitExposed(house.room.window):
        house.room.window.show()

    QTest.keyClick(house.room.window.windowHandle(), Qt.Key.Key_F1)

    shown = [label.text() for label in house.room.window.panels.findChildren(QLabel)]
    assert "Lock the till" in shown
    assert "Customer of the sale" not in shown


def test_news_that_comes_after_the_window_was_closed_is_told_to_nobody(house):
    told = house.presenters["sell"].told
    before = list(told)
    house.navigation.close()

    house.navigation.spread(Changes(topics=frozenset({Topic.STOCK}), origin="sync"))

    assert told == before
