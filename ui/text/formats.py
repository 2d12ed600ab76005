"""Amounts, quantities and times as people read them, in the language of the shop."""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_currency, format_decimal, get_currency_precision

MINUS = "\u2212"
NO_BREAK_SPACE = "\u00a0"
DEFAULT_LOCALE = "en_GB"

_PPM_DIGITS = 4
_FEBRUARY, _LEAP_DAY = 2, 29
_BEFORE_UNIT = re.compile(r"(?<=[0-9\u00d7]) (?=\u00d7|%|[0-9a-z.]{1,8}\b)| (?=/ )|(?<=/) ")
_MEASURES = {"g": ("kg", 3), "ml": ("l", 3), "mm": ("m", 3)}


class Formats:
    """How one shop writes money, quantities and times.

    Args:
        locale: As in "en_GB"; an unknown one falls back to British English.
        currency: ISO 4217 code.
        timezone: The zone of the shop's wall clock.
    """

    def __init__(self, *, locale: str, currency: str, timezone: ZoneInfo) -> None:
        self.locale = locale if is_known(locale) else DEFAULT_LOCALE
        self.currency = currency
        self.timezone = timezone

    @property
    def exponent(self) -> int:
        """How many decimals the currency has."""
        return get_currency_precision(self.currency)

    def money(self, cents: int) -> str:
        """Write an amount of minor units with its currency sign."""
        return _money(cents, self.currency, self.locale)

    def amount(self, cents: int) -> str:
        """Write an amount of minor units without its currency sign."""
        return _amount(cents, self.exponent, self.locale)

    def percent(self, ppm: int) -> str:
        """Write a rate of parts per million, as in 20 %."""
        number = format_decimal(Decimal(ppm).scaleb(-_PPM_DIGITS), "0.####", locale=self.locale)
        return f"{_real_minus(number)}{NO_BREAK_SPACE}%"

    def quantity(self, quantity: int, unit: str) -> str:
        """Write a quantity of whole units: pieces as they are, measures in kg, l or m."""
        return _quantity(quantity, unit, self.locale)

    def about(self, quantity: int, unit: str) -> str:
        """Write a quantity as short as a tile wants it: measures to a tenth of a kg, l or m."""
        if unit not in _MEASURES:
            return self.quantity(quantity, unit)
        bigger, digits = _MEASURES[unit]
        tenth = Decimal(quantity).scaleb(-digits)
        number = format_decimal(tenth, "0.#", locale=self.locale)
        return f"{_real_minus(number)}{NO_BREAK_SPACE}{bigger}"

    def measure(self, quantity: int, unit: str) -> str:
        """Write a measure that a price is for: "kg" rather than "1 kg"."""
        written = self.quantity(quantity, unit)
        return written.removeprefix(f"1{NO_BREAK_SPACE}")

    def keep_units(self, name: str) -> str:
        """Tie numbers to their units and a size to its colour: no line ends inside of "250 g"."""
        return _BEFORE_UNIT.sub(NO_BREAK_SPACE, name)

    def clock(self, moment: datetime) -> str:
        """Write the time of day, as in 14:07."""
        return format_time(moment, "HH:mm", tzinfo=self.timezone, locale=self.locale)

    def weekday_clock(self, moment: datetime) -> str:
        """Write weekday and time, as in Thu 14:07."""
        return format_datetime(moment, "EEE HH:mm", tzinfo=self.timezone, locale=self.locale)

    def short_moment(self, moment: datetime) -> str:
        """Write day and time in little room, as in 16 Nov 14:07."""
        return format_datetime(moment, "d MMM HH:mm", tzinfo=self.timezone, locale=self.locale)

    def day(self, moment: datetime) -> str:
        """Write the day of a moment in the shop's time zone."""
        return format_date(moment.astimezone(self.timezone), "d MMM y", locale=self.locale)

    def calendar_day(self, day: date) -> str:
        """Write a day that has no time."""
        return format_date(day, "d MMM y", locale=self.locale)

    def day_of_week(self, day: date) -> str:
        """Write a day that has no time, with its weekday, as in Tue 7 Jul 2026."""
        return format_date(day, "EEE d MMM y", locale=self.locale)

    def short_day_of_week(self, day: date) -> str:
        """Write a day of the months around now, as in Tue 7 Jul."""
        return format_date(day, "EEE d MMM", locale=self.locale)

    def years_ago(self, moment: datetime, years: int) -> str:
        """Write the day that lies that many years before a moment."""
        day = moment.astimezone(self.timezone).date()
        leap_day = day.month == _FEBRUARY and day.day == _LEAP_DAY
        then = day.replace(year=day.year - years, day=_LEAP_DAY - 1 if leap_day else day.day)
        return format_date(then, "d MMM y", locale=self.locale)

    def moment(self, moment: datetime) -> str:
        """Write day and time."""
        return f"{self.day(moment)}, {self.clock(moment)}"


@lru_cache(maxsize=4096)
def _money(cents: int, currency: str, locale: str) -> str:
    major = Decimal(cents).scaleb(-get_currency_precision(currency))
    return _real_minus(format_currency(major, currency, locale=locale))


@lru_cache(maxsize=4096)
def _amount(cents: int, exponent: int, locale: str) -> str:
    pattern = "#,##0." + "0" * exponent if exponent else "#,##0"
    return _real_minus(format_decimal(Decimal(cents).scaleb(-exponent), pattern, locale=locale))


@lru_cache(maxsize=4096)
def _quantity(quantity: int, unit: str, locale: str) -> str:
    if unit not in _MEASURES:
        return _real_minus(format_decimal(quantity, locale=locale))
    bigger, digits = _MEASURES[unit]
    number = format_decimal(Decimal(quantity).scaleb(-digits), "0.###", locale=locale)
    return f"{_real_minus(number)}{NO_BREAK_SPACE}{bigger}"


@lru_cache(maxsize=16)
def is_known(locale: str) -> bool:
    """Say whether we can write amounts and dates of a language, as in "en_GB"."""
    try:
        Locale.parse(locale)
    except (ValueError, UnknownLocaleError):
        return False
    return True


def _real_minus(text: str) -> str:
    return text.replace("-", MINUS)
