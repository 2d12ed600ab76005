"""Which language the machine asks for; for the window and for commands without one."""

import os

from ui.text.formats import DEFAULT_LOCALE, is_known

LOCALE_VARIABLE = "COUNTERTOP_LOCALE"


def locale_of_machine() -> str:
    """Return the language that the environment asks for, as in "en_GB", if we can write it."""
    wanted = os.environ.get(LOCALE_VARIABLE) or os.environ.get("LANG") or DEFAULT_LOCALE
    locale = wanted.partition(".")[0].replace("-", "_")
    return locale if is_known(locale) else DEFAULT_LOCALE
