"""Which screen is shown, and who is told of a scan, a key or a change of data."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from pos.runtime.changes import Changes, Topic
from ui.shell.desk import Desk
from ui.shell.screen import BuiltScreen, Place, Screen
from ui.shell.session import Session
from ui.shell.shortcuts import Action
from ui.shell.tasks import Tasks

HOME = "sell"


@dataclass(slots=True)
class _Shown:
    """A screen that was built, and the news that came while it was hidden."""

    screen: Screen
    built: BuiltScreen
    tasks: Tasks
    missed: Changes | None = None


class Navigation(QObject):
    """Builds screens when they are first shown, and keeps them.

    Signals:
        moved: Id of the screen now shown.
    """

    moved = Signal(str)

    def __init__(
        self,
        screens: tuple[Screen, ...],
        *,
        make_desk: Callable[[Screen], tuple[Desk, Tasks]],
        areas: QStackedWidget,
        panes: QStackedWidget,
        session: Session,
    ) -> None:
        super().__init__(areas)
        self.screens = screens
        self._make_desk = make_desk
        self._areas = areas
        self._panes = panes
        self._session = session
        self._built: dict[str, _Shown] = {}
        self._here: _Shown | None = None

    @property
    def here(self) -> BuiltScreen | None:
        """The screen that is shown; None before the first."""
        return self._here.built if self._here else None

    def permitted(self) -> tuple[Screen, ...]:
        """Return the screens that the person at the till may see."""
        return tuple(screen for screen in self.screens if self._is_open(screen))

    def on_rail(self) -> tuple[Screen, ...]:
        """Return those of them that stand on the upper rail, in order."""
        return tuple(screen for screen in self.permitted() if screen.place is Place.RAIL)

    def knows(self, screen_id: str) -> bool:
        """Say whether there is such a screen and the person at the till may see it."""
        return any(screen.id == screen_id for screen in self.permitted())

    def go(self, screen_id: str, *, bring: str = "") -> bool:
        """Show a screen and hand it a code; False when there is none, or it is not permitted."""
        screen = next((one for one in self.permitted() if one.id == screen_id), None)
        if screen is None:
            return False
        shown = self._built.get(screen.id) or self._build(screen)
        self._here = shown
        self._areas.setCurrentWidget(shown.built.main)
        self._show_pane(shown.built)
        self.moved.emit(screen.id)
        if shown.missed is not None:
            missed, shown.missed = shown.missed, None
            shown.built.presenter.refresh(missed)
        shown.built.presenter.entered(bring)
        return True

    def go_home(self) -> None:
        """Show the door while nobody is signed in, else the first screen of the rail."""
        if self._session.cashier is None:
            door = next((one for one in self.screens if one.place is Place.DOOR), None)
            if door is not None:
                self.go(door.id)
            return
        if not self.go(HOME):
            self.go(self.on_rail()[0].id)

    def act(self, action: Action) -> bool:
        """Let the shown screen answer a key; False when it means nothing to it."""
        wish = self._here.built.keys.get(action) if self._here else None
        if wish is None:
            return False
        wish()
        return True

    def scanned(self, code: str) -> None:
        """Hand a scan to the shown screen."""
        if self._here is not None:
            self._here.built.presenter.scanned(code)

    def spread(self, changes: Changes) -> None:
        """Refresh the shown screen, and let hidden ones refresh when they are shown."""
        for shown in self._built.values():
            if changes.origin == shown.screen.id or not changes.topics & shown.screen.topics:
                continue
            if shown is self._here:
                shown.built.presenter.refresh(changes)
            else:
                shown.missed = _both(shown.missed, changes)

    def close(self) -> None:
        """End the work of all screens: their answers and late news are no longer wanted."""
        for shown in self._built.values():
            shown.built.leave()
            shown.tasks.end()
        self._built.clear()
        self._here = None

    def _build(self, screen: Screen) -> _Shown:
        desk, tasks = self._make_desk(screen)
        shown = _Shown(screen=screen, built=screen.build(desk), tasks=tasks)
        self._built[screen.id] = shown
        self._areas.addWidget(shown.built.main)
        if shown.built.pane is not None:
            self._panes.addWidget(shown.built.pane)
        return shown

    def _show_pane(self, built: BuiltScreen) -> None:
        self._panes.setVisible(built.pane is not None)
        if built.pane is not None:
            self._panes.setCurrentWidget(built.pane)

    def _is_open(self, screen: Screen) -> bool:
        if screen.place is Place.DOOR:
            return self._session.cashier is None
        if self._session.cashier is None:
            return False
        return screen.permission is None or self._session.may(screen.permission)


def _both(first: Changes | None, second: Changes) -> Changes:
    if first is None:
        return second
    topics: frozenset[Topic] = first.topics | second.topics
    ids = first.ids | second.ids if first.ids and second.ids else frozenset()
    return Changes(topics=topics, ids=ids)
