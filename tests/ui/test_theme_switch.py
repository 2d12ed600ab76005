"""Light or dark: one touch or one key, at once, and still so tomorrow."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from pos.queries.settings import read_settings
from ui.shell.appearance import Choice
from ui.shell.theme.tokens import DARK, LIGHT
from ui.shell.theme.wear import tokens_of


@pytest.fixture
def window(till, owner, qtbot):
    """The window of a till at which somebody stands; it is light."""
    till.window.appearance.choose(Choice.LIGHT)
    with qtbot.waitExposed(till.window):
        till.window.show()
    till.session.sign_in(owner)
    return till.window


def _switch(window) -> QToolButton:
    return next(each for each in window.findChildren(QToolButton, "theme") if each.isVisible())


def _words(window) -> list[str]:
    return [each.text() for each in window.findChildren(QToolButton, "theme") if each.isVisible()]


def _saved(shop) -> str:
    with shop.store.read() as tx:
        return read_settings(tx).theme


def test_a_register_follows_the_computer_until_somebody_chooses(shop):
    assert _saved(shop) == "system"


def test_one_touch_turns_the_window_dark_and_the_next_start_finds_it_so(window, shop, qtbot):
    _switch(window).click()

    assert tokens_of(window) is DARK
    qtbot.waitUntil(lambda: _saved(shop) == "dark")


def test_the_switch_names_what_it_leads_to(window):
    before = _switch(window).text(), _switch(window).accessibleName(), _switch(window).toolTip()

    _switch(window).click()

    assert before == ("Dark", "Dark colours", "Dark colours (Ctrl+T)")
    assert _switch(window).text() == "Light"
    assert _switch(window).toolTip() == "Light colours (Ctrl+T)"


def test_the_key_turns_it_back_again(window, shop, qtbot):
    for _ in range(2):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)

    assert tokens_of(window) is LIGHT


def test_who_turns_back_to_the_colours_of_the_computer_follows_it_again(window, shop, qtbot):
    _switch(window).click()
    qtbot.waitUntil(lambda: _saved(shop) == "dark")

    _switch(window).click()

    qtbot.waitUntil(lambda: _saved(shop) == "system")


def test_a_locked_till_keeps_its_colours_for_the_next_person(window, till, owner, qtbot):
    _switch(window).click()
    till.session.sign_out()

    till.session.sign_in(owner)

    assert tokens_of(window) is DARK
    qtbot.waitUntil(lambda: _words(window) == ["Light"])
