"""What a setting is: its type, its bounds, who keeps it, and how a typed value is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from pos.domain.errors import RefusedError


class SettingRefusedError(RefusedError):
    """The value `value` is not one that setting `key` may have; it wants `wanted`."""


class Scope(StrEnum):
    """Where a setting is kept: in central for all, for one store, or at one register."""

    GLOBAL = "global"
    STORE = "store"
    REGISTER = "register"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting.

    Attributes:
        key: Its name in the table `settings`.
        default: Its value where nobody chose one; also fixes its type.
        lowest: The least allowed number; None for texts and switches.
        highest: The greatest allowed number; None for texts and switches.
        choices: The allowed words; empty where any text will do.
        read: Reads a text that has a form; it refuses one that has not. None: any text will do.
        form: That form in words.
        help: What it is for, in one sentence.
    """

    key: str
    default: int | str | bool
    scope: Scope
    help: str
    lowest: int | None = None
    highest: int | None = None
    choices: tuple[str, ...] = ()
    read: Callable[[str], object] | None = None
    form: str = "a text"

    def checked(self, value: object) -> int | str | bool:
        """Return a value that this setting may have.

        Raises:
            SettingRefusedError: It may not have that one.
            RefusedError: It has not the form that `read` wants.
        """
        if type(value) is not type(self.default) or not isinstance(value, int | str):
            raise SettingRefusedError(key=self.key, value=value, wanted=self.wanted)
        too_low = self.lowest is not None and isinstance(value, int) and value < self.lowest
        too_high = self.highest is not None and isinstance(value, int) and value > self.highest
        if too_low or too_high or (self.choices and value not in self.choices):
            raise SettingRefusedError(key=self.key, value=value, wanted=self.wanted)
        if self.read is not None:
            self.read(str(value))
        return value

    @property
    def wanted(self) -> str:
        """The allowed values in words."""
        if self.choices:
            return "one of " + ", ".join(self.choices)
        if isinstance(self.default, bool):
            return "yes or no"
        if isinstance(self.default, int):
            return f"a whole number from {self.lowest} to {self.highest}"
        return self.form


def parse_value(setting: Setting, text: str) -> int | str | bool:
    """Return the value that somebody typed for a setting.

    Raises:
        SettingRefusedError: It may not have that one.
    """
    if isinstance(setting.default, bool):
        if text not in _SWITCH_WORDS:
            raise SettingRefusedError(key=setting.key, value=text, wanted=setting.wanted)
        return _SWITCH_WORDS[text]
    if isinstance(setting.default, int):
        if not _WHOLE_NUMBER.fullmatch(text):
            raise SettingRefusedError(key=setting.key, value=text, wanted=setting.wanted)
        return setting.checked(int(text))
    return setting.checked(text)


_SWITCH_WORDS = {"yes": True, "on": True, "no": False, "off": False}
_WHOLE_NUMBER = re.compile("[0-9]{1,12}")
