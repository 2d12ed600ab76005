"""What a setting is called, and its value as people say it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from pos.runtime.setting import Setting
from ui.text.formats import NO_BREAK_SPACE, Formats

NOTHING = "none"

Value: TypeAlias = bool | int | str
"""What a setting may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingWords:
    """The words of one setting.

    Attributes:
        unit: What its number counts; "" for none.
        values: Words for values that do not speak for themselves, as 0 for "never".
    """

    title: str
    unit: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


def words_of(setting: Setting) -> SettingWords:
    """Return the words of a setting that is declared."""
    return _WORDS[setting.key]


def is_money(setting: Setting) -> bool:
    """Say whether it is an amount, kept in minor units."""
    return setting.key.endswith("_cents")


def value_words(setting: Setting, value: Value, formats: Formats) -> str:
    """Write a value with its unit, as in "30 days"."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int) and is_money(setting):
        return formats.money(value)
    words = words_of(setting)
    said = words.values.get(str(value), str(value)) or NOTHING
    has_unit = words.unit and str(value) not in words.values
    return f"{said}{NO_BREAK_SPACE}{words.unit}" if has_unit else said


_WORDS = {
    "printer_address": SettingWords(title="Receipt printer", values={"none:": NOTHING}),
    "printer_width_dots": SettingWords(title="Width of a receipt", unit="dots"),
    "scanner_gap_ms": SettingWords(title="Longest pause within a scan", unit="ms"),
    "scanner_length_min": SettingWords(title="Shortest scan", unit="characters"),
    "theme": SettingWords(
        title="Colours of the window", values={"system": "as the computer has them"}
    ),
    "price_floor": SettingWords(
        title="Lowest price without a manager",
        values={"none": "any price", "cost": "the cost", "percent": "below the list price"},
    ),
    "price_floor_percent": SettingWords(title="So far below the list price", unit="%"),
    "return_days": SettingWords(title="Time to bring goods back", unit="days"),
    "return_approval_cents": SettingWords(title="Largest refund without a manager"),
    "variance_approval_cents": SettingWords(title="Largest drawer difference without a reason"),
    "open_drawer_for_cash": SettingWords(title="Drawer opens for cash"),
    "order_days": SettingWords(title="Past of the store on a new till", unit="days"),
    "gift_card_offline_cents": SettingWords(title="Most from a gift card while offline"),
    "parked_cart_hours": SettingWords(title="Life of a held sale", unit="hours"),
    "scan_patterns": SettingWords(title="Codes of scales and cards"),
    "pin_digits_min": SettingWords(title="Shortest PIN", unit="digits"),
    "badge_opens": SettingWords(title="Badge signs in without a PIN"),
    "lock_after_s": SettingWords(
        title="Rest until the till locks", unit="seconds", values={"0": "never"}
    ),
    "card_terminal": SettingWords(title="Card terminal"),
    "card_terminal_address": SettingWords(title="Address of the card terminal"),
    "tips": SettingWords(
        title="Tips on the pay screen", values={"none": "not offered", "percent": "offered"}
    ),
    "tip_percents": SettingWords(title="Tips to choose from", unit="%"),
    "closed_days": SettingWords(title="Days on which the shop is closed"),
    "made_per_day": SettingWords(
        title="Most made to order for one day", unit="pieces", values={"0": "any number"}
    ),
    "made_terms": SettingWords(title="Terms of what is made to order"),
    "deposit_percent": SettingWords(
        title="Deposit on what is made to order", unit="%", values={"0": NOTHING}
    ),
    "wait_days": SettingWords(title="Wait after a promised day", unit="days"),
    "cancel_days": SettingWords(title="Last day to cancel for nothing", unit="days before"),
    "forfeit_percent": SettingWords(
        title="Kept of a deposit after that", unit="%", values={"0": "nothing"}
    ),
}
