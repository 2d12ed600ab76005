"""The declaration of a screen, and how the shell finds all of them."""

import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from importlib import import_module

from PySide6.QtWidgets import QWidget

import ui.screens
from pos.domain.permission import Action as Permission
from pos.runtime.changes import Topic
from ui.shell.desk import Desk, ScreenPresenter
from ui.shell.shortcuts import Action

Keys = Mapping[Action, Callable[[], None]]


class Place(Enum):
    """Where the way to a screen stands."""

    RAIL = "the upper part of the rail"
    RAIL_FOOT = "the lower part of the rail"
    DOOR = "shown while nobody is signed in"
    INSIDE = "reached from other screens only"


def _nothing_waits() -> None:
    """Let go of nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltScreen:
    """A screen that was built.

    Attributes:
        main: The main area.
        pane: The context pane at the right; None when the screen has none.
        keys: What the screen does on the keys of the keyboard map.
        leave: Lets go of what it waits for elsewhere, when the till closes.
    """

    main: QWidget
    presenter: ScreenPresenter
    pane: QWidget | None = None
    keys: Keys = field(default_factory=dict)
    leave: Callable[[], None] = _nothing_waits


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What a screen's package declares as `SCREEN`.

    Attributes:
        id: Its name in `nav-<id>` and in `Navigator.go`.
        title: Its word on the rail.
        icon: Its icon, by Lucide name.
        order: Its place on the rail, counted from 1; also its Alt+digit.
        permission: What a person must be permitted to see it; None means everybody.
        topics: Data that it shows; a change of one of them calls `refresh`.
        build: Makes the presenter and the widgets.
    """

    id: str
    title: Callable[[], str]
    icon: str
    order: int
    build: Callable[[Desk], BuiltScreen]
    place: Place = Place.RAIL
    permission: Permission | None = None
    topics: frozenset[Topic] = frozenset()


def built_late(package: str) -> Callable[[Desk], BuiltScreen]:
    """Return the function `build` of a screen's module of that name, loaded when it is called.

    A till that starts shows its door; the code of a screen costs time when somebody opens it.
    """

    def build(desk: Desk) -> BuiltScreen:
        built: BuiltScreen = import_module(f"{package}.build").build(desk)
        return built

    return build


def discover() -> tuple[Screen, ...]:
    """Return the screens of all packages in `ui.screens`, in the order of the rail."""
    found = [
        import_module(f"ui.screens.{module.name}").SCREEN
        for module in pkgutil.iter_modules(ui.screens.__path__)
        if module.ispkg
    ]
    return tuple(sorted(found, key=_by_place))


def _by_place(screen: Screen) -> tuple[bool, int]:
    return screen.place is not Place.RAIL, screen.order
