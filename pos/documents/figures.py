"""Amounts, quantities, rates and moments as they are printed, in one locale."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time, get_timezone_name
from babel.numbers import (
    format_currency,
    format_decimal,
    format_percent,
    get_currency_precision,
)

from pos.documents import wording

PPM = 1_000_000
_LARGER_UNITS = {"g": ("kg", 3), "ml": ("l", 3), "mm": ("m", 3)}
_RATE_PATTERN = "#,##0.####%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Writes figures for one paper.

    Attributes:
        locale: As in "en_GB" or "en-GB".
        currency: ISO 4217 code; it decides the number of decimals.
        timezone: IANA name in which moments are shown.
    """

    locale: str
    currency: str
    timezone: str = "UTC"

    def amount(self, cents: int) -> str:
        """Write an amount without its currency, as in "1,234.50"."""
        places = get_currency_precision(self.currency)
        pattern = "#,##0." + "0" * places if places else "#,##0"
        return format_decimal(Decimal(cents).scaleb(-places), format=pattern, locale=self._locale)

    def money(self, cents: int) -> str:
        """Write an amount with its currency, as in "€1,234.50"."""
        places = get_currency_precision(self.currency)
        return format_currency(Decimal(cents).scaleb(-places), self.currency, locale=self._locale)

    def quantity(self, quantity: int, *, unit: str, price_unit_qty: int = 1) -> str:
        """Write a quantity in the unit that its price is for, as in "1.5 kg" or "3"."""
        shown_unit, places = self._shown_unit(unit, price_unit_qty)
        number = format_decimal(
            Decimal(quantity).scaleb(-places), format="#,##0.######", locale=self._locale
        )
        return f"{number} {wording.unit(shown_unit)}".strip()

    def unit_price(self, cents: int, *, unit: str, price_unit_qty: int = 1) -> str:
        """Write the price of one shown unit, as in "4.50" or "12.90/kg"."""
        shown_unit, places = self._shown_unit(unit, price_unit_qty)
        count = price_unit_qty if places == 0 else price_unit_qty // 10**places
        name = wording.unit(shown_unit)
        measure = f"{count} {name}".strip() if count != 1 else name
        return wording.per_unit(self.amount(cents), measure) if measure else self.amount(cents)

    def rate(self, rate_ppm: int) -> str:
        """Write a rate, as in "20%" or "8.875%"."""
        return format_percent(Decimal(rate_ppm) / PPM, format=_RATE_PATTERN, locale=self._locale)

    def day(self, day: date) -> str:
        """Write a day with its weekday, as in "Tue, 7 Jul 2026"."""
        weekday = format_date(day, format="EEE", locale=self._locale)
        return f"{weekday}, {format_date(day, format='medium', locale=self._locale)}"

    def moment(self, moment: datetime) -> str:
        """Write date and time with the zone's short name."""
        local = moment.astimezone(ZoneInfo(self.timezone))
        day = format_date(local, format="medium", locale=self._locale)
        clock = format_time(local, format="short", locale=self._locale)
        zone = get_timezone_name(local, width="short", locale=self._locale)
        return f"{day} {clock} {zone}"

    @property
    def _locale(self) -> Locale:
        return Locale.parse(self.locale.replace("-", "_"))

    def _shown_unit(self, unit: str, price_unit_qty: int) -> tuple[str, int]:
        larger, places = _LARGER_UNITS.get(unit, (unit, 0))
        if places and price_unit_qty % 10**places == 0:
            return larger, places
        return unit, 0
