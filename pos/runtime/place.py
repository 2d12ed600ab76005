"""Where in the world this machine says it is."""

import os
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.numbers import get_territory_currencies, is_currency

from pos.domain.errors import RefusedError

LOCAL_TIME = Path("/etc/localtime")
NOWHERE = "UTC"

# Where shelf prices are shown without the tax; everywhere else they contain it.
TAX_IS_ADDED = frozenset({"US", "CA"})


class UnknownPlaceError(RefusedError):
    """No such country, currency or time zone. Facts: what, value."""


def machine_timezone(environment: Mapping[str, str] = os.environ) -> str:
    """Return the IANA name of this machine's time zone; "UTC" when it does not say."""
    named = environment.get("TZ", "").removeprefix(":")
    parts = str(LOCAL_TIME.resolve()).partition("/zoneinfo/")
    for name in (named, parts[2]):
        if name and _is_zone(name):
            return name
    return NOWHERE


def country_currency(country: str) -> str:
    """Return the ISO 4217 code of a country's currency.

    Args:
        country: ISO 3166-1 alpha-2 code, in capitals.

    Raises:
        UnknownPlaceError: There is no such country.
    """
    current = get_territory_currencies(country)
    if not current:
        raise UnknownPlaceError(what="country", value=country)
    return str(current[-1])


def check_currency(code: str) -> str:
    """Return the code of a currency that exists.

    Args:
        code: ISO 4217, in capitals.

    Raises:
        UnknownPlaceError: There is no such currency.
    """
    if not is_currency(code):
        raise UnknownPlaceError(what="currency", value=code)
    return code


def prices_include_tax(country: str) -> bool:
    """Tell whether shelf prices contain the tax there."""
    return country not in TAX_IS_ADDED


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True
