"""The countries of the world by name, in the language of the shop."""

from functools import lru_cache

from babel import Locale

from ui.text.formats import DEFAULT_LOCALE, is_known

CODE_CHARS = 2


@lru_cache(maxsize=4)
def countries(locale: str) -> tuple[tuple[str, str], ...]:
    """Return each country's two letters and its name, by name.

    Args:
        locale: As in "en_GB"; an unknown one falls back to British English.
    """
    named = Locale.parse(locale if is_known(locale) else DEFAULT_LOCALE).territories
    real = ((code, name) for code, name in named.items() if _is_country(code))
    return tuple(sorted(real, key=lambda pair: pair[1]))


def country_name(code: str, *, locale: str) -> str:
    """Return the name of a country; a code that nobody knows stays as it is."""
    return dict(countries(locale)).get(code, code)


def _is_country(code: str) -> bool:
    """Say whether a code is that of a country; the others are continents, or made up for tests."""
    return len(code) == CODE_CHARS and code.isalpha() and code not in _NO_COUNTRIES


_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
