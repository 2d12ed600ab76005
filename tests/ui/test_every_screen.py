"""Every screen there is, in both themes and three sizes, on a real shop; none is named here."""

from itertools import pairwise

import pytest

from tests.ui import windows
from ui.shell import icons
from ui.shell.appearance import Choice
from ui.shell.screen import Place, discover

SCREENS = discover()
SIZES = [(1024, 768), (1366, 768), (1920, 1080)]


LOOKS = [(theme, size) for theme in (Choice.LIGHT, Choice.DARK) for size in SIZES]


@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.id)
def test_everything_on_a_screen_can_be_touched_read_and_named(till, owner, qtbot, screen, look):
    theme, size = look
    if screen.place is not Place.DOOR:
        till.session.sign_in(owner)
    till.window.appearance.choose(theme)
    till.window.resize(*size)
    with qtbot.waitExposed(till.window):
        till.window.show()

    assert till.window.size().toTuple() == size
    if screen.place is not Place.DOOR:
        assert till.go(screen.id)
    qtbot.waitUntil(lambda: windows.check_all(till.window))


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.id)
def test_a_screen_has_a_title_and_an_icon_that_exists(screen):
    assert screen.title().strip()
    assert icons.is_known(screen.icon)


def test_no_two_screens_share_a_name_or_a_place_on_the_rail():
    ids = [screen.id for screen in SCREENS]
    places = [(screen.place, screen.order) for screen in SCREENS if screen.place is not Place.DOOR]

    assert len(set(ids)) == len(ids)
    assert len(set(places)) == len(places)


def test_the_rail_is_in_the_order_of_the_alt_keys():
    orders = [screen.order for screen in SCREENS if screen.place is Place.RAIL]

    assert all(one < next_one for one, next_one in pairwise(orders))
