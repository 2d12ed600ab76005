"""Every setting has a name of its own in words."""

from pos.runtime.settings import DECLARED
from ui.text.setting_words import words_of


def test_no_two_settings_are_called_alike():
    titles = [words_of(setting).title for setting in DECLARED]

    assert len(set(titles)) == len(DECLARED)
